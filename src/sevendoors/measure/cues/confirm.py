"""A confirmation or a correction of what the seller understood: evidence, not a chance."""

import re

from sevendoors.measure.text import words

_YES = re.compile(
    r"^(?:yes|yeah|yep|no)?[,. ]*(exactly|that's (it|right|exactly|correct|the one|precisely)|spot on|you got "
    r"it|you've got it|precisely|correct|absolutely right|you're right|that is (it|right|correct)|bang on)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^(?:well,? |um,? )?(no,? (wait|not|i meant|it's|that's|we|the|actually)|not (quite|exactly|really)|"
    r"i meant|actually,? (no|it's|that's|we)|that's not (what|quite|it|right))",
    re.IGNORECASE,
)


def confirms(text: str) -> bool:
    """Say whether a clause confirms or corrects; a lone "right" or "yeah" is a back-channel."""
    return bool(_YES.search(text) or (_NO.search(text) and len(words(text)) >= 3))
