"""Shows as quotes what changed on the example calls, and keeps the new answers: `make golden`."""

import json
from pathlib import Path

from tests.world import ROOT

from sevendoors.app.base.memory import Memory
from sevendoors.app.base.words import CHANCE_WORDS, outcome
from sevendoors.app.reading.reviewing import example_call, review_conversation
from sevendoors.app.reading.sides import decide_sides
from sevendoors.readers.reading import read_files

FOLDER = ROOT / "tests" / "golden"
Answers = dict[str, str]


def answers(path: Path) -> Answers:
    """Give one line for each moment of a call, by its id."""
    (talk,) = read_files([path])
    placed = decide_sides(talk, memory=Memory(), sellers=["Jonas Brandt"]).conversation
    return {
        m.id: f"{CHANCE_WORDS[m.chance.code]}, {outcome(m)}: {m.chance.quote.text}"
        for m in review_conversation(placed).moments
    }


def calls() -> list[Path]:
    """List the calls that ship."""
    folder = example_call().parent
    return sorted(p for p in folder.iterdir() if p.suffix in (".vtt", ".txt"))


def differences(before: Answers, after: Answers) -> list[str]:
    """List what is gone and what is new, as quotes."""
    gone = [f"- {before[id_]}" for id_ in before if after.get(id_) != before[id_]]
    new = [f"+ {after[id_]}" for id_ in after if before.get(id_) != after[id_]]
    return gone + new


def main() -> None:
    """Show the differences and keep the new answers."""
    FOLDER.mkdir(exist_ok=True)
    for path in calls():
        file = FOLDER / f"{path.stem}.json"
        before: Answers = json.loads(file.read_text("utf-8")) if file.exists() else {}
        after = answers(path)
        for line in differences(before, after) or ["nothing changed"]:
            print(f"{path.name}: {line}")
        file.write_text(json.dumps(after, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
