"""A calendar feed of the drills that fall due (iCalendar, RFC 5545); days and counts, no words."""

from collections import Counter
from collections.abc import Iterable

from sevendoors.app.place import Place
from sevendoors.store import practice


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
            f"SUMMARY:Two minutes of practice ({min(count, 3)})",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
