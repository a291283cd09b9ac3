"""Speech engines that keep words and speakers apart: joined here into stretches of one speaker."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sevendoors.core.conversation import Capabilities, Word
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.json_paths import Json, at, rows_at, text_at, to_ms
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

_SILENCE_MS = 5000
_LIKELY = 0.5
_HOW = "The engine's result as JSON, with speaker labels switched on."


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One word or mark as an engine heard it; glued: no blank before it."""

    text: str
    speaker: str | None
    start_ms: int | None = None
    end_ms: int | None = None
    glued: bool = False


def _draft(key: str, heard: Iterable[Heard], source: str = "diarised", **more: Json) -> Draft:
    units = tuple(_stretches(list(heard)))
    if not units:
        raise DoorsError("The engine heard no words.", fix="Transcribe the recording again.")
    can = Capabilities(
        speaker_source=source if any(u.speaker for u in units) else "none",
        time_kind="relative",
        resolution_ms=10,
        has_end=True,
        has_words=True,
        has_overlap=source == "channel",
    )
    return Draft(source=key, units=units, capabilities=can, **more)


def _stretches(heard: list[Heard]) -> Iterator[Unit]:
    start = 0
    for place in range(1, len(heard) + 1):
        if place == len(heard) or _parted(heard[place - 1], heard[place]):
            unit = _unit(heard[start:place])
            if unit.text:
                yield unit
            start = place


def _parted(one: Heard, other: Heard) -> bool:
    # A long silence inside one speaker's words is where another's were cut out of the mix.
    gap = (other.start_ms or 0) - (one.end_ms or 0) if other.glued and one.end_ms else 0
    return one.speaker != other.speaker or gap > _SILENCE_MS


def _unit(heard: list[Heard]) -> Unit:
    text = "".join(h.text if h.glued else f" {h.text}" for h in heard)
    timed = [h for h in heard if h.start_ms is not None]
    return Unit(
        speaker=heard[0].speaker,
        text=" ".join(text.split()),
        start_ms=timed[0].start_ms if timed else None,
        end_ms=timed[-1].end_ms if timed else None,
        words=tuple(
            Word(text=h.text, start_ms=h.start_ms, end_ms=h.end_ms) for h in timed if h.text.strip()
        ),
    )


def amazon(source: Source) -> Draft:
    """Read Amazon's standard job: words, and labels joined by the start written in both."""
    results = at(source.json, "results")
    channels = rows_at(results, "channel_labels.channels")
    if channels:
        heard = [h for c in channels for h in _amazon_words(rows_at(c, "items"), c)]
        return _draft("amazon-channels", heard, "channel")
    labels: dict[str, str] = {}
    for segment in rows_at(results, "speaker_labels.segments"):
        for item in rows_at(segment, "items"):
            label = text_at(item, "speaker_label") or text_at(segment, "speaker_label")
            if label:
                labels[str(item.get("start_time"))] = label
    heard = list(_amazon_words(rows_at(results, "items"), None, labels))
    return _draft("amazon", heard)


def _amazon_words(
    items: list[dict[str, Json]], channel: Json, labels: dict[str, str] | None = None
) -> Iterator[Heard]:
    who: str | None = text_at(channel, "channel_label") if channel else None
    for item in items:
        text = text_at(item, "alternatives.0.content")
        if not text:
            continue
        mark = item.get("type") == "punctuation"
        if labels is not None and not mark:
            who = labels.get(str(item.get("start_time")), who)
        yield Heard(
            text=text,
            speaker=who,
            start_ms=None if mark else to_ms(item.get("start_time"), "s"),
            end_ms=None if mark else to_ms(item.get("end_time"), "s"),
            glued=mark,
        )


