"""What an assessment is laid beside: `python -m training.evidence.sealed_reference`.

The script, as anybody meets it in a duel, and two invented sellers play each sealed buyer, twenty
seeded games each; two minutes. Every game ships as four counts, so that any of them can be played
again. To be made anew whenever a buyer, a rule of practice or the model changes.
"""

import argparse
import json
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from typing import Any

from sevendoors.app.practice.assessment_beside import KEPT, SELLERS, digest
from sevendoors.app.practice.dueling import machine_talk, score
from sevendoors.app.practice.playing import buyer_files, buyer_of
from sevendoors.engines.shipped import MODEL
from sevendoors.practice.script_seller import NAME as SCRIPT
from training.evidence.games import play

SEEDS = 20


def game(key: str, seller: str, seed: str) -> list[int]:
    """Play one game: chances taken and given, hidden doors opened and all of them."""
    buyer = buyer_of(key, seed)
    if seller == SCRIPT:
        reached = score(machine_talk(buyer, seed))
        return [*reached.taken, *reached.doors]
    played = play(buyer, seller, seed)
    return [*played.taken, *played.doors]


def games(key: str) -> dict[str, list[list[int]]]:
    """Play all games with one buyer, by seller and then by seed."""
    return {name: [game(key, name, str(seed)) for seed in range(SEEDS)] for name in SELLERS}


def measured(processes: int) -> dict[str, Any]:
    """Play all games with all sealed buyers."""
    files = {key: path for key, path in buyer_files().items() if buyer_of(key, "").sealed}
    before = {key: digest(path) for key, path in files.items()}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        played = dict(zip(files, pool.map(games, files), strict=True))
    if before != {key: digest(path) for key, path in files.items()}:
        raise RuntimeError("A buyer's file changed while the games were played.")
    return {
        "date": datetime.now(UTC).date().isoformat(), "seeds": SEEDS, "model": MODEL,
        "told": "by seller, buyer and seed: chances taken, given, hidden doors opened, of all",
        "buyers": before,
        "sellers": {name: {key: rows[name] for key, rows in played.items()} for name in SELLERS},
    }  # fmt: skip


def written(told: dict[str, Any]) -> str:
    """Write the counts one buyer a line, so that a change can be read."""
    text = json.dumps({**told, "sellers": None}, indent=1)
    return text.replace('"sellers": null', f'"sellers": {_sellers(told["sellers"])}') + "\n"


def _sellers(sellers: dict[str, dict[str, Sequence[Sequence[int]]]]) -> str:
    parts = []
    for name, rows in sellers.items():
        lines = [f"   {json.dumps(key)}: {json.dumps(talks)}" for key, talks in rows.items()]
        parts.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(parts) + "\n }"


def main() -> None:
    """Play every game and write the counts that ship."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--processes", type=int, default=2)
    told = measured(asked.parse_args().processes)
    KEPT.write_text(written(told), "utf-8")
    for name, rows in told["sellers"].items():
        every = [talk for talks in rows.values() for talk in talks]
        taken, given, opened, hidden = (sum(column) for column in zip(*every, strict=True))
        print(f"{name}: {taken} of {given} chances taken, {opened} of {hidden} hidden doors opened")


if __name__ == "__main__":
    main()
