"""The shapes that rooms hand to each other: what an encoder is, what a finder is."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from sevendoors.core.codebook import Codebook
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Moment


class Encoder(Protocol):
    """Reads one turn and says how likely each act or code is; the same text, the same answer."""

    @property
    def name(self) -> str:
        """Name of the model, as in its folder."""
        ...

    @property
    def version(self) -> str:
        """Version of the model."""
        ...

    def heads(self, text: str) -> Mapping[str, float]:
        """Give the probability (0 to 1) of each head for one sentence or turn.

        Heads: question, open, telling, reflection, confirm, backchannel, concern, doubt,
        priority, personal, empathy, proof, followup. A head the model lacks is absent.
        """
        ...

    def similarity(self, left: str, right: str) -> float:
        """Say how close in content two texts are, from 0 (nothing shared) to 1."""
        ...

    def fits(self, before: str, reply: str) -> float:
        """Say how well a reply takes up what was said before it, from 0 to 1 (uptake)."""
        ...

    def weak(self) -> Sequence[str]:
        """List the codes whose measured agreement is too low to speak plainly."""
        ...


class Finder(Protocol):
    """Reads a conversation whose sides are known and gives its moments, in the order spoken."""

    @property
    def name(self) -> str:
        """Name of the engine, printed with every result."""
        ...

    @property
    def version(self) -> str:
        """Version of the engine, printed with every result."""
        ...

    def find(self, conversation: Conversation, codebook: Codebook) -> tuple[Moment, ...]:
        """Find every moment of the call."""
        ...
