"""Reads talk with the engine for the outcome figures, once, and keeps what was read under .training.

Two kinds of detectors hear each seller's turn. The shipped ones learned, among much else, from texts
of PersuasionForGood (never from its gifts). The clean ones are logistic regressions on MiniLM as it
comes, taught by the project's own calls alone; no text of PersuasionForGood ever came near them.
"""

import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sevendoors.app.base.engine import codebook_in_use, shipped_encoder
from sevendoors.app.numbers.replies import replies
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.json_out import moment_json
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.core.moment import Moment
from sevendoors.measure.answers.answering import answer, setting
from sevendoors.measure.cues.find import find_confirmations
from sevendoors.measure.finder import DoorsFinder
from training.cases.persuasion import asks, conversation
from training.corpus.calls import read
from training.corpus.splits import calls_of
from training.data import CORPORA, WORK, rows
from training.evidence.stamp import code

HEADS = ("question", "open", "telling", "reflect", "followup", "check", "feel", "teach", "proof",
         "share", "commit", "choice", "pivot", "override")  # fmt: skip
# What a reading rests on; where any of it changes, everything is read anew.
READS = ("src/sevendoors/measure/**/*.py", "src/sevendoors/engines/*.py",
         "src/sevendoors/engines/models/*/*.onnx", "src/sevendoors/engines/models/*/*.npz",
         "src/sevendoors/app/numbers/replies.py")  # fmt: skip
_BATCH = 64
Json = dict[str, Any]


def kept(name: str) -> list[Json]:
    """Give what was read so far of one of the sources in READ; empty where nothing was."""
    path = _place(name)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []  # fmt: skip


def _place(name: str) -> Path:
    return WORK / f"outcomes-{name}-{code(*READS)}.jsonl"


def keep(name: str) -> int:
    """Read what is not read yet of one source, and keep it; stops and goes on anywhere."""
    path = _place(name)
    WORK.mkdir(exist_ok=True)
    done = {one["name"] for one in kept(name)}
    with path.open("a", encoding="utf-8") as file:
        for one in READ[name](done):
            file.write(json.dumps(one) + "\n")
            file.flush()
    return len(kept(name))


def reading(talk: Conversation) -> Json:
    """Read one conversation: its chances, and what came next after each answer, graded without it."""
    encoder = shipped_encoder()
    found = DoorsFinder(encoder).find(talk, codebook_in_use())
    confirmed = [{"turn": quote.turn} for quote in find_confirmations(talk, encoder)]
    fresh = [_cut_off(talk, one) for one in found]
    data = to_json(talk)
    review = {"moments": fresh, "confirmations": confirmed}
    return {
        "moments": [_short(moment_json(one)) for one in found],
        "replies": [{f: getattr(one, f) for f in one.__dataclass_fields__} for one in replies(data, review)],
    }  # fmt: skip


def _short(one: Json) -> Json:
    told = one["answer"]
    return {"turn": one["cue"]["turn"], "code": one["cue"]["code"], "turns": told["turns"],
            "grade": told["grade"], "grade_p": told["grade_p"]}  # fmt: skip


def _cut_off(talk: Conversation, one: Moment) -> Json:
    """Grade an answer on the talk as it stood when the seller stopped: nothing after it can be read."""
    told = moment_json(one)
    runs = talk.runs()
    at = next(k for k, run in enumerate(runs) if run.turns[-1].index >= one.chance.quote.turn)
    if at + 1 >= len(runs):
        return told
    end = runs[at + 1].turns[-1].index + 1
    short = Conversation(
        **{name: getattr(talk, name) for name in talk.__dataclass_fields__ if name != "turns"},
        turns=talk.turns[:end],
    )
    judged = answer(setting(short, shipped_encoder()), one.chance).answer
    told["answer"] |= {
        "turns": list(judged.turns), "grade": None if judged.grade is None else int(judged.grade),
        "late": judged.late, "immediate_grade": None, "na_reason": judged.na_reason,
    }  # fmt: skip
    return told


Done = Collection[str]


def asked(done: Done) -> Iterator[Json]:
    """Read every ask of PersuasionForGood, whole."""
    for ask in asks():
        if ask.name not in done:
            yield {"name": ask.name, **reading(conversation(ask))}


