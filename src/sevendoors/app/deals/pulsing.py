"""The buyer's pulse: three questions behind a signed link, and what a seller or leader reads of it.

Whoever has the link answers once, without a name, an account or a cookie; only the day is kept.
A seller reads averages from five answers on, in steps of five, and of days that are over, so that
no single answer can be taken out of two of them. A leader reads the average of five sellers or more,
in the same steps.
"""

import hmac
import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Role, Viewer
from sevendoors.core.score import Z80, Estimate, Score, Unscored
from sevendoors.store import calls, log, pulses
from sevendoors.store.calls import CallFilter
from sevendoors.store.opportunities import Group
from sevendoors.store.pulses import Answer

DAYS_OPEN, MOST_LINKS = 30, 20
STEP = 5
DEPENDABLE = "40 to 50"
_SECRET = "pulse.secret"
_SIGNED = 32
_NARROWEST = 0.29  # whole numbers are rounded ones: 1 / sqrt(12)
QUESTIONS: tuple[tuple[str, str, str, str], ...] = (
    ("understood", "Did you feel understood?", "not at all", "completely"),
    ("pressure", "Was there pressure?", "none at all", "a great deal"),
    ("worth", "Was it worth your time?", "not at all", "completely"),
)
CLOSED = "This link has been used, has run out, or is not complete. There is nothing more to do; thank you."  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question with the average answer, 0 to 10, or why there is none yet."""

    question: str
    low: str
    high: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What buyers answered: about one's own calls, and the sum of a team for who leads it.

    made, waiting: links; answers: all that came. team: None for who leads nobody.
    """

    made: int
    waiting: int
    answers: int
    rows: tuple[Row, ...]
    team: tuple[Row, ...] | None
    team_said: str
    calls: tuple[tuple[str, str, str], ...]


def new_link(place: Place, viewer: Viewer, name: str) -> str:
    """Make the secret part of a link for the buyer of a call. Only who sold in it may."""
    with place.store.write() as connection:
        if calls.may_see(connection, rights.scope(viewer), name) != "whole":
            raise GoneError
        sold = [a.person for a in calls.people_of(connection, [name]) if a.side == "seller"]
        rights.must(rights.may_ask_buyer(viewer, frozenset(sold)))
        if pulses.made_for(connection, name) >= MOST_LINKS:
            raise DoorsError(f"{MOST_LINKS} links were made for this call.", fix="Use one of them.")
        seller = viewer.person if viewer.person in sold or len(set(sold)) != 1 else sold[0]
        nonce = secrets.token_hex(12)
        pulses.ask(connection, call=name, seller=seller, nonce=nonce, now=place.now(),
                   until=place.later(days=DAYS_OPEN)[:10])  # fmt: skip
        return f"{nonce}-{sealed(_secret(connection), nonce)}"


def told_of(place: Place, viewer: Viewer, name: str) -> tuple[str, str | None]:
    """Give the title and day of a call that a link was made for."""
    with place.store.read() as connection:
        if calls.may_see(connection, rights.scope(viewer), name) != "whole":
            raise GoneError
        return pulses.title_of(connection, name)


def _secret(connection: Connection) -> str:
    kept = log.get_setting(connection, _SECRET)
    if kept is None:
        kept = secrets.token_hex(32)
        log.set_setting(connection, _SECRET, kept)
    return kept


def sealed(secret: str, nonce: str) -> str:
    """Sign the part of a link that is drawn, so that no other can be made up."""
    return hmac.new(secret.encode(), f"pulse:{nonce}".encode(), "sha256").hexdigest()[:_SIGNED]


def is_open(place: Place, link: str) -> bool:
    """Say whether a link may be answered: ours, not run out, not used."""
    with place.store.read() as connection:
        return _which(place, connection, link) is not None


def _which(place: Place, connection: Connection, link: str) -> int | None:
    nonce, _, seal = link.partition("-")
    secret = log.get_setting(connection, _SECRET) or ""
    # An empty secret signs nothing.
    if not secret or not hmac.compare_digest(sealed(secret, nonce).encode(), seal.encode()):
        return None
    found = pulses.asked_by(connection, nonce)
    if found is None or found.answered or found.until < place.today():
        return None
    return found.id


