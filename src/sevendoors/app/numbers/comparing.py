"""The comparison group: all here who agreed to be counted in, across teams; nobody is in unasked.

Whoever is in it may lay their own numbers beside its average; no name and no single number of it is
shown to anybody. Others who were given chances come in by fives, in the order they agreed in: whoever
looks before and after somebody agrees learns nothing of that one.
"""

from dataclasses import dataclass

import numpy as np

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.numbers.held_chances import held, numbers_of
from sevendoors.app.numbers.held_sums import kept
from sevendoors.core.people import Viewer
from sevendoors.store import comparing
from sevendoors.store.opportunities import Group
from sevendoors.track.rules import ALL
from sevendoors.track.scores import Measured

NAME = "all here who agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The group as somebody may know it. counted: the viewer is in it. others: so many more agreed.

    measured: the numbers of others in it, to take the average from; None where it may not be shown.
    """

    counted: bool
    others: int
    measured: Measured | None = None


def agreed(place: Place, viewer: Viewer) -> Agreed:
    """Give the group as the viewer may use it."""
    with place.store.read() as connection:
        every = [who for _, who in comparing.all_counted(connection)]
    others = [who for who in every if who != viewer.person]
    counted = viewer.person in every
    if not rights.may_see_agreed(counted=counted, others=len(others)):
        return Agreed(counted=counted, others=len(others))
    everybody = held(place, Group(everybody=True))
    # Whoever agreed and was given no chance makes no fifth.
    given = set(everybody.rows.seller.tolist())
    sold = [who for who in others if who in given]
    whole = len(sold) // rights.FEWEST_IN_SUMS * rights.FEWEST_IN_SUMS
    if not rights.may_see_agreed(counted=counted, others=whole):
        return Agreed(counted=counted, others=len(others))
    if ALL not in everybody.numbers.fits:
        return Agreed(counted=counted, others=len(others))
    chosen = tuple(sold[:whole])
    found: Measured = kept(
        everybody.numbers.fits[ALL],
        ("agreed", chosen),
        lambda: numbers_of(everybody.rows.only(np.isin(everybody.rows.seller, chosen))),
    )
    return Agreed(counted=counted, others=len(others), measured=found)


def count_me(place: Place, viewer: Viewer, *, yes: bool) -> None:
    """Count the viewer in, or no more; only oneself can say so."""
    with place.store.write() as connection:
        since = comparing.counted_since(connection, viewer.person)
        if yes and since is None:
            comparing.count(connection, viewer.person, place.now())
        elif not yes:
            comparing.count(connection, viewer.person, None)
