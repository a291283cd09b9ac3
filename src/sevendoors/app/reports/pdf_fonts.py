"""Fonts for a PDF: cut down to the letters of one page, and which letters no font here has."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from sevendoors.core.counting import number_of
from sevendoors.core.errors import DoorsError

NEEDED = 'pip install "sevendoors[pdf]"'
OWN_FONT = "SEVENDOORS_PDF_FONT"
_ALWAYS = "".join(map(chr, range(32, 127))) + "“”…–·"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fonts:
    """Font files by name: regular, bold, and one of one's own where it was named. letters: all theirs."""

    files: Mapping[str, Path]
    letters: frozenset[str]


def must_have_pdf() -> None:
    """Raise DoorsError where what writes PDFs is not installed."""
    if not all(find_spec(name) is not None for name in ("fpdf", "fontpkg", "fontpkg_noto_sans")):
        raise DoorsError("A PDF needs one more package.", fix=NEEDED)


def fonts_for(words: str, folder: Path) -> Fonts:
    """Write fonts with the letters of these words into a folder: whole ones would take seconds."""
    import fontpkg  # noqa: PLC0415

    wanted = frozenset(words) | set(_ALWAYS)
    sans = fontpkg.path("Noto Sans", nearest=True)
    made = {
        name: _cut(sans, wanted, folder / f"{name}.ttf", {"wght": weight, "wdth": 100})
        for name, weight in (("regular", 400), ("bold", 700))
    }
    letters = _letters(sans)
    own = os.environ.get(OWN_FONT)
    if own and wanted - letters:
        try:
            letters |= _letters(Path(own))
            made["own"] = _cut(Path(own), wanted, folder / "own.ttf", {})
        except Exception as error:
            raise DoorsError("This font cannot be read.", where=own,
                             fix=f"Name a TTF or OTF file in {OWN_FONT}.") from error  # fmt: skip
    return Fonts(files=made, letters=letters)


@lru_cache(maxsize=4)
def _letters(file: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with file.open("rb") as held, TTFont(held, lazy=True, fontNumber=0) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _cut(file: Path, letters: Iterable[str], to: Path, axes: Mapping[str, float]) -> Path:
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    with file.open("rb") as held, TTFont(held, lazy=True, fontNumber=0) as font:
        cutter = Subsetter(Options(layout_features=["kern"], notdef_outline=True))
        cutter.populate(text="".join(letters))
        cutter.subset(font)
        if "fvar" in font and axes:
            instantiateVariableFont(font, dict(axes), inplace=True)
        font.save(to)
    return to


def written(text: str, letters: frozenset[str]) -> str:
    """Write a text with what can be shown; a run of other letters is named by how many it has."""
    parts = []
    for shown, run in groupby(text, key=lambda one: one in letters or one.isspace()):
        held = "".join(run)
        parts.append(" ".join(held.split()) if held.isspace() else held if shown else _named(held))
    return "".join(part or " " for part in parts)


def _named(held: str) -> str:
    return f"[{number_of(len(held), 'letter')}]"


def unshown_words(text: str, letters: frozenset[str]) -> str:
    """Say in one sentence which letters could not be shown; empty where all were."""
    missing = sorted({one for one in text if one not in letters and not one.isspace()})
    if not missing:
        return ""
    return (
        f"These letters are in no font here, so the file names only how many they are: "
        f"{' '.join(missing[:20])}{' and more' if len(missing) > 20 else ''}. Print the page from "
        f"the browser instead, or name a font that has them in {OWN_FONT}."
    )
