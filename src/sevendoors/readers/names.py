"""Names as people write them in meetings, and what a name gives away."""

import re

from sevendoors.core.conversation import Kind

# Note-takers and recorders join calls under their own names; none of them buys or sells.
_BOT = re.compile(
    r"note\s?taker|notetaker|\botter\.?ai\b|\bfireflies\b|\bfathom\b|\bgrain\b.*\bbot\b|"
    r"\bread\.?ai\b|\btl;?dv\b|\bavoma\b.*assistant|\brecorder\b|\bbot\b|\bai assistant\b|\bgong\b",
    re.IGNORECASE,
)
_ROOM = re.compile(
    r"presentation$|'s screen$|\bconference room\b|\bmeeting room\b|^room\s", re.IGNORECASE
)
_PHONE = re.compile(r"^\+?[\d*\s().-]{6,}$")


def tidy_name(name: str) -> str:
    """Give a name back without stray blanks; letters, marks and order stay as written."""
    return re.sub(r"\s+", " ", name).strip() or "?"


def kind_of_name(name: str) -> Kind:
    """Say whether a display name is a person, a bot, a room or a phone line."""
    if _BOT.search(name):
        return Kind.BOT
    if _ROOM.search(name):
        return Kind.ROOM
    return Kind.DIAL_IN if _PHONE.match(name) else Kind.PERSON
