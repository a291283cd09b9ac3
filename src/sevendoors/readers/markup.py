"""Plain words out of a bit of HTML, as mail and chat tools store what was written."""

import html
import re

# What stands between these is for machines. Cut by searching, since a pattern over unclosed tags
# would try each against the whole rest of the mail.
_DROPPED = (("<style", "</style"), ("<script", "</script"), ("<head>", "</head"), ("<!--", "--"))
_BREAKS = re.compile(r"</?(?:br|p|div|li|tr|h\d|ul|ol|table|blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!?-][^<>]*>")
_QUOTE = re.compile(r"<blockquote\b", re.IGNORECASE)


def words_of(markup: str) -> str:
    """Give the words of an HTML fragment, one line per paragraph; plain text stays as it is."""
    if "<" not in markup:
        return html.unescape(markup).strip()
    for opening, closing in _DROPPED:
        markup = _without(markup, opening, closing)
    text = html.unescape(_TAG.sub("", _BREAKS.sub("\n", markup)))
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def without_quote(markup: str) -> str:
    """Cut an HTML mail where it begins to repeat the other side's words."""
    match = _QUOTE.search(markup)
    return markup[: match.start()] if match else markup


def _without(markup: str, opening: str, closing: str) -> str:
    low = markup.lower()
    if len(low) != len(markup):  # some letters grow when made small; places would not fit
        low = markup
    kept: list[str] = []
    place = 0
    while (start := low.find(opening, place)) >= 0:
        kept.append(markup[place:start])
        end = low.find(closing, start + len(opening))
        after = low.find(">", end) if end >= 0 else -1
        if after < 0:
            return "".join(kept)
        place = after + 1
    return "".join(kept) + markup[place:]
