"""Long lists come in parts; each part says where the next one begins."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item", bound=BaseModel)
FARTHEST = 2**31 - 1


class Part(BaseModel):
    """Which part of a list is asked for."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(25, ge=1, le=100, description="How many at most.")
    after: int = Field(0, ge=0, le=FARTHEST, description="How many to leave out before them.")


class Page(BaseModel, Generic[Item]):
    """One part of a list."""

    items: list[Item]
    next: str | None = Field(description="The address of the next part; null at the end.")
    total: int | None = Field(description="How many there are in all; null where not counted.")


def part(
    request: Request, asked: Part, items: Sequence[Item], *, more: bool, total: int | None
) -> Page[Item]:
    """Make one part of a list, with the address of the next; every filter stays in it."""
    url = request.url.include_query_params(after=asked.after + asked.limit, limit=asked.limit)
    follows = more and asked.after + asked.limit <= FARTHEST
    return Page(items=list(items), next=f"{url.path}?{url.query}" if follows else None, total=total)
