"""E-mail: a mailbox (.mbox), one saved mail (.eml) or a mail pasted as text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from sevendoors.core.conversation import Capabilities, Event
from sevendoors.core.errors import DoorsError
from sevendoors.readers.clock import earliest, since
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.mail_quotes import own_words
from sevendoors.readers.markup import without_quote, words_of
from sevendoors.readers.pasted_thread import mails_of
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

# The line between two mails of a mailbox: "From ", somebody in any letters, a date with its year.
_MBOX = re.compile(
    rb"^From [^\r\n]{1,200}?\d{1,2}:\d{2}[^\r\n]{0,40}\d{4}[^\r\n]{0,40}\r?\n", re.MULTILINE
)
_HEADERS = re.compile(
    r"\A(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.MULTILINE
)
_NEEDED = re.compile(r"^(?:From|Von|De):", re.IGNORECASE | re.MULTILINE)
_WITH = re.compile(r"^(?:Subject|Date|To|Message-ID|Betreff|Sent):", re.IGNORECASE | re.MULTILINE)
_INSIDE = re.compile(r"^(?:From|Von|De): [^\n]+\n(?:Sent|Gesendet|Date|Envoyé|Enviado): ", re.M)
_WROTE = re.compile(r"^On [^\n]{6,150}(?:\n[^\n]{0,100})?\bwrote:[ \t]*$", re.MULTILINE)
_PREFIX = re.compile(r"^\s*(?:(?:re|aw|fw|fwd|wg|sv|antw)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mail:
    """One mail: who, when, under which subject, and the words that are the writer's own."""

    name: str
    address: str
    subject: str
    moment: datetime | None
    text: str
    id: str
    attachments: tuple[str, ...] = ()


def sniff(source: Source) -> bool:
    """Know a mail by its headers, a mailbox by its first line, a pasted one by "wrote:"."""
    head = source.text[:20_000].replace("\r\n", "\n").lstrip("\n")
    if _MBOX.match(source.data.lstrip(b"\xef\xbb\xbf\r\n")[:2000]):
        return True
    block = _HEADERS.match(head)
    if block and _NEEDED.search(block[0]) and _WITH.search(block[0]):
        return True
    # A pasted chat or caption file may quote a mail inside; its own first lines have times.
    first = head[:200]
    timed = first.startswith("WEBVTT") or re.search(r"^\W*\d{1,2}:\d{2}", first, re.MULTILINE)
    return not timed and bool(_WROTE.search(head) or _INSIDE.search(head))


def read(source: Source) -> Draft:
    """Read each mail without what it quotes, in the order written within each subject."""
    mails = [mail for mail in _mails(source) if mail.text or mail.attachments]
    if not any(mail.text for mail in mails):
        raise DoorsError(
            "There are no words of the writer's own in this mail.",
            where=source.name,
            fix="Save the whole thread (.mbox or .eml), or paste the text of the mail.",
        )
    mails = _in_threads(mails)
    start = earliest([mail.moment for mail in mails])
    units = tuple(
        Unit(
            speaker=mail.address or mail.name or None,
            text=mail.text,
            start_ms=since(mail.moment, start),
            source_ids=(mail.id,) if mail.id else (),
        )
        for mail in mails
        if mail.text
    )
    subjects = tuple(dict.fromkeys(_thread(mail.subject) for mail in mails if mail.subject))
    return Draft(
        source="email",
        units=units,
        people=_people(mails),
        events=_attachments(mails, start),
        title=_PREFIX.sub("", mails[0].subject).strip() or None,
        started_at=start.isoformat() if start else None,
        warnings=_several(subjects),
        capabilities=Capabilities(
            speaker_source="typed" if any(unit.speaker for unit in units) else "none",
            time_kind="absolute" if start else "none",
            resolution_ms=1000 if start else None,
            has_identity=any(mail.address for mail in mails),
        ),
    )


def _several(subjects: Sequence[str]) -> tuple[str, ...]:
    if len(subjects) < 2:
        return ()
    return (f"This mailbox holds {len(subjects)} threads; they are read one after another.",)


