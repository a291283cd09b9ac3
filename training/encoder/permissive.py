"""Lessons from the permissive corpora under ../shared; each label says only what it truly is."""

from collections.abc import Callable, Iterator
from random import Random
from zlib import crc32

from training.data import CORPORA, Row, rows
from training.encoder.lesson import Lesson
from training.encoder.noise import stripped

Labels = dict[str, float]
_HEAVY = {"fear", "nervousness", "sadness", "disappointment", "annoyance", "embarrassment",
          "grief", "remorse", "anger", "relief", "pride"}  # fmt: skip
_APPEALS = ("credibility-appeal", "logical-appeal", "donation-information")


def mrda(row: Row) -> Labels:
    """Meetings of engineers: questions and their kind, nods, acceptance, statements."""
    full, basic = row["labels"].get("full", ""), row["labels"].get("basic", "")
    found = {"question": float(basic == "Q"), "backchannel": float(full in ("b", "bk", "bh"))}
    if basic == "Q":
        found["open"] = float(full in ("qw", "qo", "qh"))
    if full in ("bu", "bs"):
        found["check"] = 1.0
    found["accept"] = float(full in ("aa", "aap", "na", "ba"))
    found["statement"] = float(basic == "S" and full in ("s", "e", "cs", "df", "fe"))
    return found


def persuasion(row: Row) -> Labels:
    """Strangers asked to donate: what the persuader did, what the other answered."""
    ours, theirs = row["labels"].get("persuader"), row["labels"].get("persuadee")
    if ours is not None:
        asks = any(("inquiry" in a and "to-" not in a) or a.startswith("ask") for a in ours)
        return {
            "question": float(asks),
            "telling": float(any(a in _APPEALS for a in ours)),
            "proof": float("credibility-appeal" in ours),
        }
    acts = theirs or []
    refusing = ("negative-reaction-to-donation", "disagree-donation", "disagree-donation-more")
    asks = any(a.startswith("ask") or (a.endswith("inquiry") and "to-" not in a) for a in acts)
    return {"question": float(asks), "refusal": float(any(a in refusing for a in acts))}


def casino(row: Row) -> Labels:
    """Campers dividing goods: needs named, small talk, empathy shown."""
    acts = row["labels"].get("strategy")
    if acts is None:
        return {}
    return {"need": float("self-need" in acts or "other-need" in acts),
            "support": float("showing-empathy" in acts)}  # fmt: skip


def goemotions(row: Row) -> Labels:
    """Comments with emotions named by readers."""
    felt = set(row["labels"].get("emotion", []))
    return {"heavy": float(bool(felt & _HEAVY)), "support": float("caring" in felt)}


def offmychest(row: Row) -> Labels:
    """Comments of people who confide, and of people who support."""
    names = {"Emotional_disclosure": "heavy", "Information_disclosure": "disclosure",
             "Emo_support": "support"}  # fmt: skip
    told = row["labels"]
    return {head: float(int(told[name]) == 1) for name, head in names.items() if name in told}


def iard(row: Row) -> Labels:
    """Seekers and advisers of films: requests, rejections, explanations."""
    acts = row["labels"].get("sub") or []
    if row["role"] == "buyer":
        return {"refusal": float(any(a in ("REJ", "CRI-F", "CRI-A", "CRI-C") for a in acts)),
                "need": float(any(a in ("PRO", "CRI-F", "CRI-A") for a in acts))}  # fmt: skip
    return {
        "telling": float(any(a.startswith("EXP") for a in acts)),
        "question": float("?" in row["text"] and any(a in ("REQ", "CLQ") for a in acts)),
    }


def counselling(row: Row) -> Labels:
    """Counselling on exercise: information and opinion given, questions asked."""
    task = row["labels"].get("task") or []
    task = task if isinstance(task, list) else [task]
    if row["role"] == "participant":
        return {}
    return {"telling": float(any(t in ("Give-GenInfo", "Give-Opinion") for t in task)),
            "question": float(any(t.startswith("Ask") for t in task))}  # fmt: skip


def cima(row: Row) -> Labels:
    """Tutors of Italian: questions, hints and corrections."""
    acts = row["labels"].get("tutor")
    if not acts:
        return {}
    return {"question": float("question" in acts),
            "telling": float(any(a in ("hint", "correction") for a in acts))}  # fmt: skip


def focusing(row: Row) -> Labels:
    """Teachers' questions that open a child's thinking, or narrow it."""
    label = row["labels"].get("follow_up")
    return {} if label is None else {"focus": float(label == "focusing"),
                                     **({"open": 0.0} if label == "funneling" else {})}  # fmt: skip


