"""Writes the shipped model folder from trained weights: network, heads, calibration, card."""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch

from sevendoors.engines.encoder import load
from sevendoors.engines.shipped import FOLDER, MODEL
from training.encoder.calibrate import tables
from training.encoder.card import card
from training.encoder.export import export
from training.encoder.lesson import ALONE, PAIR, Lesson
from training.encoder.net import Net
from training.encoder.own import of_act_sets, of_answer_sets, of_calls
from training.encoder.permissive import alone, held_out, marks, pairs
from training.encoder.stage_one import lessons

VERSION = "2"


def held() -> tuple[Lesson, ...]:
    """Give the talk kept for calibration: development calls, and one in twelve of other talk.

    Where development calls know a head, they alone calibrate it.
    """
    own = of_calls("dev")
    known = {(x.reply is not None, head) for x in own for head in x.labels}
    others = [x for x in (*alone(99), *marks(99), *pairs(99)) if held_out(x)]
    rest = []
    for lesson in others:
        labels = {h: v for h, v in lesson.labels.items()
                  if (lesson.reply is not None, h) not in known}  # fmt: skip
        if labels:
            rest.append(Lesson(source=lesson.source, group=lesson.group, text=lesson.text,
                               reply=lesson.reply, labels=labels))  # fmt: skip
    return (*own, *rest)


def rows(lessons_: Sequence[Lesson]) -> dict[str, dict[str, int]]:
    """Count the lessons behind each head by source."""
    found: dict[str, Counter[str]] = {}
    for lesson in lessons_:
        for head in lesson.labels:
            kind = f"pair {head}" if lesson.reply is not None else head
            found.setdefault(kind, Counter())[lesson.source] += 1
    return {head: dict(sorted(count.items())) for head, count in sorted(found.items())}


def main(weights: Path, seeds: str) -> None:
    """Export, calibrate and write the configuration."""
    net = Net()
    net.load_state_dict(torch.load(weights))
    net.eval()
    export(net, FOLDER)
    (FOLDER / "model-fp32.onnx").unlink()
    plain = {kind: {state: {head: [1.0, 0.0] for head in heads}
                    for state in ("punctuated", "bare")}
             for kind, heads in (("alone", ALONE), ("pair", PAIR))}  # fmt: skip
    config: dict[str, Any] = {"name": MODEL, "version": VERSION, "seeds": seeds, "weak": [], "thresholds": {},
              "firm": {}, "calibration": plain}  # fmt: skip
    _write(config)
    made = (*lessons(1), *of_calls("train"), *of_answer_sets(), *of_act_sets())
    own = {head for lesson in of_calls("dev") for head in lesson.labels}
    config["rows"] = rows(made)
    config |= tables(load(FOLDER, 2), held(), config["rows"])
    config["calibrated_on_calls"] = sorted(own)
    _write(config)
    (FOLDER / "README.md").write_text(card(MODEL, VERSION, made), "utf-8")


def _write(config: Mapping[str, object]) -> None:
    text = json.dumps(config, indent=1, sort_keys=True)
    (FOLDER / "config.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "1")
