"""A grid of people beside skills: how likely each lies below a named group, in shade, bar and words.

It is drawn and read as one table, so that every cell can be a link; the drawn bar only repeats it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sevendoors.app.charts.chart_parts import box, canvas, slanted

_WIDE, _HIGH = 64.0, 9.0
_SHADES = (0.10, 0.25, 0.75, 0.90)  # where the words change, and the shade with them


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One person in one skill. below: probability of lying below the group, None: cannot be said.

    words: what is said of it. count: what was counted, in words. href: the moments behind it.
    """

    below: float | None
    words: str
    count: str
    href: str = ""


def cells(
    skills: Sequence[str], rows: Sequence[tuple[str, str, Sequence[Cell]]], *, about: str
) -> Markup:
    """Write the grid; rows: a person's name, where the name leads, and a cell for each skill."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in skills)
    body = Markup("\n").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            Markup('<a href="{}">{}</a>').format(href, name) if href else name,
            Markup("").join(map(_cell, row)),
        )
        for name, href, row in rows
    )
    return Markup(
        '<div class="wide" tabindex="0" role="region" aria-label="{}">'
        '<table class="cells"><caption>{}</caption><thead><tr><th scope="col">Seller</th>{}</tr>'
        "</thead>\n<tbody>{}</tbody></table></div>"
    ).format(about, about, head, body)


def _cell(one: Cell) -> Markup:
    shade = "none" if one.below is None else str(sum(one.below >= edge for edge in _SHADES))
    count = Markup('<a href="{}">{}</a>').format(one.href, one.count) if one.href else one.count
    return Markup(
        '<td class="shade-{}">{}<span class="said">{}</span><span class="count">{}</span></td>'
    ).format(shade, _bar(one), one.words, count)


def _bar(one: Cell) -> Markup:
    """Draw the probability as a bar, the longer the likelier below; slanted where it is not known."""
    frame = box(0.5, 0.5, _WIDE - 1, _HIGH - 1, edge="line")
    if one.below is None:
        inner, told = slanted(0.5, 0.5, _WIDE - 1, _HIGH - 1), "Not known yet"
    else:
        inner = box(0.5, 0.5, (_WIDE - 1) * one.below, _HIGH - 1, colour="mark")
        told = f"Below: {100 * one.below:.0f} of 100"
    return canvas("below", _WIDE, _HIGH, (told, ""), [frame, inner], natural=1)
