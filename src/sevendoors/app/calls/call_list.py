"""The list of calls somebody may see, narrowed, each with what became of its chances."""

from dataclasses import dataclass

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.base.snippets import Snippet, snippet
from sevendoors.core.counting import number_of
from sevendoors.core.kept import CallLine, DealLine
from sevendoors.core.people import Scope, Viewer
from sevendoors.store import calls, deals, lists
from sevendoors.store.calls import CallFilter

PER_PAGE = 25
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One call of the list.

    counts: what became of its chances, in words. fresh: the viewer sold in it and has not looked
    at it yet, so nothing is told beforehand. hit: where the words searched for were said.
    """

    line: CallLine
    counts: str
    fresh: bool
    hit: Snippet | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList:
    """One page of the list. total: how many calls there are with this filter; any: without it."""

    rows: tuple[CallRow, ...]
    total: int
    page: int
    pages: int
    deals: tuple[DealLine, ...]
    any: bool


def call_list(place: Place, viewer: Viewer, asked: CallFilter, page: int = 1) -> CallList:
    """List the calls somebody may see, newest first, 25 at a time."""
    scope = rights.scope(viewer)
    number = min(max(page, 1), MOST_PAGES)
    with place.store.read() as connection:
        lines, total = calls.find_calls(
            connection, scope, asked, limit=PER_PAGE, after=(number - 1) * PER_PAGE
        )
        rows = _rows(connection, viewer, scope, lines, asked.words)
        some = total or calls.find_calls(connection, scope, CallFilter(), limit=1)[1]
        known = deals.deals(connection, scope)
    return CallList(
        rows=rows,
        total=total,
        page=number,
        pages=max(1, -(-total // PER_PAGE)),
        deals=tuple(sorted(known, key=lambda one: one.name.casefold())),
        any=bool(some),
    )


def deal_names(place: Place, viewer: Viewer) -> tuple[str, ...]:
    """List the names of the deals somebody may see a call of."""
    with place.store.read() as connection:
        known = deals.deals(connection, rights.scope(viewer))
    return tuple(sorted((one.name for one in known), key=str.casefold))


def state_of(place: Place, viewer: Viewer, name: str) -> str:
    """Say how far a call is, asked or reviewed; "" where somebody may not see it."""
    with place.store.read() as connection:
        seen = lists.lines_seen(connection, rights.scope(viewer), [name])
    return seen[0].state if seen else ""


def call_rows(place: Place, viewer: Viewer, names: tuple[str, ...]) -> tuple[CallRow, ...]:
    """Give these calls as rows of a list; who may see them was asked before."""
    with place.store.read() as connection:
        lines = calls.lines_of(connection, names)
        return _rows(connection, viewer, rights.scope(viewer), lines, "")


def _rows(
    connection: Connection, viewer: Viewer, scope: Scope, lines: tuple[CallLine, ...], words: str
) -> tuple[CallRow, ...]:
    names = [line.id for line in lines]
    counts = lists.seen_counts(connection, scope, names)
    mine = lists.sold_in(connection, viewer.person, names)
    told = lists.guessed(connection, viewer.person, names)
    talks = lists.conversations_of(connection, names) if words.strip() else {}
    rows = []
    for line in lines:
        sold = line.id in mine
        asked_first = rights.may_guess(viewer, frozenset({viewer.person} if sold else ()))
        fresh = line.state == "reviewed" and asked_first and line.id not in told
        talk = talks.get(line.id)
        rows.append(
            CallRow(
                line=line,
                counts=_words(line, *counts.get(line.id, (0, 0)), sold=sold, fresh=fresh),
                fresh=fresh,
                hit=snippet(talk, words) if talk else None,
            )
        )
    return tuple(rows)


def _words(line: CallLine, given: int, taken: int, *, sold: bool, fresh: bool) -> str:
    """Say what became of the chances that may be seen; counts only, never a score."""
    if line.state == "asked":
        return "Who is who is open"
    if not given:
        return "No chance arose"
    if fresh:
        return f"{number_of(given, 'chance')}, not looked at yet"
    if sold:
        return f"You took {taken} of {given}"
    if len(line.sellers) == 1:
        return f"{line.sellers[0]} took {taken} of {given}"
    return f"{taken} of {given} taken"
