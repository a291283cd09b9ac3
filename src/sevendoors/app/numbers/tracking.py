"""Numbers over calls for somebody: their own, a seller's as far as it was let be seen, a team's.

Whose rows go in follows app/base/rights.py: to others than oneself a seller's number rests on what that
seller released, and who released nothing is only ever in an average, with four others like them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.while_same import while_same
from sevendoors.app.numbers.held_chances import Held, held, let_see
from sevendoors.app.numbers.held_sums import kept
from sevendoors.core.codes import Cue
from sevendoors.core.counting import number_of
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.score import Z80, Estimate, Score, Unscored
from sevendoors.core.track import Reference, SkillScore
from sevendoors.store import people, practice
from sevendoors.store.opportunities import Group, Sold, readings, sold
from sevendoors.track.coaching import Moved, moved
from sevendoors.track.full_model import fit_full
from sevendoors.track.gap import Gap, gap, halves
from sevendoors.track.opportunities import Ledger, counted
from sevendoors.track.qualities import Quality, qualities
from sevendoors.track.reference import Standing, own_team, standing
from sevendoors.track.rules import EVERYTHING, Joined, Rule, quality_rules, skill_rules
from sevendoors.track.scores import Measured
from sevendoors.track.trend import Changed, Trend, drift_of, trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """All numbers of a group as one viewer may see them.

    name: of the group. told: sellers who may be shown by name. own: the viewer; None for the only
    person here, who may know all. sold: their calls, kept and read.
    marks: when the reading itself changed.
    """

    name: str
    rows: Ledger
    measured: Measured
    told: frozenset[int]
    own: int | None
    sold: Mapping[int, Sold]
    marks: tuple[Changed, ...]
    rules: tuple[Rule, ...]
    qualities: tuple[Joined, ...]

    def score(self, seller: int, skill: str) -> SkillScore:
        """Give one seller's number. Raises GoneError for whoever may not be shown by name."""
        rights.must(seller in self.told)
        return self.measured.score_of(seller, skill)

    def reference(self, skill: str) -> Reference | Unscored:
        """Give the group itself as what somebody may be laid beside."""
        found = self.measured.fits.get(skill)
        return own_team(found, self.name) if found else Unscored(reason="No chance so far")

    def standing(self, seller: int, skill: str, beside: Reference | None = None) -> Standing | Unscored:  # fmt: skip
        """Say whether a seller is above the mean of a named group: this one, or another."""
        rights.must(seller in self.told)
        found = self.measured.fits.get(skill)
        if found is None:
            return Unscored(reason="No chance so far")
        missing = self.measured.score_of(seller, skill).score
        if isinstance(missing, Unscored):
            return missing
        return standing(found, seller, beside or self.reference(skill), own=beside is None)

    def trend(self, seller: int, skill: str) -> Trend | Unscored:
        """Follow a seller over the weeks, where the number reaches far enough for it."""
        told = self.score(seller, skill)
        if isinstance(told.score, Unscored):
            return told.score
        if told.reach not in ("own trend", "comparison"):
            return Unscored(reason=f"{told.raw[1]} chances so far, too few to follow over time")
        every = (EVERYTHING, *self.rules, *(q.rule for q in self.qualities))
        rows = counted(self.rows, next(rule for rule in every if rule.key == skill))
        found, days = self.measured.fits[skill], self.rows.days
        drift = kept(found, "drift", lambda: drift_of(found, rows, days))
        return trend(found, rows, days, seller, self.marks, drift)

    def level(self, skill: str) -> Score:
        """Give the average of the group's sellers with its 80 % band."""
        found = self.measured.fits.get(skill)
        if found is None:
            return Unscored(reason="No chance so far")
        told = own_team(found, self.name)
        if isinstance(told, Unscored):
            return told
        reach = Z80 * told.se
        return Estimate(value=told.mean, low=max(0.0, told.mean - reach),
                        high=min(1.0, told.mean + reach), n=int(found.n.sum()))  # fmt: skip

    def coverage(self, seller: int) -> str:
        """Say on how many calls a seller's numbers rest."""
        rights.must(seller in self.told)
        with_chance = len(np.unique(self.rows.of(seller).call))
        if self.own not in (None, seller):
            return f"This rests on what was let be seen: {number_of(with_chance, 'call')} with an answered chance."
        mine = self.sold.get(seller)
        if mine is None or not mine.calls:
            return "No call is kept here."
        return (
            f"{number_of(mine.calls, 'call')} kept here, {mine.read} read, {with_chance} with an answered "
            "chance. Of calls not brought in nothing is known."
        )

    def room(self, seller: int) -> str:
        """Say how much room the buyer had: chances for every hundred turns, beside the group's."""
        rights.must(seller in self.told)
        if self.own not in (None, seller):
            return "How much room buyers had is told to the seller alone."
        mine = self.sold.get(seller)
        if mine is None or mine.turns < 100:
            return "Too few turns to say how much room buyers had."
        told = f"{mine.given} chances in {mine.turns} turns: {_hundred(mine)} in a hundred"
        others = [one for who, one in self.sold.items() if who != seller and one.turns]
        if len(others) < rights.FEWEST_IN_SUMS:
            return f"{told}."
        rest = Sold(seller=0, calls=0, read=0, given=sum(o.given for o in others),
                    turns=sum(o.turns for o in others))  # fmt: skip
        return f"{told}; with the others here {_hundred(rest)}."


