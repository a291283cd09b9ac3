"""The scenes of drills: one's own moment as it was said, its kin, and starters from the invented corpus."""

import json
from functools import lru_cache
from pathlib import Path

from sevendoors.core.codes import Cue
from sevendoors.core.conversation import Conversation
from sevendoors.core.kept import KeptMoment
from sevendoors.practice.drills import Scene

STARTERS = Path(__file__).parents[2] / "practice" / "starter.jsonl"
KIN = 2  # scenes of the same kind beside the own one, so that it is not learned by heart
ANYBODY = "The buyer"  # has no first name to speak of in a sentence


@lru_cache(maxsize=1)
def starters() -> tuple[Scene, ...]:
    """Give the starter scenes that ship, from the invented corpus."""
    rows = [json.loads(line) for line in STARTERS.read_text("utf-8").splitlines()]
    return tuple(
        Scene(variant=row["variant"], kind=Cue(row["kind"]), buyer=ANYBODY, said=row["said"],
              chance=row["chance"], before=row["before"], better=row["better"])
        for row in rows
    )  # fmt: skip


def own_scene(talk: Conversation, moment: KeptMoment) -> Scene:
    """Take the buyer's last lines of a moment, with the seller's line before them."""
    turn = talk.turns[moment.turn]
    before = talk.turns[moment.turn - 1] if moment.turn else None
    person = talk.participant(turn.participant)
    own = before is not None and before.participant != turn.participant
    return Scene(
        variant=moment.id,
        kind=Cue(moment.code),
        buyer=person.name if person else ANYBODY,
        said=turn.text,
        chance=moment.quote,
        before=before.text if before is not None and own else "",
        better=str(moment.data["better"]) if not moment.data["better_is_question"] else "",
    )


def kin(scene: Scene) -> tuple[Scene, ...]:
    """Pick scenes of the same kind, always the same for the same moment."""
    same = [one for one in starters() if one.kind is scene.kind]
    start = int.from_bytes(scene.variant.encode()[-4:], "big")
    return tuple(same[(start + step) % len(same)] for step in range(min(KIN, len(same))))
