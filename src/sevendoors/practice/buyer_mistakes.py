"""What is wrong in a buyer's file: every mistake with its line and how to mend it, and some advice."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from sevendoors.core.codes import CHANCES
from sevendoors.core.errors import DoorsError
from sevendoors.core.practice import Asks, Layer
from sevendoors.practice.questions import question

KINDS = ("cold call", "discovery", "demo", "technical", "pricing", "negotiation", "renewal", "complaint")  # fmt: skip
STYLES = ("plain", "chatty", "reserved", "hurried")
OCCASIONS = ("open", "greet", "unsure", "off", "again", "pushed", "rude", "silence", "short", "thanks", "more", "check", "notquite", "offer", "bye", "leave", "ai", "order")  # fmt: skip
FEWEST_NEEDS, FEWEST_CHANCES, FEWEST_WAYS = 3, 7, 2
MOST_TRUST = 10
TOP = ("name", "role", "company", "kind", "situation", "aim", "sells")
_KNOWN = {
    "": {*TOP, "decision", "sealed", "manner", "vary", "lines", "fact", "chance"},
    "manner": {"style", "patience", "trust", "turns"},
    "fact": {"key", "layer", "asks", "says", "hints", "after", "trust", "need", "truth"},
    "chance": {"turn", "kind", "says", "opens"},
}
FIELD = re.compile(r"\{([a-z_]+)\}")
_HEADER = re.compile(r"^\s*\[\[?\s*([\w.]+)\s*\]\]?")


@dataclass(frozen=True, slots=True)
class Wrong:
    """One mistake: which part of the file, the how-many-eth of its kind, which field, what, remedy."""

    part: str
    number: int
    field: str
    what: str
    fix: str


def mistakes(text: str, name: str) -> Iterator[DoorsError]:
    """Name every mistake in a buyer's file, each with its line where it has one."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        number = line.group(1) if line else max(1, len(text.splitlines()))
        yield DoorsError(
            f"This is not well written: {str(error).split(' (at')[0]}.",
            where=f"{name}, line {number}",
            fix="Texts stand in quotes, lists in square brackets.",
        )
        return
    lines = text.splitlines()
    for wrong in _wrongs(data):
        at = _line(lines, wrong)
        yield DoorsError(wrong.what, where=f"{name}, line {at}" if at else name, fix=wrong.fix)


def advice(text: str) -> Iterator[str]:
    """Say what is no mistake and may still be better otherwise. text: a file without mistakes."""
    data = tomllib.loads(text)
    for fact in data["fact"]:
        for ask in fact["asks"]:
            if question(ask).asks in (Asks.MORE, Asks.CHECK):
                yield f'"{fact["key"]}" is never found by “{ask}”: it names nothing. Follow-ups go to what was said last.'  # fmt: skip
        if fact.get("trust", 0) > 0 and not fact.get("hints"):
            yield f'"{fact["key"]}" needs trust and has no "hints"; without enough of it the answer is “Mm”.'  # fmt: skip
    for occasion, ways in data["lines"].items():
        if len(ways) < 5 and occasion not in ("open", "bye", "leave"):
            yield f'"{occasion}" has {len(ways)} ways to say it; with five nothing is said twice soon.'  # fmt: skip


def _line(lines: Sequence[str], wrong: Wrong) -> int | None:
    """Find the line of a mistake: its field in its part, else the head of the part."""
    part, seen, head = "", 0, None
    field = re.compile(rf"^\s*[\"']?{re.escape(wrong.field)}[\"']?\s*=") if wrong.field else None
    for number, line in enumerate(lines, 1):
        found = _HEADER.match(line)
        if found:
            part = found.group(1)
            seen += part == wrong.part
            head = number if part == wrong.part and seen == wrong.number + 1 else head
        here = part == wrong.part and (not part or seen == wrong.number + 1)
        if here and field is not None and field.match(line):
            return number
    return head


