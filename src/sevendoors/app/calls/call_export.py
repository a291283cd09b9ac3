"""A call to take with you: as a page, for programs, for a spreadsheet, for a wiki, as plain words."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.invented import is_invented
from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_reading import OpenCall, looked_at, read_call
from sevendoors.app.reading.csv_out import reviews_csv
from sevendoors.app.reading.export import to_txt
from sevendoors.app.reading.json_out import review_json
from sevendoors.app.reading.markdown_out import review_markdown
from sevendoors.app.reading.page import review_page
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Viewer
from sevendoors.core.review import Review
from sevendoors.store import calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to save: a name that is safe on every system, what kind it is, and its bytes."""

    name: str
    kind: str
    data: bytes


Shape = tuple[str, str, Callable[[Review], str]]
SHAPES: Mapping[str, Shape] = {
    "html": ("text/html; charset=utf-8", "The page, to open anywhere",
             lambda review: review_page(review, codebook_in_use())),
    "json": ("application/json", "For programs (JSON)",
             lambda review: json.dumps(review_json(review), ensure_ascii=False, indent=1)),
    "csv": ("text/csv; charset=utf-8", "The chances, for a spreadsheet (CSV)",
            lambda review: reviews_csv([review])),
    "md": ("text/markdown; charset=utf-8", "For a wiki or a note (Markdown)", review_markdown),
    "txt": ("text/plain; charset=utf-8", "The words alone (text)",
            lambda review: to_txt(review.conversation)),
}  # fmt: skip


def export(place: Place, viewer: Viewer, name: str, shape: str) -> Download:
    """Give a call in one shape, with the moments its viewer may see and no others.

    Raises GoneError for a shape there is not, or a call that may not be seen whole.
    """
    call = _whole(place, viewer, name)
    if shape not in SHAPES or call.review is None:
        raise GoneError
    kind, _, written = SHAPES[shape]
    looked_at(place, viewer, call)
    review = called_invented(call.review) if is_invented(place) else call.review
    return Download(
        name=safe_name(call.line.title, shape), kind=kind, data=written(review).encode()
    )


def called_invented(review: Review) -> Review:
    """Give the review of an invented call a title that says so, in whatever shape it leaves."""
    talk = review.conversation
    return replace(review, conversation=replace(talk, title=f"{talk.title or 'A call'} (invented)"))


def original(place: Place, viewer: Viewer, name: str, sha: str) -> Download:
    """Give an original file of a call that may be seen whole, as it was brought in."""
    call = _whole(place, viewer, name)
    with place.store.read() as connection:
        files = {kept: written for kept, written, _ in calls.files_of(connection, call.line.id)}
    if sha not in files:
        raise GoneError
    stem, dot, ending = files[sha].rpartition(".")
    try:
        data = place.files.get(sha)
    except FileNotFoundError as error:
        raise GoneError from error
    return Download(name=safe_name(stem if dot else ending, ending if dot else ""),
                    kind="application/octet-stream", data=data)  # fmt: skip


def _whole(place: Place, viewer: Viewer, name: str) -> OpenCall:
    with place.store.read() as connection:
        call = read_call(connection, viewer, name)
    if not call.whole:
        raise GoneError
    return call


def safe_name(title: str, ending: str) -> str:
    """Write a title as a file name of plain letters: no paths, no quotes, nothing a header reads."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "call"
    tail = re.sub(r"[^A-Za-z0-9]+", "", ending)[:10]
    return f"{stem}.{tail}" if tail else stem
