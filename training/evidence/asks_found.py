"""What 1,017 real asks say of winning: most lies between buyers, and a ranking by wins tells nothing of the next.

The published data's lessons (PersuasionForGood, Wang et al. 2019) are found again from the raw files,
with detectors of two kinds: the shipped ones, which learned from some of these texts though never
from a gift, and clean ones, which never saw any of them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.stats import spearmanr

from sevendoors.core.conversation import Side
from sevendoors.measure.text import is_question, stems, words
from training.cases.persuasion import Ask, asks
from training.evidence.asks_read import HEADS, keep, kept
from training.evidence.stats import Figure, Floats, auc, interval, over

SHARES = (0.3, 0.5, 0.6, 0.8, 1.0)
MAIN = 0.6
FEWEST_OF_ONE = 4
_ROUNDS, _FOLDS = 4, 5
Json = dict[str, Any]


def measured() -> Json:
    """Give every figure of the section."""
    keep("turns")
    keep("asks")
    every = asks()
    won = np.array([float(ask.won) for ask in every])
    buyers = [ask.buyer for ask in every]
    sold = {one["name"]: one["sold"] for one in kept("turns")}
    read = {one["name"]: one["moments"] for one in kept("asks")}
    curves = {kind: {str(share): _auc(_features(every, sold, kind, share), won, buyers) for share in SHARES}
              for kind in ("words alone", "clean", "shipped")}  # fmt: skip
    taken = {str(share): _taken(every, read, won, share) for share in (MAIN, 1.0)}
    return {
        "asks": len(every), "gave": int(won.sum()),
        "sellers": len({a.seller for a in every}), "buyers": len(set(buyers)),
        "half": halves(every), "icc": {"buyer": _icc(won, buyers), "seller": _icc(won, [a.seller for a in every])},
        "auc": curves, "taken": taken, "gain": _gain(every, sold, won, buyers),
    }  # fmt: skip


def _told(figure: Figure) -> list[float]:
    return [round(figure.value, 4), round(figure.low, 4), round(figure.high, 4), figure.n]


def halves(every: Sequence[Ask]) -> Json:
    """Rank sellers by wins on odd asks, and look at the even ones."""
    mine: dict[str, list[float]] = {}
    for ask in every:
        mine.setdefault(ask.seller, []).append(float(ask.won))
    many = [found for found in mine.values() if len(found) >= FEWEST_OF_ONE]
    odd = np.array([np.mean(found[::2]) for found in many])
    even = np.array([np.mean(found[1::2]) for found in many])

    def rho(at: np.ndarray) -> float:
        return float(spearmanr(odd[at], even[at])[0])

    top = np.argsort(-odd, kind="stable")[: round(len(many) / 3)]
    return {"rho": _told(interval(rho, [str(k) for k in range(len(many))])), "sellers": len(many),
            "top odd": round(float(odd[top].mean()), 4), "top even": round(float(even[top].mean()), 4),
            "all": round(float(np.concatenate(many).mean()), 4)}  # fmt: skip


def _icc(won: Floats, who: Sequence[str]) -> list[float]:
    """Give the share of the spread that lies between people (one-way, people with two asks or more)."""
    seen: dict[str, list[int]] = {}
    for place, name in enumerate(who):
        seen.setdefault(name, []).append(place)
    held = [(name, place) for name, places in seen.items() if len(places) > 1 for place in places]
    names, y = [name for name, _ in held], won[[place for _, place in held]]
    begins = np.array([place == 0 or name != names[place - 1] for place, name in enumerate(names)])

    def one(at: np.ndarray) -> float:
        # A person drawn twice is two people with the same asks, or the draw would make them alike.
        g, v = np.cumsum(begins[at]) - 1, y[at]
        n = np.bincount(g)
        mean = np.bincount(g, v) / n
        between = float((n * (mean - v.mean()) ** 2).sum() / max(1, len(n) - 1))
        within = float(((v - mean[g]) ** 2).sum() / max(1, len(v) - len(n)))
        size = float((n.sum() - (n**2).sum() / n.sum()) / max(1, len(n) - 1))
        return (between - within) / (between + (size - 1) * within) if between + within else 0.0

    return _told(interval(one, names))


def _features(every: Sequence[Ask], sold: Json, kind: str, share: float) -> Floats:
    """Lay out what the seller did in the first share of each ask."""
    return np.array([_of_one(ask, sold[ask.name], kind, share) for ask in every])


def _of_one(ask: Ask, sold: Sequence[Json], kind: str, share: float) -> list[float]:
    end = max(2, round(share * len(ask.lines)))
    lines = ask.lines[:end]
    mine = [text for side, text in lines if side is Side.SELLER]
    theirs = [text for side, text in lines if side is Side.BUYER]
    long = [len(words(text)) for text in mine] or [0]
    if kind == "words alone":
        taken_up = [
            len(stems(a) & stems(b))
            for (s, a), (_, b) in zip(lines, lines[1:], strict=False)
            if s is Side.BUYER
        ]
        return [float(np.mean(long)), float(np.std(long)), len(mine) and sum(map(is_question, mine)) / len(mine),
                float(np.mean(taken_up or [0])), sum("you" in words(t) for t in mine) / max(1, len(mine)),
                sum(long) / max(1, sum(long) + sum(len(words(t)) for t in theirs))]  # fmt: skip
    heard = np.array([turn[kind] for turn in sold if turn["turn"] < end] or [[0.0] * len(HEADS)])
    return [*heard.mean(axis=0), float(np.mean(long))]


def _scores(x: Floats, won: Floats, buyers: Sequence[str]) -> Floats:
    """Foretell each gift from the other buyers' asks, over several ways of cutting them into folds."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (only training has it)
    from sklearn.model_selection import GroupKFold  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    names = np.unique(buyers, return_inverse=True)[1]
    found = np.zeros(len(won))
    for turn in range(_ROUNDS):
        mixed = np.random.default_rng(turn).permutation(names.max() + 1)[names]
        for train, test in GroupKFold(_FOLDS, shuffle=True, random_state=turn).split(
            x, groups=mixed
        ):
            model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=500))
            found[test] += model.fit(x[train], won[train]).predict_proba(x[test])[:, 1]
    return found / _ROUNDS


