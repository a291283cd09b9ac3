"""The shipped encoder: reads each turn once, remembers it, and says what every head sees in it."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import Any

from sevendoors.engines.heads import Heads, load_heads
from sevendoors.engines.punctuation import is_punctuated
from sevendoors.engines.reading import Floats, Reading
from sevendoors.engines.session import Session
from sevendoors.engines.wordpiece import WordPiece, load_wordpiece

MOST_ALONE, MOST_CONTEXT, MOST_BEFORE, MOST_REPLY = 126, 24, 60, 120
_KEPT = 20_000
_AT_ONCE = 64
Piece = tuple[int, int, int]  # its number in the vocabulary, and where it starts and ends


class DoorsEncoder:
    """One small network with many heads; the same text gives the same answer, always.

    config: name, version, calibration (slope and shift per head, apart for punctuated and bare
    text), thresholds, weak codes, sources. Texts met before are not read again.
    """

    def __init__(
        self, session: Session, heads: Heads, cut: WordPiece, config: Mapping[str, Any]
    ) -> None:
        """Take the parts; `load` puts them together from a folder."""
        self._session, self._heads, self._cut = session, heads, cut
        self.config = config
        self._alone: OrderedDict[tuple[str, str], Reading] = OrderedDict()
        self._pairs: OrderedDict[tuple[str, str], Mapping[str, float]] = OrderedDict()

    @property
    def name(self) -> str:
        """Name of the model, as in its folder."""
        return str(self.config["name"])

    @property
    def version(self) -> str:
        """Version of the model."""
        return str(self.config["version"])

    def prepare(self, said: Iterable[tuple[str, str]]) -> None:
        """Read many texts ahead, each with what was said before it (or ""), several at a time.

        The answers are the same as one by one.
        """
        new = [one for one in dict.fromkeys(said) if one not in self._alone]
        cuts = [self._cut.pieces(text)[:MOST_ALONE] for text, _ in new]
        jobs = (self._turn_job(cut, before) for cut, (_, before) in zip(cuts, new, strict=True))
        for one, cut, state in zip(new, cuts, self._session.many(jobs), strict=True):
            self._keep(one, cut, state)

    def prepare_exchanges(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Read many exchanges ahead, several at a time."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._pairs]
        for pair, state in zip(new, self._session.many(map(self._pair_job, new)), strict=True):
            self._keep_pair(pair, state)

    def raw_passes(self, said: Sequence[tuple[str, str]]) -> None:
        """Run the bare network over texts and keep nothing: the limit that benchmarks hold against."""
        for start in range(0, len(said), _AT_ONCE):
            some = said[start : start + _AT_ONCE]
            self._session.many(self._turn_job(self._cut.pieces(t)[:MOST_ALONE], b) for t, b in some)

    def known(self) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]:
        """List what is remembered: texts with what was said before them, and exchanges."""
        return tuple(self._alone), tuple(self._pairs)

    def read(self, text: str, before: str = "") -> Reading:
        """Read one turn or sentence beside what was said before it, or remember it."""
        if (text, before) not in self._alone:
            pieces = self._cut.pieces(text)[:MOST_ALONE]
            state = self._session.states(*self._turn_job(pieces, before))
            self._keep((text, before), pieces, state)
        return self._alone[text, before]

    def heads(self, text: str, before: str = "") -> Mapping[str, float]:
        """Give the calibrated probability of each head for one sentence or turn."""
        return self.read(text, before).heads

    def raw_exchanges(self, pairs: Sequence[tuple[str, str]]) -> list[Mapping[str, float]]:
        """Give the scores of many exchanges before calibration."""
        states = self._session.many(map(self._pair_job, pairs))
        return [self._heads.pair(state) for state in states]

    def exchange(self, before: str, reply: str) -> Mapping[str, float]:
        """Give the calibrated probability of each head for a text and the reply to it."""
        if (before, reply) not in self._pairs:
            self._keep_pair((before, reply), self._session.states(*self._pair_job((before, reply))))
        return self._pairs[before, reply]

    def where(
        self, text: str, head: str, places: Sequence[tuple[int, int]], before: str = ""
    ) -> list[float]:
        """Say how strongly the words at each place (start, end) speak for a cue, 0 to 1."""
        reading = self.read(text, before)
        column = self._heads.cues.index(head)
        found = []
        for start, end in places:
            held = [
                float(row[column])
                for row, (left, right) in zip(reading.words, reading.places, strict=True)
                if left < end and right > start
            ]
            best = sorted(held, reverse=True)[: max(1, len(held) // 3)]
            found.append(logistic(sum(best) / len(best)) if best else 0.0)
        return found

    def similarity(self, left: str, right: str) -> float:
        """Say how close in meaning two texts are, from 0 (nothing shared) to 1."""
        return max(0.0, min(1.0, float(self.read(left).vector @ self.read(right).vector)))

    def vector(self, text: str) -> Sequence[float]:
        """Give the meaning of a text as numbers of length 1."""
        return [float(x) for x in self.read(text).vector]

    def least(self, head: str, text: str) -> float:
        """Give the probability from which a head is said of such a text (marks or none)."""
        return self._bar("thresholds", head, text)

    def firm(self, head: str, text: str) -> float:
        """Give the probability from which a head may stand as a plain fact, as in the notes."""
        return self._bar("firm", head, text)

    def _bar(self, kind: str, head: str, text: str) -> float:
        state = "punctuated" if is_punctuated(text) else "bare"
        return float(self.config[kind][state].get(head, 0.5))

    def weak(self) -> Sequence[str]:
        """List the codes whose measured agreement is too low to speak plainly."""
        return tuple(self.config["weak"])

    def _job(self, pieces: Sequence[int]) -> tuple[list[int], list[int]]:
        ids = [self._cut.first, *pieces, self._cut.apart]
        return ids, [0] * len(ids)

    def _turn_job(self, pieces: Sequence[Piece], before: str) -> tuple[list[int], list[int]]:
        """Put the text first and what was said before it behind, so that its places stay."""
        ids, kinds = self._job([piece[0] for piece in pieces])
        if not before:
            return ids, kinds
        around = [
            *(piece[0] for piece in self._cut.pieces(before)[-MOST_CONTEXT:]),
            self._cut.apart,
        ]
        return ids + around, kinds + [1] * len(around)

    def _pair_job(self, pair: tuple[str, str]) -> tuple[list[int], list[int]]:
        one, two = (self._cut.pieces(text) for text in pair)
        before, kinds = self._job([piece[0] for piece in one[:MOST_BEFORE]])
        after = [*(piece[0] for piece in two[:MOST_REPLY]), self._cut.apart]
        return before + after, kinds + [1] * len(after)

    def _keep(self, said: tuple[str, str], pieces: Sequence[Piece], state: Floats) -> None:
        raw, words, vector = self._heads.alone(state[: len(pieces) + 2])
        _room(self._alone)
        self._alone[said] = Reading(
            heads=self._calibrated("alone", raw, is_punctuated(said[0])),
            raw=raw,
            places=tuple((start, end) for _, start, end in pieces),
            words=words[1:-1],
            vector=vector,
        )

    def _keep_pair(self, pair: tuple[str, str], state: Floats) -> None:
        raw = self._heads.pair(state)
        _room(self._pairs)
        self._pairs[pair] = self._calibrated("pair", raw, is_punctuated(pair[1]))

    def _calibrated(
        self, kind: str, raw: Mapping[str, float], punctuated: bool
    ) -> Mapping[str, float]:
        table = self.config["calibration"][kind]["punctuated" if punctuated else "bare"]
        return {head: logistic(slope * raw[head] + shift) for head, (slope, shift) in table.items()}


def _room(memory: OrderedDict[Any, Any]) -> None:
    while len(memory) >= _KEPT:
        memory.popitem(last=False)


def logistic(score: float) -> float:
    """Turn a logit into a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def load(folder: Path, threads: int = 1) -> DoorsEncoder:
    """Load the encoder from its folder (model.onnx, heads.npz, vocab.txt, config.json)."""
    import json  # noqa: PLC0415  (start-up time)

    return DoorsEncoder(
        session=Session(folder / "model.onnx", threads),
        heads=load_heads(folder / "heads.npz"),
        cut=load_wordpiece(folder / "vocab.txt"),
        config=json.loads((folder / "config.json").read_text("utf-8")),
    )
