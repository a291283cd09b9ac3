"""What a person writes down about a call: title, kind, deal, day, consent, how long it is kept."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CALL_KINDS, CONSENTS
from sevendoors.app.calls.call_reading import may_change, read_call
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.keeping import MOST_TITLE, as_text, keep_review, kept_talk
from sevendoors.app.reading.reviewing import review_conversation
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer
from sevendoors.core.review import Review
from sevendoors.store import calls, deal_links, deals

LONGEST_DEAL = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The lines of the form; day and keep_until are ISO dates, empty where there is none."""

    title: str
    kind: str = ""
    deal: str = ""
    day: str = ""
    consent: str = CONSENTS[0]
    keep_until: str = ""


def change_details(
    place: Place, viewer: Viewer, name: str, details: Details, version: int | None
) -> None:
    """Write down what a person says about a call; a new day counts the promises' dates anew.

    Raises DoorsError for what does not fit, ClashError where somebody changed the call meanwhile.
    """
    _check(details)
    with place.store.read() as connection:
        call = read_call(connection, viewer, name)
        told, _ = calls.talk_of(connection, name)
    rights.must(may_change(viewer, call))
    before = call.line.started or ""
    moved = details.day != before[:10]
    # Only the day was asked for; a time of day that is known stays.
    started = details.day + before[10:] if details.day else None
    talk = replace(kept_talk(told), started_at=started)
    # Reading takes a second; it is done before the database is held.
    review: Review | None = review_conversation(talk) if moved and call.review else None
    with place.store.write() as connection:
        deal = deals.deal_named(connection, details.deal) if details.deal else None
        values = {**_values(details), "deal_id": deal}
        if deal != call.line.deal:
            deal_links.by_hand(connection, name, deal, place.now())
        if moved:
            values.update(started=started, day=started or call.line.imported)
        calls.change_call(connection, name, values, version)
        if moved:
            calls.set_conversation(connection, name, as_text(to_json(talk)))
        if review is not None:
            keep_review(place, connection, review)


def _values(details: Details) -> dict[str, Any]:
    return {
        "title": details.title,
        "kind": details.kind,
        "consent": details.consent,
        "keep_until": details.keep_until or None,
    }


def _check(details: Details) -> None:
    if not details.title or len(details.title) > MOST_TITLE:
        raise DoorsError(
            f"A title has 1 to {MOST_TITLE} characters.", where="Title", fix="Write a few words."
        )
    if details.kind and details.kind not in CALL_KINDS:
        raise DoorsError(
            "There is no such kind of call.", where="Kind", fix="Choose from the list."
        )
    if details.consent not in CONSENTS:
        raise DoorsError("This is no answer.", where="Consent", fix="Choose from the list.")
    if len(details.deal) > LONGEST_DEAL:
        raise DoorsError(
            f"A deal's name has {LONGEST_DEAL} characters at most.", where="Deal", fix="Shorten it."
        )
    for where, text in (("Day", details.day), ("Keep until", details.keep_until)):
        if text and not _is_day(text):
            raise DoorsError("This is no date.", where=where, fix="Write it as 2026-11-26.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
