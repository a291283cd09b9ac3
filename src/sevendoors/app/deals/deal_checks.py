"""The two checks before any statistic over deals: does the join hold, and are losses hidden.

Joins lie. In one public corpus the obvious join of answers to talks agreed with the outcome in 34 %
of the rows and erased every relation, while the right one agreed in all. In another the winner is
empty where one side lost, so that leaving out the empty rows (31 % of all, reckoned from the two
shares) gave 94 % won where the truth was 65 %. Thresholds rest on these two:

- The join is held against fields that say the same twice: the stages as somebody mapped them
  against what the export's own fields say of the end, the sellers of a linked call against the
  deal's owner, a call's day against the deal's days (links that were not made by days). Below
  90 % agreement of 10 or more it stops: a random error of a tenth takes about a fifth off a
  relation between two yes-or-no values (1 - 2e), and much more if it is not random.
- Open and unknown: a deal is stale when it is open for longer than twice the middle time from made
  to decided (90 days at least; 180 where nothing is decided yet). It stops where more than 30 % of
  stale and decided deals are stale, the share that was hidden in the corpus above: the true share
  of won deals then lies anywhere in a band that wide. It stops from 20 % where more than 90 % of
  the decided are won, since open deals are then where the lost ones are. It stops where nothing of
  20 decided deals is lost, where more than half of the sellers with five decided deals have none
  lost, where one seller owns all deals, where sellers with mostly stale deals hold a fifth of all,
  and where more than 30 % of the deals have no owner who is known here. These last are judgements:
  each names a way in which losses are not written down.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_links import DAYS_AFTER, DAYS_BEFORE
from sevendoors.core.counting import number_of
from sevendoors.core.people import Role, Viewer
from sevendoors.store import crm
from sevendoors.store.crm import KeptDeal
from sevendoors.store.deal_links import links_of, sellers_linked
from sevendoors.store.opportunities import Group

AGREE, FEWEST = 0.90, 10
STALE, STALE_WON, WON = 0.30, 0.20, 0.90
FEWEST_DECIDED, FEWEST_EACH = 20, 5
NO_LOSS, HELD, NO_OWNER = 0.50, 0.20, 0.30
_SHORTEST, _UNDECIDED = 90, 180
_AGES = (
    (90, "made in the last 90 days"),
    (365, "91 to 365 days old"),
    (10**6, "older than a year"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One thing that was looked at: in words with its counts. fine: it stops nothing."""

    text: str
    n: int
    fine: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """Whether deals may be counted against calls; stop: the first reason why not, None where none.

    joined: the join could be held against enough of what is told twice.
    """

    passed: bool
    lines: tuple[CheckLine, ...]
    stop: str | None = None
    joined: bool = False

    def words(self) -> str:
        """Say in a sentence what came of it."""
        if self.stop:
            return f"Not to be counted against calls yet. {self.stop}"
        if not self.joined:
            return "Nothing stops it, but hardly anything is told twice here, so whether calls and deals belong together could not be checked."  # fmt: skip
        return "Yes, as far as can be checked: what is told twice agrees, and open deals do not hide losses."  # fmt: skip


def checks(place: Place, viewer: Viewer) -> Checks:
    """Check the deals a viewer may count: a seller's own, a leader's team's, all for who is alone.

    A team's are shown from five owners on.
    """
    group = _group(viewer)
    with place.store.read() as connection:
        deals = crm.kept_deals(connection, group=group)
        nobodys = crm.count_unowned(connection) if group.team is not None else None
        links = links_of(connection)
        sold = sellers_linked(connection)
    if not deals:
        whose = "" if viewer.alone else " of yours" if group.person else " of your team"
        return _stopped(f"There is no deal{whose} here yet.")
    owners = {one.owner_id for one in deals} - {None}
    if group.person is None and not viewer.alone and len(owners - {viewer.person}) < rights.FEWEST_IN_SUMS:  # fmt: skip
        return _stopped("Fewer than five sellers own deals here, so nothing is summed over them.")
    held = {one.id: one for one in deals}
    mine = [(name, day, held[which], how) for name, day, which, how in links if which in held]
    join = [_mapping(deals), _owners(mine, sold), _days(mine)]
    lines = join + _ends(deals, place.today(), by_seller=group.person is None, nobodys=nobodys)
    bad = [line for line in lines if not line.fine]
    return Checks(passed=not bad, lines=tuple(lines), stop=bad[0].text if bad else None,
                  joined=any(line.n >= FEWEST for line in join))  # fmt: skip


