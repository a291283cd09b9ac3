"""A mail with what is due today, for cron: counts and kinds, never a word from a call."""

import os
import smtplib
import ssl
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS
from sevendoors.app.practice import drilling
from sevendoors.app.practice.drilling import Shown
from sevendoors.core.counting import number_of
from sevendoors.core.errors import DoorsError
from sevendoors.core.people import Viewer

URL, FROM, TO = "SEVENDOORS_SMTP_URL", "SEVENDOORS_SMTP_FROM", "SEVENDOORS_SMTP_TO"
SECONDS = 20.0
_HERE = ("127.0.0.1", "::1", "localhost")
_EXAMPLE = "smtp://user:password@mail.example.org:587"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where mail is handed in, and from whom to whom it goes."""

    server: SplitResult
    sender: str
    to: str


def mail_due(place: Place, viewer: Viewer, environment: Mapping[str, str] | None = None) -> int:
    """Send what is due today; gives how many cards, and sends nothing where none is.

    Raises DoorsError where no server is named, or it does not take the mail.
    """
    post = _post(os.environ if environment is None else environment)
    drilling.refresh(place, viewer)
    due = drilling.today(place, viewer)
    if due:
        _send(post, _message(post, place.clock(), due))
    return len(due)


def _message(post: Post, now: datetime, due: tuple[Shown, ...]) -> EmailMessage:
    kinds = Counter(CHANCE_WORDS[shown.scene.kind] for shown in due)
    message = EmailMessage()
    message["Subject"] = f"Two minutes of practice ({len(due)})"
    message["From"], message["To"] = post.sender, post.to
    message["Date"] = format_datetime(now)
    lines = [
        f"Due today: {number_of(len(due), 'drill')}, about two minutes.",
        "",
        *(f"- {kind}{f', {n} times' if n > 1 else ''}" for kind, n in kinds.items()),
        "",
        "In the terminal: doors practise",
        "In the browser: doors serve, then Practise",
        "",
        "What is not done today waits; nothing is lost.",
    ]
    message.set_content("\n".join(lines) + "\n")
    return message


def _post(named: Mapping[str, str]) -> Post:
    server, sender, to = (named.get(key, "").strip() for key in (URL, FROM, TO))
    for key, value, example in ((URL, server, _EXAMPLE), (FROM, sender, "doors@example.org"),
                                (TO, to, "you@example.org")):  # fmt: skip
        if not value:
            raise DoorsError(f"{key} is not set.", fix=f"Such as {key}={example}")
    try:
        address = urlsplit(server)
        known = address.scheme in ("smtp", "smtps") and address.hostname and (address.port or 1)
    except ValueError:
        known = False
    if not known:
        raise DoorsError("This is no address of a mail server.", where=URL, fix=f"Such as {_EXAMPLE}")  # fmt: skip
    return Post(server=address, sender=_one(FROM, sender), to=_one(TO, to))


def _one(key: str, text: str) -> str:
    """Take one plain e-mail address. Raises DoorsError for anything else."""
    try:
        return Address(addr_spec=text).addr_spec
    except (ValueError, IndexError) as error:
        raise DoorsError(
            "This is no e-mail address.", where=key, fix="Such as you@example.org"
        ) from error


def _send(post: Post, message: EmailMessage) -> None:
    host, user = post.server.hostname or "", unquote(post.server.username or "")
    try:
        with _line(post.server, host) as line:
            line.ehlo()
            safe = post.server.scheme == "smtps" or host in _HERE
            if post.server.scheme == "smtp" and line.has_extn("starttls"):
                line.starttls(context=ssl.create_default_context())
                line.ehlo()
                safe = True
            if user and not safe:
                raise DoorsError("This server would get the password unlocked.", where=host,
                                 fix=f"Use smtps:// in {URL}, or leave the password out.")  # fmt: skip
            if user:
                line.login(user, unquote(post.server.password or ""))
            line.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise DoorsError("The mail server does not know this user and password.", where=host,
                         fix=f"Look at {URL}.") from error  # fmt: skip
    except (smtplib.SMTPException, OSError) as error:
        raise DoorsError(f"The mail was not taken ({type(error).__name__}).", where=host,
                         fix=f"Look at {URL}, {FROM} and {TO}.") from error  # fmt: skip


def _line(server: SplitResult, host: str) -> smtplib.SMTP:
    if server.scheme == "smtps":
        return smtplib.SMTP_SSL(host, server.port or 465, timeout=SECONDS)
    return smtplib.SMTP(host, server.port or 25, timeout=SECONDS)
