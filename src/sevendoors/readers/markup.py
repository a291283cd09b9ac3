"""Plain words out of a bit of HTML, as mail and chat tools store what was written."""

import html
import re

_DROPPED = re.compile(r"<(style|script|head)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_BREAKS = re.compile(r"</?(?:br|p|div|li|tr|h\d|ul|ol|table|blockquote)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_QUOTE = re.compile(r"<blockquote\b.*", re.DOTALL | re.IGNORECASE)


def words_of(markup: str) -> str:
    """Give the words of an HTML fragment, one line per paragraph; plain text stays as it is."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    text = _BREAKS.sub("\n", _DROPPED.sub(" ", markup))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in _lines(_TAG.sub("", text)))
    return "\n".join(line for line in lines if line)


def without_quote(markup: str) -> str:
    """Cut an HTML mail where it begins to repeat the other side's words."""
    return _QUOTE.sub("", markup)


def _lines(text: str) -> list[str]:
    return html.unescape(text).split("\n")
