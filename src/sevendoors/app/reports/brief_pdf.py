"""The page for a talk as a PDF of exactly one sheet."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from sevendoors.app.reports.brief import Brief
from sevendoors.app.reports.brief_words import (  # fmt: skip
    AGREED,
    ENDING,
    KEEP,
    NOTES,
    PRACTISE,
    Sheet,
    SheetMoment,
    sheet,
)
from sevendoors.app.reports.pdf_fonts import Fonts, fonts_for, must_have_pdf, unshown_words, written
from sevendoors.core.errors import DoorsError

Paper = Literal["A4", "Letter"]
PAPERS: dict[str, Paper] = {"": "A4", "a4": "A4", "letter": "Letter"}
_EDGE, _GAP, _RULED = 12.0, 6.0, 7.5  # millimetres
_FEWEST_LINES = 3
_SCALES = (1.0, 0.93, 0.86, 0.8, 0.72)
_INK, _SOFT, _RULE = (34, 38, 43), (89, 98, 108), (190, 196, 202)
_BUYER, _SELLER = (246, 239, 227), (233, 239, 246)
_NOT_HERE = "Some letters are in no font here; their number stands in brackets."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The file, and the sentence that names letters it could not show; empty where it shows all."""

    data: bytes
    unshown: str


def paper_of(name: str) -> Paper:
    """Give the paper of that name, A4 where none is named. Raises DoorsError."""
    found = PAPERS.get(name.casefold())
    if found is None:
        raise DoorsError("There is no such paper.", where=name, fix="Take a4 or letter.")
    return found


def brief_pdf(made: Brief, paper: Paper = "A4") -> Written:
    """Write the page for a talk as a PDF. Raises DoorsError where the extra is not installed."""
    must_have_pdf()
    words = sheet(made)
    text = " ".join(_texts(astuple(words)))
    with TemporaryDirectory() as folder:
        fonts = fonts_for(text, Path(folder))
        unshown = unshown_words(text, fonts.letters)
        if unshown:
            words = words.with_foot(_NOT_HERE)
        sheets: list[_Sheet] = []
        try:
            for scale in _SCALES:  # long words make small letters, never a second page
                sheets.append(_Sheet(words, made.day, fonts, paper, scale))
                if sheets[-1].fits:
                    break
            return Written(data=bytes(sheets[-1].pdf.output()), unshown=unshown)
        finally:
            for one in sheets:
                one.close()


def _texts(values: Sequence[Any]) -> list[str]:
    found: list[str] = []
    for one in values:
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, tuple | list):
            found += _texts(one)
    return found


