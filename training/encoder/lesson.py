"""One thing the encoder learns from: a text alone, or a text and its reply, with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

CUES = ("concern", "priority", "thread", "personal", "ask", "doubt", "decision", "confirm")
ACTS = ("question", "open", "telling", "reflect", "backchannel")
MOVES = ("reflect", "feel", "followup", "probe", "check", "recall", "tailor", "teach", "straight",
         "proof", "commit", "share", "choice", "pivot", "override", "canned")  # fmt: skip
# Heads that only shape the body: labels of other talk that are near a code and are not it.
NEAR = ("heavy", "support", "disclosure", "refusal", "need", "statement", "accept", "focus")
ALONE = (*CUES, "stated", *ACTS, *(m for m in MOVES if m not in ACTS), *NEAR)
GRADES = ("grade1", "grade2", "grade3")  # at least noted, at least taken, opened
PAIR = (*GRADES, "follows", "uptake", *MOVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A text (and a reply to it) with 1 or 0 for each head it can teach; other heads are masked.

    group: what is never split between training and testing. spans: (head, start, end) of words in
    `text` that carry a cue; spanned says whether the absence of a span is knowledge too.
    before: what was said just before, read beside the text and never judged itself.
    """

    source: str
    group: str
    text: str
    reply: str | None = None
    before: str = ""
    labels: Mapping[str, float] = field(default_factory=dict)
    spans: tuple[tuple[str, int, int], ...] = ()
    spanned: bool = False
    weight: float = 1.0