def _wrongs(data: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _strangers("", 0, data)
    for key in TOP:
        if not _text(data.get(key)):
            yield Wrong("", 0, key, f'"{key}" is missing or empty.', f'Write a line such as {key} = "...".')  # fmt: skip
    if data.get("kind") not in KINDS:
        yield Wrong("", 0, "kind", "This kind of call is not known.", f"Use one of: {', '.join(KINDS)}.")  # fmt: skip
    if not isinstance(data.get("sealed", False), bool):
        yield Wrong("", 0, "sealed", '"sealed" is true or false.', "Write it without quotes.")
    manner = _part(data.get("manner"))
    yield from _of_manner(manner)
    yield from _of_lines(_part(data.get("lines")))
    facts, chances = _parts(data.get("fact")), _parts(data.get("chance"))
    for number, fact in enumerate(facts):
        yield from _of_fact(number, fact, [str(one.get("key", "")) for one in facts])
    yield from _of_needs(facts)
    yield from _of_circles(facts)
    yield from _of_chances(chances, {str(one.get("key")) for one in facts}, manner.get("turns"))
    yield from _of_vary(data)
    yield from _of_twice(data, facts, chances)


def _strangers(part: str, number: int, held: Mapping[str, Any]) -> Iterator[Wrong]:
    for key in held:
        if key not in _KNOWN[part]:
            known = ", ".join(sorted(_KNOWN[part]))
            yield Wrong(part, number, key, f'"{key}" is nothing we know here.', f"Known: {known}.")


def _of_manner(manner: Mapping[str, Any]) -> Iterator[Wrong]:
    yield from _strangers("manner", 0, manner)
    if manner.get("style") not in STYLES:
        yield Wrong("manner", 0, "style", "This style is not known.", f"Use one of: {', '.join(STYLES)}.")  # fmt: skip
    for key, least, most in (("patience", 3, 12), ("trust", 0, 6), ("turns", 10, 24)):
        if not _whole(manner.get(key), least, most):
            yield Wrong("manner", 0, key, f'"{key}" is a whole number from {least} to {most}.', "Write it under [manner].")  # fmt: skip


def _of_lines(lines: Mapping[str, Any]) -> Iterator[Wrong]:
    for key in OCCASIONS:
        if not _ways(lines.get(key)):
            yield Wrong("lines", 0, key, f'Under [lines], "{key}" needs {FEWEST_WAYS} ways to say it or more.', "Add them.")  # fmt: skip
    for key in sorted(set(lines) - set(OCCASIONS)):
        yield Wrong("lines", 0, key, f'"{key}" is no occasion there is.', f"Use: {', '.join(OCCASIONS)}.")  # fmt: skip


def _of_fact(number: int, fact: Mapping[str, Any], keys: Sequence[str]) -> Iterator[Wrong]:
    def wrong(field: str, what: str, fix: str) -> Wrong:
        return Wrong("fact", number, field, what, fix)

    key = keys[number]
    yield from _strangers("fact", number, fact)
    if not _text(fact.get("key")) or keys.count(key) > 1:
        yield wrong("key", f'The key "{key}" is empty or used twice.', "Give every fact a key of its own.")  # fmt: skip
    if fact.get("layer") not in list(Layer):
        yield wrong("layer", f'"{key}" has no layer we know.', f"Use one of: {', '.join(Layer)}.")
    for part in ("asks", "says"):
        if not _ways(fact.get(part)):
            yield wrong(part, f'"{key}" needs two ways or more under "{part}".', "Add another.")
    deep = fact.get("layer") in (Layer.CONSEQUENCE, Layer.STAKE)
    if (deep or "hints" in fact) and not _ways(fact.get("hints")):
        yield wrong("hints", f'"{key}" needs two ways or more under "hints".', "Say how it may be guessed.")  # fmt: skip
    if not _texts(fact.get("after", [])):
        yield wrong("after", f'"after" of "{key}" is a list of keys.', 'Write after = ["..."].')
    for before in _list(fact.get("after")):
        if before not in keys:
            yield wrong("after", f'"{key}" comes after "{before}", which is no fact.', "Name a fact's key.")  # fmt: skip
    if not _whole(fact.get("trust", 0), 0, MOST_TRUST):
        yield wrong("trust", f'"trust" of "{key}" is a whole number from 0 to {MOST_TRUST}.', "Write it without quotes.")  # fmt: skip
    if fact.get("need") is not None and not _text(fact.get("truth")):
        yield wrong("truth", f'"{key}" matters and needs "truth".', "Say it as the debrief should.")


def _of_needs(facts: Sequence[Mapping[str, Any]]) -> Iterator[Wrong]:
    ranks = [fact.get("need") for fact in facts if fact.get("need") is not None]
    if len(ranks) < FEWEST_NEEDS or Counter(map(str, ranks)) != Counter(map(str, range(1, len(ranks) + 1))):  # fmt: skip
        yield Wrong("fact", 0, "need", "What truly matters is ranked need = 1, 2, 3 and on, three at least.", "Rank the facts that matter.")  # fmt: skip


def _of_circles(facts: Sequence[Mapping[str, Any]]) -> Iterator[Wrong]:
    after = {str(fact.get("key")): [str(k) for k in _list(fact.get("after"))] for fact in facts}
    for number, fact in enumerate(facts):
        key, seen = str(fact.get("key")), set[str]()
        waiting = list(after.get(key, ()))
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting += after.get(one, ())
        if key in seen:
            yield Wrong("fact", number, "after", f'"{key}" waits for itself, so it never comes out.', "Leave a key out.")  # fmt: skip


def _of_chances(
    chances: Sequence[Mapping[str, Any]], keys: set[str], turns: Any
) -> Iterator[Wrong]:
    if len(chances) < FEWEST_CHANCES:
        yield Wrong("chance", 0, "", f"There are {len(chances)} chances; {FEWEST_CHANCES} are needed.", "Add [[chance]] parts.")  # fmt: skip
    last = turns - 1 if _whole(turns, 1, 99) else 98
    kinds = [code.lower() for code in CHANCES]
    seen: list[Any] = []
    for number, one in enumerate(chances):
        turn = one.get("turn")
        yield from _strangers("chance", number, one)
        if not _whole(turn, 1, last) or turn in seen:
            yield Wrong("chance", number, "turn", f"Turn {turn} of a chance is taken, or not within the turns.", "Give each its own.")  # fmt: skip
        seen.append(turn)
        if str(one.get("kind", "")).lower() not in kinds:
            yield Wrong("chance", number, "kind", "This kind of chance is not known.", f"Use one of: {', '.join(kinds)}.")  # fmt: skip
        if not _ways(one.get("says")):
            yield Wrong("chance", number, "says", f"The chance at turn {turn} needs two ways to say it.", "Add another.")  # fmt: skip
        if str(one.get("opens", "")) not in {"", *keys}:
            yield Wrong("chance", number, "opens", f'The chance at turn {turn} opens "{one["opens"]}", which is no fact.', "Name a fact's key.")  # fmt: skip


def _of_vary(data: Mapping[str, Any]) -> Iterator[Wrong]:
    vary = _part(data.get("vary", {}))
    if not isinstance(data.get("vary", {}), dict):
        yield Wrong("", 0, "vary", '"vary" is a part of its own.', "Write [vary] above its lines.")
    for key, ways in vary.items():
        if not _ways(ways):
            yield Wrong("vary", 0, key, f'"{key}" needs two ways or more.', 'Write a list such as ["six", "seven"].')  # fmt: skip
    for field in sorted(set(FIELD.findall(str(data))) - {*vary, "name", "first", "company"}):
        yield Wrong("vary", 0, "", f'Nothing is said about "{{{field}}}".', "Add it under [vary], or leave it out.")  # fmt: skip


def _of_twice(
    data: Mapping[str, Any], facts: Sequence[Mapping[str, Any]],
    chances: Sequence[Mapping[str, Any]],
) -> Iterator[Wrong]:  # fmt: skip
    """A line in two places would tell one thing while another is meant."""
    said = Counter(one for ways in _part(data.get("lines")).values() for one in _list(ways))
    for part in (*facts, *chances):
        said.update(one for field in ("says", "hints") for one in _list(part.get(field)))
    for name, parts in (("fact", facts), ("chance", chances)):
        for number, part in enumerate(parts):
            for field in ("says", "hints"):
                for one in _list(part.get(field)):
                    if said[one] > 1:
                        yield Wrong(name, number, field, f"This line stands in two places: “{one}”", "Say it in another way in one of them.")  # fmt: skip


def _text(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip())


def _texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(map(_text, value))


def _ways(value: Any) -> bool:
    return _texts(value) and len(set(value)) >= FEWEST_WAYS


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _list(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _part(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _parts(value: Any) -> list[Mapping[str, Any]]:
    return [_part(one) for one in value] if isinstance(value, list) else []
