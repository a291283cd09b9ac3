"""Recognise a deal list from a CRM, and by which tool it was written."""

from sevendoors.core.errors import DoorsError
from sevendoors.readers.source import Source
from sevendoors.readers.table import Table, header_of

# Column names of deal exports, as a person or a program gets them.
_DEAL_COLUMNS = {
    "salesforce": {
        "stage name", "is won", "is closed", "forecast category", "opportunity name",
        "opportunity id", "opportunity owner", "close date", "expected revenue", "lead source",
        "opportunity record type", "forecast category name", "probability",
    },
    "hubspot": {
        "deal name", "deal stage", "deal id", "deal owner", "is closed won", "pipeline",
        "closed lost reason", "is closed numeric", "deal pipeline id", "deal pipeline stage id",
        "property dealname", "property amount", "property closedate", "dealname", "dealstage",
        "closedate", "record id", "close date",
    },
    "pipedrive": {
        "deal title", "deal status", "deal stage", "deal value", "deal owner", "deal won time",
        "deal lost time", "deal lost reason", "deal organization", "deal pipeline", "won time",
        "lost time", "lost reason", "deal contact person", "deal created",
    },
}  # fmt: skip
NAMES = {"salesforce": "Salesforce", "hubspot": "HubSpot", "pipedrive": "Pipedrive"}
_ENOUGH = 3


def refuse(source: Source) -> DoorsError | None:
    """Give the plain word to say where this file lists deals; None where it does not."""
    table = header_of(source)
    tool = tool_of(table) if table else None
    if tool is None:
        return None
    return DoorsError(
        f"This is a list of deals from {NAMES[tool]}, not a conversation: nobody speaks in it.",
        where=source.name,
        fix=(
            "Name a transcript, a chat or a mail thread here. A deal list says what became of "
            "the deals; bring it in with: doors deals import FILE"
        ),
    )


def tool_of(table: Table) -> str | None:
    """Name the tool whose columns a deal list has (salesforce, hubspot, pipedrive), or None."""
    scores = {tool: len(names & table.keys) for tool, names in _DEAL_COLUMNS.items()}
    tool = max(scores, key=lambda name: scores[name])
    return tool if scores[tool] >= _ENOUGH else None
