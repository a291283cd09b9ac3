"""Whether a blind reader agrees with what a review puts forward: `... findings list|count`.

`list` writes, for each test call, the review's findings and the notes' promises among as many
decoys: other moments of the same call with the verdict turned round, other sentences called
promises. A reader who knows nothing of either answers each in `corpus/findings/BRIEF/NN.txt` with
its number and `yes` or `no`.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np

from sevendoors.app.base.engine import shipped_encoder
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.moment import Moment
from sevendoors.measure.findings import findings
from sevendoors.measure.notes.promises import promises
from sevendoors.measure.text import clauses
from training.corpus.calls import FOLDER
from training.evidence.stats import Floats, Places, interval
from training.evidence.truth import Seen, seen_calls

KEPT = FOLDER / "findings"
GATES = {"findings of a review": 0.9, "promises in the notes": 0.85}
PROMISE, FEWEST_WORDS = "PROMISE", 3
_NAMED = {
    Cue.CONCERN: "a worry, burden or feeling, voiced or hinted",
    Cue.PRIORITY: "something that matters: a goal, must-have, limit, order, deadline, measure",
    Cue.THREAD: "something meaningful left half said",
    Cue.PERSONAL: "something human beyond the task",
    Cue.ASK: "a question or request",
    Cue.DOUBT: "a doubt, objection or comparison",
    Cue.DECISION: "how, by whom or when it is decided, or what blocks it",
}
_DID = {
    True: "and the seller took it up: showed this specific thing, or answered it straight",
    False: "and the seller did not take it up: it went by, or got a token that fits any buyer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said of a call; real: the product's own word, not a decoy.

    code: a kind of chance for a finding, PROMISE for a line of the notes.
    """

    turn: int
    quote: str
    code: str
    taken: bool
    real: bool

    def told(self) -> str:
        """Write the claim as the reader sees it."""
        if self.code == PROMISE:
            return (
                f"turn {self.turn}: with “{self.quote}” the speaker promised to do something later."
            )
        what = _NAMED[Cue(self.code)]
        return f"turn {self.turn}: in “{self.quote}” the buyer gave {what}, {_DID[self.taken]}."


def claims(one: Seen) -> list[Claim]:
    """Give findings and promises of a call among as many decoys, in an order that tells nothing."""
    dice = Random(one.call.name)
    put = {finding.moment for finding in findings(one.moments, one.talk)}
    real = [m for m in one.moments if m.id in put]
    rest = [m for m in one.moments if m.id not in put and m.answer.grade is not None]
    decoys = dice.sample(rest, min(len(real), len(rest)))
    made = [*(_claim(m, real=True) for m in real), *(_claim(m, real=False) for m in decoys)]
    made += _promises(one, dice)
    dice.shuffle(made)
    return made


def _promises(one: Seen, dice: Random) -> Iterator[Claim]:
    noted = [promise.quote for promise in promises(one.talk)]
    held = {(quote.turn, quote.text) for quote in noted}
    others = [
        (turn.index, clause.text)
        for turn in one.talk.turns
        for clause in clauses(turn.text)
        if (turn.index, clause.text) not in held and len(clause.text.split()) > FEWEST_WORDS
    ]
    for quote in noted:
        yield Claim(turn=quote.turn + 1, quote=quote.text, code=PROMISE, taken=True, real=True)
    for turn, text in dice.sample(others, min(len(noted), len(others))):
        yield Claim(turn=turn + 1, quote=text, code=PROMISE, taken=True, real=False)


def _claim(moment: Moment, *, real: bool) -> Claim:
    took = (moment.answer.grade or 0) >= Grade.TAKEN
    quote = moment.chance.quote
    return Claim(turn=quote.turn + 1, quote=quote.text, code=str(moment.chance.code),
                 taken=took if real else not took, real=real)  # fmt: skip


def lines(seen: Sequence[Seen]) -> Iterator[str]:
    """Give the table lines: how often the blind reader agreed, with findings and with decoys."""
    judged = [(one.call.name, claim, yes) for one in seen for claim, yes in _judged(one)]
    made = [claim for one in seen for claim in claims(one)]
    for promise, what in ((False, "findings of a review"), (True, "promises in the notes")):
        for real in (True, False):
            own = [(name, yes) for name, claim, yes in judged
                   if claim.real is real and (claim.code == PROMISE) is promise]  # fmt: skip
            put = sum(c.real is real and (c.code == PROMISE) is promise for c in made)
            yield _line(what, own, put, real=real)


def _line(what: str, own: Sequence[tuple[str, bool]], put: int, *, real: bool) -> str:
    """Give one table line; what the reader has not seen is counted and said."""
    name = what if real else f"decoys among the {what}"
    judged = f"{len(own)}" if len(own) == put or not real else f"{len(own)} of {put}"
    if not own:
        return f"| {name}, agreed with by a blind reader | {judged} judged | - | | |"
    said = np.array([float(yes) for _, yes in own])
    figure = interval(_mean(said), [call for call, _ in own])
    gate = f">= {GATES[what]}: {'met' if figure.value >= GATES[what] else 'MISSED'}" if real else ""
    return f"| {name}, agreed with by a blind reader | {judged} | {figure} | | {gate} |"


def _mean(said: Floats) -> Callable[[Places], float]:
    return lambda places: float(said[places].mean())


def _judged(one: Seen) -> Iterator[tuple[Claim, bool]]:
    """Give the claims that the reader answered and the product still makes."""
    path = KEPT / f"{one.call.name}.txt"
    if not path.exists():
        return
    answers = dict(re.findall(r"^(\d+) (yes|no)\b", path.read_text("utf-8"), re.MULTILINE))
    shown = json.loads(path.with_suffix(".json").read_text("utf-8"))
    now = {(c.turn, c.quote, c.code, c.taken) for c in claims(one) if c.real}
    for number, row in enumerate(shown, 1):
        claim = Claim(**row)
        same = (claim.turn, claim.quote, claim.code, claim.taken) in now
        if str(number) in answers and (same or not claim.real):
            yield claim, answers[str(number)] == "yes"


def _write(one: Seen) -> Path:
    path = KEPT / f"{one.call.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    made = claims(one)
    path.write_text(
        json.dumps([asdict(c) for c in made], indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    print(f"== {one.call.name}")
    for number, claim in enumerate(made, 1):
        print(f"{number} {claim.told()}")
    return path


def main() -> None:
    """List the claims for the reader, or count the answers."""
    encoder = shipped_encoder()
    seen = seen_calls(encoder)
    if sys.argv[1] == "list":
        for one in seen:
            _write(one)
    else:
        print("\n".join(lines(seen)))


if __name__ == "__main__":
    main()