def _group(viewer: Viewer) -> Group:
    """Say whose deals somebody may count."""
    if viewer.alone:
        return Group(everybody=True)
    if Role.LEADER in viewer.roles and viewer.team is not None:
        return Group(team=viewer.team)
    return Group(person=viewer.person)


def _stopped(why: str) -> Checks:
    return Checks(passed=False, lines=(), stop=why)


def _agreement(good: int, n: int, what: str, none: str) -> CheckLine:
    """Say in how many of n two fields agree; few of them stop nothing."""
    if not n:
        return CheckLine(text=none, n=0)
    few = f" They are too few to judge by: {FEWEST} are needed." if n < FEWEST else ""
    fine = n < FEWEST or good / n >= AGREE
    stop = "" if fine else f" Under {AGREE:.0%}, so the deals are not counted until this is mended."
    return CheckLine(text=f"{what} in {good:,} of {n:,}.{few}{stop}", n=n, fine=fine)


def _mapping(deals: Sequence[KeptDeal]) -> CheckLine:
    told = [one for one in deals if one.closed]
    good = sum(("lost" if one.stage == "dropped" else one.stage) == one.closed for one in told)
    return _agreement(good, len(told), "The stages as you mapped them say the same as the export’s own won and closed fields",
                      "The export has no field of its own that says won or lost, so the stages as mapped could not be checked.")  # fmt: skip


Links = Sequence[tuple[str, str | None, KeptDeal, str]]


def _owners(links: Links, sellers: Mapping[str, frozenset[int]]) -> CheckLine:
    told = [(deal.owner_id, sellers.get(name, frozenset())) for name, _, deal, _ in links
            if deal.owner_id is not None and sellers.get(name)]  # fmt: skip
    good = sum(owner in sold for owner, sold in told)
    return _agreement(good, len(told), "The deal’s owner sold in the linked call",
                      "No linked call has both a seller and a deal with an owner, so owners could not be checked.")  # fmt: skip


def _days(links: Links) -> CheckLine:
    """Hold days against links that were made without them."""
    told = [(day, deal) for _, day, deal, how in links
            if day and how in ("id", "hand") and (deal.created_on or deal.closed_on)]  # fmt: skip
    good = sum(_fits(day, deal) for day, deal in told)
    return _agreement(good, len(told), "The day of a call linked by id or by hand lies within its deal’s days",
                      "No call is linked by id or by hand to a deal with days, so days could not be checked.")  # fmt: skip


def _fits(day: str, deal: KeptDeal) -> bool:
    first, last = deal.created_on or "", deal.closed_on or "9999-01-01"
    before = (date.fromisoformat(day) + timedelta(days=DAYS_BEFORE)).isoformat()
    after = (date.fromisoformat(day) - timedelta(days=DAYS_AFTER)).isoformat()
    return before >= first and after <= last


def _ends(
    deals: Sequence[KeptDeal], today: str, *, by_seller: bool, nobodys: int | None
) -> list[CheckLine]:
    """Look at what is open, by age and by seller, and at whether anything is lost."""
    decided = [one for one in deals if one.stage != "open"]
    longest = _longest(decided)
    stale = [one for one in deals if one.stage == "open" and _age(one, today) > longest]
    lines = [_lost(decided), _stale(decided, stale, longest), *_by_age(deals, today)]
    if by_seller:
        lines += [
            _unowned(deals, nobodys),
            _one_owner(deals),
            _no_loss(decided),
            _stale_each(deals, stale),
        ]
    return lines


def _longest(decided: Sequence[KeptDeal]) -> int:
    took = [
        (date.fromisoformat(one.closed_on) - date.fromisoformat(one.created_on)).days
        for one in decided
        if one.closed_on and one.created_on and one.closed_on >= one.created_on
    ]
    return max(_SHORTEST, round(2 * median(took))) if took else _UNDECIDED


def _age(deal: KeptDeal, today: str) -> int:
    made = deal.created_on
    return (date.fromisoformat(today) - date.fromisoformat(made)).days if made else 0


def _lost(decided: Sequence[KeptDeal]) -> CheckLine:
    n, won = len(decided), sum(one.stage == "won" for one in decided)
    lost = n - won
    if n >= FEWEST_DECIDED and not lost:
        return CheckLine(n=n, fine=False, text=f"All {n:,} decided deals are won and none is lost or dropped: the lost ones are probably not in the export, so nothing is counted.")  # fmt: skip
    return CheckLine(text=f"{won:,} of {n:,} decided deals are won, {lost:,} lost or dropped.", n=n)


