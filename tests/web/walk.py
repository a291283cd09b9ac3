"""Walks the pages of a place as a browser would, and takes each one apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.web.place import Browser

from sevendoors.web.routes import PAGES

FIRST = ("/", "/calls", "/deals", "/me", "/team", "/people", "/codebook", "/evidence", "/settings",
         "/who-sees-what", "/moments", "/nothing-here")  # fmt: skip
VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr path rect circle line".split()
)
SILENT = frozenset(["script", "style", "template"])
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_ROUTES = [
    (route.path, re.compile(re.sub(r"{\w+}", "[^/]+", route.path) + "$"))
    for route in PAGES
    if route.method == "GET"
]

Attrs = dict[str, str]


@dataclass
class Part:
    """One element with its attributes and the words inside it."""

    tag: str
    attrs: Attrs
    inside: list[str]
    words: str = ""


@dataclass
class Form:
    """A form with where it goes and the names of its fields."""

    action: str
    method: str
    fields: list[Attrs] = field(default_factory=list)


class Page(HTMLParser):
    """One page taken apart: its elements, words, forms, and what is wrong with its shape."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self.forms: list[Form] = []
        self.faults: list[str] = []
        self._open: list[Part] = []
        self._words: list[str] = []
        self.scripts: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{part.tag}> is never closed" for part in self._open]

    @property
    def words(self) -> str:
        """Give the visible words, white space made plain."""
        return re.sub(r"\s+", " ", " ".join(self._words)).strip()

    def all(self, *tags: str) -> Iterator[Part]:
        """Give the elements of these kinds."""
        return (part for part in self.parts if part.tag in tags)

    def links(self) -> Iterator[str]:
        """Give where its links lead."""
        return (part.attrs["href"] for part in self.all("a") if part.attrs.get("href"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> says something twice: {names}")
        part = Part(tag, {name: value or "" for name, value in attrs}, [p.tag for p in self._open])
        if tag == "title" and "svg" in part.inside:
            self._open[part.inside.index("svg")].attrs["title"] = "told inside"
        self.parts.append(part)
        if tag == "form":
            self.forms.append(
                Form(part.attrs.get("action", ""), part.attrs.get("method", "get").lower())
            )
        elif tag in ("input", "select", "textarea", "button") and "form" in part.inside:
            self.forms[-1].fields.append(part.attrs)
        if tag not in VOID:
            self._open.append(part)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open[-1].tag != tag:
            inside = [part.tag for part in self._open[-3:]]
            self.faults.append(f"</{tag}> inside {inside}")
            while self._open and tag in [p.tag for p in self._open] and self._open[-1].tag != tag:
                self._open.pop()
        if self._open and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if any(part.tag == "script" for part in self._open):
            self.scripts.append(data)
        if any(part.tag in SILENT for part in self._open):
            return
        self._words.append(data)
        for part in self._open:
            part.words += data


def headings(page: Page) -> Sequence[int]:
    """Give the levels of the headings in their order."""
    return [_HEADINGS[part.tag] for part in page.all(*_HEADINGS)]


def unlabelled(page: Page) -> list[str]:
    """List fields without a label, pictures without words, and links or buttons without a name."""
    named = {part.attrs.get("for") for part in page.all("label")}
    found = []
    for part in page.parts:
        told = {"aria-label", "aria-labelledby", "title"} & set(part.attrs)
        if part.tag in ("input", "select", "textarea"):
            quiet = part.attrs.get("type") in ("hidden", "submit")
            if not (quiet or told or "label" in part.inside or part.attrs.get("id") in named):
                found.append(f"{part.tag} {part.attrs}")
        elif part.tag == "img" and "alt" not in part.attrs:
            found.append(f"img {part.attrs}")
        elif part.tag == "svg" and part.attrs.get("aria-hidden") != "true" and not told:
            found.append(f"svg {part.attrs}")
        elif part.tag in ("a", "button", "summary") and not (part.words.strip() or told):
            found.append(f"{part.tag} {part.attrs}")
    return found


def shape(path: str) -> str:
    """Name the kind of page: its route, with the names in its query."""
    asked = urlsplit(path)
    route = next((name for name, form in _ROUTES if form.match(asked.path)), asked.path)
    names = sorted({name for name, _ in parse_qsl(asked.query, keep_blank_values=True)})
    return f"{route}?{'&'.join(names)}" if names else route


def walk(seen: Browser, *more: str, most: int = 2) -> dict[str, Any]:
    """Open every page that can be reached, at most so many of each kind; gives the answers.

    more: pages that are opened in any case.
    """
    waiting = [*more, *FIRST]
    answers: dict[str, Any] = {}
    counts: dict[str, int] = {}
    while waiting:
        path = waiting.pop(0)
        kind = shape(path)
        if path in answers or (path not in more and counts.get(kind, 0) >= most):
            continue
        counts[kind] = counts.get(kind, 0) + 1
        answers[path] = answer = seen.get(path, headers={"accept": "text/html"})
        if answer.status_code == 303:
            waiting.insert(0, _local(answer.headers["location"], path))
        elif is_page(answer):
            links = (_local(link, path) for link in Page(answer.text).links())
            waiting += [link for link in links if link.startswith("/") and _worth(link)]
    return answers


def is_page(answer: Any) -> bool:
    """Say whether an answer is one of the pages, not a file to save."""
    return (
        answer.headers.get("content-type", "").startswith("text/html")
        and "content-disposition" not in answer.headers
    )


def _local(link: str, here: str) -> str:
    link = link.partition("#")[0]
    if link.startswith("?"):
        return urlsplit(here).path + link
    return link or here


def _worth(link: str) -> bool:
    return not link.startswith(("/static/", "/look-as/", "/enter/"))
