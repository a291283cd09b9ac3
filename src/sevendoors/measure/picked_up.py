"""Which chances were not taken when they came, and were taken in a later call of the deal."""

from collections.abc import Sequence

from sevendoors.core.codes import Grade
from sevendoors.core.moment import Moment
from sevendoors.core.prepared import PickedUp
from sevendoors.core.review import Review
from sevendoors.measure.same_thing import returned_to, twin


def picked_up(calls: Sequence[Review]) -> tuple[PickedUp, ...]:
    """List the chances missed or noted in one call and taken in a later one, in order of time.

    calls: oldest first. What was taken still in its own call is no part of it.
    """
    return tuple(
        found
        for place, call in enumerate(calls)
        for moment in call.moments
        if moment.answer.grade is not None and moment.answer.grade < Grade.TAKEN
        if not _taken_in(call, moment)
        if (found := _later(moment, place, calls)) is not None
    )


def _taken_in(call: Review, moment: Moment) -> Moment | None:
    for other in call.moments:
        took = (other.answer.grade or Grade.MISSED) >= Grade.TAKEN
        if took and other is not moment and twin(moment, other):
            return other
    return None


def _later(moment: Moment, place: int, calls: Sequence[Review]) -> PickedUp | None:
    for later in range(place + 1, len(calls)):
        again = _taken_in(calls[later], moment)
        if again is not None:
            return PickedUp(
                moment=moment, call=place, later=later, again=again, words=again.answer.quotes
            )
        words = returned_to(moment, calls[later])
        if words is not None:
            return PickedUp(moment=moment, call=place, later=later, words=(words,))
    return None
