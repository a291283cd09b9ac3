"""The engine on public corpora it never saw: AnnoMI's interviews and OASIS' operators."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from sevendoors.engines.encoder import DoorsEncoder
from sevendoors.measure.text import content, is_question
from training.data import CORPORA, Row, rows
from training.encoder.noise import stripped
from training.evidence.stats import Figure, Floats, auc, f1, interval, over

HEAD = "| corpus | construct | state | model | n | AUC | F1 | gate |\n" + "|---" * 8 + "|"
# The others rank turns and have no threshold of their own.
_JUDGES = ("engine", "the rules alone", "holds a “?”", "TF-IDF trained on this corpus, 5 folds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One construct on one corpus, with the gates the project set itself.

    gates: state (as written, bare) and measure (auc, f1) to the least figure.
    """

    corpus: str
    construct: str
    head: str
    truth: Callable[[Row], bool | None]
    gates: tuple[tuple[str, str, float], ...]


def _label(name: str) -> Callable[[Row], bool | None]:
    return lambda row: row["labels"].get(name)


def _open(row: Row) -> bool | None:
    kind = row["labels"].get("question_subtype")
    return None if kind is None else kind == "open"


def _asks(row: Row) -> bool | None:
    return row["labels"].get("da") in ("reqInfo", "reqDirect", "reqModal")


WRITTEN, BARE = "as written", "bare"
CHECKS = (
    Check(corpus="annomi", construct="question", head="question", truth=_label("question_exists"),
          gates=((WRITTEN, "f1", 0.91), (BARE, "auc", 0.92))),
    Check(corpus="annomi", construct="open against closed", head="open", truth=_open,
          gates=((WRITTEN, "auc", 0.80),)),
    Check(corpus="annomi", construct="telling", head="telling",
          truth=_label("therapist_input_exists"), gates=((WRITTEN, "auc", 0.84),)),
    Check(corpus="annomi", construct="reflection", head="reflect",
          truth=_label("reflection_exists"), gates=((WRITTEN, "auc", 0.82), (WRITTEN, "f1", 0.62))),
    Check(corpus="oasis", construct="question", head="question", truth=_asks,
          gates=((WRITTEN, "auc", 0.93), (WRITTEN, "f1", 0.65))),
)  # fmt: skip
QUALITY = (("reflect", 1, 0.82), ("telling", -1, 0.85))


def table(encoder: DoorsEncoder) -> Iterator[str]:
    """Give the table lines of every check, as written and bare, with baselines beside."""
    for check in CHECKS:
        found = [row for row in _rows(check.corpus) if check.truth(row) is not None]
        for state in (WRITTEN, BARE):
            yield from _lines(encoder, check, found, state)


def summary(line: str) -> dict[str, object]:
    """Keep of a table line what a reader of a review needs."""
    corpus, construct, state, _, n, rank, hit, _ = (cell.strip() for cell in line.split("|")[1:9])
    where = {"annomi": "interviews of counsellors", "oasis": "telephone operators"}[corpus]
    return {"what": f"{construct} ({where}, {state})", "n": int(n), "auc": rank, "f1": hit}


def _rows(corpus: str) -> list[Row]:
    return list(rows(CORPORA / "evaluate" / corpus / f"{corpus}.jsonl.gz"))


def _lines(encoder: DoorsEncoder, check: Check, found: Sequence[Row], state: str) -> Iterator[str]:
    texts = [stripped(row["text"]) if state == BARE else row["text"] for row in found]
    truth = np.array([float(bool(check.truth(row))) for row in found])
    names = groups(check.corpus, found)
    for name, (score, said) in _models(encoder, check, texts, truth, names, state).items():
        rank = interval(over(auc, truth, score), names)
        hit = interval(over(f1, truth, said), names) if name in _JUDGES else None
        gates = _gates(check, state, rank, hit) if name == "engine" else ""
        yield (
            f"| {check.corpus} | {check.construct} | {state} | {name} | {len(found)} | "
            f"{rank} | {hit or '-'} | {gates} |"
        )


