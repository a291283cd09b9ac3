"""Says of a place whether everything in it is invented, so that nothing taken out of it is believed."""

from sqlalchemy import Connection

from sevendoors.app.base.place import Place
from sevendoors.store import log

_KEY = "place.invented"
INVENTED = "Invented: nobody said or did any of this; it only shows what the pages can do."


def mark_invented(connection: Connection) -> None:
    """Remember that everything in this place is invented."""
    log.set_setting(connection, _KEY, "yes")


def is_invented(place: Place) -> bool:
    """Say whether everything in this place is invented."""
    with place.store.read() as connection:
        return log.get_setting(connection, _KEY) == "yes"


def said_of(place: Place) -> tuple[str, ...]:
    """Give the sentence that goes onto whatever is taken out of an invented place; else none."""
    return (INVENTED,) if is_invented(place) else ()
