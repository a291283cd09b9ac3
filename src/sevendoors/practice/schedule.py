"""When a card comes back: FSRS behind our own small protocol, the same days for the same attempts."""

from datetime import datetime

from fsrs import Card as Memory
from fsrs import Rating, Scheduler

from sevendoors.core.codes import Grade

# What a first attempt says about memory; a noted chance is a hard recall, not a failed one.
_RATINGS = {
    Grade.MISSED: Rating.Again,
    Grade.NOTED: Rating.Hard,
    Grade.TAKEN: Rating.Good,
    Grade.OPENED: Rating.Easy,
}


class Spaced:
    """FSRS without its dice; learning steps of minutes are left out, since a card comes once a day."""

    def __init__(self) -> None:
        """Set the calendar up: nine in ten remembered, a year between two showings at most."""
        self._scheduler = Scheduler(
            desired_retention=0.9,
            learning_steps=(),
            relearning_steps=(),
            maximum_interval=365,
            enable_fuzzing=False,
        )

    def next(self, memory: str, grade: Grade, now: datetime, card: int) -> tuple[str, datetime]:
        """Give the new memory (JSON of the library) and the next day due."""
        held = Memory.from_json(memory) if memory else Memory(card_id=card, due=now)
        seen, _ = self._scheduler.review_card(held, _RATINGS[grade], now)
        return seen.to_json(), seen.due
