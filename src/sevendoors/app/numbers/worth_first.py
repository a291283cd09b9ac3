"""In which order kinds of chance are worth practising: by what closing the gap in their skills brings."""

from collections.abc import Mapping

from sevendoors.app.base.place import Place
from sevendoors.app.numbers.skill_lines import weighed
from sevendoors.app.numbers.tracking import my_gaps, my_numbers
from sevendoors.core.codes import Cue
from sevendoors.core.people import Viewer


def kinds_first(place: Place, viewer: Viewer) -> Mapping[Cue, int]:
    """Number the kinds of chance, the most worth practising first, by the viewer's own numbers.

    A kind has the place of the best of its skills; kinds of skills without a gap known have none.
    """
    numbers = my_numbers(place, viewer)
    gaps = {one.skill: one for one in my_gaps(place, viewer, numbers)}
    rules = {rule.key: rule for rule in numbers.rules}
    found: dict[Cue, int] = {}
    for number, one in enumerate(weighed(numbers, viewer.person, gaps)):
        if one.order > 0:
            for kind in rules[one.key].codes:
                found.setdefault(kind, number)
    return found