def google(source: Source) -> Draft:
    """Read Google's result; with speakers, every word stands once more in the last block."""
    blocks = rows_at(source.json, "results|response.results")
    last = rows_at(blocks[-1], "alternatives.0.words") if blocks else []
    tagged = [w for w in last if w.get("speakerTag") is not None]
    units: list[Unit] = []
    tags = iter(tagged)
    for block in blocks[:-1] if tagged else blocks:
        rows = rows_at(block, "alternatives.0.words")
        who = [text_at(tag, "speakerTag") for tag, _ in zip(tags, rows, strict=False)]
        said = text_at(block, "alternatives.0.transcript")
        if said:
            start = to_ms(at(rows[0], "startTime"), "parts") if rows else None
            end = to_ms(at(rows[-1], "endTime"), "parts") if rows else None
            main = who[0] if who else None  # the one who begins the block
            units.append(Unit(speaker=main, text=said, start_ms=start, end_ms=end,
                              words=tuple(_google_words(rows))))  # fmt: skip
    units += _rest(blocks, tagged)
    if not units:
        raise DoorsError("The engine heard no words.", fix="Transcribe the recording again.")
    can = Capabilities(
        speaker_source="diarised" if tagged else "none", time_kind="relative",
        resolution_ms=100, has_end=True, has_words=True,
    )  # fmt: skip
    return Draft(source="google-stt", units=tuple(units), capabilities=can)


def _rest(blocks: list[dict[str, Json]], tagged: list[dict[str, Json]]) -> list[Unit]:
    # The block that repeats everything is a unit of the file; its words were said already.
    if not tagged or not blocks:
        return []
    end = to_ms(at(tagged[-1], "endTime"), "parts")
    return [Unit(speaker=text_at(tagged[-1], "speakerTag"), text="", start_ms=end, end_ms=end,
                 flags=("repeat",))]  # fmt: skip


def _google_words(rows: list[dict[str, Json]]) -> Iterator[Word]:
    for row in rows:
        start, end = to_ms(row.get("startTime"), "parts"), to_ms(row.get("endTime"), "parts")
        yield Word(text=str(row.get("word", "")), start_ms=start, end_ms=end)


def ibm(source: Source) -> Draft:
    """Read Watson's result; speakers stand in a list apart, joined by the start of each word."""
    units = []
    for result in rows_at(source.json, "results.0.results|results"):
        stamps = at(result, "alternatives.0.timestamps") or []
        said = text_at(result, "alternatives.0.transcript")
        rows = [s for s in stamps if isinstance(s, list) and len(s) == 3]
        if not said:
            continue
        words = tuple(Word(text=str(w), start_ms=to_ms(a, "s"), end_ms=to_ms(b, "s"))
                      for w, a, b in rows)  # fmt: skip
        who = _ibm_speaker(source.json, rows)
        start = words[0].start_ms if words else None
        end = words[-1].end_ms if words else None
        units.append(Unit(speaker=who, text=said, start_ms=start, end_ms=end, words=words))
    if not units:
        raise DoorsError("The engine heard no words.", fix="Transcribe the recording again.")
    can = Capabilities(
        speaker_source="diarised" if any(u.speaker for u in units) else "none",
        time_kind="relative", resolution_ms=10, has_end=True, has_words=True,
    )  # fmt: skip
    return Draft(source="ibm-watson", units=tuple(units), capabilities=can)


def _ibm_speaker(data: Json, rows: list[list[Json]]) -> str | None:
    # Labels that the engine itself holds for less likely than not name nobody.
    labels = rows_at(data, "results.0.speaker_labels|speaker_labels")
    sure = [float(label.get("confidence") or 0) for label in labels]
    if sum(sure) < _LIKELY * len(sure):
        return None
    starts = {row[1] for row in rows}
    found = [text_at(label, "speaker") for label in labels if label.get("from") in starts]
    return max(set(found), key=found.count) if found else None


def deepgram(source: Source) -> Draft:
    """Read Deepgram's words where it was not asked for utterances."""
    channels = rows_at(source.json, "results.channels")
    many = len(channels) > 1
    heard = [
        Heard(
            text=text,
            speaker=f"channel {place}" if many else text_at(row, "speaker"),
            start_ms=to_ms(row.get("start"), "s"),
            end_ms=to_ms(row.get("end"), "s"),
        )
        for place, channel in enumerate(channels)
        for row in rows_at(channel, "alternatives.0.words")
        if (text := text_at(row, "punctuated_word|word"))
    ]
    heard = sorted(heard, key=lambda h: h.start_ms or 0) if many else heard
    return _draft("deepgram", heard, "channel" if many else "diarised")


