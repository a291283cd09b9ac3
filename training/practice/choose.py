"""Chooses the starter drills and the questions of judgement: `python -m training.practice.choose`.

Both come from corpus/answers (CC BY 4.0; written by a language model). Two forms of questions are
built as twins: the same kinds of chance, the best answer as often the longest, none in both.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from training.corpus.calls import FOLDER

OUT = Path(__file__).parent.parent.parent / "src" / "sevendoors" / "practice"
KINDS = ("CONCERN", "PRIORITY", "THREAD", "PERSONAL", "ASK", "DOUBT", "DECISION")
PER_KIND, PER_FORM = 6, 5
ANSWERS = ("missed", "noted", "taken", "opened")
Set = dict[str, str]


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
        for form in forms:
            forms[form] += [long_.pop(), long_.pop(), short.pop(), short.pop(), short.pop()]
        left = [*long_, *short]
        dice.shuffle(left)
        starters += left[:PER_KIND]
    return starters, forms


def starter_rows(starters: list[Set]) -> Iterator[dict[str, str]]:
    """Give the starter scenes as they ship."""
    for number, one in enumerate(starters, 1):
        yield {"variant": f"s{number:03}", "kind": one["code"], "before": one["before"],
               "said": one["buyer"], "chance": one["chance"], "better": one["opened"]}  # fmt: skip


def question_rows(forms: dict[str, list[Set]]) -> Iterator[dict[str, object]]:
    """Give the questions of judgement as they ship, answers in an order that tells nothing."""
    for form, items in forms.items():
        for number, one in enumerate(items, 1):
            order = list(ANSWERS)
            Random(f"{form}{number}").shuffle(order)
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
