"""One codebook file: a title, a few header lines, sections; each line remembered by its number."""

from dataclasses import dataclass
from pathlib import Path

from sevendoors.core.errors import DoorsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of text with its number, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A codebook file taken apart, before its meaning is checked."""

    file: str
    key: str
    header: dict[str, Line]
    sections: dict[str, tuple[Line, ...]]
    starts: dict[str, int]


def read_sheet(path: Path) -> Sheet:
    """Read one file. Raises DoorsError naming file and line where it is not of this form."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise DoorsError(
            "This file is not UTF-8 text.", where=str(path), fix="Save it as UTF-8."
        ) from error
    except OSError as error:
        raise DoorsError(
            f"This file could not be read: {error.strerror}.", where=str(path)
        ) from error
    return parse_sheet(text, str(path))


def parse_sheet(text: str, file: str) -> Sheet:
    """Take a text apart: `# KEY`, `name: value` lines, then `## Section` and its lines."""
    lines = [Line(number=n, text=t.rstrip()) for n, t in enumerate(text.splitlines(), 1)]
    filled = [line for line in lines if line.text.strip()]
    if not filled or not filled[0].text.startswith("# "):
        place = f"{file}:{filled[0].number if filled else 1}"
        raise DoorsError("The first line must be the key.", where=place, fix='Begin with "# KEY".')
    header: dict[str, Line] = {}
    sections: dict[str, list[Line]] = {}
    starts: dict[str, int] = {}
    section = ""
    for line in filled[1:]:
        if line.text.startswith("## "):
            section = line.text[3:].strip()
            if section in sections:
                raise DoorsError(
                    f'"{section}" stands here twice.',
                    where=f"{file}:{line.number}",
                    fix="Join the two.",
                )
            sections[section], starts[section] = [], line.number
        elif section:
            sections[section].append(line)
        else:
            name, sign, value = line.text.partition(":")
            if not sign:
                raise DoorsError(
                    f'"{line.text.strip()}" is not of the form "name: value".',
                    where=f"{file}:{line.number}",
                    fix="Write it so, or put it under a section.",
                )
            header[name.strip().lower()] = Line(number=line.number, text=value.strip())
    return Sheet(
        file=file,
        key=filled[0].text[2:].strip(),
        header=header,
        sections={name: tuple(body) for name, body in sections.items()},
        starts=starts,
    )
