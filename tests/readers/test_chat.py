"""Chats: what people typed is talk; what the app or a bot wrote beside it is not."""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sevendoors.core.conversation import Conversation, Kind, Side
from sevendoors.core.errors import DoorsError
from sevendoors.readers import archive, convokit_corpus, own_json, slack, whatsapp
from sevendoors.readers.draft import build
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source

LAYOUTS = {
    "[20/01/19, 11:23:05] {}": "2019-01-20T11:23:05",
    "20/01/2019, 11:23 - {}": "2019-01-20T11:23:00",
    "01/20/2019, 11:23 p. m. - {}": "2019-01-20T23:23:00",
    "20.01.19, 11:23 - {}": "2019-01-20T11:23:00",
    "2019-01-20, 11:23 - {}": "2019-01-20T11:23:00",
    "\u200e[1/20/19, 11:23:05\u202fPM] {}": "2019-01-20T23:23:05",
}


def of(text: str, name: str = "-") -> Source:
    return Source(name, text.encode("utf-8", "replace"), text)


def talk(reader: Reader, source: Source) -> Conversation:
    assert reader.sniff(source)
    return build(reader.read(source), "0" * 16)


def packed(files: dict[str, object]) -> Source:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name, content if isinstance(content, str) else json.dumps(content))
    return Source("export.zip", stream.getvalue(), "")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_marta_writes_in_any_phones_date_layout(layout: str) -> None:
    lines = [
        layout.format("Marta: We lost two people\nin one week: bad."),
        layout.format("Jonas: Oh"),
    ]
    call = talk(whatsapp.READER, of("\n".join(lines)))
    assert call.started_at == LAYOUTS[layout]
    assert [p.name for p in call.participants] == ["Marta", "Jonas"]
    assert call.turns[0].text == "We lost two people\nin one week: bad."
    assert call.warnings == ()


def test_a_chat_whose_dates_can_be_read_two_ways_says_so() -> None:
    call = talk(whatsapp.READER, of("03/04/24, 09:00 - Marta: Hi\n03/05/24, 09:01 - Jonas: Hi"))
    assert call.started_at == "2024-04-03T09:00:00"
    assert "two ways" in call.warnings[0]


def test_what_whatsapp_itself_writes_is_nobodys_talk() -> None:
    call = talk(
        whatsapp.READER,
        of(
            "20/01/24, 09:00 - Messages and calls are end-to-end encrypted.\n"
            '20/01/24, 09:00 - Marta changed the subject from "Plan" to "Plan: B"\n'
            "20/01/24, 09:01 - Marta: <Media omitted>\n"
            "20/01/24, 09:02 - Marta: Look at 10:30: that is late\n"
            "20/01/24, 09:02 - Jonas changed to 10:30\n"
            "[20/01/24, 09:03:00] Our Group: \u200eMessages and calls are end-to-end encrypted.\n"
        ),
    )
    assert [turn.text for turn in call.turns] == ["Look at 10:30: that is late"]
    assert [person.name for person in call.participants] == ["Marta"]
    assert [event.kind for event in call.events] == [
        "system", "system", "message", "system", "message",
    ]  # fmt: skip


def test_an_iphones_zip_holds_the_chat() -> None:
    call = talk(whatsapp.READER, packed({"_chat.txt": "[20/01/24, 09:00:00] Marta: Hi\n"}))
    assert call.turns[0].text == "Hi"


def posted(second: str, text: str, **more: str) -> dict[str, str]:
    return {"type": "message", "text": text, "ts": f"170000000{second}", **more}


USERS = [
    {
        "id": "U1",
        "name": "marta",
        "profile": {"real_name": "Marta Vogel", "email": "m@mill.example"},
    },
    {"id": "U2", "name": "jonas", "profile": {}},
]
MESSAGES = [
    posted("0.000100", "joined", user="U1", subtype="channel_join"),
    posted("1.000100", "<@U2> see <https://x.example|the plan> &amp; tell", user="U1"),
    posted("2.000100", "Deploy", bot_id="B1", subtype="bot_message"),
    posted("3.500100", "I worry about <#C1|launch>", user="U2"),
]


def test_a_slack_export_joins_names_and_keeps_bots_out_of_the_talk() -> None:
    call = talk(slack.READER, packed({"users.json": USERS, "deal/2023-11-14.json": MESSAGES}))
    assert [(call.participant(t.participant) or call.participants[0]).name for t in call.turns] == [
        "Marta Vogel",
        "jonas",
    ]
    assert call.turns[0].text == "@jonas see the plan & tell"
    assert call.turns[1].text == "I worry about #launch"
    assert call.turns[1].start_ms == 3500
    assert [event.kind for event in call.events] == ["channel_join", "bot_message"]
    assert call.title == "#deal"
    assert call.capabilities.has_identity


