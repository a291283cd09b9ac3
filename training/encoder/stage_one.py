"""Stage one: what people do in talk of any kind, from the permissive corpora alone."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import torch
from torch import Tensor

from training.data import WORK
from training.encoder.batch import batch
from training.encoder.learn import Stage, pieces, run, weigh
from training.encoder.lesson import ALONE, PAIR, Lesson
from training.encoder.net import Net
from training.encoder.permissive import alone, held_out, marks, pairs


@lru_cache(maxsize=2)
def lessons(seed: int) -> tuple[Lesson, ...]:
    """Give all lessons of stage one, drawn anew for each epoch, less those kept for calibration."""
    found = (*alone(seed), *marks(seed), *pairs(seed))
    return tuple(lesson for lesson in found if not held_out(lesson))


def meaning_of(net: Net) -> Callable[[Sequence[str]], Tensor]:
    """Give MiniLM's own sentence vectors, from a copy that never learns."""
    cut = pieces()
    teacher = net.eval()

    def read(texts: Sequence[str]) -> Tensor:
        one = batch([Lesson(source="", group="", text=t or ".") for t in texts], cut, None)
        with torch.no_grad():
            _, mean = teacher(one.ids, one.kinds, one.mask, one.focus)
        return torch.nn.functional.normalize(mean, dim=1)

    return read


def main(seed: int = 1) -> None:
    """Train stage one and leave its weights under .training."""
    torch.manual_seed(seed)
    every = lessons(seed)
    print(f"{len(every)} lessons", flush=True)
    stage = Stage(name="one", epochs=2, draw=lessons, meaning=meaning_of(Net()))
    run(Net(), stage, seed, WORK, (weigh(every, ALONE), weigh(every, PAIR)))


if __name__ == "__main__":
    main()
