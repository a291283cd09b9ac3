"""How well each kind of chance is found on the corpus' test calls, beside people's and baselines."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sevendoors.app.base.words import CHANCE_WORDS
from sevendoors.core.codes import CHANCES, Cue
from training.corpus.agreement import ac1, alpha
from training.corpus.agreement import f1 as pair_f1
from training.encoder.lesson import CUES, Lesson
from training.encoder.own import of_calls
from training.evidence.stats import (
    Figure,
    Floats,
    Places,
    auc,
    brier,
    ece,
    f1,
    interval,
    over,
    precision,
    recall,
    reliability,
)
from training.evidence.truth import Spot

GAP = 0.10
HEAD = (
    "| chance | state | n turns | yes | precision | recall | F1 | AUC | alpha to settled | "
    "readings' F1 | readings' alpha | readings' AC1 |\n" + "|---" * 12 + "|"
)


def table(found: Sequence[Spot], state: str) -> tuple[list[str], dict[Cue, Figure], float]:
    """Give table lines, F1 per kind, and the mean F1 of one reading against the other."""
    lines, ours, theirs = [], {}, []
    for code in CHANCES:
        own = [spot for spot in found if spot.code is code]
        truth, said, p, names = _arrays(own)
        both = [(spot.one, spot.two) for spot in own]
        ours[code] = interval(over(f1, truth, said), names)
        theirs.append(pair_f1(both))
        figures = (
            interval(over(precision, truth, said), names),
            interval(over(recall, truth, said), names),
            ours[code],
            interval(over(auc, truth, p), names),
        )
        told = alpha([(spot.truth, spot.said) for spot in own])
        lines.append(
            f"| {code} | {state} | {len(own)} | {int(truth.sum())} | "
            + " | ".join(map(str, figures))
            + f" | {told:.2f} | {theirs[-1]:.2f} | {alpha(both):.2f} | {ac1(both):.2f} |"
        )
    return lines, ours, float(np.mean(theirs))


def _arrays(spots: Sequence[Spot]) -> tuple[Floats, Floats, Floats, list[str]]:
    return (
        np.array([float(spot.truth) for spot in spots]),
        np.array([float(spot.said) for spot in spots]),
        np.array([spot.p for spot in spots]),
        [spot.call for spot in spots],
    )


def calibration(found: Sequence[Spot], state: str) -> list[str]:
    """Give Brier score, calibration error and the curve over all kinds together."""
    truth, _, p, names = _arrays(found)
    rate = float(truth.mean())
    curve = "; ".join(f"{a:.2f} → {b:.2f} (n {n})" for a, b, n in reliability(truth, p))
    return [
        f"| {state} | {len(found)} | {interval(over(brier, truth, p), names)} | "
        f"{rate * (1 - rate):.3f} | "
        f"{interval(over(ece, truth, p), names)} | {curve} |"
    ]


def baselines(found: Sequence[Spot], state: str) -> list[str]:
    """Give the AUC of simpler ways on the same turns: length, overlap, a mark, and two trained ones."""
    train = [x for x in of_calls("train") if x.spanned]
    from training.evidence.random_net import random_vectors  # noqa: PLC0415  (it needs torch)

    vectors = random_vectors([x.text for x in train]), random_vectors(_texts(found))
    place = {text: i for i, text in enumerate(_texts(found))}
    lines = []
    for code in CHANCES:
        own = [spot for spot in found if spot.code is code]
        truth, _, p, names = _arrays(own)
        texts = [spot.text for spot in own]
        ways = {
            "engine": p,
            "length": np.array([float(len(text.split())) for text in texts]),
            "overlap": np.array([_overlap(spot.before, spot.text) for spot in own]),
            "holds “?”": np.array([float("?" in text) for text in texts]),
            "random network": _fitted(train, code, vectors)[[place[text] for text in texts]],
            "TF-IDF": _tfidf(train, code, texts),
        }
        cells = " | ".join(str(interval(over(auc, truth, way), names)) for way in ways.values())
        lines.append(f"| {code} | {state} | {cells} |")
    return lines


def _texts(found: Sequence[Spot]) -> list[str]:
    return list(dict.fromkeys(spot.text for spot in found))


def _overlap(before: str, text: str) -> float:
    """Give the share of a turn's words that the turn before it held."""
    said = text.lower().split()
    return len(set(said) & set(before.lower().split())) / max(1, len(set(said)))


def _fitted(train: Sequence[Lesson], code: Cue, vectors: tuple[Floats, Floats]) -> Floats:
    """Train a linear head over a network that was never trained."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (only training has it)

    model = LogisticRegression(max_iter=400, class_weight="balanced")
    model.fit(vectors[0], [x.labels[code.lower()] > 0.5 for x in train])
    found: Floats = model.predict_proba(vectors[1])[:, 1]
    return found


def _tfidf(train: Sequence[Lesson], code: Cue, texts: Sequence[str]) -> Floats:
    """Train the usual baseline on the training calls, marks and captions alike."""
    head = code.lower()
    assert head in CUES
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+|[?!]", sublinear_tf=True),
        LogisticRegression(max_iter=400, C=4, class_weight="balanced"),
    )
    model.fit([x.text for x in train], [x.labels[head] > 0.5 for x in train])
    found: Floats = model.predict_proba(list(texts))[:, 1]
    return found


def summary(ours: dict[Cue, Figure], theirs: float, calls: int) -> list[dict[str, object]]:
    """Keep what a reader of a review needs: how often each kind of chance is found right."""
    note = f"{calls} invented calls, labelled by a language model; its two readings agree at F1 {theirs:.2f}, the mean of all kinds"
    return [{"what": f"{CHANCE_WORDS[code]} ({note})", "n": figure.n, "f1": str(figure), "auc": "-"}
            for code, figure in ours.items()]  # fmt: skip


def macro(found: Sequence[Spot]) -> Figure:
    """Give the mean F1 of the seven kinds, drawing whole calls."""
    truth, said, _, names = _arrays(found)
    kind = np.array([CHANCES.index(spot.code) for spot in found])

    def mean(at: Places) -> float:
        parts = [at[kind[at] == k] for k in range(len(CHANCES))]
        return float(np.mean([f1(truth[part], said[part]) for part in parts]))

    figure = interval(mean, names)
    return replace(figure, n=len(set(names)))


def gates(ours: Figure, theirs: float, bare: Figure) -> list[str]:
    """Say which gates were reached and which were missed; ours, bare: macro-F1, its n in calls."""
    return [
        _gate("macro-F1 over the seven chances, at most .10 under one reading's F1 against the other",
              f"{ours} against {theirs:.3f}", ours.value >= theirs - GAP),
        _gate("captions at most .08 below", f"{ours} to {bare}", ours.value - bare.value <= 0.08),
    ]  # fmt: skip


def _gate(what: str, found: str, met: bool) -> str:
    return f"| {what} | {found} | {'met' if met else 'MISSED'} |"
