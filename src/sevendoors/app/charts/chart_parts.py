"""The strokes charts are drawn with: lines, boxes, words and the table behind each drawing.

Colours are the page's own variables with a fallback, so that a drawing holds alone and on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_COLOURS = {
    "ink": "#22262b",
    "soft": "#59626c",
    "line": "#d9dee3",
    "card": "#ffffff",
    "mark": "#23527c",
    "seller": "#e9eff6",
}
_FONT = "font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing in one piece or several, with the table of the same numbers."""

    drawings: tuple[Markup, ...]
    table: Markup


def figure(chart: Chart, caption: str) -> Markup:
    """Put a chart's drawings and its table into one figure that holds alone."""
    drawn = Markup("\n").join(chart.drawings)
    return Markup(
        '<figure class="chart"><figcaption>{}</figcaption>\n{}\n'
        "<details><summary>The numbers as a table</summary>\n{}</details></figure>"
    ).format(caption, drawn, chart.table)


def canvas(
    kind: str,
    width: float,
    height: float,
    told: tuple[str, str],
    parts: Iterable[str],
    natural: float = 0,
) -> Markup:
    """Wrap strokes into one picture with a title and a description for those who listen.

    natural: how many times its own size it is shown at; 0 lets the page decide.
    """
    title, more = told
    about = f"<title>{escape(title)}</title>" + (f"<desc>{escape(more)}</desc>" if more else "")
    size = f'width="{number(width * natural)}" ' if natural else ""
    box = f'{size}viewBox="0 0 {number(width)} {number(height)}"'
    return Markup(  # every word in it went through escape
        f'<svg class="drawn {kind}" {box} role="img" {_FONT} xmlns="http://www.w3.org/2000/svg">'
        f"{about}{''.join(parts)}</svg>"
    )


def number(value: float) -> str:
    """Write a coordinate, short."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """Write a share as people read it."""
    return f"{value * 100:.0f}\u00a0%"


def paint(colour: str, *, what: str = "fill", solid: float = 1.0) -> str:
    """Say a colour twice: as the page names it, and as it is where no page is around."""
    code = _COLOURS[colour]
    thin = f' {what}-opacity="{number(solid * 100)}%"' if solid < 1 else ""
    return f'{what}="{code}"{thin} style="{what}:var(--{colour},{code})"'


def words(x: float, y: float, text: str, *, size: float = 12, at: str = "start",
          colour: str = "ink", bold: bool = False) -> str:  # fmt: skip
    """Write words; they stay text, so that they can be read, found and copied."""
    heavy = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" text-anchor="{at}"'
        f"{heavy} {paint(colour)}>{escape(text)}</text>"
    )


def line(
    x1: float, y1: float, x2: float, y2: float, *, width: float = 1, colour: str = "line"
) -> str:
    """Draw a straight line."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke-width="{number(width)}" {paint(colour, what="stroke")}/>'


def box(x: float, y: float, width: float, height: float, *, colour: str = "card",
        solid: float = 1.0, edge: str = "") -> str:  # fmt: skip
    """Draw a box, with an edge where it needs one to be seen."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    code = _COLOURS.get(edge, "")
    rim = f' stroke="{code}" stroke-width="1"' if edge else ""
    fill = paint(colour, solid=solid)
    if edge:
        fill = fill[:-1] + f';stroke:var(--{edge},{code})"'
    return f"<rect {place}{rim} {fill}/>"


def dot(x: float, y: float, radius: float, *, colour: str = "mark") -> str:
    """Draw a full dot."""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {paint(colour)}/>'


def upright(x: float, y: float, width: float, height: float, *, step: float = 5) -> str:
    """Fill a box with upright lines."""
    spots = _steps(x + step / 2, x + width, step)
    return _strokes(f"M{number(at)} {number(y)}V{number(y + height)}" for at in spots)


def slanted(x: float, y: float, width: float, height: float, *, step: float = 8) -> str:
    """Fill a box with slanted lines that end at its edges."""
    marks = []
    for offset in _steps(step, width + height, step):
        left, right = max(0.0, offset - height), min(width, offset)
        if right - left > 1:
            marks.append(
                f"M{number(x + left)} {number(y + offset - left)}"
                f"L{number(x + right)} {number(y + offset - right)}"
            )
    return _strokes(marks, colour="line")


def _steps(first: float, end: float, step: float) -> list[float]:
    return [first + step * k for k in range(max(0, int((end - first) / step + 1))) if first + step * k < end]  # fmt: skip


def _strokes(marks: Iterable[str], *, colour: str = "mark") -> str:
    drawn = "".join(marks)
    stroke = paint(colour, what="stroke")
    return f'<path d="{drawn}" fill="none" stroke-width="1.2" {stroke}/>' if drawn else ""


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Write the numbers of a drawing as a table, in a frame that scrolls where it is too wide."""
    top = Markup("").join(Markup('<th scope="col">{}</th>').format(cell) for cell in head)
    body = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            first, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in rest)
        )
        for first, *rest in rows
    )
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="{}">'
        '<table class="list numbers"><caption>{}</caption>\n<thead><tr>{}</tr></thead>\n'
        "<tbody>{}</tbody></table></div>"
    ).format(caption, caption, top, body)
