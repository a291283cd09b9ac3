"""Layouts of captions and text exports, told through one call: Marta buys, Jonas sells."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import build
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source
from sevendoors.readers.spoken_names import names_are_speakers, split_name
from sevendoors.readers.text_formats import READERS

ID = "d700e97e-1c7f-4753-9597-54e5e43b4642"
OTHER_ID = "E1AA0001-1C7F-4753-9597-54E5E43B4642"


def source(text: str) -> Source:
    return Source(name="call.txt", data=text.encode("utf-8", "replace"), text=text)


def first(given_: Source) -> Reader | None:
    return next((reader for reader in READERS if reader.sniff(given_)), None)


def call(text: str) -> Conversation:
    reader = first(source(text))
    assert reader is not None, "no reader knows this text"
    return build(reader.read(source(text)), "0" * 16)


def said(talk: Conversation) -> list[tuple[str | None, str]]:
    names = {person.id: person.name for person in talk.participants}
    return [(names.get(turn.participant or ""), turn.text) for turn in talk.turns]


def captions(*texts: str, end: str = "\n") -> str:
    lines = ["WEBVTT", ""]
    for n, text in enumerate(texts):
        clock = f"00:{n // 20:02}:{n % 20 * 3:02}"
        lines += [str(n + 1), f"{clock}.000 --> {clock}.900", text, ""]
    return end.join(lines)


def test_names_keep_their_bars_brackets_and_emoji() -> None:
    names = ["Ana [EF]", "Luca | Vero", "Felix (Geth), Inc.", "O'Neil 🤓", "samcm", "R&amp;D Team"]
    talk = call(captions(*(f"{name}: Hello at 10:30: well" for name in names), "samcm: ok"))
    assert [name for name, _ in said(talk)][:6] == [*names[:5], "R&D Team"]
    assert {text for _, text in said(talk)} == {"Hello at 10:30: well", "ok"}


def test_crlf_a_mark_at_the_start_and_blanks_change_nothing() -> None:
    texts = ("Marta: It was rough.", "Jonas: How so?", "Marta: Two left.")
    plain, windows = call(captions(*texts)), call("\ufeff" + captions(*texts, end="\r\n"))
    assert plain.turns == windows.turns


def test_words_between_signs_are_not_taken_for_tags() -> None:
    talk = call(captions("Marta: if x < 5 and y > 3, <i>we</i> stop", "Jonas: &lt;b&gt; it is"))
    assert [text for _, text in said(talk)] == ["if x < 5 and y > 3, we stop", "<b> it is"]


def test_a_sentence_with_a_colon_makes_no_person() -> None:
    texts = [
        "Marta: Hi.",
        "Jonas: Hi.",
        "here is what I wanted: a plan",
        "Marta: Ok.",
        "Jonas: Ok.",
    ]
    assert said(call(captions(*texts)))[2] == (None, "here is what I wanted: a plan")
    talk = call(
        "Marta: We lost two.\nJonas: How?\nThe plan: none.\nMarta: They left.\nJonas: I see."
    )
    assert said(talk)[1] == ("Jonas", "How? The plan: none.")


def test_two_voices_in_one_caption_keep_their_own_words() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Marta>It was rough.</v>\n<v Jonas>Oh.</v>\n"
    assert said(call(text)) == [("Marta", "It was rough."), ("Jonas", "Oh.")]


def test_seconds_past_sixty_and_hours_are_read_as_they_stand() -> None:
    text = (
        "WEBVTT\n\n00:00:58.000 --> 00:00:62.500\n<v Marta>One\n\n"
        "00:00:62.500 --> 00:00:69.000 align:start\nMarta: Two\n\n"
        "01:00:00.000 --> 1:00:01.5\n<v Jonas>Three\n"
    )
    talk = call(text)
    assert [turn.end_ms for turn in talk.turns] == [62_500, 69_000, 3_601_500]
    assert [name for name, _ in said(talk)] == ["Marta", "Marta", "Jonas"]


def teams(*cues: tuple[str, str, str, str]) -> str:
    blocks = [f"{id_}\n{at}.000 --> {at}.900\n<v {who}>{text}</v>" for id_, at, who, text in cues]
    return "WEBVTT\n\n" + "\n\n".join(blocks)


def test_in_teams_one_utterance_stays_whole_although_jonas_says_mhm() -> None:
    talk = call(
        teams(
            (f"{ID}/7-0", "00:00:01", "Weber, Marta", "We lost two"),
            (f"{ID}/3-0", "00:00:02", "Jonas Lind", "Mhm."),
            (f"{ID}/7-1", "00:00:03", "Weber, Marta", "people this week."),
        )
    )
    assert said(talk) == [("Marta Weber", "We lost two people this week."), ("Jonas Lind", "Mhm.")]
    assert talk.capabilities.has_overlap


def test_two_recordings_in_one_teams_file_are_not_mixed() -> None:
    talk = call(
        teams(
            (f"{ID}/1-0", "00:00:01", "Marta", "First."),
            (f"{OTHER_ID}/1-0", "00:10:01", "Jonas", "Second."),
        )
    )
    assert said(talk) == [("Marta", "First."), ("Jonas", "Second.")]


def test_teams_text_pasted_from_the_new_document_is_known_as_teams() -> None:
    talk = call(
        "Pilot-20260914_150000-Meeting Recording\n\nSeptember 14, 2026, 3:00PM\n\n1m 9s\n\n"
        "Jonas Lind started transcription\n\nJonas Lind   0:02\nHi Marta.\n\n"
        "Weber, Marta   0:06\nHonestly? Rough.\n\nJonas Lind stopped transcription\n"
    )
    assert talk.source == "teams-docx"
    assert (talk.title, talk.started_at) == ("Pilot", "2026-09-14T15:00:00")
    assert said(talk) == [("Jonas Lind", "Hi Marta."), ("Marta Weber", "Honestly? Rough.")]


def test_captions_without_a_head_are_not_taken_for_teams_speakers() -> None:
    cues = [f"00:00:0{n}.000 --> 00:00:0{n}.900\nwords of {n}\nand more\n" for n in range(4)]
    assert {name for name, _ in said(call("\n".join(cues)))} == {None}


def test_rolling_captions_give_every_word_once_from_its_first_time() -> None:
    text = (
        "WEBVTT\nKind: captions\n\n00:00:00.000 --> 00:00:02.000\n \nso<00:00:00.500><c> we</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nso we\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nso we\nlost<00:00:02.500><c> two</c>\n"
    )
    turns = [turn for turn in call(text).turns if turn.text]
    assert [(turn.start_ms, turn.text) for turn in turns] == [(0, "so we"), (2010, "lost two")]


def test_saved_captions_pass_midnight_and_read_morning_and_evening() -> None:
    talk = call("[Marta [EF]] 23:59:58\nHi\n\n[Jonas] 00:00:03\nYes\n\n[Marta [EF]] 00:01:00\nOk\n")
    assert [turn.start_ms for turn in talk.turns] == [58_000, 63_000, 120_000]
    assert said(talk)[0] == ("Marta [EF]", "Hi")
    talk = call("[Marta] 11:59:58 PM\r\nHi\r\n\r\n[Jonas] 12:00:03 AM\r\nYes\r\n")
    assert [turn.start_ms for turn in talk.turns] == [58_000, 63_000]


def test_a_chat_reply_keeps_its_own_words_and_a_pasted_line_is_no_message() -> None:
    talk = call(
        "00:00:05\tMarta:\tHi all\r\n"
        '00:00:09\tJonas:\tReplying to "Hi all"\n\nHello\n00:00:10\tNobody:\tpasted\r\n'
        '00:01:00\tMarta:\tReacted to "Hello" with 👍\r\n'
    )
    assert said(talk) == [
        ("Marta", "Hi all"),
        ("Jonas", "Hello 00:00:10 Nobody: pasted"),
        ("Marta", "👍"),
    ]
    assert [(event.kind, event.participant) for event in talk.events] == [("reaction", "p1")]


@pytest.mark.parametrize("gap", [" : ", ":\n\t"])
def test_a_chat_saved_at_home_names_who_wrote_and_not_to_whom(gap: str) -> None:
    talk = call(
        f"15:00:05\t From Marta to Everyone{gap}Hi all\n"
        f"15:00:09\t From Jonas to Marta (Direct Message){gap}Hello\n"
    )
    assert said(talk) == [("Marta", "Hi all"), ("Jonas", "Hello")]


def test_what_fathom_found_is_not_put_into_anybodys_mouth() -> None:
    talk = call(
        "Pilot - September 14\nVIEW RECORDING - 1 mins: https://x.example/1\n\n---\n\n"
        "0:02 - Jonas (Northlake)\n  I will send it.\n"
        "  ACTION ITEM: Send it - WATCH: https://x.example/1?timestamp=2  Then we talk.\n\n"
        "0:06 - Marta (marta@mill.example)\n  Good.\n"
    )
    assert said(talk) == [("Jonas", "I will send it. Then we talk."), ("Marta", "Good.")]
    assert [event.text for event in talk.events] == ["ACTION ITEM: Send it"]
    jonas, marta = talk.participants
    assert (jonas.organisation, marta.email) == ("Northlake", "marta@mill.example")


def test_lines_of_time_keep_what_was_wrapped() -> None:
    talk = call("00:00:01 We lost\ntwo people\n00:00:03 this week\n00:00:09 and one more\n")
    assert said(talk)[0] == (None, "We lost two people")


def test_lines_of_time_with_names_are_left_to_the_reader_of_names() -> None:
    lines = "00:00:01 Marta: Rough.\n00:00:03 Jonas: How so?\n00:00:09 Marta: Two left.\n"
    assert first(source(lines)) is None


def test_whispers_labels_are_told_by_a_machine_in_every_shape() -> None:
    lines = [("SPEAKER_00", "It was rough."), ("SPEAKER_01", "Oh."), ("SPEAKER_00", "Yes.")]
    text = "".join(f"[{who}]: {words}\n" for who, words in lines)
    vtt = captions(*(f"[{who}]: {words}" for who, words in lines))
    srt = vtt.removeprefix("WEBVTT\n\n").replace(".000", ",000").replace(".900", ",900")
    for shape in (text, vtt, srt):
        assert said(call(shape)) == lines
        assert call(shape).capabilities.speaker_source == "diarised"
    rows = "".join(f"{n}000\t{n}900\t{words}\n" for n, (_, words) in enumerate(lines))
    talk = call("start\tend\ttext\n" + rows)
    assert [(t.start_ms, t.end_ms, t.text) for t in talk.turns][1] == (1000, 1900, "Oh.")


@pytest.mark.parametrize(
    "text", ["WEBVTT\n\n", "WEBVTT", "1\n00:00:01,000 --> 00:00:02,000\n\n", "start\tend\ttext\n"]
)
def test_a_file_with_a_head_and_no_words_says_what_to_do(text: str) -> None:
    with pytest.raises(DoorsError) as caught:
        call(text)
    assert caught.value.fix


PIECES = st.sampled_from(
    ["WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\n", "0:0:1.9 --> 0:0:2.30\n", "Marta: ", "\n\n",
     "<v Marta>", "[SPEAKER_00]: ", "0:02 - Marta (Mill)\n", "Marta  0:02\n", "[Marta] 23:59:59\n",
     f"{ID}/1-0\n", "00:00:05\tMarta:\t", '1 "Marta" (33)\n', "# Attendees\n", "00:00:30\n", "\r\n",
     "start\tend\ttext\n", "99:99:99 ", "Transcription ended after 00:01:00\n", "0:00:01.0,0:00:02.0\n",
     "Jonas started transcription\n", " ACTION ITEM: x - WATCH: https://x "]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=14).map("".join))
@example("[Marta] 23:59:59\n")
def test_no_text_breaks_a_reader(text: str) -> None:
    for reader in READERS:
        if reader.sniff(source(text)):
            try:
                read = reader.read(source(text))
            except DoorsError as error:
                assert error.what
                assert error.fix
            else:
                assert read.units


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_every_reader_forced_upon_any_text_answers_or_says_why(text: str) -> None:
    for reader in READERS:
        try:
            read = reader.read(source(text))
        except DoorsError as error:
            assert error.fix
        else:
            assert read.units


@given(st.lists(st.sampled_from(["Marta", "Jonas", "Ana [EF]"]), min_size=3, max_size=20))
def test_split_names_put_together_again_are_the_line(names: list[str]) -> None:
    lines = [f"{name}: said at 10:30" for name in names]
    assert names_are_speakers(lines)
    assert [split_name(line) for line in lines] == [(name, "said at 10:30") for name in names]


@pytest.mark.parametrize(
    "piece", ["<v ", "[x", "a: ", "Name  ", "**", " \n", "\n", "# ", "0:02 - "]
)
def test_a_hostile_file_is_answered_at_once(piece: str) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n" + piece * 30_000
    for given_ in (source(text), source(piece * 30_000 + "\n# Attendees\nMarta: Hi.\n")):
        began = time.process_time()
        for reader in READERS:
            if reader.sniff(given_):
                try:
                    reader.read(given_)
                except DoorsError:
                    continue
        assert time.process_time() - began < 3


def test_twenty_thousand_captions_a_second() -> None:
    text = captions(
        *(f"{'Marta' if n % 3 else 'Jonas'}: some words &amp; more" for n in range(20_000))
    )
    began = time.process_time()
    assert len(call(text).turns) == 20_000
    assert time.process_time() - began < 1
