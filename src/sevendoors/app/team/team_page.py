"""The team at a glance: four questions with their answers, what was agreed, and what was let be seen.

Each question has a page of its own with one chart; here stands what can be answered from numbers
that are kept at hand, so that the page opens at once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.calls.looking import looked_over
from sevendoors.app.calls.moment_cards import Card, card
from sevendoors.app.numbers.tracking import team_numbers
from sevendoors.app.team.assigning import (
    Agreed,
    agreed_in_team,
    sellers_to_agree_with,
)
from sevendoors.app.team.skill_of_month import MonthSkill, skill_of_month
from sevendoors.app.team.team_coaching import COACHING_ASKED, dates_of
from sevendoors.app.team.team_seen import Seen, last_answer, seen_of
from sevendoors.app.team.team_skill import answer_of, levels_of, lowest_of
from sevendoors.app.team.team_who import MOST_IN_GRID, places_of, talks_of
from sevendoors.app.team.team_who import answer_of as who_answer
from sevendoors.app.team.team_winning import WINNING_ASKED
from sevendoors.core.people import Person, Viewer
from sevendoors.store import people, tallies
from sevendoors.store.tallies import CallLet, Placed

_LATEST = 4
_WINNING = "Not worked out yet today; opening the page works it out."


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A seller of the team with what they let be seen: calls, and chances in them."""

    id: int
    name: str
    calls: int
    chances: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """All that the page of a team shows. skill: the answer to the first question, "" without sums.

    may_sum: whether sums of the team are for this viewer at all. agreed: what is not done yet. many:
    there are so many sellers that they are folded away.
    """

    name: str
    may_sum: bool
    may_choose: bool
    skill: str
    who: str
    coaching: str
    winning: str
    members: tuple[Member, ...]
    many: bool
    month: MonthSkill | None
    skills: tuple[tuple[str, str], ...]
    agreed: tuple[Agreed, ...]
    may_agree: bool
    latest: tuple[tuple[str, Card], ...]
    latest_calls: tuple[tuple[str, CallLet], ...]


def team_page(place: Place, viewer: Viewer) -> TeamPage:
    """Show a leader, a coach or the only person here the team. Raises GoneError for others."""
    rights.must(rights.may_see_team(viewer))
    numbers = team_numbers(place, viewer)
    with place.store.read() as connection:
        seen = seen_of(connection, viewer, numbers)
        let_see = _let_see(connection, viewer, seen)
        name = _name(connection, viewer)
        latest = _latest(connection, viewer)
    levels = levels_of(seen)
    places = places_of(seen)
    agreed = agreed_in_team(
        place, viewer, seen.members if not viewer.alone else _self(place, viewer)
    )
    names = {one.id: one.name for one in seen.members}
    cards = [one for one in latest if isinstance(one, Placed)]
    looked_over(place, viewer, {(one.moment.call, one.moment.seller) for one in cards})
    return TeamPage(
        name=name,
        may_sum=seen.sums,
        may_choose=rights.may_choose_skill_of_month(viewer),
        skill=answer_of(levels, lowest_of(levels)),
        who=who_answer(seen, places, talks_of(places)),
        coaching=last_answer(place, viewer, COACHING_ASKED) or dates_of(agreed, place.today()),
        winning=last_answer(place, viewer, WINNING_ASKED) or _WINNING,
        members=_members(seen, let_see),
        many=len(seen.members) > MOST_IN_GRID,
        month=skill_of_month(place, viewer),
        skills=tuple((one.key, one.title) for one in codebook_in_use().skills),
        agreed=tuple(one for one in agreed if one.done is None),
        may_agree=bool(sellers_to_agree_with(place, viewer)),
        latest=tuple((names.get(one.moment.seller or 0, ""), card(one)) for one in cards),
        latest_calls=tuple(
            (names.get(one.seller, ""), one) for one in latest if isinstance(one, CallLet)
        ),
    )


def _self(place: Place, viewer: Viewer) -> Sequence[Person]:
    with place.store.read() as connection:
        me = people.person_of(connection, viewer.person)
    return (me,) if me else ()


def _latest(connection: Connection, viewer: Viewer) -> tuple[Placed | CallLet, ...]:
    if viewer.alone:
        return ()
    return tallies.latest_released(connection, rights.scope(viewer), limit=_LATEST)


def _name(connection: Connection, viewer: Viewer) -> str:
    named = {team.id: team.name for team in people.teams(connection)}
    return named.get(viewer.team or 0, "")


def _let_see(connection: Connection, viewer: Viewer, seen: Seen) -> Mapping[int, int]:
    """Count the calls each seller let be seen; alone, all there are."""
    if not viewer.alone:
        return tallies.calls_released(connection, rights.scope(viewer))
    return {who: one.calls for who, one in seen.numbers.sold.items()}


def _members(seen: Seen, let_see: Mapping[int, int]) -> tuple[Member, ...]:
    chances = Counter(seen.numbers.rows.seller.tolist())
    return tuple(
        Member(id=one.id, name=one.name, calls=let_see.get(one.id, 0),
               chances=chances[one.id] if one.id in seen.numbers.told else 0)
        for one in seen.members
    )  # fmt: skip
