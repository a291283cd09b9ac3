"""Who sees what: the rules in words as rights.py gives them, what you showed, and who looked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.keep_days import keep_days
from sevendoors.app.base.place import Place
from sevendoors.core.kept import Release, Seen
from sevendoors.core.people import Audience, Person, Role, Scope, Viewer
from sevendoors.store import accounts, calls, log, moments, people

MOST_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Something one showed others: which call (its title), which words of it, to whom, since when."""

    call: str
    title: str
    moment: str | None
    quote: str
    audience: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSees:
    """What the page says. rules: what each role sees; counts: how many have it; helpers: by role.

    titles: of calls named in the log that the viewer may open. admins: whom to ask.
    """

    rules: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]
    roles: Sequence[str]
    team: str
    helpers: Mapping[str, Sequence[str]]
    shown: Sequence[Shown]
    log: Sequence[Seen]
    titles: Mapping[str, str]
    keep_days: int | None
    admins: Sequence[str]
    alone: bool
    fewest: int = rights.FEWEST_IN_SUMS


def rules_in_words() -> dict[str, tuple[str, ...]]:
    """Say what each role sees, by asking the rights themselves."""
    return {role.value: tuple(_rules(role)) for role in Role}


def _rules(role: Role) -> list[str]:
    team = 1
    viewer = Viewer(person=0, name="", roles=frozenset({role}), team=team)
    scope, fewest = rights.scope(viewer), rights.FEWEST_IN_SUMS
    told = [
        "their own calls, with every answer they gave in them, and the deals of a CRM that are theirs"
    ]
    if scope.audiences:
        released = {
            Audience.COACH: "the coach",
            Audience.LEADER: "coach and leader",
        }
        told += [
            f"what a seller of their team showed {words}"
            for audience, words in released.items()
            if audience in scope.audiences
        ]
    if rights.may_see_sums(viewer, team, fewest):
        less = rights.may_see_sums(viewer, team, fewest - 1)
        told.append(
            "sums over their team" + ("" if less else f", once {fewest} people are in them")
        )
    if rights.may_bring_deals(viewer):
        told.append("the deals of a CRM while they bring them in, and how many calls were linked")
    if rights.may_keep_accounts(viewer):
        told.append("who has an account, with roles and teams, and how long calls are kept")
    return told


def who_sees(place: Place, viewer: Viewer) -> WhoSees:
    """Show somebody who sees what here, what they showed, and who looked at it."""
    with place.store.read() as connection:
        every = accounts.accounts(connection)
        teams = {team.id: team.name for team in people.teams(connection)}
        near = people.with_accounts(connection, team_id=viewer.team) if viewer.team else ()
        lines = log.log_about(connection, viewer.person, limit=MOST_LINES)
        return WhoSees(
            rules=rules_in_words(),
            counts=Counter(role.value for one in every for role in one.roles),
            roles=sorted(role.value for role in viewer.roles),
            team=teams.get(viewer.team or 0, ""),
            helpers={role.value: _named(near, role, viewer) for role in (Role.COACH, Role.LEADER)},
            shown=_shown(connection, moments.releases(connection, seller=viewer.person)),
            log=lines,
            titles=_titles(connection, rights.scope(viewer), lines),
            keep_days=keep_days(connection),
            admins=[one.name for one in every if Role.ADMIN in one.roles],
            alone=viewer.alone,
        )


def _named(near: Sequence[Person], role: Role, viewer: Viewer) -> list[str]:
    return [one.name for one in near if role in one.roles and one.id != viewer.person]


def _shown(connection: Connection, made: Sequence[Release]) -> list[Shown]:
    found = []
    for one in made:
        line = calls.call_line(connection, one.call)
        own = Scope(own=one.seller)
        seen = moments.moment_of(connection, own, one.moment) if one.moment else None
        found.append(
            Shown(call=one.call, title=line.title if line else "A call", moment=one.moment,
                  quote=seen.quote if seen else "", audience=one.audience, at=one.at)
        )  # fmt: skip
    return found


def _titles(connection: Connection, scope: Scope, lines: Sequence[Seen]) -> dict[str, str]:
    names = {line.call for line in lines if line.call}
    found = {}
    for name in sorted(names):
        line = calls.call_line(connection, name)
        if line is not None and calls.may_see(connection, scope, name) != "none":
            found[name] = line.title
    return found


def take_back(place: Place, viewer: Viewer, call: str, moment: str | None) -> None:
    """Take back what one showed others: one moment, or a call as a whole."""
    with place.store.write() as connection:
        dropped = moments.drop_releases(
            connection, viewer.person, call, moment, whole_only=moment is None
        )
        rights.must(dropped > 0)
        log.note(
            connection, at=place.now(), who=viewer.person, about=viewer.person, call=call,
            what="took back a call" if moment is None else "took back a moment",
        )  # fmt: skip
