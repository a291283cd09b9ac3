"""What can be agreed with whom: the choices of the form, and where a link has filled it in."""

from dataclasses import dataclass

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS
from sevendoors.app.practice.practise_page import buyer_cards
from sevendoors.app.team.assigning import Agreed, agreed_in_team, sellers_to_agree_with
from sevendoors.core.codes import CHANCES
from sevendoors.core.people import Person, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeForm:
    """The page: with whom, about what, and what was agreed already, done or not."""

    sellers: tuple[Person, ...]
    skills: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    buyers: tuple[tuple[str, str], ...]
    agreed: tuple[Agreed, ...]
    today: str


def agree_form(place: Place, viewer: Viewer) -> AgreeForm:
    """Gather the page. Raises GoneError for whom there is nobody to agree anything with."""
    rights.must(rights.may_see_team(viewer))
    sellers = sellers_to_agree_with(place, viewer)
    return AgreeForm(
        sellers=sellers,
        skills=tuple((one.key, one.title) for one in codebook_in_use().skills),
        kinds=tuple((str(kind), CHANCE_WORDS[kind]) for kind in CHANCES),
        buyers=tuple((one.key, f"{one.name}, {one.role}") for one in buyer_cards(place) if not one.wrong),
        agreed=agreed_in_team(place, viewer, sellers),
        today=place.today(),
    )  # fmt: skip
