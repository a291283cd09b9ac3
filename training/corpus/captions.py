"""Renders a call as a caption tool would have heard it: `... captions` writes a fifth of them.

The labels of a call hold for its captions turn by turn.
"""

from dataclasses import dataclass
from random import Random

from training.corpus.calls import FOLDER, Call, Said, names, read
from training.encoder.noise import misheard

WRONG_SPLIT = 0.08  # share of turns whose last words are given to the next speaker
MOST_MOVED = 3
EVERY = 5  # one call in five is kept as captions too


@dataclass(frozen=True, slots=True)
class Caption:
    """A call in captions: its turns, one for each turn of the call, so that labels hold."""

    call: Call
    turns: tuple[Said, ...]


def captions(call: Call, seed: int = 5) -> Caption:
    """Give the call lower case, unpunctuated, misheard in places, with some wrong splits.

    A wrong split hands one to three last words of a turn to the next speaker, as recorders do.
    """
    dice = Random(f"{seed}/{call.name}")
    texts = [misheard(turn.text, dice) or "mhm" for turn in call.turns]
    for place in range(len(texts) - 1):
        words = texts[place].split()
        if dice.random() < WRONG_SPLIT and len(words) > 8:
            moved = dice.randint(1, MOST_MOVED)
            texts[place] = " ".join(words[:-moved])
            texts[place + 1] = " ".join([*words[-moved:], texts[place + 1]])
    turns = (Said(t.name, t.side, x) for t, x in zip(call.turns, texts, strict=True))
    return Caption(call, tuple(turns))


def main() -> None:
    """Write every fifth call as captions to corpus/captions, one turn a line."""
    for name in names()[::EVERY]:
        path = FOLDER / "captions" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = (f"{turn.name}: {turn.text}" for turn in captions(read(name)).turns)
        path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
