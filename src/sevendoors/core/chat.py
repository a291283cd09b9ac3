"""What a language model is asked and answers, for whoever has an endpoint; nothing needs one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message of a chat; role: system, user or assistant."""

    role: str
    content: str


class Chat(Protocol):
    """Answers a chat; raises ChatError where it cannot, in time or at all."""

    @property
    def name(self) -> str:
        """Name of the model, printed with what it did."""
        ...

    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        """Give the answer piece by piece."""
        ...


class ChatError(Exception):
    """The endpoint did not answer, answered nonsense, or refused; the caller goes on without it."""
