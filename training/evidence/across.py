"""How often what shows over several calls is read wrongly: `python -m training.evidence.across`.

Nobody has labelled recall, stock lines and kept promises by hand. So cases are planted into the
sixty written calls that ship: sentences that go back to an earlier call, lines said again with a
word changed, promises thanked for later, each beside as many that look alike and are none. Written
calls are cleaner than real ones, and what is planted is made by rule, so the truth is likely worse;
the pages say where the figures come from.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

import numpy as np

from sevendoors.app.demo.demo import DemoCall, demo_calls
from sevendoors.app.numbers.across_calls import ERRORS
from sevendoors.app.reading.preparing import prepared
from sevendoors.app.reading.reading_in import Known, read_in
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.review import Promise, PromiseState, Review
from sevendoors.measure.text import clauses, words
from sevendoors.track.across import Line, Planted, recalled, stock_lines
from training.evidence import across_page, shipped
from training.evidence.stamp import stamp

CASES = 200
_LONG, _KEPT = 4, 0.6
Case = Callable[[], bool]


@dataclass(frozen=True)
class Held:
    """One written call with its review. deal, seller: numbers of theirs."""

    call: DemoCall
    review: Review
    deal: int
    seller: int

    @property
    def talk(self) -> Conversation:
        """Give the conversation."""
        return self.review.conversation

    def said(self, side: Side) -> tuple[str, ...]:
        """Give the sentences of one side that hold enough words to be about something."""
        found = (
            clause.text
            for turn in self.talk.turns
            if self.talk.side(turn.participant) is side
            for clause in clauses(turn.text)
        )
        return tuple(text for text in found if len(content(text)) >= _LONG)


def content(text: str) -> list[str]:
    """Give the longer words of a sentence, in order."""
    return [word for word in words(text) if len(word) > _LONG - 1]


def written() -> Iterator[Held]:
    """Read every written call that ships."""
    every = demo_calls()
    deals = {name: n for n, name in enumerate(sorted({one.deal for one in every}))}
    sellers = {name: n for n, name in enumerate(sorted({one.seller for one in every}))}
    for one in every:
        known = Known(sides={}, sellers=(one.seller.casefold(),), started=one.day)
        found = read_in([(one.path.name, one.path.read_bytes())], known)
        if found.review is not None:
            yield Held(one, found.review, deals[one.deal], sellers[one.seller])


def some(text: str, dice: np.random.Generator) -> str:
    """Say a sentence again as one remembers it: some of its words, in order."""
    every = words(text)
    kept = dice.random(len(every)) < _KEPT
    return " ".join(word for word, keep in zip(every, kept, strict=True) if keep)


def line(held: Held, text: str, *, seller: bool, recalls: bool = False) -> Line:
    """Make a line of a call as the statistics see it; buyers are told apart by deal."""
    return Line(call=held.talk.id, day=held.call.day[:10], deal=held.deal, buyer=held.deal, text=text,
                seller=held.seller if seller else None, recalls=recalls)  # fmt: skip


def recall(calls: Sequence[Held], dice: np.random.Generator) -> Planted:
    """Plant sentences that go back to an earlier call of the deal, and such that go back to none."""
    pairs = [(a, b) for a in calls for b in calls if a.deal == b.deal and a.call.day < b.call.day]
    missed = wrong = 0
    for _ in range(CASES):
        first, later = pairs[int(dice.integers(len(pairs)))]
        heard = [
            line(one, text, seller=False)
            for one in calls
            if one.deal == first.deal and one.call.day < later.call.day
            for text in one.said(Side.BUYER)
        ]
        true = str(dice.choice(first.said(Side.BUYER)))
        strange = [one for one in calls if one.deal != first.deal]
        false = str(dice.choice(strange[int(dice.integers(len(strange)))].said(Side.BUYER)))
        for text, made_up in ((true, False), (false, True)):
            told = line(later, f"Last time you said {some(text, dice)}", seller=True, recalls=True)
            found = recalled([*heard, told])
            wrong += bool(found) and made_up
            missed += not made_up and not (found and found[0].source.text == text)
    return Planted(planted=CASES, missed=missed, others=CASES, wrong=wrong)


def stock(calls: Sequence[Held], dice: np.random.Generator) -> Planted:
    """Plant a line said again to another buyer with a word changed; beside it the most alike other."""
    lines = [(one, text) for one in calls for text in one.said(Side.SELLER) if len(words(text)) > 8]
    missed = wrong = 0
    for at in dice.choice(len(lines), CASES, replace=False).tolist():
        held, text = lines[at]
        rest = [(o, t) for o, t in lines if o.seller == held.seller and o.deal != held.deal]
        other, alike = max(rest, key=lambda pair: _shared(pair[1], text))
        again = line(other, changed(text, dice), seller=True)
        told = line(held, text, seller=True)
        missed += not stock_lines([told, again])
        wrong += bool(stock_lines([told, line(other, alike, seller=True)]))
    return Planted(planted=CASES, missed=missed, others=CASES, wrong=wrong)


def _shared(one: str, other: str) -> float:
    a, b = set(content(one)), set(content(other))
    return len(a & b) / max(1, len(a | b))


def changed(text: str, dice: np.random.Generator) -> str:
    """Say a line nearly as before: a word before it, one left out, or one put in another's place."""
    every = words(text)
    at, how = int(dice.integers(len(every))), int(dice.integers(3))
    if how == 0:
        return " ".join(["Well", *every])
    return " ".join([*every[:at], *(["something"] if how == 1 else []), *every[at + 1 :]])


