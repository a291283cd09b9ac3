"""A mail thread pasted from a mail program, newest on top, taken apart into its mails."""

import re

_SENDER = r"(?:From|Von|De)"
_OTHERS = (
    r"(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado|To|An|À|Para|Cc|Subject|Betreff|Objet|Asunto)"
)
# A header block inside a text: the sender's line and at least two lines of the other kinds.
_BLOCK = re.compile(
    rf"^(?:-{{2,}}[^\n]{{0,60}}\n\s*|_{{10,}}\s*\n\s*)?(?=\*?{_SENDER}:\*? ?[^\n]{{1,200}}\n"
    rf"(?:\*?{_OTHERS}:\*?[^\n]{{0,400}}\n){{2}})",
    re.MULTILINE,
)


def mails_of(text: str) -> list[str]:
    """Give the mails of a pasted thread as texts with their headers, the oldest first.

    Words above the first header come last: they are the newest. One mail gives one text.
    """
    cuts = [match.span() for match in _BLOCK.finditer(text)]
    if not cuts:
        return [text]
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    pieces = [_spaced(text[cut[1] : end]) for cut, end in zip(cuts, ends, strict=True)]
    top = text[: cuts[0][0]].strip()
    return [*reversed(pieces), *([top] if top else [])]


def _spaced(piece: str) -> str:
    """Put the blank line between headers and words that mail programs leave out when pasting."""
    head: list[str] = []
    lines = piece.split("\n")
    for line in lines:
        if not re.match(rf"\*?(?:{_SENDER}|{_OTHERS}):", line):
            break
        head.append(line.replace("*", ""))
    return "\n".join([*head, "", *lines[len(head) :]])
