"""Who is looking, what they are here for, and how far their sight reaches."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for; one person may have several."""

    SELLER = "seller"
    COACH = "coach"
    LEADER = "leader"
    ADMIN = "admin"


class Audience(StrEnum):
    """Whom a seller lets see: a coach only, or the leader too."""

    COACH = "coach"
    LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who has signed in; alone: nobody else has an account, so all here is theirs."""

    person: int
    name: str
    roles: frozenset[Role]
    team: int | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How far a viewer's sight reaches, as the store can apply it to every question.

    own: calls this person sold in, or brought in while nobody else's. audience: also what sellers
    of `team` released to these. everything: the only person here.
    """

    own: int
    audiences: frozenset[Audience] = frozenset()
    team: int | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody known over calls: a seller, a buyer, or not yet placed."""

    id: int
    name: str
    side: str
    email: str | None = None
    organisation: str | None = None
    team: int | None = None
    roles: frozenset[Role] = frozenset()
    signs_in: bool = False
    calls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A group of sellers with their leader."""

    id: int
    name: str
