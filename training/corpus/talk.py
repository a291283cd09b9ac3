"""A call of the corpus as the product reads a transcript: sides known, no times."""

from collections.abc import Sequence
from hashlib import sha256

from sevendoors.core.conversation import Capabilities, Conversation, Participant, Turn
from training.corpus.calls import Call, Said


def talk_of(call: Call, turns: Sequence[Said] | None = None) -> Conversation:
    """Give the conversation of a call, or of its captions where turns are given."""
    said = tuple(turns or call.turns)
    names = list(dict.fromkeys(turn.name for turn in said))
    sides = {turn.name: turn.side for turn in said}
    made: list[Turn] = []
    for place, turn in enumerate(said):
        same = place > 0 and said[place - 1].name == turn.name
        run = made[-1].run + (not same) if made else 0
        made.append(
            Turn(index=place, run=run, participant=f"p{names.index(turn.name)}", text=turn.text)
        )
    return Conversation(
        id=sha256(call.name.encode()).hexdigest()[:16],
        source="corpus",
        capabilities=Capabilities(speaker_source="platform"),
        participants=tuple(
            Participant(id=f"p{i}", name=name, side=sides[name], side_decided_by="corpus")
            for i, name in enumerate(names)
        ),
        turns=tuple(made),
        title=call.title,
    )