class _Sheet:
    """One sheet, written from top to bottom; fits: all of it found room, with lines to write on."""

    def close(self) -> None:
        """Let go of the font files, which stay open for as long as letters may be taken from them."""
        for font in self.pdf.fonts.values():
            getattr(font, "close", lambda: None)()

    def __init__(self, words: Sheet, day: str, fonts: Fonts, paper: Paper, scale: float) -> None:
        from fpdf import FPDF  # noqa: PLC0415

        self.letters, self.scale = fonts.letters, scale
        self.pdf: FPDF = FPDF(unit="mm", format=paper)
        self.pdf.add_font("sans", "", fonts.files["regular"])
        self.pdf.add_font("sans", "B", fonts.files["bold"])
        if "own" in fonts.files:
            self.pdf.add_font("own", "", fonts.files["own"])
            self.pdf.set_fallback_fonts(["own"], exact_match=False)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margins(_EDGE, _EDGE, _EDGE)
        self.pdf.set_title(written(words.title, fonts.letters))
        self.pdf.set_lang("en")
        self.pdf.add_page()
        self.wide = self.pdf.epw
        self._head(words, day)
        self._beside([self._moment(one) for one in words.moments])
        if words.moments:
            self._beside([self._named(KEEP, words.keep), self._named(PRACTISE, words.practise)])
        self._numbers(words)
        self._agreed(words)
        self.fits = self._foot(words)

    def _text(self, text: str, *, size: float = 8.5, bold: bool = False, soft: bool = False,
              at: float = _EDGE, wide: float = 0, fill: tuple[int, int, int] | None = None) -> None:  # fmt: skip
        """Write a paragraph at this place from the left, and go below it."""
        pdf, size = self.pdf, size * self.scale
        pdf.set_font("sans", "B" if bold else "", size)
        pdf.set_text_color(*(_SOFT if soft else _INK))
        if fill:
            pdf.set_fill_color(*fill)
        pdf.set_x(at)
        pdf.multi_cell(wide or self.wide, size * 0.46, written(text, self.letters), align="L",
                       fill=fill is not None, padding=1 if fill else 0,
                       new_x="LMARGIN", new_y="NEXT")  # fmt: skip

    def _head(self, words: Sheet, day: str) -> None:
        self._text(words.title, size=15, bold=True)
        self._text(" · ".join(one for one in (day, words.lead or words.nothing) if one), soft=True)
        self.pdf.ln(2.5 * self.scale)

    def _beside(self, parts: Sequence[Callable[[float, float], None]]) -> None:
        """Write parts side by side, and go below the longer."""
        top, below = self.pdf.get_y(), self.pdf.get_y()
        wide = (self.wide - _GAP) / 2
        for place, part in enumerate(parts):
            self.pdf.set_y(top)
            part(_EDGE + place * (wide + _GAP), wide)
            below = max(below, self.pdf.get_y())
        self.pdf.set_y(below + (3 * self.scale if parts else 0))

    def _moment(self, one: SheetMoment) -> Callable[[float, float], None]:
        def write(at: float, wide: float) -> None:
            card = one.card
            self._text(one.heading, size=10.5, bold=True, at=at, wide=wide)
            self._text(f"{card.kind}: {card.outcome}{' (this kind is often mistaken)' if card.weak else ''}", soft=True, at=at, wide=wide)  # fmt: skip
            self._text(f"“{card.quote}”", at=at, wide=wide, fill=_BUYER)
            answer = f"“{card.answer}”" if card.answer else "Nothing was said to it."
            self._text(answer, at=at, wide=wide, fill=_SELLER)
            if card.why:
                self._text(card.why, at=at, wide=wide)
            if one.asks:
                self._text(f"{one.asks}: {card.better}", at=at, wide=wide)
            for said in one.said:
                told = f"{said.who} {said.how}" + (f": “{said.text}”" if said.text else "")
                self._text(told, at=at, wide=wide)
            self._text(f"{card.call_title}, {card.day[:10]}", size=7.5, soft=True, at=at, wide=wide)

        return write

    def _named(self, heading: str, text: str) -> Callable[[float, float], None]:
        def write(at: float, wide: float) -> None:
            self._text(heading, size=10.5, bold=True, at=at, wide=wide)
            self._text(text, at=at, wide=wide)

        return write

    def _numbers(self, words: Sheet) -> None:
        if not words.lines:
            return
        widths = [0.27 * self.wide, 0.1 * self.wide, 0.31 * self.wide, 0.32 * self.wide]
        rows = [("The seven skills", "Taken", "The number", "What may be said"),
                *((one.title, one.counts, one.figure, one.beside) for one in words.lines)]  # fmt: skip
        for number, row in enumerate(rows):
            top, below, at = self.pdf.get_y() + 0.7 * self.scale, 0.0, _EDGE
            for cell, wide in zip(row, widths, strict=True):
                self.pdf.set_y(top)
                self._text(cell, size=8.2, bold=number == 0, at=at, wide=wide - 2)
                below, at = max(below, self.pdf.get_y()), at + wide
            self._rule(below + 0.7 * self.scale)
        self.pdf.ln(3 * self.scale)

    def _agreed(self, words: Sheet) -> None:
        self._text(AGREED, size=10.5, bold=True)
        for told in words.agreed:
            self._text(told)
        self.pdf.ln(2 * self.scale)

    def _foot(self, words: Sheet) -> bool:
        """Write the foot below lines for handwriting; False where fewer lines fit than are needed."""
        bottom = self.pdf.h - _EDGE
        start = bottom - 3.6 * self.scale * (len(words.foot) + 1)
        self._text(NOTES, size=10.5, bold=True)
        at, lines = self.pdf.get_y() + _RULED - 1, 0
        while at < start - 3:
            self._rule(at)
            at, lines = at + _RULED, lines + 1
        self.pdf.set_y(start)
        for told in (ENDING, *words.foot):
            self._text(told, size=7.5, soft=told != ENDING)
        return lines >= _FEWEST_LINES and self.pdf.get_y() <= bottom + 1

    def _rule(self, at: float) -> None:
        self.pdf.set_draw_color(*_RULE)
        self.pdf.set_line_width(0.15)
        self.pdf.line(_EDGE, at, _EDGE + self.wide, at)
        self.pdf.set_y(at)
