"""From a codebook file to an entry, with every mistake named by file and line."""

from collections.abc import Iterable

from sevendoors.core.codebook import Entry, Graded
from sevendoors.core.codebook_file import Line, Sheet
from sevendoors.core.codes import Cue, Move
from sevendoors.core.errors import DoorsError

CODES = frozenset([*map(str, Cue), *map(str, Move)])
_HEADER = frozenset(["title", "conduct", "needs", "lowers grade"])
_NEEDS = frozenset(["text", "timing", "history"])
_BASE = ("Definition", "Counts when", "Does not count when")
_LISTS = ("Examples", "Non-examples", "Pitfalls")
_CODE_LISTS = ("Defined by", "Supported by", "Lowered by")
_REQUIRED = {
    "cue": (*_BASE, "Examples", "Non-examples"),
    "move": (*_BASE, "Examples", "Non-examples"),
    "grade": _BASE,
    "skill": (*_BASE, "Graded examples", "Defined by"),
    "quality": (*_BASE, "Graded examples", "Defined by"),
}
_KNOWN = frozenset([*_BASE, *_LISTS, *_CODE_LISTS, "Graded examples"])


def entry_of(sheet: Sheet, kind: str) -> Entry:
    """Make one entry, or raise the first mistake."""
    problems = problems_of(sheet, kind)
    if problems:
        raise problems[0]
    graded, buyer = _graded(sheet)
    return Entry(
        kind=kind,
        key=sheet.key,
        title=sheet.header["title"].text,
        conduct=sheet.header["conduct"].text,
        definition=" ".join(line.text.strip() for line in sheet.sections["Definition"]),
        counts=_bullets(sheet, "Counts when"),
        not_counts=_bullets(sheet, "Does not count when"),
        buyer_line=buyer,
        graded=graded,
        examples=_bullets(sheet, "Examples"),
        non_examples=_bullets(sheet, "Non-examples"),
        needs=_words(sheet.header.get("needs", Line(number=0, text="text")).text),
        defines=_codes(sheet, "Defined by"),
        supports=_codes(sheet, "Supported by"),
        lowers=_codes(sheet, "Lowered by"),
        pitfalls=_bullets(sheet, "Pitfalls"),
        file=sheet.file,
    )


def problems_of(sheet: Sheet, kind: str) -> list[DoorsError]:
    """List every mistake in a file, each with its place and its remedy."""
    return [
        *_header_problems(sheet),
        *_section_problems(sheet, kind),
        *_code_problems(sheet),
        *_graded_problems(sheet),
    ]


def _problem(sheet: Sheet, number: int, what: str, fix: str) -> DoorsError:
    return DoorsError(what, where=f"{sheet.file}:{number}", fix=fix)


def _header_problems(sheet: Sheet) -> Iterable[DoorsError]:
    for name in ("title", "conduct"):
        if name not in sheet.header or not sheet.header[name].text:
            yield _problem(sheet, 2, f'The line "{name}: ..." is missing.', "Add it at the top.")
    for name, line in sheet.header.items():
        if name not in _HEADER:
            known = ", ".join(sorted(_HEADER))
            yield _problem(sheet, line.number, f'"{name}" is not known here.', f"Use {known}.")
    needs = sheet.header.get("needs")
    if needs is not None and not set(_words(needs.text)) <= _NEEDS:
        yield _problem(sheet, needs.number, "Unknown need.", "Use text, timing or history.")


def _section_problems(sheet: Sheet, kind: str) -> Iterable[DoorsError]:
    for name in _REQUIRED[kind]:
        if name not in sheet.sections:
            yield _problem(sheet, 1, f'The section "{name}" is missing.', f'Add "## {name}".')
        elif not sheet.sections[name]:
            yield _problem(
                sheet, sheet.starts[name], f'"{name}" is empty.', "Write at least a line."
            )
    for name, number in sheet.starts.items():
        if name not in _KNOWN:
            known = ", ".join(sorted(_KNOWN))
            yield _problem(sheet, number, f'There is no section "{name}".', f"Use {known}.")
    for name in (*_BASE[1:], *_LISTS):
        for line in sheet.sections.get(name, ()):
            if not line.text.lstrip().startswith("- "):
                yield _problem(sheet, line.number, "This line is no list item.", 'Begin with "- ".')


def _code_problems(sheet: Sheet) -> Iterable[DoorsError]:
    for name in _CODE_LISTS:
        for line in sheet.sections.get(name, ()):
            for code in _words(line.text):
                if code not in CODES:
                    what = f'There is no code "{code}".'
                    yield _problem(sheet, line.number, what, "See `doors codebook` for the codes.")


def _graded_problems(sheet: Sheet) -> Iterable[DoorsError]:
    lines = sheet.sections.get("Graded examples", ())
    seen = set()
    for line in lines:
        if line.text.startswith("### "):
            grade = line.text[4:].strip()
            if grade not in ("0", "1", "2", "3"):
                yield _problem(sheet, line.number, f'"{grade}" is no grade.', "Use 0, 1, 2 or 3.")
            elif grade in seen:
                yield _problem(
                    sheet, line.number, f"Grade {grade} stands here twice.", "Join them."
                )
            seen.add(grade)
        elif ":" not in line.text:
            fix = "Write buyer, anchor, example or near miss, then a colon."
            yield _problem(sheet, line.number, "This line says nothing about a grade.", fix)
    missing = {"0", "1", "2", "3"} - seen
    if lines and missing:
        what = f"Without a graded example: {', '.join(sorted(missing))}."
        yield _problem(sheet, sheet.starts["Graded examples"], what, "Add ### 0 to ### 3.")


def _graded(sheet: Sheet) -> tuple[tuple[Graded, ...], str]:
    buyer, table = "", dict[int, dict[str, str]]()
    row: dict[str, str] = {}
    for line in sheet.sections.get("Graded examples", ()):
        if line.text.startswith("### "):
            row = table.setdefault(int(line.text[4:]), {})
            continue
        name, _, value = line.text.partition(":")
        if name.strip() == "buyer":
            buyer = value.strip()
        else:
            row[name.strip()] = value.strip()
    graded = tuple(
        Graded(
            grade=grade,
            anchor=cells.get("anchor", ""),
            example=cells.get("example", ""),
            near_miss=cells.get("near miss", ""),
        )
        for grade, cells in sorted(table.items())
    )
    return graded, buyer


def _bullets(sheet: Sheet, name: str) -> tuple[str, ...]:
    return tuple(line.text.strip()[2:].strip() for line in sheet.sections.get(name, ()))


def _codes(sheet: Sheet, name: str) -> tuple[str, ...]:
    return tuple(code for line in sheet.sections.get(name, ()) for code in _words(line.text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
