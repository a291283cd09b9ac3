"""Makes a case to bring in of 1,017 real asks for a charity: `python -m training.cases.persuasion FOLDER`.

PersuasionForGood (Wang et al. 2019): strangers were asked to give to Save the Children; what they gave
is known. Written are conversations in our own format, cut before the decision, and a table of deals
in which won means that something was given. Nothing here trains anything.
"""

import argparse
import csv
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Any

from sevendoors.app.reading.export import to_json
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn

OUTCOMES = Path(__file__).parent.parent.parent.parent / "shared" / "outcomes" / "persuasionforgood"
CUT = 0.6  # how much of each conversation is brought in: what comes later holds the decision
_COLUMNS = ("Deal ID", "Deal Name", "Deal Stage", "Is Won", "Is Closed", "Deal Owner",
                          "Account Name", "Create Date", "Close Date",
                          "Call IDs")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One real ask: who asked whom on which day, what was said (side, words), and what was given."""

    name: str
    day: str
    seller: str
    buyer: str
    given: float
    lines: tuple[tuple[Side, str], ...]

    @property
    def won(self) -> bool:
        """Say whether anything was given."""
        return self.given > 0


def asks(folder: Path = OUTCOMES) -> tuple[Ask, ...]:
    """Read all asks, in the order they were held. Raises FileNotFoundError where they are not here."""
    said = _said(folder)
    with (folder / "conversations.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (row["when"], row["conversation"]))
    return tuple(
        Ask(name=row["conversation"], day=_day(row["when"]), seller=_name("Persuader", row["persuader"]),
            buyer=_name("Persuadee", row["persuadee"]), given=float(row["donation"] or 0),
            lines=tuple(said[row["conversation"]]))
        for row in rows
    )  # fmt: skip


def _said(folder: Path) -> Mapping[str, Sequence[tuple[Side, str]]]:
    found: dict[str, list[tuple[int, Side, str]]] = {}
    with gzip.open(folder / "utterances.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            one: dict[str, Any] = json.loads(line)
            turn = (int(one["turn"]), Side(one["role"]), " ".join(str(one["text"]).split()))
            found.setdefault(str(one["conversation"]), []).append(turn)
    return {name: [(side, text) for _, side, text in sorted(turns, key=lambda t: t[0]) if text]
            for name, turns in found.items()}  # fmt: skip


def _day(when: str) -> str:
    return f"{when[:4]}-{when[4:6]}-{when[6:8]}"


def _name(role: str, user: str) -> str:
    """People of the corpus are numbers; who is asked one day may ask on another, as somebody else here."""
    return f"{role} No{user.removeprefix('user_')}"


def conversation(ask: Ask, share: float = 1.0) -> Conversation:
    """Give the first share of an ask's turns as a conversation whose sides are known."""
    lines = ask.lines[: max(2, ceil(share * len(ask.lines)))]
    runs, before = [], -1
    for place, (side, _) in enumerate(lines):
        before += place == 0 or side is not lines[place - 1][0]
        runs.append(before)
    people = tuple(
        Participant(id=key, name=name, side=side, side_decided_by="the file", source_id=name)
        for key, name, side in (("p1", ask.seller, Side.SELLER), ("p2", ask.buyer, Side.BUYER))
    )
    return Conversation(
        id=sha256(f"p4g {ask.name} {len(lines)}".encode()).hexdigest()[:16], source="own-json",
        capabilities=Capabilities(speaker_source="typed", has_identity=True, has_side=True),
        participants=people, title=f"An ask, {ask.name}", started_at=f"{ask.day}T12:00:00+00:00",
        language="en",
        turns=tuple(
            Turn(index=k, run=run, participant="p1" if side is Side.SELLER else "p2", text=text)
            for k, (run, (side, text)) in enumerate(zip(runs, lines, strict=True))
        ),
    )  # fmt: skip


def deals(every: Sequence[Ask]) -> Iterator[dict[str, str]]:
    """Give one row of a deals export for each ask.

    A gift was made when the talk was over, and days are all that is known of time; so the decision is
    written on the day after, which keeps the talk, cut before its end, in front of it. What was given is the outcome itself, so no
    amount is written.
    """
    for ask in every:
        after = (date.fromisoformat(ask.day) + timedelta(days=1)).isoformat()
        stage = "Gave" if ask.won else "Did not give"
        yield {
            "Deal ID": f"ask{ask.name.replace('-', '').replace('_', '')}", "Deal Name": f"An ask, {ask.name}",
            "Deal Stage": stage, "Is Won": str(ask.won).lower(), "Is Closed": "true",
            "Deal Owner": ask.seller, "Account Name": ask.buyer,  "Create Date": ask.day, "Close Date": after,
            "Call IDs": ask.name,
        }  # fmt: skip


def write(folder: Path, share: float = CUT) -> tuple[int, int]:
    """Write the case; gives how many conversations there are, and how many ended with a gift."""
    every = asks()
    calls = folder / "calls"
    calls.mkdir(parents=True, exist_ok=True)
    for ask in every:
        text = json.dumps(to_json(conversation(ask, share)), ensure_ascii=False)
        (calls / f"{ask.name}.json").write_text(text + "\n", "utf-8")
    with (folder / "deals.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, _COLUMNS)
        table.writeheader()
        table.writerows(deals(every))
    return len(every), sum(ask.won for ask in every)


def main() -> None:
    """Write the case into a folder, and say how to bring it in."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--whole", action="store_true", help="do not cut before the decision")
    wanted = asked.parse_args()
    n, gave = write(wanted.folder, 1.0 if wanted.whole else CUT)
    print(f"{n:,} conversations, {gave:,} with a gift. Bring them in:")
    print(f"  doors import {wanted.folder / 'calls'}")
    print(f'  doors deals import {wanted.folder / "deals.csv"} --stage "Gave=won" --stage "Did not give=lost"')  # fmt: skip


if __name__ == "__main__":
    main()
