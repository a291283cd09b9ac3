"""The numbers of the team pages as a table for a spreadsheet: the same gates, and nothing more."""

import csv
from collections.abc import Sequence
from io import StringIO

from sevendoors.app.base.invented import said_of
from sevendoors.app.base.place import Place
from sevendoors.app.reading.csv_out import safe_cell
from sevendoors.app.team.team_seen import looked_at, team_seen
from sevendoors.app.team.team_skill import Level, levels_of, unsure_of
from sevendoors.app.team.team_who import Stands, cell_of, places_of
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate, Score

COLUMNS = ("about", "skill", "taken", "chances", "sellers", "share", "low_80", "high_80", "words")


def team_csv(place: Place, viewer: Viewer) -> str:
    """Write the team's levels, and seller by seller what the page says of them. Raises GoneError."""
    seen = team_seen(place, viewer)
    looked_at(place, viewer, seen)
    out = StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow(COLUMNS)
    levels = levels_of(seen)
    rows = [*map(_level, levels), *map(_stands, places_of(seen))]
    sheet.writerows([[safe_cell(cell) for cell in row] for row in rows])
    sheet.writerows([[words] for words in (unsure_of(levels), *said_of(place)) if words])
    return out.getvalue()


def _level(one: Level) -> Sequence[str]:
    if not one.people:
        return ("the team", one.title, "", "", "", "", "", "", _words(one.score))
    counts = (str(one.taken), str(one.n), str(one.people))
    return ("the team", one.title, *counts, *_numbers(one.score), _words(one.score))


def _stands(one: Stands) -> Sequence[str]:
    """The page gives a seller counts and words; so does the table."""
    return (one.who.name, one.title, str(one.taken), str(one.n), "", "", "", "", cell_of(one).words)


def _numbers(score: Score) -> tuple[str, str, str]:
    if not isinstance(score, Estimate):
        return "", "", ""
    return f"{score.value:.3f}", f"{score.low:.3f}", f"{score.high:.3f}"


def _words(score: Score) -> str:
    return "the average seller, 80 % band" if isinstance(score, Estimate) else score.reason
