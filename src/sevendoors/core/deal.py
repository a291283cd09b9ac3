"""What travels between a CRM's export, the store and the statistics: deals as told, deals decided."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["open", "won", "lost", "dropped"]
STAGES: tuple[Stage, ...] = ("open", "won", "lost", "dropped")
How = Literal["id", "domain", "name", "hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """One deal as an export tells it, before anything is decided about it.

    ref: its id there. line: where it stands in the file, 1 the first. stage_written: as written.
    closed: what redundant fields say (won, lost, open), None where the export has none; the join
    is checked by it. amount: in currency (ISO 4217, None where not told), negative as told.
    created_on, closed_on: ISO days. calls: ids or addresses of calls the export itself names.
    """

    ref: str
    line: int
    name: str
    stage_written: str
    closed: Literal["won", "lost", "open"] | None = None
    owner: str = ""
    account: str | None = None
    domain: str | None = None
    amount: float | None = None
    currency: str | None = None
    created_on: str | None = None
    closed_on: str | None = None
    competitor: str | None = None
    lost_reason: str | None = None
    segment: str | None = None
    lead_source: str | None = None
    product: str | None = None
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldDeal:
    """One deal with the seller who owns it, as the statistics see it.

    account: who buys, so that two deals with one buyer are not taken for two buyers. invented:
    from a demonstration.
    """

    deal: int
    seller: int
    account: str
    stage: Stage
    amount: float | None = None
    created_on: str | None = None
    decided_on: str | None = None
    competitor: bool = False
    segment: str = ""
    lead_source: str = ""
    invented: bool = False
