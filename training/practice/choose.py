"""Chooses the starter drills and the questions of judgement: `python -m training.practice.choose`.

Both come from corpus/answers (CC BY 4.0; written by a language model). Two forms of questions are
built as twins: the same kinds of chance, the best answer as often the longest and as often in each
place, none in both.
"""

import json
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from random import Random

from training.corpus.calls import FOLDER

OUT = Path(__file__).parent.parent.parent / "src" / "sevendoors" / "practice"
KINDS = ("CONCERN", "PRIORITY", "THREAD", "PERSONAL", "ASK", "DOUBT", "DECISION")
PER_KIND, PER_FORM, LONG = 6, 5, 2
ANSWERS = ("missed", "noted", "taken", "opened")
# Questions whose keyed order a reader found doubtful, by how the buyer's turn begins: mostly the
# answer keyed as taken changes the plan or brings a proof, so that it could be the opened one.
EXCLUDED = (
    "So the catalogue. Photos are done",
    "Somebody who says no sometimes.",
    "Two things, in this order. First, we don't",
    "Yes, yes, I'm in the car outside the swimming",
    "I know, I saw. I was at my citizenship",
    "I've gone through your proposal twice. You say two",
    "My wife. No, really, it's our money",
    "We filled all nine. Six from Kerala",
    "Badly, thanks for asking. We've a machine",
    "How long will the wards be without hot water",
    "I've read the reviews. Two stars",
    "It's me and Sunil, we're fifty fifty",
    "Honest answers on stock. That's it",
    "No matter. I was watching the cranes",
    "The ninth, God willing.",
    "Could be the 19th. That's my last day",
    "It's ten at night here, the little one's",
    "I'll put the camera on in a minute, I've got chickenpox",
    "So leave it with me. There's a freeze",
    "It's a bit unusual. The works council",
    "So the way it works, I write a recommendation",
    "Our designer, Chiara",
    "I need three things, in this order. The data",
    "Good. It's the first time I've done it, my husband",
    "I can't, sorry. It depends on what the school says",
    "Friday won't work. The order has to go through Coupa",
    "We're not allowed to start anything new until the SAP",
    "Before you start, I've been here nineteen",
)
Set = dict[str, str]
_SENTENCE = re.compile(r"[^.!?]+[.!?]+")


def sets() -> list[Set]:
    """Read every answer set, in the order of the files."""
    files = sorted((FOLDER / "answers").glob("sets-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


def plain(one: Set) -> bool:
    """Keep sets that stand alone: short enough to read, the chance in the words, answers apart."""
    lengths = [len(one[a].split()) for a in ANSWERS]
    return (
        one["chance"] in one["buyer"]
        and all(one[part][:1].isupper() for part in ("buyer", *ANSWERS))  # no captions
        and one["buyer"][-1:] in ".?!"
        and 10 <= len(one["buyer"].split()) <= 38
        and all(4 <= n <= 40 for n in lengths[:1] + lengths[2:])
        and min(lengths) >= 2
    )


def clear(one: Set) -> bool:
    """Keep sets for questions whose four grades stand apart beyond doubt.

    By the guide, a question that hangs on the buyer's words is taken, and one that also shows what
    was understood is opened; so a taken answer here does one of the two.
    """
    asks = [part.strip().endswith("?") for part in _SENTENCE.findall(one["taken"])]
    return (all(asks) or not any(asks)) and not one["buyer"].startswith(EXCLUDED)


def longest(one: Set) -> str:
    """Say which answer is the longest."""
    return max(ANSWERS, key=lambda a: len(one[a]))


def chosen() -> tuple[list[Set], dict[str, list[Set]]]:
    """Choose starters and the two forms; nothing stands in two places."""
    dice = Random(7)
    starters: list[Set] = []
    forms: dict[str, list[Set]] = {"A": [], "B": []}
    every = [one for one in sets() if plain(one)]
    for kind in KINDS:
        own = [one for one in every if one["code"] == kind]
        dice.shuffle(own)
        # The best answer is the longest in two of five, so that length gives nothing away.
        long_ = [one for one in own if longest(one) == "opened"]
        short = [one for one in own if longest(one) != "opened"]
        left = [*long_[: -2 * LONG], *short[: -2 * (PER_FORM - LONG)]]
        dice.shuffle(left)
        starters += left[:PER_KIND]
        left_long, left_short = (
            iter([one for one in reversed(pool) if clear(one) and one not in starters])
            for pool in (long_, short)
        )
        for form in forms.values():
            form += [*islice(left_long, LONG), *islice(left_short, PER_FORM - LONG)]
    return starters, forms


def starter_rows(starters: list[Set]) -> Iterator[dict[str, str]]:
    """Give the starter scenes as they ship."""
    for number, one in enumerate(starters, 1):
        yield {"variant": f"s{number:03}", "kind": one["code"], "before": one["before"],
               "said": one["buyer"], "chance": one["chance"], "better": one["opened"]}  # fmt: skip


def question_rows(forms: dict[str, list[Set]]) -> Iterator[dict[str, object]]:
    """Give the questions of judgement as they ship; the best answer stands in each place alike."""
    for form, items in forms.items():
        places = list(islice(cycle(range(len(ANSWERS))), len(items)))
        Random(f"places/{form}").shuffle(places)
        for number, (one, place) in enumerate(zip(items, places, strict=True), 1):
            order = list(ANSWERS[:-1])
            Random(f"{form}{number}").shuffle(order)
            order.insert(place, ANSWERS[-1])
            yield {"item": f"{form}{number:02}", "form": form, "kind": one["code"],
                   "before": one["before"], "said": one["buyer"], "chance": one["chance"],
                   "answers": [{"grade": ANSWERS.index(a), "text": one[a]} for a in order]}  # fmt: skip


def main() -> None:
    """Write both files; reasons that stand in the old file are kept for the same answers."""
    starters, forms = chosen()
    (OUT / "starter.jsonl").write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in starter_rows(starters)),
        "utf-8",
    )
    place = OUT / "judgement.jsonl"
    old = place.read_text("utf-8").splitlines() if place.exists() else []
    reasons = {a["text"]: a["reason"] for line in old for a in json.loads(line)["answers"] if "reason" in a}  # fmt: skip
    rows = list(question_rows(forms))
    for row in rows:
        for answer in row["answers"]:  # type: ignore[attr-defined]
            if answer["text"] in reasons:
                answer["reason"] = reasons[answer["text"]]
    place.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(len(starters), {form: len(items) for form, items in forms.items()})


if __name__ == "__main__":
    main()