def _auc(x: Floats, won: Floats, buyers: Sequence[str]) -> list[float]:
    return _told(interval(over(auc, won, _scores(x, won, buyers)), buyers))


def _gain(every: Sequence[Ask], sold: Json, won: Floats, buyers: Sequence[str]) -> Json:
    """Say how much higher the figure stands when the decision is read along, with its interval."""
    found = {}
    for kind in ("words alone", "clean", "shipped"):
        part, whole = (_scores(_features(every, sold, kind, s), won, buyers) for s in (MAIN, 1.0))

        def more(at: np.ndarray, a: Floats = part, b: Floats = whole) -> float:
            return auc(won[at], b[at]) - auc(won[at], a[at])

        found[kind] = _told(interval(more, buyers))
    return found


def _taken(every: Sequence[Ask], read: Json, won: Floats, share: float) -> Json:
    """Lay the share of chances taken beside the gift: which asks with more taken ended with one."""
    rows = []
    for place, ask in enumerate(every):
        end = round(share * len(ask.lines))
        mine = [
            m
            for m in read.get(ask.name, ())
            if m["grade_p"] and max([m["turn"], *m["turns"]]) < end
        ]
        if mine:
            rows.append(
                (
                    place,
                    float(np.mean([m["grade_p"][2] + m["grade_p"][3] for m in mine])),
                    len(mine),
                )
            )
    at = np.array([row[0] for row in rows])
    score = np.array([row[1] for row in rows])
    names = [every[k].buyer for k in at]
    half = score > np.median(score)
    return {"auc": _told(interval(over(auc, won[at], score), names)), "chances": sum(r[2] for r in rows),
            "more": [round(float(won[at][half].mean()), 4), int(half.sum())],
            "less": [round(float(won[at][~half].mean()), 4), int((~half).sum())]}  # fmt: skip
