"""A network of the same shape with weights nobody trained: what size alone is worth."""

from collections.abc import Sequence

import numpy as np
import torch

from training.encoder.batch import batch, batches
from training.encoder.learn import pieces
from training.encoder.lesson import Lesson
from training.encoder.net import Net
from training.evidence.stats import Floats

SEED = 5


def random_vectors(texts: Sequence[str]) -> Floats:
    """Give the mean vectors of texts from random weights; shape (n, 384), in the order given."""
    torch.manual_seed(SEED)
    net = Net()
    net.body.apply(_shaken)
    net.eval()
    lessons = [Lesson(source="", group="", text=text) for text in texts]
    place = {id(lesson): i for i, lesson in enumerate(lessons)}
    found = np.zeros((len(texts), 384))
    with torch.no_grad():
        for group in batches(lessons, 64, 0):
            one = batch(group, pieces(), None)
            _, mean = net(one.ids, one.kinds, one.mask, one.focus)
            for lesson, row in zip(group, mean.numpy(), strict=True):
                found[place[id(lesson)]] = row
    return found


def _shaken(module: torch.nn.Module) -> None:
    if isinstance(module, torch.nn.Linear | torch.nn.Embedding):
        torch.nn.init.normal_(module.weight, std=0.05)
