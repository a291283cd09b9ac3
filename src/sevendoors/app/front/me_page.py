"""Your own page: your skills, your moments of the week, your practice, and what you guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.moment_cards import Card, card, choose
from sevendoors.app.front.me_practice import Latest, latest_beside
from sevendoors.app.numbers.across_calls import Across, across_calls
from sevendoors.app.numbers.comparing import agreed
from sevendoors.app.numbers.skills_page import Skills, seen_person, skills_of
from sevendoors.app.numbers.tracking import my_gaps, my_numbers
from sevendoors.app.numbers.two_moments import two_moments
from sevendoors.core.codes import Grade
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import Release
from sevendoors.core.people import Audience, Person, Scope, Viewer
from sevendoors.core.score import Estimate
from sevendoors.store import calls, moments, people, tallies
from sevendoors.store.tallies import Narrowed
from sevendoors.track.gap import Gap
from sevendoors.track.small_model import FEWEST_SELLERS

_WEEK_DAYS = 7
_GUESSES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two moments: one to keep and one to look at. this_week: else they are from the latest call."""

    this_week: bool
    keep: Card | None
    look: Card | None
    released: bool

    @property
    def cards(self) -> tuple[Card, ...]:
        """Give those that there are."""
        return tuple(one for one in (self.keep, self.look) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessRow:
    """A guess beside what was found; the title is empty where the call may not be seen any more."""

    call: str
    title: str
    guess: int
    found: int
    given: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guesses:
    """All guesses: how many were above, equal to and below what was found, and the latest."""

    more: int
    same: int
    fewer: int
    latest: tuple[GuessRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """All that the page of one's own shows.

    asks: what one was not asked yet, as (words, address, what the link says). practice: the latest
    talk beside a machine, set apart from calls. counted, agreed: whether one is in the comparison
    group, and how many others are. maybe_you: sellers known from calls, one of whom may be the only
    person here.
    """

    skills: Skills
    pair: Pair
    best: Card | None
    guesses: Guesses
    asks: tuple[tuple[str, str, str], ...]
    practice: Latest | None
    across: Across
    counted: bool
    agreed: int
    fewest: int
    maybe_you: tuple[Person, ...]
    has_team: bool


def my_page(place: Place, viewer: Viewer, group: str = "") -> Me:
    """Show somebody their own page. group: whom to draw behind their numbers, the team or who agreed."""
    numbers = my_numbers(place, viewer)
    gaps = {one.skill: one for one in my_gaps(place, viewer, numbers)}
    with_others = agreed(place, viewer)
    own = rights.own_scope(viewer)
    with place.store.read() as connection:
        person = seen_person(connection, viewer, viewer.person)
        skills = skills_of(viewer, person, numbers, numbers.rows.of(viewer.person), gaps=gaps,
                           agreed=with_others, group=group)  # fmt: skip
        pair = _pair(connection, own, viewer.person, place.today())
        best = _best(connection, own, viewer.person)
        guesses = _guesses(connection, own, viewer.person)
        known = tallies.sellers_known(connection) if viewer.alone and not skills.calls else ()
    if best and pair.keep and best.id == pair.keep.id:
        best = None
    return Me(
        skills=skills,
        pair=pair,
        best=best,
        guesses=guesses,
        asks=_asks(gaps.values()) if skills.chances else (),
        practice=latest_beside(place, viewer),
        across=across_calls(place, viewer),
        counted=with_others.counted,
        agreed=with_others.others,
        fewest=-(-FEWEST_SELLERS // rights.FEWEST_IN_SUMS) * rights.FEWEST_IN_SUMS,
        maybe_you=tuple(one for one in known if rights.may_take_as_self(viewer, one)),
        has_team=viewer.team is not None,
    )


def _asks(gaps: Iterable[Gap]) -> tuple[tuple[str, str, str], ...]:
    """Ask for what is missing, in few words."""
    found = []
    every = list(gaps)
    if not any(isinstance(one.believe, Estimate) for one in every):
        found.append(("You have not guessed yet how often you take up such chances.",
                      "/practise/belief", "Guess now: two minutes"))  # fmt: skip
    if not any(isinstance(one.know, Estimate) for one in every):
        found.append(("What you would choose is not known yet; ten answers in a skill make a number.",
                      "/practise/judgement", "Choose among four answers"))  # fmt: skip
    return tuple(found)


def _pair(connection: Connection, scope: Scope, who: int, today: str) -> Pair:
    """Choose the two moments of the last seven days, else of the day of the latest call."""
    week = (date.fromisoformat(today) - timedelta(days=_WEEK_DAYS)).isoformat()
    latest = tallies.latest_day(connection, scope, who)
    since = week if latest >= week else latest
    keep, look = two_moments(connection, scope, who, since)
    told = [r for r in moments.releases(connection, seller=who) if r.audience == Audience.LEADER]
    let_see, whole = {r.moment for r in told}, {r.call for r in told if r.moment is None}
    shown = [card(one) for one in (keep, look) if one]
    return Pair(
        this_week=latest >= week,
        keep=card(keep) if keep else None,
        look=card(look) if look else None,
        released=all(one.id in let_see or one.call in whole for one in shown),
    )


def _best(connection: Connection, scope: Scope, who: int) -> Card | None:
    opened = tallies.likeliest(connection, scope, Narrowed(seller=who, grades=(Grade.OPENED,)))
    best = choose(opened)
    return card(best) if best else None


def _guesses(connection: Connection, scope: Scope, who: int) -> Guesses:
    told = moments.guesses_of(connection, who)
    titles = tallies.call_titles(connection, scope, [guess.call for guess, _, _ in told])
    rows = [
        GuessRow(call=guess.call, title=titles[guess.call][0] if guess.call in titles else "",
                 guess=guess.taken or 0, found=found, given=given)
        for guess, found, given in told
    ]  # fmt: skip
    latest = sorted(rows, key=lambda row: titles.get(row.call, ("", ""))[1], reverse=True)
    return Guesses(
        more=sum(row.guess > row.found for row in rows),
        same=sum(row.guess == row.found for row in rows),
        fewer=sum(row.guess < row.found for row in rows),
        latest=tuple(latest[:_GUESSES_SHOWN]),
    )


def release_moments(place: Place, viewer: Viewer, names: Iterable[str]) -> int:
    """Let coach and leader see these moments of one's own; gives how many were new to them.

    Raises DoorsError without a moment, GoneError for one that is somebody else's.
    """
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        raise DoorsError("There is no moment to let see.", fix="Bring a call in first.")
    with place.store.write() as connection:
        found = [moments.moment_of(connection, rights.own_scope(viewer), name) for name in wanted]
        new = 0
        for one in found:
            if one is None or one.seller is None:
                raise GoneError
            rights.must(rights.may_release(viewer, one.seller))
            new += moments.add_release(
                connection,
                Release(id=0, seller=one.seller, call=one.call, moment=one.id,
                        audience=Audience.LEADER, at=place.now()),
            )  # fmt: skip
    return new


def take_as_self(place: Place, viewer: Viewer, who: int) -> str:
    """Say "this seller is me": their calls become the viewer's own. Gives the name."""
    with place.store.write() as connection:
        person = people.person_of(connection, who)
        if person is None:
            raise GoneError
        rights.must(rights.may_take_as_self(viewer, person))
        rights.must(bool(calls.sold_by(connection, who)))
        people.merge(connection, viewer.person, who)
        if viewer.name == "You":
            people.rename(connection, viewer.person, person.name)
    return person.name
