"""Measures the shipped engine on talk it never saw: `make evidence` writes docs/evidence.md."""

import math
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline

from sevendoors.engines.features import SIZE, slots
from sevendoors.engines.linear import load
from sevendoors.engines.shipped import FOLDER
from sevendoors.measure.text import content, is_question
from training.data import CORPORA, Row, rows, stripped

PAGE = Path(__file__).parent.parent / "docs" / "evidence.md"
DRAWS = 200
SEED = 11
# The others rank turns and have no threshold of their own.
_JUDGES = ("engine", "the product's rule", "holds a “?”", "TF-IDF trained on this corpus, 5 folds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One construct on one corpus, with the gate the project set itself."""

    corpus: str
    construct: str
    head: str
    truth: Callable[[Row], bool | None]
    gate_auc: float | None = None
    gate_f1: float | None = None


def _label(name: str) -> Callable[[Row], bool | None]:
    return lambda row: row["labels"].get(name)


def _open(row: Row) -> bool | None:
    kind = row["labels"].get("question_subtype")
    return None if kind is None else kind == "open"


def _asks(row: Row) -> bool | None:
    return row["labels"].get("da") in ("reqInfo", "reqDirect", "reqModal")


CHECKS = (
    Check(corpus="annomi", construct="question", head="question",
          truth=_label("question_exists"), gate_f1=0.91, gate_auc=0.92),
    Check(corpus="annomi", construct="open against closed", head="open", truth=_open, gate_auc=0.80),
    Check(corpus="annomi", construct="telling", head="telling",
          truth=_label("therapist_input_exists"), gate_auc=0.84),
    Check(corpus="annomi", construct="reflection (no head yet: telling stands in)", head="telling",
          truth=_label("reflection_exists"), gate_auc=0.82, gate_f1=0.62),
    Check(corpus="oasis", construct="question", head="question", truth=_asks,
          gate_auc=0.93, gate_f1=0.65),
)  # fmt: skip


def groups(corpus: str, found: Sequence[Row]) -> list[str]:
    """Name what is drawn whole: a conversation, or 50 turns where boundaries are lost."""
    if corpus == "oasis":
        return [f"{row['conversation']}/{row['turn'] // 50}" for row in found]
    return [str(row["conversation"]) for row in found]


def interval(
    score: Callable[[np.ndarray], float], names: Sequence[str]
) -> tuple[float, float, float]:
    """Give a figure with its 95 % interval, drawing whole conversations again and again."""
    dice = np.random.default_rng(SEED)
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    keys = list(places)
    draws = []
    for _ in range(DRAWS):
        chosen = dice.integers(0, len(keys), len(keys))
        index = np.concatenate([places[keys[i]] for i in chosen])
        value = score(index)
        if not math.isnan(value):
            draws.append(value)
    low, high = np.quantile(draws, [0.025, 0.975])
    return score(np.arange(len(names))), float(low), float(high)


def figures(check: Check, bare: bool) -> list[str]:
    """Measure one construct, and the baselines on the same rows; returns table lines."""
    path = CORPORA / "evaluate" / check.corpus / f"{check.corpus}.jsonl.gz"
    found = [row for row in rows(path) if check.truth(row) is not None]
    texts = [stripped(row["text"]) if bare else row["text"] for row in found]
    truth = np.array([bool(check.truth(row)) for row in found])
    names = groups(check.corpus, found)
    encoder = load(FOLDER)
    models = {
        "engine": np.array([encoder.heads(text)[check.head] for text in texts]),
        "the product's rule": np.array([is_question(text) for text in texts], dtype=float),
        "words shared with the turn before": _overlap(path, check, bare),
        "random weights": _random(texts),
        "TF-IDF trained on this corpus, 5 folds": _in_domain(texts, truth, names),
        "length alone": np.array([len(text.split()) for text in texts], dtype=float),
        "holds a “?”": np.array(["?" in text for text in texts], dtype=float),
    }
    state = "bare" if bare else "as written"
    if check.head != "question":
        del models["the product's rule"]
    state_key = "bare" if bare else "punctuated"
    cut = encoder.config["thresholds"][state_key][check.head]
    lines = []
    for name, score in models.items():
        limit = cut if name == "engine" else 0.5
        auc = interval(_over(_auc, truth, score), names)
        f1 = interval(_over(_f1, truth, score >= limit), names)
        gates = _gates(check, bare, auc[0], f1[0]) if name == "engine" else ""
        lines.append(
            f"| {check.corpus} | {check.construct} | {state} | {name} | {len(found)} | "
            f"{_shown(auc)} | {_shown(f1) if name in _JUDGES else '-'} | {gates} |"
        )
    return lines


def _overlap(path: Path, check: Check, bare: bool) -> np.ndarray:
    shared, before = [], ""
    for row in rows(path):
        text = stripped(row["text"]) if bare else row["text"]
        if check.truth(row) is not None:
            own, said = set(content(text)), set(content(before))
            shared.append(len(own & said) / max(1, len(own)))
        before = text
    return np.array(shared)


def _random(texts: Sequence[str]) -> np.ndarray:
    dice = np.random.default_rng(SEED).normal(size=SIZE)
    return np.array([dice[slots(text)].sum() / math.sqrt(len(slots(text))) for text in texts])


def _in_domain(texts: Sequence[str], truth: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Give out-of-fold probabilities of TF-IDF and logistic regression, grouped by conversation."""
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+|[?!]", sublinear_tf=True),
        LogisticRegression(max_iter=400, C=4, class_weight="balanced"),
    )
    folds = GroupKFold(n_splits=5)
    found = cross_val_predict(
        model, list(texts), truth, groups=list(names), cv=folds, method="predict_proba"
    )
    return np.asarray(found)[:, 1]


def _over(
    measure: Callable[[np.ndarray, np.ndarray], float], truth: np.ndarray, said: np.ndarray
) -> Callable[[np.ndarray], float]:
    return lambda places: measure(truth[places], said[places])


def _auc(truth: np.ndarray, score: np.ndarray) -> float:
    return float(roc_auc_score(truth, score)) if 0 < truth.sum() < len(truth) else math.nan


def _f1(truth: np.ndarray, score: np.ndarray) -> float:
    return float(f1_score(truth, score, zero_division=0.0))


def _shown(figure: tuple[float, float, float]) -> str:
    return f"{figure[0]:.3f} [{figure[1]:.3f}, {figure[2]:.3f}]"


def _gates(check: Check, bare: bool, auc: float, f1: float) -> str:
    said = []
    if check.gate_auc is not None and (check.corpus == "oasis" or bare or check.head != "question"):
        said.append(f"AUC {check.gate_auc:.2f} {'met' if auc >= check.gate_auc else 'MISSED'}")
    if check.gate_f1 is not None and not (bare and check.corpus == "annomi"):
        said.append(f"F1 {check.gate_f1:.2f} {'met' if f1 >= check.gate_f1 else 'MISSED'}")
    return ", ".join(said)


def main() -> None:
    """Measure everything and write the page."""
    lines = []
    for check in CHECKS:
        for bare in (False, True):
            lines += figures(check, bare)
        print("\n".join(lines[-6:]))
    today = datetime.now(UTC).date().isoformat()
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    PAGE.write_text(
        HEAD.format(today=today, machine=machine) + "\n".join(lines) + "\n" + TAIL, "utf-8"
    )


HEAD = """# Evidence

Written by `make evidence` on {today} ({machine}).
The shipped engine never saw these corpora: AnnoMI (motivational interviews, labelled by experts; most transcripts by one) and OASIS (telephone operators, labelled by annotators).
Intervals are 95 %, drawing whole conversations (OASIS: blocks of 50 turns) 200 times.
“bare” is the same text in lower case without marks, as captions are.
The engine's threshold was chosen on held-out conversations of its training corpora.
Gates are the project's own, set before the engine was built; a gate that is missed is printed as missed.

| corpus | construct | text | model | n | AUC | F1 | gate |
|---|---|---|---|---|---|---|---|
"""
TAIL = """
## What no figure stands behind yet

No public corpus holds labels for the seven chances in sales talk, so CONCERN, PRIORITY, THREAD, PERSONAL, DOUBT and DECISION are found by rules whose worth is **not measured**.
They are called weak wherever they are shown, and their probabilities are judgement.
Grades are given by rules after the codebook's tables; they too are not measured against people.

| What it rests on | Which |
|---|---|
| measured | question, open, telling (this page) |
| published | that sums over many moments are steadier than single ones |
| judgement | all thresholds of chances and grades, the guess at sides (.9), the language check (.22) |
"""

if __name__ == "__main__":
    main()
