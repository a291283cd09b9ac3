"""Makes the shipped weights anew: `make train`. Hours on two cores; stops and goes on anywhere."""

import sys
from collections.abc import Sequence
from pathlib import Path

import torch

from training.data import WORK
from training.encoder import release, stage_one, stage_two

SEEDS = (1, 2, 3)


def main(seeds: tuple[int, ...]) -> None:
    """Run stage one once and stage two for every seed; the best on development calls ships.

    The mean of the weights of all seeds is tried too: they began at one place, so it often reads
    better than each (Wortsman et al. 2022, model soups).
    """
    if not (WORK / "one-1-done.pt").exists():
        stage_one.main()
    for seed in seeds:
        if not (WORK / f"two-{seed}-done.pt").exists():
            stage_two.main(seed)
    single = {
        f"{seed} of {', '.join(map(str, seeds))}": WORK / f"two-{seed}-done.pt" for seed in seeds
    }
    together = {f"mean of {', '.join(map(str, seeds))}": mean_of(list(single.values()))}
    scores = {}
    for name, path in (single | together).items():
        scores[name] = stage_two.score_of(path)
        print(f"{name}: {scores[name]:.4f}", flush=True)
    best = max(scores, key=lambda name: scores[name])
    release.main((single | together)[best], best)


def mean_of(paths: Sequence[Path]) -> Path:
    """Write the mean of several weights beside them."""
    held = [torch.load(path) for path in paths]
    mean = {name: sum(one[name] for one in held) / len(held) if held[0][name].is_floating_point()
            else held[0][name] for name in held[0]}  # fmt: skip
    torch.save(mean, WORK / "two-mean.pt")
    return WORK / "two-mean.pt"


if __name__ == "__main__":
    main(tuple(int(seed) for seed in sys.argv[1:]) or SEEDS)
