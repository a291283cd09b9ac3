"""The JSON dialects that differ only in names and units: one row of data each."""

from dataclasses import replace

from sevendoors.core.conversation import Capabilities
from sevendoors.readers.json_table import Dialect

_NAMED = Capabilities(
    speaker_source="platform",
    time_kind="relative",
    resolution_ms=1,
    has_end=True,
    has_identity=True,
)
_DIARISED = replace(_NAMED, speaker_source="diarised", has_identity=False)
_CHANNEL = replace(_NAMED, speaker_source="channel", has_overlap=True, has_side=True)
_API = "Call the tool's API (or ask whoever runs it) for the transcript as JSON."

DIALECTS: tuple[Dialect, ...] = (
    Dialect(
        key="teams-json", title="Microsoft Teams transcript (JSON)",
        how_to_get="The transcript as Stream or Graph gives it (version 1.0).",
        items="entries", text="text", item_sign="startOffset", speaker="speakerDisplayName",
        start="startOffset", end="endOffset", unit="hms", can=replace(_NAMED, has_overlap=True),
    ),
    Dialect(
        key="fireflies", title="Fireflies", how_to_get=_API, items="data.transcript.sentences|"
        "transcript.sentences|sentences", text="text|raw_text", item_sign="speaker_name|speaker_id",
        speaker="speaker_name|speaker_id", start="start_time", end="end_time",
        title_at="data.transcript.title|title", started_at="data.transcript.dateString|dateString",
        can=replace(_NAMED, speaker_source="diarised", text_kind="corrected"),
    ),
    Dialect(
        key="fathom-api", title="Fathom (API)", how_to_get=_API, items="transcript|items.0.transcript",
        item_sign="speaker.display_name", text="text", speaker="speaker.display_name",
        email="speaker.matched_calendar_invitee_email", start="timestamp", unit="hms",
        people="calendar_invitees|items.0.calendar_invitees", person_key="name",
        person_email="email", person_side="is_external", turned=True,
        title_at="title|meeting_title|items.0.title", started_at="recording_start_time|created_at",
        can=replace(_NAMED, has_end=False, resolution_ms=1000, has_side=True),
    ),
    Dialect(
        key="granola", title="Granola", how_to_get=_API, items="transcript|",
        item_sign="speaker.source|source", text="text", speaker="speaker.attribution|source",
        side="speaker.attribution", start="start_time|start_timestamp",
        end="end_time|end_timestamp", unit="clock",
        can=replace(_NAMED, speaker_source="channel", has_identity=False, has_side=True),
        warning="Granola hears the other side as one voice, so several buyers are one “them” here.",
    ),
    Dialect(
        key="grain", title="Grain", how_to_get=_API, items="transcript|", text="text",
        item_sign="participant_id", speaker="speaker|participant_id", start="start", end="end",
        unit="ms", can=_NAMED,
    ),
    Dialect(
        key="tldv", title="tl;dv", how_to_get=_API, items="data", text="text",
        item_sign="startTime", speaker="speaker", start="startTime", end="endTime", can=_NAMED,
    ),
    Dialect(
        key="avoma", title="Avoma", how_to_get=_API, items="transcript", text="transcript|text",
        sign="speakers", item_sign="speaker_id", speaker="speaker_id", people="speakers",
        person_name="name", person_email="email", person_side="is_rep", start="timestamps.0|start",
        can=replace(_NAMED, has_end=False, has_side=True),
    ),
    Dialect(
        key="aircall", title="Aircall", how_to_get=_API,
        items="transcription.content.utterances|content.utterances", text="text",
        item_sign="participant_type", speaker="participant_type", side="participant_type",
        start="start_time", end="end_time", started_at="transcription.created_at|created_at",
        language="transcription.content.language", can=replace(_CHANNEL, has_identity=False),
    ),
    Dialect(
        key="dialpad", title="Dialpad", how_to_get=_API, items="lines", text="content",
        item_sign="type", speaker="name|contact_id|user_id", start="time", unit="clock",
        skip=("type", frozenset(["moment", "ai_question", "action_item"])),
        can=replace(_CHANNEL, has_end=False, has_overlap=False, has_side=False,
                    time_kind="absolute"),
    ),
    Dialect(
        key="ringsense", title="RingCentral RingSense", how_to_get=_API,
        items="insights.Transcript|Transcript", text="text", speaker="speakerId", start="start",
        end="end", people="speakerInfo", person_key="speakerId", title_at="title",
        started_at="recordingStartTime", can=_DIARISED,
    ),
    Dialect(
        key="twilio", title="Twilio Voice Intelligence", how_to_get=_API, items="sentences",
        text="transcript", item_sign="media_channel", speaker="media_channel", start="start_time",
        end="end_time", words="words", word_start="start_time", word_end="end_time",
        can=replace(_CHANNEL, has_identity=False, has_side=False),
    ),
    Dialect(
        key="hubspot", title="HubSpot call transcript", how_to_get=_API,
        items="transcriptUtterances", text="text", speaker="speaker.name|speaker.id",
        email="speaker.email", start="startTimeMillis", end="endTimeMillis", unit="ms",
        started_at="createdAt", can=_NAMED,
    ),
    Dialect(
        key="intercom-call", title="Intercom call transcript", how_to_get=_API,
        items="transcript", text="text", item_sign="speaker.type|speaker_type",
        speaker="speaker.name|speaker.id|speaker_type", side="speaker.type|speaker_type",
        start="start_time|start", end="end_time|end", can=replace(_DIARISED, has_side=True),
    ),
    Dialect(
        key="amazon-analytics", title="Amazon Transcribe Call Analytics, Contact Lens",
        how_to_get="The job's JSON from its output bucket.", items="Transcript", text="Content",
        speaker="ParticipantRole|ParticipantId", side="ParticipantRole|ParticipantId",
        start="BeginOffsetMillis", end="EndOffsetMillis", unit="ms", words="Items", word="Content",
        word_start="BeginOffsetMillis", word_end="EndOffsetMillis", language="LanguageCode",
        can=_CHANNEL,
    ),
    Dialect(
        key="assemblyai", title="AssemblyAI", how_to_get="The result as JSON, with speaker labels.",
        items="utterances", text="text", item_sign="confidence", speaker="speaker", start="start",
        end="end", unit="ms", words="words", word="text", language="language_code", can=_DIARISED,
    ),
    Dialect(
        key="azure-batch", title="Azure Speech (batch)", how_to_get="The job's result file.",
        items="recognizedPhrases", text="nBest.0.display", speaker="speaker|channel",
        start="offsetInTicks|offsetTicks", length="durationInTicks|durationTicks", unit="ticks",
        words="nBest.0.words", word_start="offsetInTicks", word_end="none", can=_DIARISED,
    ),
    Dialect(
        key="azure-live", title="Azure Speech (live)", how_to_get="The results as one JSON list.",
        items="", text="NBest.0.Display|DisplayText", item_sign="RecognitionStatus",
        speaker="SpeakerId", start="Offset", length="Duration", unit="ticks", can=_DIARISED,
    ),
    Dialect(
        key="deepgram", title="Deepgram", how_to_get="The result as JSON, with utterances.",
        items="results.utterances", text="transcript", speaker="speaker", start="start", end="end",
        words="words", word="punctuated_word|word", can=_DIARISED,
    ),
    Dialect(
        key="gladia", title="Gladia", how_to_get="The result as JSON.",
        items="result.transcription.utterances|transcription.utterances", text="text",
        speaker="speaker", start="start", end="end", words="words",
        language="result.transcription.languages.0", can=_DIARISED,
    ),
    Dialect(
        key="whisper-cpp", title="whisper.cpp", how_to_get="whisper-cli -oj.",
        items="transcription", text="text", item_sign="offsets.from", speaker="speaker",
        start="offsets.from", end="offsets.to", unit="ms", language="result.language",
        can=replace(_DIARISED, resolution_ms=10),
    ),
    Dialect(
        key="meet-api", title="Google Meet (API)", how_to_get=_API, items="transcriptEntries",
        text="text", speaker="participant", start="startTime", end="endTime", unit="clock",
        can=_NAMED,
    ),
    Dialect(
        key="whisper-json", title="Whisper, faster-whisper, WhisperX",
        how_to_get="whisper --output_format json; with diarisation it names speakers.",
        items="segments", text="text", item_sign="start", speaker="speaker", start="start",
        end="end", words="words", word="word|text", language="language", can=_DIARISED,
    ),
)  # fmt: skip