def turns(done: Done) -> Iterator[Json]:
    """Hear every seller's turn of every ask with both kinds of detectors."""
    every = [ask for ask in asks() if ask.name not in done]
    encoder = shipped_encoder()
    texts = [text for ask in every for side, text in ask.lines if side is Side.SELLER]
    if not texts:
        return
    encoder.prepare((text, "") for text in texts)
    ours = [
        [round(float(encoder.heads(text).get(head, 0.0)), 4) for head in HEADS] for text in texts
    ]
    clean = clean_heads(texts).tolist()
    at = 0
    for ask in every:
        told = []
        for place, (side, _) in enumerate(ask.lines):
            if side is Side.SELLER:
                told.append({"turn": place, "shipped": ours[at], "clean": clean[at]})
                at += 1
        yield {"name": ask.name, "sold": told}


def clean_heads(texts: Sequence[str]) -> np.ndarray:
    """Hear texts with heads on MiniLM as it comes, taught by the project's own training calls."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    from training.encoder.net import WIDTH, Net  # noqa: PLC0415
    from training.encoder.own import of_calls  # noqa: PLC0415
    from training.encoder.stage_one import meaning_of  # noqa: PLC0415

    read_ = meaning_of(Net())

    def vectors(said: Sequence[str]) -> np.ndarray:
        # Texts of one length together, so that little is read but words.
        order = sorted(range(len(said)), key=lambda k: len(said[k]))
        found = np.zeros((len(said), WIDTH))
        for first in range(0, len(order), _BATCH):
            at = order[first : first + _BATCH]
            found[at] = read_([said[k] for k in at]).numpy()
        return found

    lessons = [
        one for one in of_calls("train") if one.source == "calls" and "reflect" in one.labels
    ]
    taught, heard = vectors([one.text for one in lessons]), vectors(texts)
    found = np.zeros((len(texts), len(HEADS)))
    for column, head in enumerate(HEADS):
        known = [k for k, one in enumerate(lessons) if head in one.labels]
        truth = np.array([lessons[k].labels[head] >= 0.5 for k in known])
        if truth.sum() < 20:
            continue
        model = LogisticRegression(C=10.0, max_iter=300, class_weight="balanced")
        found[:, column] = model.fit(taught[known], truth).predict_proba(heard)[:, 1]
    return found.round(4)


def interviews(done: Done) -> Iterator[Json]:
    """Read AnnoMI: motivational interviews, the counsellor in the seller's place."""
    held: dict[str, list[Json]] = {}
    for row in rows(CORPORA / "evaluate" / "annomi" / "annomi.jsonl.gz"):
        held.setdefault(row["conversation"], []).append(row)
    for name, lines in held.items():
        if name not in done:
            yield {"name": name, **reading(_talk(f"annomi {name}", _interview(lines)))}


def _interview(lines: Iterable[Json]) -> Iterator[tuple[Side, str]]:
    for line in lines:
        yield (Side.SELLER if line["role"] == "therapist" else Side.BUYER), line["text"]


def written(done: Done) -> Iterator[Json]:
    """Read the project's own test calls: a check that the software runs, no finding about people."""
    for name in calls_of("test"):
        if name not in done:
            yield {
                "name": name,
                **reading(_talk(name, ((t.side, t.text) for t in read(name).turns))),
            }


def _talk(name: str, lines: Iterable[tuple[Side, str]]) -> Conversation:
    """Make a conversation of two, the sides known."""
    said = [
        (side, text) for side, text in lines if side in (Side.SELLER, Side.BUYER) and text.strip()
    ]
    made, run = [], -1
    for place, (side, text) in enumerate(said):
        run += place == 0 or side is not said[place - 1][0]
        made.append(Turn(index=place, run=run, participant=str(side), text=text))
    folk = tuple(Participant(id=str(side), name=str(side), side=side, side_decided_by="you")
                 for side in (Side.SELLER, Side.BUYER))  # fmt: skip
    return Conversation(id=name, source="corpus", capabilities=Capabilities(speaker_source="typed"),
                        participants=folk, turns=tuple(made))  # fmt: skip


READ: Mapping[str, Callable[[Done], Iterator[Json]]] = {
    "asks": asked, "turns": turns, "interviews": interviews, "written": written,
}  # fmt: skip

if __name__ == "__main__":
    for source in sys.argv[1:] or READ:
        print(source, keep(source), flush=True)
