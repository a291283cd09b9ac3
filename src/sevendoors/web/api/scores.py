"""Scores: counts per skill and kind of chance, each with its n, or why there is none."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from sevendoors.app.front import api_scores
from sevendoors.web.api.auth import Reader
from sevendoors.web.api.errors import documented
from sevendoors.web.api.score_shapes import ScoresShape, scores_of
from sevendoors.web.api.shapes import Number, Shape

routes = APIRouter(tags=["scores"])


class Whose(Shape):
    """Whose chances are counted."""

    of: Literal["me", "team"] = Field("me", description="team: for its leader only.")
    person: Number | None = Field(
        None, description="A seller of your team, as far as they let you see; it goes before of."
    )


@routes.get("/scores", responses=documented(404))
def read_scores(asked: Reader, query: Annotated[Whose, Query()]) -> ScoresShape:
    """Count what you did with your chances, or a seller of your team, or the team. Scope: read.

    The numbers are those of the pages: each with its band and n, or the reason why there is none.
    Under eight chances there is no plain share; sums of a team are told from five people on.
    """
    if query.person is not None:
        return scores_of(api_scores.person_scores(asked.place, asked.viewer, query.person))
    make = api_scores.team_scores if query.of == "team" else api_scores.own_scores
    return scores_of(make(asked.place, asked.viewer))
