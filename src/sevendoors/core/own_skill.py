"""A leader's own skill: a name, a definition, and lines that show it or only look like it."""

import re
from dataclasses import dataclass
from pathlib import Path

from sevendoors.core.codebook_file import read_sheet
from sevendoors.core.errors import DoorsError

FOLDER = "own"
FEWEST, MOST = 10, 30
_KEY = re.compile(r"^[a-z][a-z0-9-]{1,40}$")
_SECTIONS = ("Definition", "Examples", "Counter-examples")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSkill:
    """What a leader wants noticed, in sentences said by the seller (or, if so named, the buyer).

    examples show it; counters look like it and are not. line numbers are not kept.
    """

    key: str
    title: str
    side: str
    definition: str
    examples: tuple[str, ...]
    counters: tuple[str, ...]
    file: str


def own_skills(folder: Path) -> tuple[OwnSkill, ...]:
    """Read every own skill of a codebook folder, in the order of their names."""
    return tuple(read_own(path) for path in sorted((folder / FOLDER).glob("*.md")))


def read_own(path: Path) -> OwnSkill:
    """Read one file. Raises DoorsError with file, line and remedy at the first mistake."""
    sheet = read_sheet(path)
    for name in _SECTIONS:
        if name not in sheet.sections:
            raise DoorsError(
                f'The section "{name}" is missing.', where=str(path), fix=f'Add "## {name}".'
            )
    for name in sheet.sections:
        if name not in _SECTIONS:
            known = ", ".join(_SECTIONS)
            raise DoorsError(
                f'There is no section "{name}" in an own skill.',
                where=f"{path}:{sheet.starts[name]}",
                fix=f"Use {known}.",
            )
    title, side = (sheet.header.get(name) for name in ("title", "side"))
    if side is not None and side.text not in ("seller", "buyer"):
        raise DoorsError(
            f'"{side.text}" is no side.', where=f"{path}:{side.number}", fix="Use seller or buyer."
        )
    key_of(path.stem)
    return OwnSkill(
        key=path.stem,
        title=title.text if title and title.text else path.stem.replace("-", " "),
        side=side.text if side else "seller",
        definition=" ".join(line.text.strip() for line in sheet.sections["Definition"]),
        examples=_lines(sheet.sections["Examples"]),
        counters=_lines(sheet.sections["Counter-examples"]),
        file=str(path),
    )


def _lines(lines: tuple[object, ...]) -> tuple[str, ...]:
    texts = (str(getattr(line, "text", "")).strip().removeprefix("-").strip() for line in lines)
    return tuple(dict.fromkeys(text for text in texts if text and not text.startswith("(")))


def key_of(name: str) -> str:
    """Make a file name of a skill's name, or say why it is none."""
    key = re.sub(r"[^a-z0-9]+", "-", name.strip().lower()).strip("-")
    if not _KEY.match(key):
        raise DoorsError(
            f'"{name}" cannot be the name of a skill.',
            fix='Begin with a letter; two to forty letters, such as "names the next step".',
        )
    return key


def template(name: str) -> str:
    """Give the text of a new own skill, ready to be filled in."""
    title = " ".join(name.split())
    return f"""# {key_of(name)}

title: {title}
side: seller

## Definition

(Say in one sentence what a person does when this is seen.)

## Examples

({FEWEST} to {MOST} sentences, as people say them, that show it; one a line.)
-

## Counter-examples

({FEWEST} to {MOST} sentences that look like it and are not; one a line.)
-
"""