def speechmatics(source: Source) -> Draft:
    """Read Speechmatics; "UU" is its word for a speaker it does not know."""
    heard = [
        Heard(
            text=text,
            speaker=text_at(row, "alternatives.0.speaker"),
            start_ms=to_ms(row.get("start_time"), "s"),
            end_ms=to_ms(row.get("end_time"), "s"),
            glued=row.get("type") == "punctuation",
        )
        for row in rows_at(source.json, "results")
        if (text := text_at(row, "alternatives.0.content"))
    ]
    unknown = any(h.speaker == "UU" for h in heard)
    warning = "“UU” is what Speechmatics writes where it does not know who speaks."
    return _draft("speechmatics", heard, warnings=(warning,) if unknown else ())


def rev(source: Source) -> Draft:
    """Read Rev's monologues; marks carry the blanks between the words."""
    units = []
    for part in rows_at(source.json, "monologues"):
        rows = rows_at(part, "elements")
        timed = [row for row in rows if row.get("ts") is not None]
        text = " ".join("".join(str(row.get("value", "")) for row in rows).split())
        if text:
            ends = [to_ms(row.get("end_ts"), "s") for row in timed]
            units.append(Unit(
                speaker=text_at(part, "speaker"), text=text,
                start_ms=to_ms(timed[0].get("ts"), "s") if timed else None,
                end_ms=ends[-1] if ends else None,
            ))  # fmt: skip
    if not units:
        raise DoorsError("The engine heard no words.", fix="Transcribe the recording again.")
    can = Capabilities(speaker_source="diarised", time_kind="relative", resolution_ms=10,
                       has_end=True, has_words=False)  # fmt: skip
    return Draft(source="rev", units=tuple(units), capabilities=can)


def elevenlabs(source: Source) -> Draft:
    """Read ElevenLabs Scribe; several channels come as one list each and are put in order."""
    lists = [rows_at(t, "words") for t in rows_at(source.json, "transcripts")]
    rows = sorted(
        (w for part in lists for w in part), key=lambda w: to_ms(w.get("start"), "s") or 0
    )
    heard = [
        Heard(
            text=str(row.get("text", "")),
            speaker=text_at(row, "speaker_id|channel_index"),
            start_ms=to_ms(row.get("start"), "s"),
            end_ms=to_ms(row.get("end"), "s"),
            glued=not lists,
        )
        for row in (rows or rows_at(source.json, "words"))
        if row.get("type") in ("word", "spacing")
    ]
    return _draft("elevenlabs", heard, language=text_at(source.json, "language_code"))


def _reader(key: str, title: str, sign: str, read: Json) -> Reader:
    return Reader(
        key=key,
        title=title,
        how_to_get=_HOW,
        sniff=lambda s: at(s.json, sign) is not None,
        read=read,
    )


READERS: tuple[Reader, ...] = (
    _reader("ibm-watson", "IBM Watson", "results.0.results.0.alternatives.0.timestamps|"
            "results.0.alternatives.0.timestamps", ibm),
    _reader("amazon", "Amazon Transcribe", "results.items.0.alternatives.0.content", amazon),
    _reader("speechmatics", "Speechmatics", "results.0.alternatives.0.content", speechmatics),
    _reader("google-stt", "Google Speech-to-Text",
            "results.0.alternatives.0.transcript|response.results.0.alternatives.0.transcript", google),
    _reader("deepgram-words", "Deepgram (without utterances)",
            "results.channels.0.alternatives.0.words.0.word", deepgram),
    _reader("rev", "Rev", "monologues.0.elements", rev),
    _reader("elevenlabs", "ElevenLabs Scribe", "words.0.speaker_id|transcripts.0.words.0.text",
            elevenlabs),
)  # fmt: skip