def test_a_slack_page_comes_newest_first_and_is_turned_round() -> None:
    page = {"ok": True, "messages": MESSAGES[::-1]}
    call = talk(slack.READER, of(json.dumps(page)))
    assert [turn.participant for turn in call.turns] == ["p1", "p2"]
    assert "@U2" in call.turns[0].text


@pytest.mark.parametrize(
    "name", ["../deal/2023-11-14.json", "/etc/2023-11-14.json", "C:\\x/2023-11-14.json"]
)
def test_an_archive_that_points_outside_itself_is_refused(name: str) -> None:
    source = packed({name: MESSAGES})
    assert not slack.sniff(source)
    with pytest.raises(DoorsError, match="points outside"):
        slack.read(source)


def test_a_zip_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 10_000)
    bomb = packed({"deal/2023-11-14.json": "[" + " " * 50_000 + "]"})
    assert len(bomb.data) < 1000
    with pytest.raises(DoorsError, match="unpacks to more"):
        slack.read(bomb)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_damaged_archive_gives_one_plain_error(place: int, value: int) -> None:
    data = bytearray(packed({"users.json": USERS, "deal/2023-11-14.json": MESSAGES}).data)
    data[place % len(data)] = value
    source = Source("export.zip", bytes(data), "")
    for reader in (slack.READER, convokit_corpus.READER, whatsapp.READER):
        if reader.sniff(source):
            try:
                reader.read(source)
            except DoorsError as error:
                assert error.fix


def uttered(id_: str, speaker: str, text: str, at: int) -> dict[str, object]:
    place = {"id": id_, "conversation_id": "1", "reply-to": None, "timestamp": at}
    return {**place, "speaker": speaker, "text": text}


UTTERANCES = [
    uttered("2", "jonas", "How so?", 1700000005),
    uttered("1", "marta", "It was rough.", 1700000000),
]


def test_a_research_corpus_reads_in_order_of_time_with_names() -> None:
    lines = "\n".join(json.dumps(row) for row in UTTERANCES)
    speakers = {"marta": {"meta": {"name": "Marta Vogel", "side": "buyer"}, "vectors": []}}
    call = talk(
        convokit_corpus.READER,
        packed({"corpus/utterances.jsonl": lines, "corpus/speakers.json": speakers}),
    )
    assert [turn.text for turn in call.turns] == ["It was rough.", "How so?"]
    assert [person.name for person in call.participants] == ["Marta Vogel", "jonas"]
    assert call.participants[0].side is Side.BUYER
    assert call.turns[1].start_ms == 5000
    assert call.started_at == "2023-11-14T22:13:20+00:00"
    assert len(talk(convokit_corpus.READER, of(lines)).turns) == 2
    assert len(talk(convokit_corpus.READER, of(json.dumps(UTTERANCES))).turns) == 2


def test_a_corpus_cut_off_names_the_line() -> None:
    text = json.dumps(UTTERANCES[0]) + "\n" + json.dumps(UTTERANCES[1]) + '\n{"id": "3", "te\n'
    with pytest.raises(DoorsError) as caught:
        convokit_corpus.read(of(text, "utterances.jsonl"))
    assert "line 3" in caught.value.where


@pytest.mark.parametrize(
    "bad",
    [
        {"turns": 3},
        {"turns": [{"index": "x"}]},
        {"turns": [{"index": 0, "run": 0, "participant": "p9", "text": "a"}]},
        {"participants": [{"id": "p1", "name": "Marta", "side": "left"}]},
        {"capabilities": []},
        {"warnings": [1]},
        {"id": None},
    ],
)
def test_our_own_file_damaged_names_the_field(bad: dict[str, object]) -> None:
    whole = {
        "schema": own_json.SCHEMA,
        "id": "0" * 16,
        "source": "x",
        "participants": [],
        "turns": [],
    }
    assert own_json.from_json(whole).turns == ()
    with pytest.raises(DoorsError) as caught:
        own_json.from_json(whole | bad)
    assert caught.value.where
    assert caught.value.what.startswith("This conversation file is damaged")


def test_a_phone_number_in_a_chat_is_a_phone_line() -> None:
    call = talk(whatsapp.READER, of("20/01/24, 09:00 - +49 170 1234567: Hello\n"))
    assert call.participants[0].kind is Kind.DIAL_IN
    assert call.participants[0].phone == "+49 170 1234567"
