"""Small readings of what the database gives back."""

from typing import Any

from sqlalchemy import CursorResult


def new_id(made: CursorResult[Any]) -> int:
    """Give the id of the row just added."""
    key = made.inserted_primary_key
    if key is None:  # every table here has one; a driver that hides it is a bug
        raise RuntimeError("The database did not name the new row.")
    return int(key[0])
