"""A calendar feed of the drills that fall due (iCalendar, RFC 5545); days and counts, no words."""

import hmac
import secrets
from collections import Counter
from collections.abc import Iterable

from sevendoors.app.base.place import Place
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.practice.drills import MOST_A_DAY
from sevendoors.store import accounts, log, practice


def link(place: Place, viewer: Viewer) -> str:
    """Give the secret end of the viewer's calendar address; empty until one is made."""
    with place.store.read() as connection:
        secret = log.get_setting(connection, _key(viewer.person))
    return f"{viewer.person}-{secret}" if secret else ""


def new_link(place: Place, viewer: Viewer) -> str:
    """Make a new secret address; the one before leads nowhere from now on."""
    with place.store.write() as connection:
        log.set_setting(connection, _key(viewer.person), secrets.token_urlsafe(24))
    return link(place, viewer)


def feed_for(place: Place, secret: str) -> str:
    """Write the feed behind a secret address. Raises GoneError where nobody has that one."""
    number, _, given = secret.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9 and given):
        raise GoneError
    person = int(number)
    with place.store.read() as connection:
        kept = log.get_setting(connection, _key(person)) or ""
        here = accounts.account_of(connection, person) is not None
    if not here or not kept or not hmac.compare_digest(kept.encode(), given.encode()):
        raise GoneError
    return feed(place, person)


def _key(person: int) -> str:
    return f"practice.calendar:{person}"


def feed(place: Place, person: int) -> str:
    """Write the days on which somebody has drills due, as a calendar programs can subscribe to."""
    with place.store.read() as connection:
        cards = practice.cards(connection, person)
    today = place.today()
    days = Counter(max(card.due[:10], today) for card in cards if card.rested is None)
    stamp = place.now()[:19].replace("-", "").replace(":", "") + "Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Seven Doors//Drills//EN",
             "CALSCALE:GREGORIAN", *_events(sorted(days.items()), person, stamp), "END:VCALENDAR"]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


def _events(days: Iterable[tuple[str, int]], person: int, stamp: str) -> Iterable[str]:
    for day, count in days:
        yield from (
            "BEGIN:VEVENT",
            f"UID:doors-{person}-{day}@sevendoors",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day.replace('-', '')}",
            f"SUMMARY:Two minutes of practice ({min(count, MOST_A_DAY)})",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
