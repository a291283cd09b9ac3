"""The shapes that rooms hand to each other: what an encoder is, what a finder is."""

from collections.abc import Iterable, Mapping, Sequence
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

    def prepare(self, said: Iterable[tuple[str, str]]) -> None:
        """Read many texts ahead, each with what was said before it (or ""); answers stay."""
        ...

    def prepare_exchanges(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Read many texts with their replies ahead."""
        ...

    def heads(self, text: str, before: str = "") -> Mapping[str, float]:
        """Give the probability (0 to 1) of each head for one sentence or turn.

        before: what was said just before, which helps to hear the text and is not judged itself.
        Heads are codes and acts in lower case: concern ... decision, confirm, stated, question,
        open, telling, reflect, and moves. A head the model lacks is absent.
        """
        ...

    def exchange(self, before: str, reply: str) -> Mapping[str, float]:
        """Give the probability of each head for what was said and the reply to it.

        Heads: grade1, grade2, grade3 (at least noted, at least taken, opened), follows (the reply
        belongs to these words), uptake, and moves. A head the model lacks is absent.
        """
        ...

    def where(
        self, text: str, head: str, places: Sequence[tuple[int, int]], before: str = ""
    ) -> Sequence[float]:
        """Say how strongly the words at each place (start, end) speak for a cue, 0 to 1."""
        ...

    def least(self, head: str, text: str) -> float:
        """Give the probability from which a head is said of such a text (marks or none)."""
        ...

    def firm(self, head: str, text: str) -> float:
        """Give the probability from which a head may stand as a plain fact, as in the notes."""
        ...

    def vector(self, text: str) -> Sequence[float]:
        """Give the meaning of a text as numbers of length 1."""
        ...

    def similarity(self, left: str, right: str) -> float:
        """Say how close in content two texts are, from 0 (nothing shared) to 1."""
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
