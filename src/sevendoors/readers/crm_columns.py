"""The columns by which deal exports say what a deal is, tool by tool and as people name them."""

from collections.abc import Mapping

from sevendoors.core.errors import DoorsError
from sevendoors.readers.source import Source
from sevendoors.readers.table import Table, plain

# Each field with the columns that hold it, the surest first, in plain letters (table.plain).
FIELDS: Mapping[str, tuple[str, ...]] = {
    "ref": (
        "opportunity id", "18 digit opportunity id", "deal id", "record id", "hs object id",
        "opportunity id 18", "id",
    ),
    "name": (
        "opportunity name", "deal name", "dealname", "property dealname", "deal title",
        "name", "title", "deal", "opportunity",
    ),
    "stage": (
        "stage name", "deal stage", "dealstage", "property dealstage", "deal pipeline stage id",
        "stage", "phase", "deal status", "status", "outcome", "result",
    ),
    "won": ("is won", "is closed won", "won", "property hs is closed won", "hs is closed won"),
    "closed": (
        "is closed", "closed", "is closed numeric", "property hs is closed", "hs is closed",
    ),
    "lost": ("is closed lost", "lost", "property hs is closed lost", "hs is closed lost"),
    "status": ("deal status",),
    "won_on": ("deal won time", "won time"),
    "lost_on": ("deal lost time", "lost time"),
    "owner": (
        "opportunity owner", "owner email", "deal owner", "deal owner name", "owner name", "owner",
        "opportunity owner email", "seller", "sales rep", "rep", "account executive",
        "property hubspot owner id", "hubspot owner id", "owner id",
    ),
    "account": (
        "account name", "associated company", "associated company primary", "company name",
        "company", "deal organization", "organization", "organisation", "account", "customer",
        "client", "account id",
    ),
    "domain": (
        "domain", "company domain", "company domain name", "account website", "website",
        "contact email", "primary contact email", "deal contact person email",
        "contact person email", "email", "e mail",
    ),
    "amount": (
        "amount", "deal value", "property amount", "value", "deal amount", "revenue", "price",
        "amount in company currency",
    ),
    "currency": (
        "currency", "deal currency of value", "deal currency", "currency iso code",
        "opportunity currency", "amount currency", "deal currency code", "currency code",
    ),
    "created": (
        "created date", "create date", "createdate", "property createdate", "deal deal created",
        "deal created", "created", "created on", "created at", "opened", "opened on", "date opened",
    ),
    "closed_on": (
        "close date", "closedate", "property closedate", "closed date", "closed on", "closed at",
        "deal deal closed on", "deal closed on", "date closed", "decided on", "end date",
    ),
    "competitor": (
        "competitor", "competitors", "main competitor", "main competitors", "primary competitor",
        "competitor name", "deal competitor", "lost to",
    ),
    "lost_reason": (
        "closed lost reason", "deal lost reason", "lost reason", "loss reason", "reason lost",
        "property closed lost reason", "reason for loss", "closed lost notes",
    ),
    "segment": ("segment", "market segment", "customer segment", "industry", "deal type", "type"),
    "lead_source": (
        "lead source", "original source", "original source type", "deal source",
        "deal source channel", "source channel", "source",
    ),
    "product": ("product", "product name", "products", "product family", "pipeline", "deal pipeline"),
    "calls": (
        "call ids", "call id", "calls", "associated calls", "conversation id", "conversation ids",
        "meeting id", "call url", "call recording url", "recording url",
    ),
    "deleted": ("is deleted", "deleted", "archived", "property hs is deleted"),
}  # fmt: skip
_ENDS = ("stage", "won", "closed", "lost", "won_on")


def columns_of(table: Table, tool: str | None, mapping: Mapping[str, str], source: Source) -> dict[str, str]:  # fmt: skip
    """Say which column holds which field. Raises DoorsError where the table lists no deals.

    mapping: fields with columns somebody named, such as {"stage": "Phase"}.
    """
    found = {field: column for field, names in FIELDS.items() if (column := table.column(*names))}
    if tool == "pipedrive" and (status := table.column("deal status", "status")):
        # There a lost deal stays in the stage it was lost in; only the status says that it ended.
        found["stage"] = status
    elif tool != "pipedrive":
        found.pop("status", None)
    for field, wanted in mapping.items():
        if field not in FIELDS:
            raise DoorsError(f"There is no field {field!r} to map.", where=source.name,
                             fix=f"The fields are {', '.join(FIELDS)}.")  # fmt: skip
        column = wanted if wanted in table.header else table.column(plain(wanted))
        if column is None:
            raise DoorsError(f"There is no column {wanted!r} in this table.", where=source.name,
                             fix=f"Its columns are: {_listed(table)}.")  # fmt: skip
        found[field] = column
    if not ("name" in found or "account" in found) or not any(one in found for one in _ENDS):
        raise refuse(table, source)
    return found


def refuse(table: Table, source: Source) -> DoorsError:
    """Say that a table lists no deals, and which columns were looked for."""
    return DoorsError(
        "This is not a list of deals that we know: we looked for a column with each deal's name "
        "(Opportunity Name, Deal Name, Deal - Title, Name) and one with its stage (Stage, Deal "
        f"Stage, Deal - Status, Is Won). Its columns are: {_listed(table)}.",
        where=source.name,
        fix='Export the deals themselves, or name the columns: --map "name=COLUMN" --map "stage=COLUMN"',
    )


def _listed(table: Table) -> str:
    shown = ", ".join(name[:40] or "(no name)" for name in table.header[:12])
    rest = len(table.header) - 12
    return f"{shown} and {rest} more" if rest > 0 else shown
