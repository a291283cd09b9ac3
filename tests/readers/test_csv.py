"""Tables: recognised columns need no mapping, unusual ones are named, deal lists are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.errors import DoorsError
from sevendoors.readers import crm_export, csv_table, intercom_csv, zendesk_csv
from sevendoors.readers.draft import Draft, build
from sevendoors.readers.source import Source


def of(text: str, name: str = "call.csv") -> Source:
    return Source(name, text.encode(), text)


def names(draft: Draft) -> list[str | None]:
    return [unit.speaker for unit in draft.units]


def talk(text: str) -> Conversation:
    assert csv_table.sniff(of(text))
    return build(csv_table.read(of(text)), "0" * 16)


def test_a_sheet_with_known_columns_needs_no_mapping() -> None:
    call = talk('Speaker,Start Time,Text\nMarta,0:02,"Rough, honestly."\nJonas,0:06.5,"How\nso?"\n')
    assert [turn.text for turn in call.turns] == ["Rough, honestly.", "How\nso?"]
    assert [turn.start_ms for turn in call.turns] == [2000, 6500]
    assert call.capabilities.time_kind == "relative"
    assert not call.capabilities.has_end


def test_semicolons_tabs_and_milliseconds_are_known() -> None:
    call = talk("name;start_ms;end_ms;message\nMarta;2100;6400;Hi\nJonas;6900;7000;Yes\n")
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == [(2100, 6400), (6900, 7000)]
    assert talk("who\tsaid\nMarta\tHi\n").turns[0].text == "Hi"


def test_dates_become_times_from_the_first() -> None:
    call = talk(
        "sender,sent_at,message\nMarta,2024-01-05 10:00:00,Hi\nJonas,2024-01-05T10:00:30,Yes\n"
    )
    assert call.started_at == "2024-01-05T10:00:00"
    assert [turn.start_ms for turn in call.turns] == [0, 30_000]


def test_jonas_names_unusual_columns_himself() -> None:
    source = of("Wer,Gesagt,Zeit\nMarta,Hallo,1.5\nJonas,Ja,3\n")
    assert not csv_table.sniff(source)
    draft = csv_table.read_mapped(source, {"speaker": "Wer", "text": "gesagt", "start": "Zeit"})
    assert names(draft) == ["Marta", "Jonas"]
    assert [unit.start_ms for unit in draft.units] == [1500, 3000]


@pytest.mark.parametrize(
    ("mapping", "word"),
    [
        ({"speaker": "Nobody"}, "no column"),
        ({"mood": "Wer"}, "no field"),
        ({"speaker": "Wer"}, "which column"),
    ],
)
def test_a_mapping_that_does_not_fit_lists_what_there_is(
    mapping: dict[str, str], word: str
) -> None:
    with pytest.raises(DoorsError, match=word):
        csv_table.read_mapped(of("Wer,Gesagt\nMarta,Hallo\n"), mapping)


def test_a_whole_call_in_one_cell_is_taken_apart() -> None:
    cell = (
        'Agent: ""Hello, this is Jonas.""\nCustomer: ""Our line stopped.""\nAgent: ""Since when?""'
    )
    call = talk(f'\ufeffid,conversation\n1,"{cell}"\n'.lstrip("\ufeff"))
    assert [turn.text for turn in call.turns] == [
        "Hello, this is Jonas.",
        "Our line stopped.",
        "Since when?",
    ]
    assert [person.name for person in call.participants] == ["Agent", "Customer"]


@pytest.mark.parametrize(
    ("header", "tool"),
    [
        ("Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount", "HubSpot"),
        ("Opportunity Name,Stage Name,Is Won,Close Date,Amount", "Salesforce"),
        ("Deal - Title,Deal - Status,Deal - Value,Deal - Lost reason", "Pipedrive"),
    ],
)
def test_a_deal_list_is_no_conversation(header: str, tool: str) -> None:
    error = crm_export.refuse(of(f"{header}\n1,2,3,4,5,6\n"))
    assert error is not None
    assert tool in error.what
    assert crm_export.refuse(of("speaker,text\nMarta,Deal name\n")) is None


def test_a_help_desks_notes_are_not_said_to_the_customer() -> None:
    text = (
        "ticket_id,id,author_id,author_name,author_role,public,body,created_at\n"
        "7,2,11,Jonas,agent,false,Angry again,2024-01-05 10:01:00\n"
        "7,1,10,Marta,end-user,true,<p>It fails &amp; stops</p>,2024-01-05 10:00:00\n"
    )
    assert zendesk_csv.sniff(of(text))
    call = build(zendesk_csv.read(of(text)), "0" * 16)
    assert [turn.text for turn in call.turns] == ["It fails & stops"]
    assert [(event.kind, event.text) for event in call.events] == [("note", "Angry again")]
    assert {p.name: p.side for p in call.participants} == {
        "Marta": Side.BUYER,
        "Jonas": Side.SELLER,
    }


def test_intercom_parts_are_told_apart() -> None:
    text = (
        "id,conversation_id,author_id,author_type,part_type,body,created_at\n"
        "1,5,u,user,comment,Can we pause?,2024-01-05 10:00:00\n"
        "2,5,a,admin,note,Looks like churn,2024-01-05 10:01:00\n"
        "3,5,a,admin,comment,What happened?,2024-01-05 10:02:00\n"
        "4,5,a,admin,close,,2024-01-05 10:03:00\n"
    )
    assert intercom_csv.sniff(of(text))
    call = build(intercom_csv.read(of(text)), "0" * 16)
    assert [turn.text for turn in call.turns] == ["Can we pause?", "What happened?"]
    assert [event.kind for event in call.events] == ["note", "close"]
    assert [p.side for p in call.participants] == [Side.BUYER, Side.SELLER]


@given(st.text(max_size=300), st.dictionaries(st.sampled_from(("speaker", "text", "x")), st.text()))
def test_any_table_gives_talk_or_one_plain_error(text: str, mapping: dict[str, str]) -> None:
    source = of("a,b\n" + text) if len(text) % 2 else of(text)
    try:
        csv_table.read_mapped(source, mapping)
    except DoorsError as error:
        assert error.fix
    for module in (csv_table, zendesk_csv, intercom_csv):
        module.sniff(source)
    crm_export.refuse(source)
