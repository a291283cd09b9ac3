"""Says when and on what something was measured, and whether the code it rests on changed since."""

import hashlib
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
CHANGED = "**Code these figures rest on was changed after they were measured; {command} measures them anew.**"
NOT_KEPT = "**Which code these figures rest on was not kept, and it may have changed since; {command} measures them anew.**"


def stamp(*patterns: str) -> dict[str, str]:
    """Give the day, the machine and, where patterns name files under the root, their digest."""
    told = {"date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.machine()}, Python {platform.python_version()}"}  # fmt: skip
    return told | ({"code": code(*patterns)} if patterns else {})


def code(*patterns: str) -> str:
    """Give the digest of all files that the patterns name, read in order."""
    found = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def changed(told: Mapping[str, Any], command: str, *patterns: str) -> list[str]:
    """Give the line that warns of older figures, or no line."""
    if "code" not in told:
        return [NOT_KEPT.format(command=f"`{command}`"), ""]
    same = told["code"] == code(*patterns)
    return [] if same else [CHANGED.format(command=f"`{command}`"), ""]
