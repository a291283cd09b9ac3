"""Reads a buyer from her text file, and names file, line and remedy where it has a mistake."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any, TypeGuard

from sevendoors.core.codes import CHANCES, Cue
from sevendoors.core.errors import DoorsError
from sevendoors.core.practice import Buyer, BuyerChance, BuyerFact, Layer

KINDS = ("cold call", "discovery", "demo", "technical", "pricing", "negotiation", "renewal", "complaint")  # fmt: skip
STYLES = ("plain", "chatty", "reserved", "hurried")
OCCASIONS = ("open", "greet", "unsure", "off", "again", "pushed", "rude", "silence", "short", "thanks", "more", "check", "notquite", "offer", "bye", "leave", "ai", "order")  # fmt: skip
FEWEST_NEEDS, FEWEST_CHANCES, FEWEST_WAYS = 3, 7, 2
_TOP = ("name", "role", "company", "kind", "situation", "aim", "sells")
_FIELD = re.compile(r"\{([a-z_]+)\}")


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


def mistakes(text: str, name: str) -> Iterator[DoorsError]:
    """Name every mistake in a buyer's file, in the order of the file where that is known."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"{name}, line {line.group(1)}" if line else name
        yield DoorsError(
            f"This is not well written: {str(error).split(' (at')[0]}.",
            where=place,
            fix="Texts stand in quotes, lists in square brackets.",
        )
        return
    yield from (_at(text, name, *found) for found in _found(data))


def _at(text: str, name: str, sign: str, what: str, fix: str) -> DoorsError:
    """Put a mistake at the line where its sign stands."""
    for number, line in enumerate(text.splitlines(), 1):
        if sign and sign in line:
            return DoorsError(what, where=f"{name}, line {number}", fix=fix)
    return DoorsError(what, where=name, fix=fix)


Found = tuple[str, str, str]  # a sign to find the line by, what is wrong, how to mend it


def _found(data: Mapping[str, Any]) -> Iterator[Found]:
    for key in _TOP:
        if not isinstance(data.get(key), str) or not data[key].strip():
            yield key, f'"{key}" is missing or empty.', f'Write a line such as {key} = "...".'
    if data.get("kind") not in KINDS:
        yield "kind", "This kind of call is not known.", f"Use one of: {', '.join(KINDS)}."
    manner = data.get("manner", {})
    if manner.get("style") not in STYLES:
        yield "style", "This style is not known.", f"Use one of: {', '.join(STYLES)}."
    for key, least, most in (("patience", 3, 12), ("trust", 0, 6), ("turns", 10, 24)):
        value = manner.get(key)
        if not isinstance(value, int) or not least <= value <= most:
            yield (
                key,
                f'"{key}" is a whole number from {least} to {most}.',
                "Write it under [manner].",
            )
    yield from _of_lines(data.get("lines", {}))
    yield from _of_facts(data.get("fact", []))
    yield from _of_chances(data, manner.get("turns"))
    known = set(data.get("vary", {})) | {"name", "first", "company"}
    for field_ in sorted(set(_FIELD.findall(str(data))) - known):
        yield (
            "{" + field_,
            f'Nothing is said about "{field_}".',
            "Add it under [vary], or leave it out.",
        )
    for key, ways in data.get("vary", {}).items():
        if not isinstance(ways, list) or len(ways) < FEWEST_WAYS:
            yield key, f'"{key}" needs two ways or more.', 'Write a list such as ["six", "seven"].'


def _of_lines(lines: Mapping[str, Any]) -> Iterator[Found]:
    for key in OCCASIONS:
        ways = lines.get(key)
        if not _ways(ways):
            yield (
                key,
                f'Under [lines], "{key}" needs {FEWEST_WAYS} ways to say it or more.',
                "Add them.",
            )
    for key in sorted(set(lines) - set(OCCASIONS)):
        yield key, f'"{key}" is no occasion she knows.', f"Use: {', '.join(OCCASIONS)}."


def _of_facts(facts: list[Mapping[str, Any]]) -> Iterator[Found]:
    keys = [str(fact.get("key", "")) for fact in facts]
    for number, fact in enumerate(facts):
        key = keys[number]
        sign = f'"{key}"'
        if not key or keys.count(key) > 1:
            yield (
                sign,
                f'The key "{key}" is empty or used twice.',
                "Give every fact a key of its own.",
            )
        if fact.get("layer") not in list(Layer):
            yield sign, f'"{key}" has no layer we know.', f"Use one of: {', '.join(Layer)}."
        for part in ("asks", "says"):
            if not _ways(fact.get(part)):
                yield sign, f'"{key}" needs two ways or more under "{part}".', "Add another."
        deep = fact.get("layer") in ("consequence", "stake")
        if (deep or "hints" in fact) and not _ways(fact.get("hints")):
            yield (
                sign,
                f'"{key}" needs two ways or more under "hints".',
                "Say how she lets it be guessed.",
            )
        for before in fact.get("after", []):
            if before not in keys:
                yield (
                    sign,
                    f'"{key}" comes after "{before}", which is no fact.',
                    "Name a fact's key.",
                )
        if fact.get("need") is not None and not str(fact.get("truth", "")).strip():
            yield sign, f'"{key}" matters and needs "truth".', "Say it as the debrief should."
    ranks = sorted(fact["need"] for fact in facts if fact.get("need") is not None)
    if len(ranks) < FEWEST_NEEDS or ranks != list(range(1, len(ranks) + 1)):
        yield "[[fact]]", "What truly matters is ranked need = 1, 2, 3 and on, three at least.", "Rank the facts that matter."  # fmt: skip


def _of_chances(data: Mapping[str, Any], turns: Any) -> Iterator[Found]:
    chances, keys = data.get("chance", []), {str(f.get("key")) for f in data.get("fact", [])}
    if len(chances) < FEWEST_CHANCES:
        yield (
            "[[chance]]",
            f"She gives {len(chances)} chances; seven are needed.",
            "Add [[chance]] parts.",
        )
    seen: set[int] = set()
    for one in chances:
        turn = one.get("turn")
        sign = f"turn = {turn}"
        if not isinstance(turn, int) or turn in seen or not 1 <= turn < int(turns or 0):
            yield (
                sign,
                f"Turn {turn} of a chance is taken, or not within her turns.",
                "Give each its own.",
            )
        seen.add(turn if isinstance(turn, int) else -1)
        if str(one.get("kind", "")).upper() not in list(CHANCES):
            yield sign, "This kind of chance is not known.", f"Use one of: {', '.join(c.lower() for c in CHANCES)}."  # fmt: skip
        if not _ways(one.get("says")):
            yield sign, f"The chance at turn {turn} needs two ways to say it.", "Add another."
        if one.get("opens") and one["opens"] not in keys:
            yield sign, f'The chance at turn {turn} opens "{one["opens"]}", which is no fact.', "Name a fact's key."  # fmt: skip


def _texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(x, str) and x.strip() for x in value)


def _ways(value: Any) -> bool:
    return _texts(value) and len(value) >= FEWEST_WAYS


def _picked(vary: Mapping[str, list[str]], seed: int | str) -> dict[str, str]:
    dice = Random(f"vary/{seed}")
    return {key: str(dice.choice(ways)) for key, ways in vary.items()}


def _filled(value: Any, picked: Mapping[str, str]) -> Any:
    """Put the picked names and numbers into every text."""
    if isinstance(value, str):
        return _FIELD.sub(lambda m: picked.get(m.group(1), m.group(0)), value)
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
        **{top: data[top].strip() for top in _TOP},
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
