"""What each head learns from: rows of the corpora under ../shared, never copied from there."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence with its corpus, its conversation, and the heads it can teach."""

    corpus: str
    group: str
    text: str
    labels: dict[str, bool]


def rows(path: Path) -> Iterator[Row]:
    """Read one gzip JSONL corpus file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def stripped(text: str) -> str:
    """Make a caption of a sentence: lower case, without marks."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s'’-]", " ", text.lower())).strip()


def _mrda(row: Row) -> dict[str, bool]:
    full, basic = row["labels"].get("full", ""), row["labels"].get("basic", "")
    asks = basic == "Q"
    return {
        "question": asks,
        **({"open": full in ("qw", "qo", "qh")} if asks else {}),
        "backchannel": full in ("b", "bk"),
        "confirm": full in ("aa", "aap", "bu", "bs"),
        "telling": basic == "S" and full in ("s", "e", "cs", "df", "fe"),
    }


def _p4g(row: Row) -> dict[str, bool]:
    ours, theirs = row["labels"].get("persuader"), row["labels"].get("persuadee")
    if ours is not None:
        asks = any("inquiry" in act or act.startswith("ask") for act in ours)
        telling = ("credibility-appeal", "logical-appeal", "donation-information")
        return {
            "question": asks,
            "telling": any(act in telling for act in ours),
            "proof": "credibility-appeal" in ours,
            "personal": any(act in ("personal-story", "self-modeling") for act in ours),
        }
    acts = theirs or []
    refuses = ("negative-reaction-to-donation", "disagree-donation", "disagree-donation-more")
    return {
        "question": any(act.startswith("ask") or (act.endswith("inquiry") and "to-" not in act)
                        for act in acts),
        "doubt": any(act in refuses for act in acts),
    }  # fmt: skip


def _casino(row: Row) -> dict[str, bool]:
    acts = row["labels"].get("strategy")
    if acts is None:
        return {}
    return {
        "priority": "self-need" in acts,
        "personal": "small-talk" in acts,
        "empathy": "showing-empathy" in acts,
    }


def _goemotions(row: Row) -> dict[str, bool]:
    felt = set(row["labels"].get("emotion", []))
    heavy = {"fear", "nervousness", "sadness", "disappointment", "annoyance", "embarrassment",
             "grief", "remorse"}  # fmt: skip
    return {"concern": bool(felt & heavy), "empathy": "caring" in felt}


def _offmychest(row: Row) -> dict[str, bool]:
    told = row["labels"]
    found: dict[str, bool] = {}
    if "Emotional_disclosure" in told:
        found["concern"] = int(told["Emotional_disclosure"]) == 1
    if "Information_disclosure" in told:
        found["personal"] = int(told["Information_disclosure"]) == 1
    if "Emo_support" in told:
        found["empathy"] = int(told["Emo_support"]) == 1
    return found


def _iard(row: Row) -> dict[str, bool]:
    acts = row["labels"].get("sub")
    acts = acts if isinstance(acts, list) else [acts] if acts else []
    if not acts:
        return {}
    return {
        "doubt": any(a in ("REJ", "CRI-F", "CRI-A", "CRI-C") for a in acts),
        "priority": any(a in ("PRO", "CRI-F", "CRI-A") for a in acts),
        "question": any(a in ("INQ", "IQU", "REQ", "CLQ") for a in acts),
        "telling": any(a in ("EXP-I", "EXP-P", "REC-E", "EXP-S") for a in acts),
    }


def _focusing(row: Row) -> dict[str, bool]:
    label = row["labels"].get("follow_up")
    return {} if label is None else {"open": label == "focusing"}


def _uptake(row: Row) -> dict[str, bool]:
    score = row["labels"].get("uptake_z")
    return {} if score is None else {"uptake": float(score) > 0}


RECIPES: tuple[tuple[str, str, Callable[[Row], dict[str, bool]]], ...] = (
    ("mrda", "mrda.jsonl.gz", _mrda),
    ("persuasionforgood", "p4g_300_annotated.jsonl.gz", _p4g),
    ("casino", "casino.jsonl.gz", _casino),
    ("goemotions", "goemotions.jsonl.gz", _goemotions),
    ("offmychest", "offmychest.jsonl.gz", _offmychest),
    ("iard", "iard.jsonl.gz", _iard),
    ("funneling_focusing", "funneling_focusing.jsonl.gz", _focusing),
    ("uptake", "uptake.jsonl.gz", _uptake),
)
MOST = 40000


def examples() -> Iterator[Example]:
    """Give every row that can teach a head, at most MOST rows of a corpus, in file order."""
    for corpus, file, label in RECIPES:
        path = CORPORA / "train" / corpus / file
        count = 0
        for row in rows(path):
            labels = label(row)
            if labels and row["text"].strip():
                count += 1
                yield Example(
                    corpus=corpus,
                    group=f"{corpus}/{row['conversation']}",
                    text=row["text"],
                    labels=labels,
                )
            if count >= MOST:
                break
