"""The people, houses and deals of the invented team of twenty-four."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sevendoors.app.base.place import Place
from sevendoors.app.demo.demo import add_people
from sevendoors.app.demo.demo_big_truth import STAGES, Size, Truth
from sevendoors.app.demo.demo_big_words import House, house, parts
from sevendoors.store import crm, people

_REASONS = ("price", "a rival", "no budget this year", "did it themselves", "bad moment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The invented team as kept: ids of its sellers and deals, by number; houses by deal."""

    truth: Truth
    size: Size
    sellers: tuple[int, ...]
    owners: Mapping[str, int]
    deals: tuple[int, ...]
    houses: tuple[House, ...]
    buyers: Mapping[str, int]
    first: date

    def day(self, number: int) -> date:
        """Give a day by its number; weekends move to the Friday before."""
        found = self.first + timedelta(days=int(number))
        return found - timedelta(days=max(0, found.weekday() - 4))


def make_team(place: Place, truth: Truth, size: Size) -> Team:
    """Make the accounts, the buyers' houses and the deals."""
    names = seller_names(size.sellers)
    owners = add_people(place, list(names))
    dice = Random(size.seed + 1)
    first = date.fromisoformat(place.today()) - timedelta(days=size.days)
    houses = _houses(dice, len(truth.owner))
    with place.store.write() as connection:
        buyers = {
            name: people.add_person(connection, name=name, email=None, now=place.now(),
                                    organisation=one.name, side="buyer")
            for one in houses for name in one.buyers
        }  # fmt: skip
        sellers = tuple(owners[name] for name in names)
        team = Team(truth=truth, size=size, sellers=sellers, owners=owners, deals=(),
                    houses=houses, buyers=buyers, first=first)  # fmt: skip
        crm.add_deals(connection, crm.INVENTED, place.now(), _deals(team, dice))
        ids = crm.ids_of_names(connection, [one.name for one in houses])
    return Team(truth=truth, size=size, sellers=sellers, owners=owners, houses=houses,
                buyers=buyers, first=first, deals=tuple(ids[one.name] for one in houses))  # fmt: skip


def seller_names(count: int) -> tuple[str, ...]:
    """Name the sellers; beyond those who have a name of their own, they are numbered."""
    told = parts()["names"]["sellers"]
    more = (f"Seller Number{n + 1}" for n in range(len(told), count))
    return (*told, *more)[:count]


def _houses(dice: Random, count: int) -> tuple[House, ...]:
    """Make up the buyers' houses: no name of a house or a person twice."""
    told = parts()["names"]
    sold = {one.split()[0] for one in told["sellers"]}
    places = dice.sample([f"{a}{b}" for a in told["before"] for b in told["after"]], count)
    first = [a for a in told["first"] if a not in sold]
    met = [f"{a} {b}" for a in first for b in told["last"]]
    dice.shuffle(met)
    found = []
    for one in places:
        name = f"{one} {dice.choice(told['trade'])}"
        buyers = tuple(met.pop() for _ in range(dice.choice((1, 1, 2, 2, 3))))
        found.append(house(dice, name, buyers))
    return tuple(found)


def _deals(team: Team, dice: Random) -> list[dict[str, Any]]:
    """Write the deals as an export of a CRM would have told them."""
    truth, told = team.truth, parts()["names"]
    names = seller_names(team.size.sellers)
    rows = []
    for number, at in enumerate(team.houses):
        stage = STAGES[int(truth.stage[number])]
        over = stage in ("lost", "dropped")
        rows.append({
            "ref": f"N-{1000 + number}", "name": at.name, "organisation": at.name, "stage": stage,
            "amount": float(truth.amount[number]), "competitor": None,
            "closed_on": None if stage == "open" else team.day(truth.decided[number]).isoformat(),
            "owner_id": team.sellers[int(truth.owner[number])], "stage_written": stage,
            "owner_written": names[int(truth.owner[number])],
            "created_on": (team.first + timedelta(days=int(truth.begun[number]))).isoformat(),
            "currency": "EUR", "account": at.name, "domain": None,
            "segment": dice.choice(told["segment"]), "lead_source": dice.choice(told["source"]),
            "product": dice.choice(("stock", "stock and orders", "tracing")),
            "lost_reason": dice.choice(_REASONS) if over else None,
        })  # fmt: skip
        if truth.rival[number]:
            rows[-1]["competitor"] = dice.choice(told["rivals"])
        for name in crm.FIELDS:
            rows[-1].setdefault(name, None)
    return rows