def _stale(decided: Sequence[KeptDeal], stale: Sequence[KeptDeal], longest: int) -> CheckLine:
    n = len(decided) + len(stale)
    if not n:
        return CheckLine(text="No deal is decided and none is open for long.", n=0)
    share, won = len(stale) / n, sum(one.stage == "won" for one in decided)
    text = f"{len(stale):,} of {n:,} deals that are decided or should be by now are still open after {longest} days."  # fmt: skip
    hidden = bool(decided) and won / len(decided) > WON and share > STALE_WON
    fine = n < FEWEST or (share <= STALE and not hidden)
    more = "" if fine else " Leaving them out would hide losses: close them in the CRM, and bring the export in again."  # fmt: skip
    return CheckLine(text=text + more, n=n, fine=fine)


def _by_age(deals: Sequence[KeptDeal], today: str) -> list[CheckLine]:
    lines, first = [], -1
    for last, words in _AGES:
        here = [one for one in deals if one.created_on and first < _age(one, today) <= last]
        still = sum(one.stage == "open" for one in here)
        if here:
            lines.append(CheckLine(text=f"Of {len(here):,} deals {words}, {still:,} are open.", n=len(here)))  # fmt: skip
        first = last
    undated = sum(not one.created_on for one in deals)
    if undated:
        lines.append(CheckLine(text=f"{undated:,} of {len(deals):,} deals do not say when they were made, so their age is not known.", n=len(deals)))  # fmt: skip
    return lines


def _unowned(deals: Sequence[KeptDeal], nobodys: int | None) -> CheckLine:
    """Count deals whose owner nobody knows; beside a team's, all of them, since they are in no team."""
    without = sum(one.owner_id is None for one in deals) if nobodys is None else nobodys
    n = len(deals) + (nobodys or 0)
    fine = n < FEWEST or without / n <= NO_OWNER
    more = "" if fine else " So many could change any answer: bring in an export with the owners’ names or e-mails."  # fmt: skip
    return CheckLine(text=f"{without:,} of {n:,} deals have no owner who is known here.{more}", n=n, fine=fine)  # fmt: skip


def _one_owner(deals: Sequence[KeptDeal]) -> CheckLine:
    held = Counter(one.owner_id for one in deals if one.owner_id is not None)
    n = sum(held.values())
    if n >= FEWEST and len(held) == 1:
        return CheckLine(n=n, fine=False, text=f"One seller owns all {n:,} deals, so what wins cannot be told from who sells.")  # fmt: skip
    return CheckLine(text=f"{n:,} deals belong to {number_of(len(held), 'seller')}.", n=n)  # fmt: skip


def _no_loss(decided: Sequence[KeptDeal]) -> CheckLine:
    ends: dict[int, list[str]] = defaultdict(list)
    for one in decided:
        if one.owner_id is not None:
            ends[one.owner_id].append(one.stage)
    each = [found for found in ends.values() if len(found) >= FEWEST_EACH]
    if not each:
        return CheckLine(text=f"No seller has {FEWEST_EACH} decided deals yet.", n=0)
    without = sum(set(found) == {"won"} for found in each)
    fine = len(each) < 2 or without / len(each) <= NO_LOSS
    more = (
        "" if fine else " Losses are probably left open or not written down, so nothing is counted."
    )
    return CheckLine(text=f"{without:,} of {len(each):,} sellers with {FEWEST_EACH} decided deals or more have none lost.{more}", n=len(each), fine=fine)  # fmt: skip


def _stale_each(deals: Sequence[KeptDeal], stale: Sequence[KeptDeal]) -> CheckLine:
    every = Counter(one.owner_id for one in deals if one.owner_id is not None)
    old = Counter(one.owner_id for one in stale if one.owner_id is not None)
    each = {who: n for who, n in every.items() if n >= FEWEST}
    if not each:
        return CheckLine(text=f"No seller has {FEWEST} deals yet.", n=0)
    mostly = [who for who, n in each.items() if old[who] * 2 > n]
    held = sum(each[who] for who in mostly)
    fine = held <= HELD * len(deals)
    more = "" if fine else " They hold more than a fifth of all, so who closes deals in the CRM would be taken for who wins."  # fmt: skip
    return CheckLine(text=f"{len(mostly):,} of {len(each):,} sellers with {FEWEST} deals or more left most of theirs open for too long.{more}", n=len(each), fine=fine)  # fmt: skip