def _hundred(one: Sold) -> str:
    return f"{100 * one.given / one.turns:.1f}"


def my_numbers(place: Place, viewer: Viewer) -> Numbers:
    """Give somebody their own numbers, from all their calls, beside their team's."""
    group = _group(viewer)
    found = held(place, group)
    return _numbers(place, viewer, group, found, frozenset({viewer.person}))


def person_numbers(place: Place, viewer: Viewer, who: int) -> Numbers:
    """Give a seller's numbers as far as the viewer may see them. Raises GoneError for strangers."""
    if who == viewer.person:
        return my_numbers(place, viewer)
    with place.store.read() as connection:
        person = people.person_of(connection, who)
    if person is None:
        raise GoneError
    rights.must(rights.may_see_person(viewer, person))
    return team_numbers(place, viewer)


def team_numbers(place: Place, viewer: Viewer) -> Numbers:
    """Give the numbers of a team: by name of those who let something be seen, the rest as average."""
    rights.must(rights.may_see_team(viewer))
    group = _group(viewer)
    if viewer.alone:
        whole = held(place, group)
        return _numbers(place, viewer, group, whole, frozenset(whole.rows.seller.tolist()))
    found, told = let_see(place, group, replace(group, scope=rights.scope(viewer)))
    return _numbers(place, viewer, group, found, told)


def _group(viewer: Viewer) -> Group:
    if viewer.alone:
        return Group(everybody=True)
    if viewer.team is None:
        return Group(person=viewer.person)
    return Group(team=viewer.team)


def _numbers(
    place: Place, viewer: Viewer, group: Group, found: Held, told: frozenset[int]
) -> Numbers:
    book = codebook_in_use()
    names, counts, marks = while_same(place, ("sold", group), lambda c: _sold(c, group))
    return Numbers(
        name=names.get(viewer.team or 0, "everybody here"), rows=found.rows, measured=found.numbers,
        told=told, own=None if viewer.alone else viewer.person, sold=counts, marks=marks, rules=skill_rules(book), qualities=quality_rules(book),
    )  # fmt: skip


def _sold(
    connection: Connection, group: Group
) -> tuple[Mapping[int, str], Mapping[int, Sold], tuple[Changed, ...]]:
    names = {team.id: team.name for team in people.teams(connection)}
    return names, sold(connection, group), _marks(readings(connection, group))


def _marks(read: tuple[tuple[str, str, str], ...]) -> tuple[Changed, ...]:
    """Calls read by one engine and codebook alone bear no mark."""
    found: list[Changed] = []
    for (_, engine, book), (day, new_engine, new_book) in zip(read, read[1:], strict=False):
        what = "the codebook changed" if book != new_book else "the engine changed"
        if engine != new_engine and book != new_book:
            what = "engine and codebook changed"
        found.append(Changed(day=day, what=what))
    return tuple(found)


def full_scores(numbers: Numbers, seller: int, dice: np.random.Generator) -> dict[str, Score]:
    """Give a seller's numbers by the whole model, where they were asked for; it reads grades alone."""
    rights.must(seller in numbers.told)
    found = fit_full(numbers.rows)
    if isinstance(found, Unscored):
        return {rule.key: found for rule in numbers.rules}
    place = int(np.searchsorted(found.sellers, seller))
    if place >= len(found.sellers) or found.sellers[place] != seller:
        return {rule.key: Unscored(reason="No chance so far") for rule in numbers.rules}
    return {rule.key: found.share(place, rule, dice) for rule in numbers.rules}


def quality_scores(numbers: Numbers, seller: int) -> tuple[Quality, ...]:
    """Give a seller's qualities; those not told apart stand in one line."""
    rights.must(seller in numbers.told)
    return qualities(numbers.measured, numbers.qualities, seller)


def coaching_of(numbers: Numbers, seller: int, kinds: Collection[Cue], day: str) -> Moved:
    """Say what moved with a seller since a day, in the kinds that were trained."""
    rights.must(seller in numbers.told)
    return moved(numbers.rows, seller, kinds, day, numbers.measured.fits.get(EVERYTHING.key))


def my_gaps(place: Place, viewer: Viewer, numbers: Numbers | None = None) -> tuple[Gap, ...]:
    """Lay what somebody knows, believes and does beside each other, skill by skill; only their own.

    numbers: their own, where they are at hand already.
    """
    numbers = numbers or my_numbers(place, viewer)
    with place.store.read() as connection:
        answers = [(row[3], row[4]) for row in practice.known(connection, viewer.person)]
        believed = {str(kind): of for _, kind, of in practice.beliefs(connection, viewer.person)}
    return tuple(
        gap(rule, counted(numbers.rows, rule), viewer.person,
            numbers.score(viewer.person, rule.key).score, answers, believed,
            _halves(numbers, rule, viewer.person))
        for rule in numbers.rules
    )  # fmt: skip


def _halves(numbers: Numbers, rule: Rule, seller: int) -> tuple[Score, Score] | None:
    found = numbers.measured.fits.get(rule.key)
    if found is None or isinstance(numbers.score(seller, rule.key).score, Unscored):
        return None
    return kept(found, (rule.key, seller), lambda: halves(counted(numbers.rows, rule), seller))
