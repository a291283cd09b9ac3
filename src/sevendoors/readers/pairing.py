"""Files that belong together: Gong gives the words in one and the people in another."""

from collections.abc import Callable, Mapping, Sequence

from sevendoors.core.errors import DoorsError
from sevendoors.readers import gong
from sevendoors.readers.draft import Draft, source_id
from sevendoors.readers.source import Source


def may_be_one_of_two(head: bytes) -> bool:
    """Say from its first page whether a file can be one of Gong's two."""
    return b'"callTranscripts"' in head or b'"calls"' in head


def pairs(sources: Sequence[Source]) -> dict[int, int]:
    """Say which file belongs to which: place of the first named -> place of its partner."""
    found: dict[int, int] = {}
    for place, source in enumerate(sources):
        ids = _transcript_ids(source)
        if not ids:
            continue
        taken = {*found, *found.values()}
        for other, candidate in enumerate(sources):
            if other not in taken and other != place and ids & _extensive_ids(candidate):
                found[min(place, other)] = max(place, other)
                break
    return found


def joined(one: Source, other: Source) -> tuple[Draft, str]:
    """Read two files as one call, in whichever order they come; gives the draft and its id."""
    transcript, extensive = (one, other) if _transcript_ids(one) else (other, one)
    try:
        draft = gong.join(transcript, extensive)
    except DoorsError as error:
        raise error.at(f"{transcript.name} and {extensive.name}") from error
    return draft, source_id(transcript.data, extensive.data)


def _transcript_ids(source: Source) -> set[str]:
    return _ids(source, "callTranscripts", lambda call: call.get("callId"))


def _extensive_ids(source: Source) -> set[str]:
    def id_of(call: Mapping[str, object]) -> object:
        meta = call.get("metaData")
        return meta.get("id") if isinstance(meta, dict) else None

    return _ids(source, "calls", id_of)


def _ids(source: Source, field: str, id_of: Callable[[Mapping[str, object]], object]) -> set[str]:
    calls = source.json.get(field) if isinstance(source.json, dict) else None
    rows = [call for call in calls if isinstance(call, dict)] if isinstance(calls, list) else []
    return {str(id_) for id_ in map(id_of, rows) if isinstance(id_, str | int)}
