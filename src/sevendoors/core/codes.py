"""The names of what is observed: eight buyer cues, seventeen seller moves, four grades."""

from enum import IntEnum, StrEnum


class Cue(StrEnum):
    """What a buyer does that gives the seller a chance (CONFIRM is evidence, not a chance)."""

    CONCERN = "CONCERN"
    PRIORITY = "PRIORITY"
    THREAD = "THREAD"
    PERSONAL = "PERSONAL"
    ASK = "ASK"
    DOUBT = "DOUBT"
    DECISION = "DECISION"
    CONFIRM = "CONFIRM"


CHANCES: tuple[Cue, ...] = tuple(cue for cue in Cue if cue is not Cue.CONFIRM)


class Move(StrEnum):
    """What a seller does with a chance; the last four lower the grade."""

    REFLECT = "REFLECT"
    FEEL = "FEEL"
    FOLLOWUP = "FOLLOWUP"
    PROBE = "PROBE"
    CHECK = "CHECK"
    RECALL = "RECALL"
    TAILOR = "TAILOR"
    TEACH = "TEACH"
    STRAIGHT = "STRAIGHT"
    PROOF = "PROOF"
    COMMIT = "COMMIT"
    SHARE = "SHARE"
    CHOICE = "CHOICE"
    PIVOT = "PIVOT"
    OVERRIDE = "OVERRIDE"
    TALKOVER = "TALKOVER"
    CANNED = "CANNED"


LOWERING: tuple[Move, ...] = (Move.PIVOT, Move.OVERRIDE, Move.TALKOVER, Move.CANNED)


class Grade(IntEnum):
    """What became of a chance: missed, noted, taken or opened (codebook.md 5)."""

    MISSED = 0
    NOTED = 1
    TAKEN = 2
    OPENED = 3
