"""One file as bytes and as text, decoded once, with its name for error messages."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any


@dataclass(frozen=True)
class Source:
    """A file somebody gave us. data: its bytes; text: decoded by `readers.decode`, no BOM."""

    name: str
    data: bytes
    text: str

    @property
    def suffix(self) -> str:
        """The ending of its name, lower case, with the dot; content decides, this only helps."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def json(self) -> Any:
        """The file as JSON, or None where it is none."""
        if self.text.lstrip()[:1] not in ("{", "["):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            return None
