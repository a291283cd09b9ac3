"""What one request asks: of which place, by whom, with which form; handlers get this and nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from sevendoors.app.base.place import Place
from sevendoors.app.people.access import SignedIn
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One request, read and checked. form: every field with its values, files apart."""

    request: Request
    place: Place
    signed: SignedIn | None
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Sequence[tuple[str, bytes]] = ()
    wake: Callable[[], None] = lambda: None
    demo: bool = False

    @property
    def viewer(self) -> Viewer:
        """Give who is looking. Raises GoneError where nobody signed in."""
        if self.signed is None:
            raise GoneError
        return self.signed.viewer

    @property
    def path(self) -> Mapping[str, str]:
        """Give the parts of the address that vary."""
        return self.request.path_params

    def value(self, name: str, default: str = "") -> str:
        """Give one field of the form, or the default; without white space around it."""
        return (self.form.get(name) or [default])[-1].strip()

    def values(self, name: str) -> Sequence[str]:
        """Give every value of one field."""
        return self.form.get(name, ())

    def number(self, name: str) -> int | None:
        """Give one field as a whole number, or None where it is empty. Raises DoorsError."""
        return whole(self.value(name), name)

    def query(self, name: str, default: str = "") -> str:
        """Give one part of the address behind the question mark."""
        return self.request.query_params.get(name, default).strip()


_WHOLE = re.compile(r"-?[0-9]{1,10}")


def whole(text: str, name: str) -> int | None:
    """Read a whole number that fits the database, or None for nothing. Raises DoorsError."""
    if not text:
        return None
    if not _WHOLE.fullmatch(text) or abs(int(text)) > 2**31 - 1:
        raise DoorsError("A whole number is needed.", where=name, fix="Write it in figures.")
    return int(text)


Handler = Callable[[Ask], Response]


class PageRoute(NamedTuple):
    """One address: how it is asked, what answers, and whether strangers may ask it."""

    method: str
    path: str
    handler: Handler
    open: bool = False
