"""Loads the codebook: the shipped text files, with a leader's own files laid over them."""

from collections.abc import Iterator
from pathlib import Path

from sevendoors.core.codebook import Codebook, Entry
from sevendoors.core.codebook_entry import entry_of, problems_of
from sevendoors.core.codebook_file import read_sheet
from sevendoors.core.codes import Cue, Move
from sevendoors.core.errors import DoorsError
from sevendoors.core.own_skill import FOLDER as OWN
from sevendoors.core.own_skill import read_own

SHIPPED = Path(__file__).parent / "codebook_text"
FOLDERS = {
    "cues": "cue",
    "moves": "move",
    "grades": "grade",
    "skills": "skill",
    "qualities": "quality",
}
# The codes are what the engine finds, so their list is fixed; skills and qualities are open.
FIXED = {
    "cue": frozenset(map(str, Cue)),
    "move": frozenset(map(str, Move)),
    "grade": frozenset(["0-missed", "1-noted", "2-taken", "3-opened"]),
}


def load_codebook(folder: Path | None = None) -> Codebook:
    """Load the codebook; `folder` may hold only the files that were changed or added.

    Raises DoorsError with file, line and remedy at the first mistake.
    """
    entries = {kind: dict[str, Entry]() for kind in FOLDERS.values()}
    for root in (SHIPPED, folder) if folder else (SHIPPED,):
        for kind, path in _files(root):
            sheet = read_sheet(path)
            _check_key(kind, sheet.key, path)
            entries[kind][sheet.key] = entry_of(sheet, kind)
    version = (SHIPPED / "VERSION").read_text("utf-8").strip()
    if folder:
        own = folder / "VERSION"
        version += "+" + (own.read_text("utf-8").strip() if own.exists() else folder.name)
    return Codebook(
        version=version,
        cues=tuple(entries["cue"][cue] for cue in Cue),
        moves=tuple(entries["move"][move] for move in Move),
        grades=tuple(entries["grade"].values()),
        skills=tuple(entries["skill"].values()),
        qualities=tuple(entries["quality"].values()),
    )


def check_codebook(folder: Path) -> tuple[str, ...]:
    """List every mistake in a leader's copy as "file:line: what. Remedy."; empty means none."""
    problems: list[str] = []
    seen: dict[tuple[str, str], Path] = {}
    try:
        files = list(_files(folder))
    except DoorsError as error:
        return (str(error),)
    for path in sorted((folder / OWN).glob("*.md")):
        try:
            read_own(path)
        except DoorsError as error:
            problems.append(str(error))
    for kind, path in files:
        try:
            sheet = read_sheet(path)
            _check_key(kind, sheet.key, path)
        except DoorsError as error:
            problems.append(str(error))
            continue
        problems += [str(problem) for problem in problems_of(sheet, kind)]
        first = seen.setdefault((kind, sheet.key), path)
        if first != path:
            problems.append(f'{path}:1: "{sheet.key}" stands in {first.name} too. Keep one.')
    return tuple(problems)


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    if not root.is_dir():
        raise DoorsError(
            "There is no such folder.", where=str(root), fix="Name the folder of your codebook."
        )
    found = False
    for name, kind in FOLDERS.items():
        for path in sorted((root / name).glob("*.md")):
            found = True
            yield kind, path
    if not found and not any((root / OWN).glob("*.md")):
        raise DoorsError(
            "No codebook files are in this folder.",
            where=str(root),
            fix=f"Put them in {', '.join(FOLDERS)}, as `doors codebook` shows.",
        )


def _check_key(kind: str, key: str, path: Path) -> None:
    if kind in FIXED and key not in FIXED[kind]:
        raise DoorsError(
            f'"{key}" is not a {kind} that the engine knows.',
            where=f"{path}:1",
            fix="Only skills and qualities can be added; edit the text of the others.",
        )
    if path.stem != key:
        raise DoorsError(
            f'The file is called {path.name}, its key is "{key}".',
            where=f"{path}:1",
            fix="Give both the same name.",
        )
