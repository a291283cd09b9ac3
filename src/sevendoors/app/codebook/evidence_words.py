"""Plain words for the names that the measurements go by."""

AS_WRITTEN = "as written"
_WORDS = {
    "F1": "judging",
    "AUC": "ranking",
    "annomi": "interviews of counsellors",
    "oasis": "telephone operators",
    "bare": "in lower case without marks",
    "question": "a question was asked",
    "open against closed": "the question was open, not closed",
    "telling": "somebody was told what to do",
    "reflection": "what was said was given back",
    "engine": "the engine",
    "the rules alone": "our rules without the network",
    "words shared with the turn before": "words shared with the turn before",
    "overlap with the turn before": "words shared with the turn before",
    "random weights": "a weight for each word, drawn at random",
    "random network": "the same network, untrained",
    "TF-IDF trained on this corpus, 5 folds": "counted words, trained on this very talk",
    "TF-IDF trained on the training calls": "counted words, trained on our calls",
    "length alone": "the length of the turn",
    "length": "the length of the turn",
    "holds a “?”": "whether it holds a question mark",
    "holds “?”": "whether it holds a question mark",
    "macro-F1 over the seven chances, at most .10 under one reading's F1 against the other": (
        "Over the seven kinds, judging at most 0.10 behind one reading against the other"
    ),
    "captions at most .08 below": "With captions partly misheard, judging at most 0.08 lower",
    "share of reflect": "Good interviews told from poor ones by how much was given back (ranking)",
    "share of telling": "Good interviews told from poor ones by how much was told (ranking)",
}
_PARTS = (
    ("grades of matched chances, quadratic kappa", "Grades, agreement beyond luck (kappa)"),
    ("settled as 2 or 3, called 0 by the engine",
     "Share of taken or opened answers that were called missed"),
    ("priorities in the notes, precision", "What matters most in the notes: share that is right"),
    ("findings of a review, agreed with by a blind reader",
     "Findings put first in a review: share a blind reader agreed with"),
    ("promises in the notes, agreed with by a blind reader",
     "Promises in the notes: share a blind reader agreed with"),
    ("uptake, Spearman", "How far a teacher builds on a pupil, in order (Spearman)"),
    ("(captions)", "(captions, partly misheard)"),
)  # fmt: skip


def said(name: str) -> str:
    """Say the name of a measurement, a rival or a state of the text in plain words."""
    if name in _WORDS:
        return _WORDS[name]
    for old, new in _PARTS:
        name = name.replace(old, new)
    return name
