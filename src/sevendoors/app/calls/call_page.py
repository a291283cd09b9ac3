"""The page of one call: what was said, what became of each chance, and what people say to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS, GRADE_WORDS
from sevendoors.app.calls.call_reading import OpenCall, looked_at, may_change, read_call
from sevendoors.app.calls.releasing import NOBODY
from sevendoors.app.reading.page import card, footer, page_model, places
from sevendoors.app.reading.review_in import moment_from_json
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import Change, Guess, Mark, PromiseLine, Release
from sevendoors.core.people import Audience, Role, Viewer
from sevendoors.core.review import Review
from sevendoors.measure.findings import buyers_named, number, reveal
from sevendoors.store import calls, deals, moments, promises

NO_CHANCE = "it was no chance"
_PROMISES = "Promises"
_PIN_WIDTH = 2.0  # percent of the strip


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """What to show of a call, and which page it needs: who (open who sold), guess, whole or part."""

    needs: str
    model: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """What the store keeps beside the words of a call."""

    marks: tuple[Mark, ...] = ()
    guess: Guess | None = None
    releases: tuple[Release, ...] = ()
    changes: tuple[Change, ...] = ()
    promises: tuple[PromiseLine, ...] = ()
    files: tuple[tuple[str, str, int], ...] = ()
    deals: tuple[str, ...] = ()


def call_page(place: Place, viewer: Viewer, name: str) -> CallPage:
    """Lay out one call for one viewer, and write down a look at somebody else's moments."""
    with place.store.read() as connection:
        call = read_call(connection, viewer, name)
        around = _around(connection, viewer, call)
    if call.review is None:
        if not call.whole:
            raise GoneError
        return CallPage(needs="who", model={"call": call.line})
    if call.whole and _asks(viewer, call, around):
        return CallPage(needs="guess", model=_guess_model(call, call.review))
    looked_at(place, viewer, call)
    if not call.whole:
        return CallPage(needs="part", model=_part_model(viewer, call, call.review, around))
    return CallPage(needs="whole", model=_whole_model(viewer, call, call.review, around))


def _around(connection: Connection, viewer: Viewer, call: OpenCall) -> _Around:
    name = call.line.id
    marks = moments.marks_of(connection, name, viewer.person)
    if not call.whole:
        return _Around(marks=marks)
    scope = rights.scope(viewer)
    known = deals.deals(connection, scope) if may_change(viewer, call) else ()
    return _Around(
        marks=marks,
        guess=moments.guess_of(connection, name, viewer.person),
        releases=moments.releases(connection, seller=viewer.person, name=name),
        changes=calls.scorings(connection, name),
        promises=promises.promises(connection, scope, calls=[name]),
        files=calls.files_of(connection, name),
        deals=tuple(deal.name for deal in known),
    )


def _asks(viewer: Viewer, call: OpenCall, around: _Around) -> bool:
    """Ask a seller for a guess before anything is revealed, once, where there is one to make."""
    return around.guess is None and call.given > 0 and rights.may_guess(viewer, call.sellers)


def _guess_model(call: OpenCall, review: Review) -> dict[str, Any]:
    thing = "chance" if call.given == 1 else "chances"
    return {
        "call": call.line,
        "given": call.given,
        "sentence": f"{buyers_named(review.conversation)} gave you {number(call.given)} {thing}.",
    }


def _whole_model(viewer: Viewer, call: OpenCall, review: Review, around: _Around) -> dict[str, Any]:
    page = page_model(review, codebook_in_use())
    own = viewer.person in call.sellers
    guess = around.guess
    return {
        "call": call.line,
        "page": page,
        "cards": [_with_people(c, viewer, call, around) for c in _apart(page["cards"])],
        "gone": _gone(viewer, call, review, around),
        "people": call.people,
        "speaks_to": "" if own or viewer.alone else _names(call),
        "reveal": _reveal(review, guess),
        "guessed": guess.at if guess else "",
        "release": _release_model(viewer, call, around) if own and not viewer.alone else None,
        "notes": [block for block in page["notes"] if block.title != _PROMISES],
        "promises": around.promises,
        "changes": _changes(call, around.changes),
        "files": around.files,
        "deals": around.deals,
        "may_change": may_change(viewer, call),
        "asks_buyer": rights.may_ask_buyer(viewer, call.sellers),
        "grades": _grades(),
    }


def _part_model(viewer: Viewer, call: OpenCall, review: Review, around: _Around) -> dict[str, Any]:
    titles = {skill.key: skill.title for skill in codebook_in_use().skills}
    spots = places(review.conversation)
    cards = [card(review.conversation, m, titles, spots) for m in review.moments]
    return {
        "call": call.line,
        "cards": [_with_people(c, viewer, call, around) for c in cards],
        "gone": _gone(viewer, call, review, around),
        "speaks_to": _names(call),
        "footer": footer(review),
        "grades": _grades(),
    }


