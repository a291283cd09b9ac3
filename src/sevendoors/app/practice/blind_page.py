"""Two sellers, one buyer, no names: a page of its own to show to others, with the answer behind doors."""

from collections.abc import Sequence
from dataclasses import dataclass

from sevendoors.app.practice.dueling import Score, score, unnamed
from sevendoors.app.practice.playing import YOU, Talk
from sevendoors.app.reading.page import pages
from sevendoors.practice.script_seller import NAME as SCRIPT

LETTERS = ("A", "B")
_SCRIPT_IS = "a script: a program with fifteen good questions that takes up what it hears"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """One seller without a name. kind: person, script or model; who: what stands behind the door."""

    letter: str
    kind: str
    who: str
    is_what: str
    lines: tuple[tuple[str, str], ...]
    score: Score


def blind_page(talks: Sequence[Talk], seed: str) -> str:
    """Write the page as HTML that needs nothing else; the same two talks give the same bytes.

    talks: a person's and a machine's with the same buyer; seed: decides who stands left.
    """
    sellers = [
        _seller(letter, talk) for letter, talk in zip(LETTERS, unnamed(talks, seed), strict=True)
    ]
    first = talks[0]
    needs = [
        (fact.truth, tuple(fact.key in _out(talk) for talk in unnamed(talks, seed)))
        for fact in first.buyer.needs()
    ]
    return pages().get_template("blind.html").render(
        buyer=first.buyer,
        name=first.buyer.name.split()[0],
        opening=first.steps[0].said,
        sellers=sellers,
        person=next((one.letter for one in sellers if one.kind == "person"), ""),
        model=next((one.who for one in sellers if one.kind == "model"), ""),
        needs=needs,
    )  # fmt: skip


def _out(talk: Talk) -> set[str]:
    return {key for step in talk.steps for key in step.opened}


def _seller(letter: str, talk: Talk) -> Seller:
    kind = {YOU: "person", SCRIPT: "script"}.get(talk.player, "model")
    who = {"person": "a person", "script": "the script"}.get(kind, talk.player)
    is_what = {"person": "a person", "script": _SCRIPT_IS}.get(kind, f"{who}, a language model")
    return Seller(
        letter=letter,
        kind=kind,
        who=who,
        is_what=is_what,
        lines=tuple((step.seller, step.said) for step in talk.steps[1:]),
        score=score(talk),
    )
