"""Moments as a table for a spreadsheet: one row each, safe to open anywhere."""

import csv
from collections.abc import Sequence
from io import StringIO

from sevendoors.app.base.words import outcome, when
from sevendoors.core.review import Review

COLUMNS = (
    "conversation",
    "moment",
    "when",
    "buyer",
    "chance",
    "p",
    "intensity",
    "quote",
    "seller",
    "answer",
    "moves",
    "grade",
    "outcome",
    "late",
    "weak",
    "skills",
    "why",
)


def reviews_csv(reviews: Sequence[Review]) -> str:
    """Write the moments of these reviews as CSV with a header line.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for review in reviews:
        table.writerows(_rows(review))
    return out.getvalue()


def _rows(review: Review) -> list[list[str]]:
    talk = review.conversation
    rows = []
    for moment in review.moments:
        chance, answer = moment.chance, moment.answer
        buyer, seller = talk.participant(chance.buyer), talk.participant(answer.seller)
        cells = (
            talk.title or talk.id,
            moment.id,
            when(talk, chance.quote.turn),
            buyer.name if buyer else "",
            chance.code,
            f"{chance.p:.2f}",
            str(chance.intensity),
            chance.quote.text,
            seller.name if seller else "",
            " ".join(quote.text for quote in answer.quotes),
            " ".join(seen.move for seen in answer.moves),
            "" if answer.grade is None else str(int(answer.grade)),
            outcome(moment),
            "yes" if answer.late else "",
            "yes" if moment.weak else "",
            " ".join(moment.skills),
            moment.why,
        )
        rows.append([safe_cell(cell) for cell in cells])
    return rows


def safe_cell(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula: such a one gets an apostrophe in front."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else cell