def promises(calls: Sequence[Held], dice: np.random.Generator) -> Planted:
    """Plant thanks for what was promised, and thanks for what another seller promised elsewhere."""
    open_ones = list(_open(calls))
    missed = wrong = 0
    for of, place, promise in open_ones:
        strange = [p.what for reviews, _, p in open_ones if reviews is not of]
        false = str(dice.choice(strange))
        for what, made_up in ((promise.what, False), (false, True)):
            thanked = _thanked(of, place, f"Thanks for sending {some(what, dice)}.")
            kept = _state(thanked, promise) is PromiseState.KEPT
            wrong += kept and made_up
            missed += not kept and not made_up
    return Planted(planted=len(open_ones), missed=missed, others=len(open_ones), wrong=wrong)


def _open(calls: Sequence[Held]) -> Iterator[tuple[tuple[Review, ...], int, Promise]]:
    """Give promises of sellers that no later call says anything of."""
    for deal in sorted({one.deal for one in calls}):
        of = tuple(one.review for one in calls if one.deal == deal)
        for told in prepared(of).promises:
            if told.promise.side is Side.SELLER and told.call < len(of) - 1 and told.sign is None:
                yield of, told.call, told.promise


def _state(reviews: Sequence[Review], promise: Promise) -> PromiseState:
    told = prepared(reviews).promises
    return next(one.state for one in told if one.promise == promise)


def _thanked(of: Sequence[Review], place: int, words_said: str) -> tuple[Review, ...]:
    """Let the buyer say one sentence more in the next call."""
    after = of[place + 1]
    talk = after.conversation
    at = next(t.index for t in talk.turns if talk.side(t.participant) is Side.BUYER)
    turns = tuple(
        replace(turn, text=f"{turn.text} {words_said}") if turn.index == at else turn
        for turn in talk.turns
    )
    more = replace(after, conversation=replace(talk, turns=turns))
    return (*of[: place + 1], more, *of[place + 2 :])


def measure() -> Mapping[str, Planted]:
    """Try all three on the written calls."""
    calls, dice = sorted(written(), key=lambda one: one.call.day), np.random.default_rng(7)
    return {"recall": recall(calls, dice), "stock": stock(calls, dice),
            "promises": promises(calls, dice)}  # fmt: skip


def main() -> None:
    """Measure and keep what the pages say of it."""
    told = {what: asdict(one) for what, one in measure().items()}
    ERRORS.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    across_page.RESULT.write_text(json.dumps(stamp(), indent=1) + "\n", "utf-8")
    shipped.put(across_page.BEGIN, across_page.END, across_page.section())
    shipped.carry()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
