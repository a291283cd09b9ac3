"""The cast: Marta buys, Jonas sells, Ines leads his team, Otto must see nothing."""

from pathlib import Path

from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
MARTA = Participant(id="p1", name="Marta Oliveira", side=Side.BUYER, side_decided_by="you")
JONAS = Participant(id="p2", name="Jonas Brandt", side=Side.SELLER, side_decided_by="you")
NAMES = {"Marta": MARTA, "Jonas": JONAS}


def a_call(*lines: str, timed: bool = True) -> Conversation:
    """Build a call from lines such as "Marta: we lose a day a month"."""
    turns: list[Turn] = []
    run, before = -1, ""
    for index, line in enumerate(lines):
        name, _, text = line.partition(": ")
        run += name != before
        before = name
        turns.append(
            Turn(
                index=index,
                run=run,
                participant=NAMES[name].id,
                text=text,
                start_ms=index * 8000 if timed else None,
                end_ms=index * 8000 + 7000 if timed else None,
            )
        )
    return Conversation(
        id="0123456789abcdef",
        source="test",
        capabilities=Capabilities(speaker_source="platform", time_kind="relative", has_end=True),
        participants=(MARTA, JONAS),
        turns=tuple(turns),
    )