def _models(
    encoder: DoorsEncoder, check: Check, texts: Sequence[str], truth: Floats,
    names: Sequence[str], state: str,
) -> dict[str, tuple[Floats, Floats]]:  # fmt: skip
    encoder.prepare((text, "") for text in texts)
    own = np.array([encoder.heads(text).get(check.head, 0.0) for text in texts])
    least = np.array([encoder.least(check.head, text) for text in texts])
    mark = np.array([float("?" in text) for text in texts])
    domain = _in_domain(texts, truth, names)
    models = {"engine": (own, (own >= least).astype(float))}
    if check.head == "question":
        rule = np.array([float(is_question(text)) for text in texts])
        models["the rules alone"] = (rule, rule)
    both = np.array(_overlap(check, state))
    chance = np.array([_random(text) for text in texts])
    length = np.array([float(len(text.split())) for text in texts])
    return models | {
        "words shared with the turn before": (both, both),
        "random weights": (chance, chance),
        "TF-IDF trained on this corpus, 5 folds": (domain, (domain >= 0.5).astype(float)),
        "length alone": (length, length),
        "holds a “?”": (mark, mark),
    }


def groups(corpus: str, found: Sequence[Row]) -> list[str]:
    """Name what is drawn whole: a conversation, or 50 turns where boundaries are lost."""
    if corpus == "oasis":
        return [f"{row['conversation']}/{row['turn'] // 50}" for row in found]
    return [str(row["conversation"]) for row in found]


def drawn(corpus: str) -> int:
    """Count what is drawn whole in a corpus."""
    every = {check.corpus: check.truth for check in CHECKS}
    return len(set(groups(corpus, [r for r in _rows(corpus) if every[corpus](r) is not None])))


def _overlap(check: Check, state: str) -> list[float]:
    shared, before = [], ""
    for row in _rows(check.corpus):
        text = stripped(row["text"]) if state == BARE else row["text"]
        if check.truth(row) is not None:
            own, said = set(content(text)), set(content(before))
            shared.append(len(own & said) / max(1, len(own)))
        before = text
    return shared


def _random(text: str) -> float:
    """Add a random weight for every word: what a net that learned nothing would rank by."""
    words = text.lower().split() or [""]
    total = sum(Random(crc32(w.encode())).gauss(0, 1) for w in words)
    return float(total / len(words) ** 0.5)


def _in_domain(texts: Sequence[str], truth: Floats, names: Sequence[str]) -> Floats:
    """Give out-of-fold probabilities of TF-IDF and logistic regression, grouped by conversation."""
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+|[?!]", sublinear_tf=True),
        LogisticRegression(max_iter=400, C=4, class_weight="balanced"),
    )
    folds = GroupKFold(n_splits=5)
    found = cross_val_predict(
        model, list(texts), truth, groups=list(names), cv=folds, method="predict_proba"
    )
    result: Floats = np.asarray(found)[:, 1]
    return result


def _gates(check: Check, state: str, rank: Figure, hit: Figure | None) -> str:
    said = []
    for where, measure, least in check.gates:
        figure = rank if measure == "auc" else hit
        if where == state and figure is not None:
            met = "met" if figure.value >= least else "MISSED"
            said.append(f"{measure.upper()} {least:.2f} {met}")
    return ", ".join(said)


def quality(encoder: DoorsEncoder) -> Iterator[str]:
    """Tell good from poor interviews by the predicted share of a behaviour, one row a measure."""
    talks: dict[str, list[Row]] = {}
    for row in _rows("annomi"):
        if row["labels"].get("question_exists") is not None:
            talks.setdefault(str(row["conversation"]), []).append(row)
    good = np.array([float(turns[0]["meta"]["mi_quality"] == "high") for turns in talks.values()])
    for head, sign, gate in QUALITY:
        share = np.array([
            np.mean([encoder.heads(row["text"]).get(head, 0.0) for row in turns])
            for turns in talks.values()
        ])  # fmt: skip
        found = interval(over(auc, good, sign * share), list(talks))
        met = "met" if found.value >= gate else "MISSED"
        poor = f"{len(good)} interviews, {int((good == 0).sum())} poor"
        yield f"| share of {head} | {poor} | {found} | {gate:.2f} {met} |"