RECIPES: tuple[tuple[str, str, Callable[[Row], Labels], int], ...] = (
    ("mrda", "mrda.jsonl.gz", mrda, 26000),
    ("persuasionforgood", "p4g_300_annotated.jsonl.gz", persuasion, 11000),
    ("casino", "casino.jsonl.gz", casino, 5000),
    ("goemotions", "goemotions.jsonl.gz", goemotions, 9000),
    ("offmychest", "offmychest.jsonl.gz", offmychest, 9000),
    ("iard", "iard.jsonl.gz", iard, 4600),
    ("pa_counseling", "pa_counseling.jsonl.gz", counselling, 800),
    ("cima", "cima.jsonl.gz", cima, 2500),
    ("funneling_focusing", "funneling_focusing.jsonl.gz", focusing, 2400),
)


def alone(seed: int) -> Iterator[Lesson]:
    """Give single texts, at most so many a corpus, drawn with a seed."""
    for corpus, file, label, most in RECIPES:
        found = [
            Lesson(source=corpus, group=f"{corpus}/{row['conversation']}", text=row["text"],
                   labels=told)
            for row in rows(CORPORA / "train" / corpus / file)
            if row["text"].strip() and (told := label(row))
        ]  # fmt: skip
        if corpus == "mrda":  # six in seven turns are statements or nods; questions all stay
            asked = [x for x in found if x.labels["question"] or x.labels.get("check")]
            rest = [x for x in found if not (x.labels["question"] or x.labels.get("check"))]
            found = asked + Random(seed).sample(rest, most - len(asked))
        yield from Random(seed).sample(found, min(most, len(found)))


def marks(seed: int) -> Iterator[Lesson]:
    """Give texts bared of their marks, each knowing whether a question mark stood in it.

    A mark is a weak label, but the writer's own; it teaches to hear a question in a caption.
    """
    for corpus, file, most in (("persuasionforgood", "p4g_full.jsonl.gz", 7000),
                               ("casino", "casino.jsonl.gz", 5000),
                               ("uptake", "uptake.jsonl.gz", 4000),
                               ("bridge", "bridge.jsonl.gz", 3000),
                               ("cima", "cima.jsonl.gz", 2000)):  # fmt: skip
        found = [
            Lesson(source=f"{corpus}-marks", group=f"{corpus}/{row['conversation']}",
                   text=stripped(row["text"]), labels={"question": float("?" in row["text"])},
                   weight=0.7)
            for row in rows(CORPORA / "train" / corpus / file)
            if len(row["text"].split()) > 2
        ]  # fmt: skip
        asked = [lesson for lesson in found if lesson.labels["question"]]
        rest = [lesson for lesson in found if not lesson.labels["question"]]
        dice = Random(seed)
        yield from dice.sample(asked, min(len(asked), most // 2))
        yield from dice.sample(rest, min(len(rest), most // 2))


def held_out(lesson: Lesson) -> bool:
    """Say whether a lesson's conversation is kept for calibration: one in twelve, for ever."""
    return crc32(lesson.group.encode()) % 12 == 0


def pairs(seed: int) -> Iterator[Lesson]:
    """Give exchanges: uptake as teachers showed it, and replies swapped between conversations."""
    yield from _uptake()
    yield from _swapped("persuasionforgood", "p4g_full.jsonl.gz", 2500, seed)


def _uptake() -> Iterator[Lesson]:
    before = ""
    for row in rows(CORPORA / "train" / "uptake" / "uptake.jsonl.gz"):
        score = row["labels"].get("uptake_z")
        if score is not None and before:
            yield Lesson(
                source="uptake",
                group=f"uptake/{row['conversation']}",
                text=before,
                reply=row["text"],
                labels={"uptake": float(float(score) > 0.25)},
            )
        before = row["text"]  # fmt: skip


def _swapped(corpus: str, file: str, most: int, seed: int) -> Iterator[Lesson]:
    dice = Random(seed)
    talk: dict[str, list[Row]] = {}
    for row in rows(CORPORA / "train" / corpus / file):
        talk.setdefault(row["conversation"], []).append(row)
    found = [
        (one, two)
        for turns in talk.values()
        for one, two in zip(turns, turns[1:], strict=False)
        if one["speaker"] != two["speaker"] and len(one["text"]) > 30 and len(two["text"]) > 30
    ]
    for one, two in dice.sample(found, most):
        other = dice.choice(found)[1]
        for reply, true in ((two, 1.0), (other, 0.0)):
            yield Lesson(source=f"{corpus}-swap", group=f"{corpus}/{one['conversation']}",
                         text=one["text"], reply=reply["text"], labels={"follows": true})  # fmt: skip
