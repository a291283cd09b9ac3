"""Reads a buyer from her text file, and names file, line and remedy where it has a mistake."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from sevendoors.core.codes import Cue
from sevendoors.core.errors import DoorsError
from sevendoors.core.practice import Buyer, BuyerChance, BuyerFact, Layer
from sevendoors.practice.buyer_mistakes import FIELD, TOP, mistakes


def read_buyer(path: Path, seed: int | str = 0) -> Buyer:
    """Read a buyer's file; seed picks among names and numbers that vary.

    Raises DoorsError with file and line for the first mistake.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DoorsError(
            "This buyer's file cannot be read.", where=str(path), fix="Save it as UTF-8 text."
        ) from error
    return buyer_from(text, path.name, path.stem, seed)


def buyer_from(text: str, name: str, key: str, seed: int | str = 0) -> Buyer:
    """Make a buyer from the text of her file. Raises DoorsError with the line of a mistake."""
    found = next(mistakes(text, name), None)
    if found:
        raise found
    data = tomllib.loads(text)
    picked = _picked(data.get("vary", {}), seed)
    return _buyer(_filled(data, picked), key)


def _picked(vary: Mapping[str, list[str]], seed: int | str) -> dict[str, str]:
    dice = Random(f"vary/{seed}")
    return {key: str(dice.choice(ways)) for key, ways in vary.items()}


def _filled(value: Any, picked: Mapping[str, str]) -> Any:
    """Put the picked names and numbers into every text."""
    if isinstance(value, str):
        return FIELD.sub(lambda m: picked.get(m.group(1), m.group(0)), value)
    if isinstance(value, list):
        return [_filled(one, picked) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, picked) for key, one in value.items()}
    return value


def _buyer(data: Mapping[str, Any], key: str) -> Buyer:
    manner = data["manner"]
    own = {"name": data["name"], "first": data["name"].split()[0], "company": data["company"]}
    data = _filled(data, own)
    return Buyer(
        key=key,
        **{top: data[top].strip() for top in TOP},
        style=manner["style"],
        patience=manner["patience"],
        trust=manner["trust"],
        turns=manner["turns"],
        facts=tuple(_fact(row) for row in data["fact"]),
        chances=tuple(
            BuyerChance(turn=row["turn"], kind=Cue(row["kind"].upper()), says=tuple(row["says"]),
                        opens=row.get("opens", ""))
            for row in sorted(data["chance"], key=lambda row: row["turn"])
        ),
        lines={occasion: tuple(ways) for occasion, ways in data["lines"].items()},
        decision=str(data.get("decision", "")),
        sealed=bool(data.get("sealed", False)),
    )  # fmt: skip


def _fact(row: Mapping[str, Any]) -> BuyerFact:
    return BuyerFact(
        key=row["key"],
        layer=Layer(row["layer"]),
        asks=tuple(row["asks"]),
        says=tuple(row["says"]),
        hints=tuple(row.get("hints", ())),
        after=tuple(row.get("after", ())),
        trust=int(row.get("trust", 0)),
        need=row.get("need"),
        truth=str(row.get("truth", "")),
    )