def take_answer(place: Place, link: str, told: Mapping[str, str]) -> bool:
    """Keep a buyer's answer; False where the link is used, run out or not ours.

    Raises DoorsError where a question is left open.
    """
    scores = []
    for name, *_ in QUESTIONS:
        text = told.get(name, "")
        if not (text.isascii() and text.isdecimal() and len(text) <= 2 and int(text) <= 10):
            raise DoorsError("Each of the three questions needs an answer.", fix="Go back, and choose a number for each.")  # fmt: skip
        scores.append(int(text))
    with place.store.write() as connection:
        which = _which(place, connection, link)
        if which is None:
            return False
        return pulses.answer(connection, which, place.today(), (scores[0], scores[1], scores[2]))


def pulse_page(place: Place, viewer: Viewer) -> Pulse:
    """Show somebody what buyers answered about their calls, and their team's sum where they lead."""
    own = Group(everybody=True) if viewer.alone else Group(person=viewer.person)
    leads = Role.LEADER in viewer.roles and viewer.team is not None and not viewer.alone
    with place.store.read() as connection:
        mine = pulses.answers(connection, own, place.today())
        came = pulses.count_answers(connection, own)
        team = pulses.answers(connection, Group(team=viewer.team), place.today()) if leads else ()
        made, waiting = pulses.count_links(connection, own, place.today())
        found, _ = calls.find_calls(connection, rights.own_scope(viewer), CallFilter(), limit=20)
        sold = calls.people_of(connection, [one.id for one in found])
    mine_in = {a.call for a in sold if a.side == "seller" and (viewer.alone or a.person == viewer.person)}  # fmt: skip
    rows, said = _team(team, viewer) if leads else (None, "")
    return Pulse(
        made=made, waiting=waiting, answers=came, rows=_own(mine), team=rows, team_said=said,
        calls=tuple((c.id, c.title, c.started or "") for c in found if c.id in mine_in),
    )  # fmt: skip


def _own(found: Sequence[Answer]) -> tuple[Row, ...]:
    """Average one's own answers, in steps of five."""
    whole = found[: len(found) // STEP * STEP]
    few = Unscored(reason=f"{len(found)} of {STEP} answers so far; shown from {STEP} on, the day after they came")  # fmt: skip
    return _rows([[getattr(one, name) for one in whole] for name, *_ in QUESTIONS], len(whole), few)


def _team(found: Sequence[Answer], viewer: Viewer) -> tuple[tuple[Row, ...] | None, str]:
    """Average the sellers' averages in steps of five answers; the leader's own part is theirs to know."""
    whole = found[: len(found) // STEP * STEP]
    each: dict[int, list[Answer]] = defaultdict(list)
    for one in whole:
        each[one.seller].append(one)
    if len(each.keys() - {viewer.person}) < rights.FEWEST_IN_SUMS:
        return None, "Shown once five sellers of your team have answers; never seller by seller."
    means = [
        [fmean(getattr(one, name) for one in told) for told in each.values()]
        for name, *_ in QUESTIONS
    ]
    n = len(whole)
    return _rows(means, n, Unscored(reason="No answer so far")), f"The average of {len(each)} sellers, {n:,} answers."  # fmt: skip


def _rows(columns: Sequence[Sequence[float]], n: int, few: Unscored) -> tuple[Row, ...]:
    return tuple(
        Row(question=question, low=low, high=high, score=_mean(values, n) if values else few)
        for (_, question, low, high), values in zip(QUESTIONS, columns, strict=True)
    )


def _mean(values: Sequence[float], n: int) -> Estimate:
    """Give an average with its 80 % band: Student's t, from the normal by Cornish and Fisher."""
    z, free = Z80, len(values) - 1
    t = z + (z**3 + z) / (4 * free) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * free**2)
    value = fmean(values)
    reach = t * max(stdev(values), _NARROWEST) / sqrt(len(values))
    return Estimate(value=value, low=max(0.0, value - reach), high=min(10.0, value + reach), n=n)
