"""Whether a text carries marks: captions and telephone text often do not."""

import re

_MARK = re.compile(r"[?!.,]")


def is_punctuated(text: str) -> bool:
    """Say whether a text carries any mark at all."""
    return bool(_MARK.search(text))
