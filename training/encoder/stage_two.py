"""Stage two: the corpus' calls and written sets, with a share of stage one so that it stays."""

import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from sevendoors.engines.wordpiece import WordPiece
from training.data import WORK
from training.encoder.batch import batch, batches
from training.encoder.learn import Stage, pieces, run, weigh
from training.encoder.lesson import ACTS, ALONE, CUES, GRADES, PAIR, Lesson
from training.encoder.net import Net
from training.encoder.own import of_act_sets, of_answer_sets, of_calls
from training.encoder.stage_one import lessons, meaning_of

EPOCHS = 2
REPLAY = 4000
FEWEST = 8
JUDGED = (*CUES, *(a for a in ACTS if a != "backchannel"))


def drawn(seed: int) -> tuple[Lesson, ...]:
    """Give the lessons of one epoch: everything of our own, and a sample of stage one."""
    other = Random(seed).sample(lessons(seed), REPLAY)
    return (*of_calls("train"), *of_answer_sets(), *of_act_sets(), *other)


def on_dev(net: Net, cut: WordPiece) -> float:
    """Give the mean AUC of cues, acts and grades on the development calls."""
    held = [x for x in of_calls("dev") if x.source in ("calls", "calls-answers")]
    found = []
    for paired, heads in ((False, JUDGED), (True, GRADES)):
        kind = [x for x in held if (x.reply is not None) == paired]
        score = predict(net, cut, kind, paired=paired)
        names = PAIR if paired else ALONE
        for head in heads:
            known = [i for i, x in enumerate(kind) if head in x.labels]
            truth = [kind[i].labels[head] > 0.5 for i in known]
            if FEWEST <= sum(truth) <= len(truth) - FEWEST:
                column = score[known, names.index(head)]
                found.append(roc_auc_score(truth, column))
                print(f"  {head}: AUC {found[-1]:.3f} (n {len(truth)}, {sum(truth)} yes)")
    return float(np.mean(found)) if found else 0.0


def predict(net: Net, cut: WordPiece, kind: Sequence[Lesson], *, paired: bool) -> np.ndarray:
    """Give the logits of lessons in their order."""
    place = {id(lesson): i for i, lesson in enumerate(kind)}
    result = np.zeros((len(kind), len(PAIR if paired else ALONE)), dtype=np.float32)
    with torch.no_grad():
        for group in batches(kind, 64, 0):
            one = batch(group, cut, None)
            state, mean = net(one.ids, one.kinds, one.mask, one.focus)
            logits = net.read_pair(mean) if paired else net.read_alone(state, mean, one.focus)[0]
            for lesson, row in zip(group, logits.numpy(), strict=True):
                result[place[id(lesson)]] = row
    return result


def main(seed: int) -> None:
    """Train stage two from stage one's weights and leave the best epoch under .training."""
    torch.manual_seed(seed)
    net = Net()
    net.load_state_dict(torch.load(WORK / "one-1-done.pt"))
    every = drawn(seed)
    print(f"{len(every)} lessons an epoch", flush=True)
    stage = Stage(name="two", epochs=EPOCHS, draw=drawn, score=on_dev, rate=7e-5,
                  meaning=meaning_of(Net()), settled_words=True)  # fmt: skip
    run(net, stage, seed, WORK, (weigh(every, ALONE), weigh(every, PAIR)))


def score_of(path: Path) -> float:
    """Give the score of trained weights on the development calls."""
    net = Net()
    net.load_state_dict(torch.load(path))
    return on_dev(net.eval(), pieces())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