def _apart(cards: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Move marks on the strip so far apart that none hides another, in the order spoken."""
    step = min(_PIN_WIDTH, 98 / max(len(cards), 1))
    spots: list[float] = []
    for one in cards:
        spots.append(max(one["place"], spots[-1] + step if spots else 0))
    end = 100.0
    for at in range(len(spots) - 1, -1, -1):
        spots[at] = min(spots[at], end)
        end = spots[at] - step
    return [{**one, "place": round(spot, 2)} for one, spot in zip(cards, spots, strict=True)]


def _names(call: OpenCall) -> str:
    """Name the sellers whose moments are shown: the words on a card are said to them."""
    shown = {one.seller for one in call.moments}
    names = dict.fromkeys(a.name for a in call.people if a.person in shown)
    return " and ".join(names) or "the seller"


def _reveal(review: Review, guess: Guess | None) -> str:
    """Give the sentence of the reveal where something was guessed; who skipped reads the counts."""
    if guess is None or guess.taken is None:
        return ""
    return reveal(guess.taken, review.moments, review.conversation)


def _grades() -> list[tuple[str, str]]:
    return [*((str(int(g)), word) for g, word in GRADE_WORDS.items()), ("", NO_CHANCE)]


def _with_people(
    card_: Mapping[str, Any], viewer: Viewer, call: OpenCall, around: _Around
) -> dict[str, Any]:
    """Put beside a card what people said about it and who may see it."""
    kept = next(one for one in call.moments if one.id == card_["id"])
    own = rights.may_release(viewer, kept.seller) and not viewer.alone
    return {
        **card_,
        **_said(viewer, kept.id, around.marks),
        "shown": _audience(around.releases, kept.id) if own else None,
    }


def _said(viewer: Viewer, moment: str, every: Iterable[Mark]) -> dict[str, Any]:
    """Lay out what people said about a moment; says: own answers to stand beside the engine's."""
    marks = [m for m in every if m.moment == moment]
    mine = (m.kind for m in marks if m.author == viewer.person and m.kind != "comment")
    return {
        "mine": next(mine, ""),
        "marks": [_mark(viewer, m) for m in marks],
        "says": [
            ("You say" if m.author == viewer.person else f"{m.author_name} says", _own_word(m))
            for m in marks
            if m.kind == "dispute"
        ],
    }


def _mark(viewer: Viewer, mark: Mark) -> dict[str, Any]:
    own = mark.author == viewer.person
    did = f"{mark.kind}{'' if own else 's'}"
    return {
        "id": mark.id,
        "own": own,
        "who": "You" if own else mark.author_name,
        "did": {"comment": "", "dispute": f"{did}: {_own_word(mark)}"}.get(mark.kind, did),
        "text": mark.text,
        "at": mark.at,
        "private": mark.visible == "me",
    }


def _own_word(mark: Mark) -> str:
    return NO_CHANCE if mark.grade is None else GRADE_WORDS[Grade(mark.grade)]


def _audience(releases: Iterable[Release], moment: str | None) -> str:
    """Say to whom a call (None) or a moment is shown: leader stands for coach and leader."""
    shown = {r.audience for r in releases if r.moment == moment}
    return Audience.LEADER if Audience.LEADER in shown else next(iter(shown), NOBODY)


def _release_model(viewer: Viewer, call: OpenCall, around: _Around) -> dict[str, Any]:
    team = [a for a in call.accounts if viewer.team is not None and a.team == viewer.team]
    return {
        "shown": _audience(around.releases, None),
        "singly": len({r.moment for r in around.releases if r.moment}),
        "coaches": [a.name for a in team if Role.COACH in a.roles],
        "leaders": [a.name for a in team if Role.LEADER in a.roles],
        "choices": (
            (NOBODY, "nobody but me"),
            (str(Audience.COACH), "my coach"),
            (str(Audience.LEADER), "my coach and my leader"),
        ),
    }


def _gone(viewer: Viewer, call: OpenCall, review: Review, around: _Around) -> list[dict[str, Any]]:
    """Lay out the moments that are no longer found, though somebody had something to say to them."""
    titles = {skill.key: skill.title for skill in codebook_in_use().skills}
    talk = review.conversation
    spots = places(talk)
    return [
        {
            **card(talk, moment_from_json(talk, one.data), titles, spots),
            **_said(viewer, one.id, around.marks),
            "shown": None,
            "since": one.gone,
        }
        for one in call.moments
        if one.gone
    ]


def _changes(call: OpenCall, every: Sequence[Change]) -> list[dict[str, Any]]:
    """List what new readings altered; where a colleague's is left out, only what may be seen."""
    seen = {(CHANCE_WORDS[Cue(one.code)], one.quote) for one in call.moments}
    found = []
    for change in every:
        rows = [r for r in change.rows if not call.narrowed or (r[0], r[1]) in seen]
        if rows:
            found.append({"at": change.at, "engine": change.engine, "codebook": change.codebook,
                          "rows": rows})  # fmt: skip
    return found
