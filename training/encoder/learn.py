"""One stage of training: seeded, in bfloat16 where the machine has it, resumable at any step."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import torch
from torch import Tensor, nn

from sevendoors.engines.wordpiece import WordPiece, load_wordpiece
from training.encoder.batch import Batch, batch, batches
from training.encoder.lesson import Lesson
from training.encoder.net import Net, weights_folder

SMOOTH = 0.03
SAVE_EVERY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How one stage is run; draw gives the lessons of an epoch, score a figure on dev calls.

    settled_words: the vectors of single words rest, as they do once much other talk was read.
    """

    name: str
    epochs: int
    draw: Callable[[int], Sequence[Lesson]]
    score: Callable[[Net, WordPiece], float] | None = None
    rate: float = 1e-4
    size: int = 32
    meaning: Callable[[Sequence[str]], Tensor] | None = None
    settled_words: bool = False


def pieces() -> WordPiece:
    """Load the vocabulary that came with MiniLM."""
    return load_wordpiece(weights_folder() / "vocab.txt")


def weigh(lessons: Sequence[Lesson], heads: Sequence[str]) -> Tensor:
    """Weigh the rare answer of each head by the root of its rarity, at most five times."""
    result = []
    for head in heads:
        seen = [lesson.labels[head] for lesson in lessons if head in lesson.labels]
        yes = sum(seen)
        result.append(min(5.0, max(1.0, ((len(seen) - yes) / max(1.0, yes)) ** 0.5)))
    return torch.tensor(result)


def loss_of(net: Net, one: Batch, positive: Tensor, meaning: Tensor | None) -> Tensor:
    """Give the loss of a batch: heads that know, pieces that know, and the meaning kept."""
    state, mean = net(one.ids, one.kinds, one.mask, one.focus)
    if one.paired:
        return _masked(net.read_pair(mean), one.target, positive, one.weight)
    logits, words = net.read_alone(state, mean, one.focus)
    loss = _masked(logits, one.target, positive, one.weight)
    known = ~torch.isnan(one.words)
    if known.any():
        truth = one.words[known]
        loss = loss + 0.5 * nn.functional.binary_cross_entropy_with_logits(
            words[known], truth, pos_weight=torch.tensor(3.0)
        )
    if meaning is not None:
        near = torch.cosine_similarity(net.sentence(mean), meaning)
        loss = loss + 0.5 * (1 - near).mean()
    return loss


def _masked(logits: Tensor, target: Tensor, positive: Tensor, weight: Tensor) -> Tensor:
    known = ~torch.isnan(target)
    soft = target.nan_to_num(0.5) * (1 - 2 * SMOOTH) + SMOOTH
    loss = nn.functional.binary_cross_entropy_with_logits(
        logits, soft, reduction="none", pos_weight=positive
    )
    shared = loss * known * weight.unsqueeze(1)
    return shared.sum() / known.sum().clamp(min=1) * known.sum(1).float().mean().clamp(max=6) / 2


def run(net: Net, stage: Stage, seed: int, folder: Path, weights: tuple[Tensor, Tensor]) -> Net:
    """Train one stage and return the network of its best epoch on development calls.

    weights: positive weights for the heads alone and in pairs. A stage that was stopped goes on
    from its last checkpoint in `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / f"{stage.name}-{seed}.pt"
    cut, rare = pieces(), weights
    steps = [list(batches(stage.draw(seed + e), stage.size, seed + e)) for e in range(stage.epochs)]
    total = sum(len(epoch) for epoch in steps)
    net.body.embeddings.word_embeddings.weight.requires_grad_(not stage.settled_words)
    optimiser = _optimiser(net, stage.rate)
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: _rate(s, total))
    done, best = _resume(kept, net, optimiser, plan)
    started, at = time.monotonic(), 0
    for epoch, listed in enumerate(steps):
        for lessons in listed:
            at += 1
            if at <= done:
                continue
            _step(net, stage, lessons, cut, Random(seed * 1_000_003 + at), rare, optimiser, plan)
            if at % 50 == 0:
                print(f"{stage.name} {seed}: step {at}/{total}, {time.monotonic() - started:.0f} s",
                      flush=True)  # fmt: skip
            if at % SAVE_EVERY == 0:
                _save(kept, net, optimiser, plan, at, best)
        if at > done and stage.score:
            figure = stage.score(net.eval(), cut)
            print(f"{stage.name} {seed}: epoch {epoch + 1} scores {figure:.4f}", flush=True)
            if figure > best:
                best = figure
                torch.save(net.state_dict(), folder / f"{stage.name}-{seed}-best.pt")
            net.train()
    if stage.score:
        net.load_state_dict(torch.load(folder / f"{stage.name}-{seed}-best.pt"))
    torch.save(net.state_dict(), folder / f"{stage.name}-{seed}-done.pt")
    kept.unlink(missing_ok=True)
    return net


def _step(
    net: Net, stage: Stage, lessons: Sequence[Lesson], cut: WordPiece, dice: Random,
    rare: tuple[Tensor, Tensor], optimiser: Any, plan: Any,
) -> None:  # fmt: skip
    net.train()
    torch.manual_seed(dice.getrandbits(31))
    one = batch(lessons, cut, dice)
    meaning = None
    if stage.meaning and not one.paired and dice.random() < 0.3:
        meaning = stage.meaning([lesson.text for lesson in lessons])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        loss = loss_of(net, one, rare[1] if one.paired else rare[0], meaning)
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimiser.step()
    plan.step()


def _optimiser(net: Net, rate: float) -> torch.optim.Optimizer:
    named = [(name, p) for name, p in net.named_parameters() if p.requires_grad]
    body = [p for name, p in named if name.startswith("body")]
    heads = [p for name, p in named if not name.startswith("body")]
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": 5 * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _rate(step: int, total: int) -> float:
    warm = max(1, total // 10)
    return step / warm if step < warm else max(0.0, (total - step) / max(1, total - warm))


def _save(kept: Path, net: Net, optimiser: Any, plan: Any, at: int, best: float) -> None:
    states = {"net": net.state_dict(), "optimiser": optimiser.state_dict(),
              "plan": plan.state_dict(), "at": at, "best": best}  # fmt: skip
    torch.save(states, kept.with_suffix(".part"))
    kept.with_suffix(".part").replace(kept)


def _resume(kept: Path, net: Net, optimiser: Any, plan: Any) -> tuple[int, float]:
    if not kept.exists():
        return 0, -1.0
    states = torch.load(kept)
    net.load_state_dict(states["net"])
    optimiser.load_state_dict(states["optimiser"])
    plan.load_state_dict(states["plan"])
    return int(states["at"]), float(states["best"])