def _mails(source: Source) -> list[_Mail]:
    data = source.data.lstrip(b"\xef\xbb\xbf\r\n")
    if _MBOX.match(data):
        cuts = [match.span() for match in _MBOX.finditer(data) if _after_blank(data, match.start())]
        ends = [start for start, _ in cuts[1:]] + [len(data)]
        return [_parsed(data[cut[1] : end]) for cut, end in zip(cuts, ends, strict=True)]
    text = source.text.replace("\r\n", "\n").lstrip("\n")
    if _HEADERS.match(text) and _is_mime(text):
        return [_parsed(data)]
    return [_pasted(piece) for piece in mails_of(text)]


def _pasted(text: str) -> _Mail:
    if _HEADERS.match(text):
        return _parsed(text.encode("utf-8", "replace"))
    return _Mail(name="", address="", subject="", moment=None, text=own_words(text), id="")


def _after_blank(data: bytes, start: int) -> bool:
    return start == 0 or data[max(0, start - 3) : start].replace(b"\r", b"").endswith(b"\n\n")


def _is_mime(text: str) -> bool:
    return bool(re.search(r"^(?:MIME-Version|Content-Type):", text[:20_000], re.I | re.M))


def _parsed(data: bytes) -> _Mail:
    message = BytesParser().parsebytes(data)
    # Pasted mails have the headers of the reader's own language.
    sender = _header(message, "From") or _header(message, "Von") or _header(message, "De")
    name, address = parseaddr(sender.replace("\n", " "))
    return _Mail(
        name=name or (sender if not address else ""),
        address=address.lower() if "@" in address else "",
        subject=_header(message, "Subject") or _header(message, "Betreff"),
        moment=_date(_header(message, "Date") or _header(message, "Sent")),
        text=_body(message),
        id=_header(message, "Message-ID").strip("<> "),
        attachments=tuple(
            part.get_filename() or "file" for part in message.walk() if _is_attachment(part)
        ),
    )


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        return str(make_header(decode_header(str(value)))).strip()
    except (ValueError, LookupError, UnicodeError):
        return str(value).strip()


def _date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_attachment(part: Message) -> bool:
    try:
        return part.get_content_disposition() == "attachment"
    except (ValueError, AttributeError):
        return False


def _body(message: Message) -> str:
    parts = [p for p in message.walk() if not p.is_multipart() and not _is_attachment(p)]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() != kind:
                continue
            text = _letters(part)
            text = words_of(without_quote(text)) if kind == "text/html" else text
            if text.strip():
                return own_words(text)
    return ""


def _letters(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(str(part.get_content_charset() or "utf-8"))
    except (LookupError, UnicodeError, ValueError):
        return data.decode("utf-8", errors="replace")


def _thread(subject: str) -> str:
    return re.sub(r"\s+", " ", _PREFIX.sub("", subject)).strip().lower()


def _in_threads(mails: Sequence[_Mail]) -> list[_Mail]:
    threads: dict[str, list[_Mail]] = {}
    for mail in mails:
        threads.setdefault(_thread(mail.subject), []).append(mail)
    ordered: list[_Mail] = []
    for thread in threads.values():
        start = earliest([mail.moment for mail in thread])
        if all(mail.moment for mail in thread):
            thread.sort(key=lambda mail: since(mail.moment, start) or 0)
        ordered += thread
    return ordered


def _people(mails: Sequence[_Mail]) -> tuple[Person, ...]:
    people: dict[str, Person] = {}
    for mail in mails:
        key = mail.address or mail.name
        if key and (key not in people or not people[key].name):
            name = mail.name.strip(" \"'") or None
            people[key] = Person(key=key, name=name, email=mail.address or None)
    return tuple(people.values())


def _attachments(mails: Sequence[_Mail], start: datetime | None) -> tuple[Event, ...]:
    return tuple(
        Event(
            kind="attachment",
            text=name,
            participant=mail.address or mail.name or None,
            start_ms=since(mail.moment, start),
        )
        for mail in mails
        for name in mail.attachments
    )


READER = Reader(
    key="email",
    title="E-mail (.mbox, .eml or pasted)",
    how_to_get="Save the mail as .eml, or move the thread to a folder and export it as .mbox.",
    sniff=sniff,
    read=read,
)
