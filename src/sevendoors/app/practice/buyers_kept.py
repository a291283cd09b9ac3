"""Buyers of one's own: a file is checked, or copied from one that ships to begin with."""

from dataclasses import dataclass
from pathlib import Path

from sevendoors.app.base.memory import data_folder
from sevendoors.app.practice.playing import SHIPPED
from sevendoors.core.errors import DoorsError
from sevendoors.practice.buyer_file import buyer_from
from sevendoors.practice.buyer_mistakes import advice, mistakes


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a file. told: what it holds, where it has no mistake."""

    mistakes: tuple[DoorsError, ...]
    advice: tuple[str, ...] = ()
    told: str = ""


def own_folder() -> Path:
    """Give the folder of this machine's place for buyers of one's own."""
    return data_folder() / "buyers"


def check_buyer(path: Path) -> Checked:
    """Check a buyer's file whole. Raises DoorsError where it cannot be read at all."""
    text = _read(path)
    wrong = tuple(mistakes(text, path.name))
    if wrong:
        return Checked(mistakes=wrong)
    buyer = buyer_from(text, path.name, path.stem)
    told = (
        f"{buyer.name} is in order: {len(buyer.facts)} facts, {len(buyer.needs())} that matter, "
        f"{len(buyer.chances)} chances in {buyer.turns} turns."
    )
    return Checked(mistakes=(), advice=tuple(advice(text)), told=told)


def copy_buyer(name: str, to: Path) -> str:
    """Copy a buyer that ships into a file of one's own; gives the key.

    Raises DoorsError for nobody of that name, a sealed buyer, or a file that is there already.
    """
    files = {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}
    open_to_all = {
        key: text
        for key, path in files.items()
        if not _sealed(text := path.read_text("utf-8"), path)
    }
    found = [key for key in open_to_all if key == name or key.startswith(name)]
    if len(found) != 1:
        names = ", ".join(open_to_all)
        raise DoorsError(f'There is no buyer "{name}" to copy.', fix=f"Choose one of: {names}.")
    if to.exists():
        raise DoorsError("This file is there already.", where=str(to), fix="Name another.")
    try:
        to.write_text(open_to_all[found[0]], "utf-8")
    except OSError as error:
        raise DoorsError(
            "The file cannot be written.", where=str(to), fix="Name another folder."
        ) from error
    return found[0]


def _sealed(text: str, path: Path) -> bool:
    return buyer_from(text, path.name, path.stem).sealed


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DoorsError(
            "This buyer's file cannot be read.", where=str(path), fix="Save it as UTF-8 text."
        ) from error
