"""What a mail's writer wrote, without the words of others that it repeats."""

import re

from email_reply_parser import EmailReplyParser

# The library tries every "On " against every "wrote:", so long mails would take minutes.
_LONGEST = 20_000
_MOST_OPENINGS = 20
_WROTE = re.compile(r"^On [^\n]{6,150}(?:\n[^\n]{0,100})?\bwrote:[ \t]*\n?", re.MULTILINE)
_FORWARD = re.compile(
    r"^-{2,}\s*(?:Original Message|Original-?nachricht|Ursprüngliche Nachricht|"
    r"Forwarded message|Weitergeleitete Nachricht|Mensaje original|Message d'origine)\b.*\Z",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_FOOTER = re.compile(r"\n_{20,}\n.*\Z|\n-- ?\n.*\Z", re.DOTALL)


def own_words(text: str) -> str:
    """Strip quoted lines, forwarded mails and list footers; the reply stays, wherever it stands."""
    text = _FORWARD.sub("", text.replace("\r\n", "\n"))
    match = _WROTE.search(text)
    if match is None:
        return _reply(text)
    before, after = text[: match.start()], text[match.end() :]
    quoted = [line.startswith(">") for line in after.split("\n") if line.strip()]
    # An answer under the quote: the library hides everything below "wrote:", which loses it.
    below = _unquoted(after) if any(quoted) else ""
    return "\n".join(part for part in (_reply(before), below) if part)


def _reply(text: str) -> str:
    if len(text) > _LONGEST or text.count("On ") > _MOST_OPENINGS:
        return _unquoted(text)
    try:
        return str(EmailReplyParser.parse_reply(text)).strip()
    except (re.error, IndexError):  # it uses the mail's own words as a pattern
        return _unquoted(text)


def _unquoted(text: str) -> str:
    kept = "\n".join(line for line in text.split("\n") if not line.startswith(">"))
    return re.sub(r"\n{3,}", "\n\n", _FOOTER.sub("", kept)).strip()
