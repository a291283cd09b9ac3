"""Gong gives the words in one file and the people in another; both are joined by the call's id."""

from dataclasses import replace

from sevendoors.core.conversation import Capabilities, Side
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Person, Unit
from sevendoors.readers.json_paths import Json, at, rows_at, text_at, to_ms
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_SIDES = {"Internal": Side.SELLER, "External": Side.BUYER}
_CAN = Capabilities(
    speaker_source="platform", time_kind="relative", resolution_ms=1, has_end=True, has_overlap=True
)
_HOW = "Gong API: calls/transcript and calls/extensive; name both files in one command."


def read(source: Source) -> Draft:
    """Read the words alone; people are ids until the other file is named as well."""
    calls = rows_at(source.json, "callTranscripts")
    warning = ("Gong's people stand in another file (calls/extensive); name it too.",)
    return replace(_words(calls[0] if calls else {}), warnings=warning)


def join(transcript: Source, extensive: Source) -> Draft:
    """Read both files of one call. Raises DoorsError where they share no call."""
    for call in rows_at(transcript.json, "callTranscripts"):
        for other in rows_at(extensive.json, "calls"):
            if text_at(call, "callId") == text_at(other, "metaData.id"):
                return replace(
                    _words(call),
                    people=_people(other),
                    title=text_at(other, "metaData.title"),
                    started_at=text_at(other, "metaData.started"),
                    language=text_at(other, "metaData.language"),
                    capabilities=replace(_CAN, has_identity=True, has_side=True),
                )
    raise DoorsError("These two Gong files are not of the same call.", fix="Compare the call ids.")


def _words(call: Json) -> Draft:
    units = [
        Unit(
            speaker=text_at(part, "speakerId"),
            text=text,
            start_ms=to_ms(said.get("start"), "ms"),
            end_ms=to_ms(said.get("end"), "ms"),
        )
        for part in rows_at(call, "transcript")
        for said in rows_at(part, "sentences")
        if (text := text_at(said, "text"))
    ]
    if not units:
        raise DoorsError("This Gong file holds no words.", fix="Ask for calls/transcript again.")
    return Draft(source="gong", units=tuple(units), capabilities=_CAN)


def _people(call: Json) -> tuple[Person, ...]:
    found = []
    for party in rows_at(call, "parties"):
        key = text_at(party, "speakerId") or text_at(party, "id")
        if key:
            found.append(
                Person(
                    key=key,
                    name=text_at(party, "name"),
                    email=text_at(party, "emailAddress"),
                    title=text_at(party, "title"),
                    side=_SIDES.get(str(at(party, "affiliation")), Side.UNKNOWN),
                )
            )
    return tuple(found)


def _lonely(source: Source) -> Draft:
    raise DoorsError(
        "This is Gong's file of people (calls/extensive); the words stand in another.",
        where=source.name,
        fix="Name calls/transcript in the same command.",
    )


READERS: tuple[Reader, ...] = (
    Reader(
        key="gong",
        title="Gong (two files, joined)",
        how_to_get=_HOW,
        sniff=lambda s: bool(rows_at(s.json, "callTranscripts")),
        read=read,
    ),
    Reader(
        key="gong-people",
        title="Gong, the file of people",
        how_to_get=_HOW,
        sniff=lambda s: at(s.json, "calls.0.parties") is not None,
        read=_lonely,
    ),
)
