"""Those whom a seller's numbers may be laid beside, each by name: the team, or all who agreed."""

from collections.abc import Mapping
from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.numbers.comparing import NAME, Agreed
from sevendoors.app.numbers.tracking import Numbers
from sevendoors.core.people import Viewer
from sevendoors.core.score import Z80, Estimate, Unscored
from sevendoors.core.track import Reference
from sevendoors.track.reference import own_team
from sevendoors.track.rules import ALL
from sevendoors.track.scores import Measured

TEAM, AGREED = "team", "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A named group. of: by skill. same: the seller was measured together with it."""

    key: str
    name: str
    of: Mapping[str, Reference]
    same: bool

    @property
    def people(self) -> int:
        """Say how many sellers stand behind it."""
        return max((one.n for one in self.of.values()), default=0)

    def band(self, skill: str) -> Estimate | None:
        """Give its average with the 80 % band, resting on so many people; None where there is none."""
        told = self.of.get(skill)
        if told is None:
            return None
        reach = Z80 * told.se
        return Estimate(value=told.mean, low=min(1.0, max(0.0, told.mean - reach)),
                        high=max(0.0, min(1.0, told.mean + reach)), n=told.n)  # fmt: skip

    def words(self, numbers: Numbers, seller: int, skill: str) -> str:
        """Say where a seller stands beside it, where that can be said; else nothing."""
        if skill not in self.of:
            return ""
        told = numbers.standing(seller, skill, None if self.same else self.of[skill])
        return "" if isinstance(told, Unscored) else told.words


def beside(viewer: Viewer, numbers: Numbers, seller: int, group: Agreed | None) -> tuple[Beside, ...]:  # fmt: skip
    """Give every group that this viewer may lay this seller beside. group: those who agreed."""
    found = []
    team = _of(numbers.measured, numbers, numbers.name)
    allowed = {key: one for key, one in team.items() if _may(viewer, numbers, seller, key)}
    if allowed:
        found.append(Beside(key=TEAM, name=numbers.name, of=allowed, same=True))
    if group is not None and group.measured is not None:
        found.append(
            Beside(key=AGREED, name=NAME, of=_of(group.measured, numbers, NAME), same=False)
        )
    return tuple(one for one in found if one.of)


def _of(measured: Measured, numbers: Numbers, name: str) -> dict[str, Reference]:
    found = {}
    for key in (ALL, *(rule.key for rule in numbers.rules), *(q.rule.key for q in numbers.qualities)):  # fmt: skip
        if key in measured.fits:
            told = own_team(measured.fits[key], name)
            if isinstance(told, Reference):
                found[key] = told
    return found


def _may(viewer: Viewer, numbers: Numbers, seller: int, skill: str) -> bool:
    """Ask the rights, with the people in it whose part the viewer does not know, or all if none is."""
    every = frozenset(numbers.measured.fits[skill].sellers.tolist()) - {viewer.person}
    people = len(every - numbers.told or every)
    if viewer.person == seller and not viewer.alone:
        return rights.may_see_band(viewer, viewer.team, people)
    return rights.may_see_sums(viewer, viewer.team, people)
