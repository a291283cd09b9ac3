"""The eight qualities as lines: those told apart with their number, the rest together in one line."""

from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.base.words import joined
from sevendoors.app.charts.chart_row import Row, rows_chart
from sevendoors.app.numbers.tracking import Numbers, quality_scores
from sevendoors.core.score import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityLine:
    """One line: which qualities it is about, the drawing of its number, or why there is none."""

    titles: tuple[str, ...]
    drawn: Markup
    words: str
    told: bool

    @property
    def title(self) -> str:
        """Join the titles as one reads them."""
        return joined(self.titles)


def quality_lines(numbers: Numbers, seller: int) -> tuple[QualityLine, ...]:
    """Lay out a seller's qualities, those with a number first."""
    found = quality_scores(numbers, seller)
    chart = rows_chart(
        [
            Row(label=joined(one.titles), hits=one.score.raw[0], n=one.score.raw[1],
                score=one.score.score)
            for one in found
        ],
        about="Qualities", own=False,
    )  # fmt: skip
    lines = [
        QualityLine(titles=one.titles, drawn=drawn, words=one.score.words,
                    told=isinstance(one.score.score, Estimate))
        for one, drawn in zip(found, chart.drawings, strict=True)
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: not line.told))
