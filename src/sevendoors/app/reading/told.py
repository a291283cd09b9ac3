"""What somebody said about files when they brought them in, remembered until each is read."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection

from sevendoors.app.base.words import CALL_KINDS, CONSENTS
from sevendoors.app.reading.keeping import Told
from sevendoors.core.errors import DoorsError
from sevendoors.store import deals, log

MOST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What holds for every file of one go; all of it may be left out.

    deal: its name. day: when the calls were held (ISO date), for files that do not tell. sellers: names, or unmistakable parts of names, of who sold.
    """

    consent: str = CONSENTS[0]
    deal: str = ""
    kind: str = ""
    title: str = ""
    day: str = ""
    sellers: tuple[str, ...] = ()


def said(
    *,
    consent: str = "",
    deal: str = "",
    kind: str = "",
    title: str = "",
    day: str = "",
    sellers: Sequence[str] = (),
) -> Said:
    """Check what somebody wrote. Raises DoorsError for a consent, a kind or a day there is not."""
    if consent and consent not in CONSENTS:
        raise DoorsError("This is no answer about consent.", fix=f"Choose: {', '.join(CONSENTS)}.")
    if kind and kind not in CALL_KINDS:
        raise DoorsError(
            "There is no such kind of call.", where=kind, fix=f"Choose: {', '.join(CALL_KINDS)}."
        )
    return Said(
        consent=consent or CONSENTS[0],
        deal=" ".join(deal.split())[:MOST_NAME],
        kind=kind,
        day=_day(day),
        title=" ".join(title.split())[:MOST_NAME],
        sellers=tuple(" ".join(name.split()) for name in sellers if name.strip()),
    )


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise DoorsError("This is not a day.", where=text, fix="Write it as 2026-03-31.") from error


def remember(connection: Connection, job: int, words: Said) -> None:
    """Keep what was said about a file until it is read; saying nothing keeps nothing."""
    told = None if words == Said() else json.dumps(asdict(words), ensure_ascii=False)
    log.set_setting(connection, _key(job), told)


def recall(connection: Connection, job: int) -> Said:
    """Give what was said about a file on its way in."""
    text = log.get_setting(connection, _key(job))
    if text is None:
        return Said()
    kept = json.loads(text)
    return Said(**{**kept, "sellers": tuple(kept["sellers"])})


def forget(connection: Connection, job: int) -> None:
    """Forget it once the call is kept, or the file is left out."""
    log.set_setting(connection, _key(job), None)


def as_told(connection: Connection, words: Said) -> Told:
    """Turn it into what is kept with the call; a deal of a new name is made."""
    deal = deals.deal_named(connection, words.deal) if words.deal else None
    return Told(title=words.title, kind=words.kind, deal=deal, consent=words.consent)


def _key(job: int) -> str:
    return f"told:{job}"
