"""Deal exports: every local way to write money and days, and a sentence where it cannot be decided."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import ROOT

from sevendoors.core.errors import DoorsError
from sevendoors.readers.crm_amounts import read_amount, read_amounts
from sevendoors.readers.crm_days import read_days
from sevendoors.readers.crm_deals import DealFile, domain_of, read_deals
from sevendoors.readers.crm_stages import suggested
from sevendoors.readers.decode import decode
from sevendoors.readers.source import Source

SHARED = ROOT.parent / "shared" / "transcripts"
# How a country parts thousands and decimals: (thousands, decimals).
MARKS = ((",", "."), (".", ","), ("'", "."), ("\u2019", "."), (" ", ","), ("\u00a0", ","),
         ("\u202f", ","), ("", "."), ("", ","), ("\u066c", "\u066b"))  # fmt: skip
AROUND = (("{}", None), ("\u20ac {}", "EUR"), ("{} \u20ac", "EUR"), ("USD {}", "USD"), ("\u00a3{}", "GBP"),
          ("{} kr", "kr"), ("CHF\u00a0{}", "CHF"), ("{} z\u0142", "PLN"), ("US${}", "USD"))  # fmt: skip
MINUS = ("-{}", "\u2212{}", "({})", "{}-")
ARABIC = str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")


def of(text: str, name: str = "deals.csv") -> DealFile:
    data = text.encode()
    return read_deals(Source(name, data, decode(data, name).text))


def written(cents: int, marks: tuple[str, str], *, whole: bool) -> str:
    """Write an amount as a country does."""
    figures = f"{abs(cents) // 100:,}".replace(",", "\0").replace("\0", marks[0])
    return figures if whole else f"{figures}{marks[1]}{abs(cents) % 100:02d}"


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(MARKS),
    st.sampled_from(AROUND),
    st.sampled_from(MINUS),
    st.booleans(),
    st.booleans(),
)
def test_an_amount_written_in_any_country_is_read_as_the_same(
    cents: int,
    marks: tuple[str, str],
    around: tuple[str, str | None],
    minus: str,
    whole: bool,
    arabic: bool,
) -> None:
    cents = cents // 100 * 100 if whole else cents
    text = around[0].format(written(cents, marks, whole=whole))
    text = minus.format(text) if cents < 0 else text
    found = read_amounts([text.translate(ARABIC) if arabic else text])
    assert found.values == (cents / 100,), text
    assert found.currencies == (around[1],)
    assert found.unread == ()


@given(st.lists(st.integers(0, 10**11), min_size=2, max_size=8), st.sampled_from(MARKS))
def test_a_whole_column_is_read_as_its_cells(cents: list[int], marks: tuple[str, str]) -> None:
    cells = [written(one, marks, whole=False) for one in cents]
    assert read_amounts(cells).values == tuple(one / 100 for one in cents)


@pytest.mark.parametrize(
    ("text", "value"),
    [("48,000", 48_000), ("21.500,00", 21_500), ("1'200.50", 1200.5), ("\u20ac 12 000", 12_000),
     ("(300)", -300), ("-5", -5), ("12,34,567.89", 1_234_567.89), ("0.500", 0.5), ("1.2E+06", 1.2e6),
     ("1 234,567", 1234.567), ("", None), ("n/a", None), ("-", None), ("12k", None), ("1,2,3", None),
     ("a lot", None), ("5 or 6", None), ("12 EUR USD", None)],
)  # fmt: skip
def test_amounts_people_met(text: str, value: float | None) -> None:
    assert read_amount(text) == value


def test_a_column_a_machine_wrote_has_points_for_decimals() -> None:
    assert read_amounts(["1234.5", "12.345"]).values == (1234.5, 12.345)
    assert read_amounts(["1.234.500", "12.345"]).values == (1_234_500, 12_345)


@pytest.mark.parametrize("text", ["2026-03-04", "2026-03-04T23:59:59Z", "2026-03-04 08:00:00.123", "2026/3/4",
    "20260304", "4 Mar 2026", "Mar 4, 2026", "Wednesday, March 4th, 2026", "4. M\u00e4rz 2026", "4 mars 2026",
    "4 de marzo de 2026", "4 maart 2026", "4 mrt. 2026", "4 marzo 2026", "04-MAR-26", "04.03.2026", "4.3.26 10:15",
    "46085", "46085.75", "1772582400000", "2026\u5e743\u67084\u65e5", "4 marca 2026"])  # fmt: skip
def test_a_day_written_anywhere_is_the_same_day(text: str) -> None:
    assert read_days([text]).values == ("2026-03-04",)


@given(
    st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=1, max_size=6),
    st.sampled_from(["dmy", "mdy"]),
    st.sampled_from("/-"),
)
def test_a_column_of_days_is_read_right_or_left_open_never_wrong(
    days: list[date], order: str, mark: str
) -> None:
    parts = ("%d", "%m") if order == "dmy" else ("%m", "%d")
    cells = [day.strftime(mark.join((*parts, "%Y"))) for day in days]
    found = read_days(cells)
    if found.open:
        assert all(day.day <= 12 for day in days)
        assert any(day.day != day.month for day in days)
    else:
        assert found.values == tuple(day.isoformat() for day in days)
    assert read_days(cells, order).values == tuple(day.isoformat() for day in days)  # type: ignore[arg-type]


def test_where_nothing_decides_the_order_somebody_is_asked() -> None:
    with pytest.raises(DoorsError, match="--dates dmy") as told:
        of("Deal name,Stage,Close date\nA,Won,3/4/2026\n")
    assert "'Close date'" in str(told.value)
    with pytest.raises(DoorsError, match="both ways round"):
        of("Deal name,Stage,Close date\nA,Won,13/4/2026\nB,Won,4/13/2026\n")


def test_one_column_of_days_decides_for_the_others_of_its_file() -> None:
    (row,) = of("Deal name,Stage,Created,Close date\nA,Won,3/4/2026,25/4/2026\n").rows
    assert (row.created_on, row.closed_on) == ("2026-04-03", "2026-04-25")


SALESFORCE = "Opportunity Name,Stage,Amount,Close Date,Opportunity Owner,Account Name,Created Date,Won,Closed"


def test_a_salesforce_report_is_known_by_its_header_whatever_case_order_or_mark_it_has() -> None:
    cells = dict(zip(SALESFORCE.split(","), ["Lund renewal", "Closed Won", "1.200,50", "31.12.2026",
                     "Jonas Brandt", "Lund & S\u00f8nner", "01.11.2026", "1", "1"], strict=True))  # fmt: skip
    for mark in ",;\t":
        names = sorted(cells, key=str.casefold)
        quoted = [f'"{cells[name]}"' for name in names]
        text = f"sep={mark}\r\n" + mark.join(n.upper() for n in names) + "\r\n" + mark.join(quoted)
        for data in (text.encode("utf-8-sig"), text.encode("utf-16"), text.encode("utf-8")):
            found = read_deals(Source("x.csv", data, decode(data, "x.csv").text))
            (row,) = found.rows
            assert found.source == "salesforce"
            assert (row.name, row.amount, row.closed, row.owner) == (
                "Lund renewal", 1200.5, "won", "Jonas Brandt")  # fmt: skip
            assert (row.created_on, row.closed_on) == ("2026-11-01", "2026-12-31")


def test_the_last_lines_of_a_report_are_no_deals() -> None:
    foot = '"Grand Totals (2 records)",,,,,,,,\n"Copyright (c) 2000-2026",,,,,,,,\n'
    found = of(f"{SALESFORCE}\nA,Won,1,2026-01-02,J B,A,2026-01-01,1,1\n{foot}")
    assert [row.name for row in found.rows] == ["A"]


PIPEDRIVE = ("Deal - Title,Deal - Stage,Deal - Status,Deal - Value,Deal - Currency of Value,Deal - Owner,"
             "Deal - Deal created,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Organization,"
             "Deal - Contact person,Deal - ID")  # fmt: skip


def test_a_deal_that_was_lost_in_a_stage_of_pipedrive_is_lost() -> None:
    found = of(f"{PIPEDRIVE}\n"
               "A,Proposal,Lost,\"9,500\",EUR,Jonas Brandt,2026-01-01 10:00:00,,2026-02-01 10:00:00,went with Norda,Lund,Anna,7\n"
               "B,Proposal,Open,10,USD,Jonas Brandt,2026-01-01 10:00:00,,,,Berg,Bo,8\n"
               "C,Proposal,Deleted,10,USD,Jonas Brandt,2026-01-01 10:00:00,,,,Berg,Bo,9\n")  # fmt: skip
    assert found.source == "pipedrive"
    lost, still = found.rows
    assert (lost.stage_written, lost.closed, lost.closed_on) == ("Lost", "lost", "2026-02-01")
    assert (lost.amount, lost.currency, lost.ref) == (9500, "EUR", "7")
    assert (still.stage_written, still.closed, still.currency) == ("Open", "open", "USD")
    assert found.deleted == 1


def test_hubspot_by_its_milliseconds() -> None:
    (row,) = of("dealname,dealstage,createdate,closedate,hs_object_id\n"
                "A,closedwon,1772582400000,1775001600000,12345678\n").rows  # fmt: skip
    assert (row.created_on, row.closed_on, row.ref) == ("2026-03-04", "2026-04-01", "12345678")


def test_a_deal_that_comes_twice_counts_once_with_its_last_line_and_that_is_said() -> None:
    found = of("Deal ID,Deal name,Deal stage\n1,A,Open\n2,B,Open\n1,A,Won\n")
    assert [(row.ref, row.stage_written) for row in found.rows] == [("2", "Open"), ("1", "Won")]
    assert any("more than once" in line and "A" in line for line in found.said)


def test_what_is_odd_is_kept_and_said() -> None:
    found = of("Name,Stage,Amount,Created\nA,Won,-500,2026-01-02\nB,Won,many,soon\n")
    assert [row.amount for row in found.rows] == [-500, None]
    said = " ".join(found.said)
    for words in ("below zero", "line 3", "could not be read", "no id"):
        assert words in said


def test_a_deal_without_an_id_is_the_same_whenever_it_comes() -> None:
    first = of("Name,Stage,Created\nA,Open,2026-01-02\n").rows[0]
    later = of("Stage;Created;Name;Amount\nWon;02.01.2026;A;7\n").rows[0]
    other = of("Name,Stage,Created\nA,Open,2026-01-03\n").rows[0]
    assert first.ref == later.ref != other.ref


@pytest.mark.parametrize(
    ("text", "words"),
    [("speaker,text\nMarta,Hello\n", "Opportunity Name, Deal Name"), ("Deal name,Deal stage\n", "no deal under it"),
     ("just words", "not a list of deals")],
)  # fmt: skip
def test_what_is_no_list_of_deals_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(DoorsError, match=words):
        of(text)


@pytest.mark.parametrize(
    ("written_", "stage"),
    [("Closed Won", "won"), ("Gewonnen", "won"), ("Gagn\u00e9", "won"), ("Ganado", "won"), ("Vinto", "won"),
     ("Closed Lost", "lost"), ("Verloren", "lost"), ("Perdu", "lost"), ("Perdido", "lost"), ("Not won", "lost"),
     ("Abandoned", "dropped"), ("Duplicate", "dropped"), ("Proposal", "open"), ("", "open")],
)  # fmt: skip
def test_a_suggestion_follows_the_words(written_: str, stage: str) -> None:
    assert suggested(written_) == stage


def test_a_suggestion_follows_the_exports_own_fields_where_words_say_nothing() -> None:
    assert suggested("GavUFuuf4Drn", ["won", "won", "lost"]) == "won"
    assert suggested("appointmentscheduled", ["lost", "open", "open"]) == "open"


def test_domains() -> None:
    told = {"anna@Lund.example": "lund.example", "https://www.lund.example/a?b": "lund.example",
            "www.lund.example": "lund.example", "Lund": None, "": None, "http://[": None}  # fmt: skip
    assert {text: domain_of(text) for text in told} == told


@pytest.mark.parametrize(
    ("path", "source", "kept", "gone"),
    [("crm/hubspot_deal_data.csv", "hubspot", 44, 0),
     ("crm/salesforce_opportunity_data.csv", "salesforce", 0, 10),
     ("_derived/hubspot_deals_export.csv", "hubspot", 3, 0)],
)  # fmt: skip
def test_real_exports(path: str, source: str, kept: int, gone: int) -> None:
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"{path} lies beside this checkout only where it was made")
    data = file.read_bytes()
    found = read_deals(Source(file.name, data, decode(data, file.name).text))
    assert (found.source, len(found.rows), found.deleted) == (source, kept, gone)
