"""Deals of a CRM: brought in once and anew, linked to calls, and checked before anybody counts them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.store.looking import everything, keep_talk, small_call
from tests.web.place import new_place, people_of_the_cast

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_details import Details, change_details
from sevendoors.app.coming.desk import bring_in, work
from sevendoors.app.coming.importing import submit
from sevendoors.app.deals import deals_waiting
from sevendoors.app.deals.bringing_deals import Brought, bring_deals, new_stages, read_export
from sevendoors.app.deals.deal_checks import Checks, checks
from sevendoors.app.deals.deal_links import link_calls, plain_name
from sevendoors.app.deals.deal_list import every_deal
from sevendoors.app.deals.deal_words import worth
from sevendoors.app.people.deleting import delete_call, delete_person
from sevendoors.app.reading.keeping import Told
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.store import calls, crm, deal_links, deals, people
from sevendoors.store.crm import KeptDeal
from sevendoors.store.opportunities import Group
from sevendoors.store.tables import talk

MEANS = {"Won": "won", "Lost": "lost", "Open": "open", "Proposal": "open"}
HEAD = "Deal ID,Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,Deal owner,Associated Company,Company domain name,Closed Lost Reason,Call IDs"
ALL = Group(everybody=True)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = new_place(tmp_path / "home")
    yield made
    made.store.close()


@pytest.fixture
def cast(place: Place) -> dict[str, Viewer]:
    return people_of_the_cast(place)


def row(ref: str, name: str = "", **told: str) -> str:
    """Write one line of an export; what is not told is empty."""
    cells = {"stage": "Open", **told}
    order = ("stage", "amount", "currency", "made", "closed", "owner", "account", "domain", "reason", "calls")  # fmt: skip
    return ",".join([ref, name or f"Deal {ref}", *(f'"{cells.get(one, "")}"' for one in order)])


def bring(place: Place, who: Viewer, *rows: str, stages: Mapping[str, str] = MEANS) -> Brought:
    file = read_export("deals.csv", "\n".join([HEAD, *rows]).encode())
    return bring_deals(place, who, file, stages)


def kept(place: Place) -> dict[str, KeptDeal]:
    with place.store.read() as connection:
        return {one.ref: one for one in crm.kept_deals(connection)}


def a_call(place: Place, seller: Viewer, name: str, *, title: str = "A talk", day: str = "2026-03-10",
           mail: str | None = None, firm: str | None = None, deal: str = "") -> str:  # fmt: skip
    """Keep a call of a seller with a buyer of a house."""
    said = small_call(name.ljust(16, "0"), "Marta: We lose a day.", "Jonas: Whose day?")
    buyer = replace(
        said.participants[0], name=f"Marta {name.title()}", email=mail, organisation=firm
    )
    who = (buyer, replace(said.participants[1], name=seller.name))
    said = replace(said, participants=who, title=title, started_at=f"{day}T10:00:00Z")
    with place.store.write() as connection:
        which = deals.deal_named(connection, deal) if deal else None
    keep_talk(place, seller.person, said, Told(title=title, deal=which, started=f"{day}T10:00:00Z"))
    return said.id


def linked_to(place: Place, call: str) -> tuple[str | None, str | None]:
    """Give the name of a call's deal, and how it was found."""
    with place.store.read() as connection:
        line = calls.call_line(connection, call)
        assert line
        how = deal_links.how_linked(connection, line.deal or 0).get(call)
    return line.deal_name, how


def test_the_same_export_again_changes_nothing(place: Place, cast: dict[str, Viewer]) -> None:
    rows = [row("1", "Lund", stage="Won", amount="1.200,50", closed="2026-04-01", owner="Jonas Brandt"),
            row("2", "Lund", stage="Lost", reason="went with Norda; price")]  # fmt: skip
    first = bring(place, cast["Ines Moreau"], *rows)
    assert (first.new, first.changed, first.same) == (2, 0, 0)
    before = everything(place)
    again = bring(place, cast["Ines Moreau"], *rows)
    assert (again.new, again.changed, again.same) == (0, 0, 2)
    assert everything(place, without=["stage_map"]) == {
        name: rows for name, rows in before.items() if name != "stage_map"
    }


def test_a_newer_export_brings_deals_up_to_date_and_takes_nothing_away(
    place: Place, cast: dict[str, Viewer]
) -> None:
    ines = cast["Ines Moreau"]
    bring(
        place,
        ines,
        row("1", "Lund", amount="100", closed="2026-09-01", account="Lund AS"),
        row("2"),
    )
    assert kept(place)["1"].closed_on is None  # an open deal's day is a hope
    told = bring(place, ines, row("1", "Lund", stage="Won", closed="2026-05-02"))
    assert (told.new, told.changed) == (0, 1)
    assert any("1 deal brought in before is not in this export" in line for line in told.said)
    one = kept(place)["1"]
    assert (one.stage, one.closed_on, one.amount, one.account) == (
        "won",
        "2026-05-02",
        100,
        "Lund AS",
    )
    assert kept(place)["2"].name == "Deal 2"


def test_two_deals_of_one_name_both_stay_and_can_be_told_apart(
    place: Place, cast: dict[str, Viewer]
) -> None:
    bring(place, cast["Ines Moreau"], row("1", "Lund"), row("2", "Lund"))
    bring(place, cast["Ines Moreau"], row("1", "Lund", amount="5"), row("2", "Lund", amount="6"))
    assert {one.ref: one.name for one in kept(place).values()} == {"1": "Lund", "2": "Lund (2)"}


def test_a_deal_written_by_hand_before_is_taken_up_with_its_calls(
    place: Place, cast: dict[str, Viewer]
) -> None:
    call = a_call(place, cast["Jonas Brandt"], "a", deal="Lund")
    told = bring(place, cast["Ines Moreau"], row("1", "Lund", stage="Won"))
    assert told.new == 1
    assert linked_to(place, call) == ("Lund", "hand")
    assert len(kept(place)) == 1
    with place.store.read() as connection:
        assert len(deals.deals(connection, rights.scope(cast["Jonas Brandt"]))) == 1


def test_a_stage_is_asked_once_and_remembered(place: Place, cast: dict[str, Viewer]) -> None:
    ines = cast["Ines Moreau"]
    file = read_export(
        "d.csv", f"{HEAD}\n{row('1', stage='Gewonnen')}\n{row('2', stage='Angebot')}".encode()
    )
    assert {one.written: one.suggested for one in new_stages(place, ines, file)} == {
        "Gewonnen": "won", "Angebot": "open"}  # fmt: skip
    with pytest.raises(DoorsError, match='--stage "Gewonnen=won"'):
        bring_deals(place, ines, file, {"Angebot": "open"})
    assert kept(place) == {}
    bring_deals(place, ines, file, {"Angebot": "open", "Gewonnen": "won"})
    assert new_stages(place, ines, file) == ()
    renamed = read_export("d.csv", f"{HEAD}\n{row('1', stage='Auftrag da')}".encode())
    assert [one.written for one in new_stages(place, ines, renamed)] == ["Auftrag da"]


def test_a_seller_who_left_keeps_their_deals_and_signs_in_nowhere(
    place: Place, cast: dict[str, Viewer]
) -> None:
    bring(place, cast["Ines Moreau"], row("1", owner="Maya Okafor"), row("2", owner="maya.okafor@x.example"),
          row("3", owner="0055e00000"), row("4", owner="No owner"), row("5", owner="Jonas Brandt"))  # fmt: skip
    found = kept(place)
    assert found["5"].owner_id == cast["Jonas Brandt"].person
    assert found["3"].owner_id is found["4"].owner_id is None
    assert found["3"].owner_written == "0055e00000"
    with place.store.read() as connection:
        maya = people.person_of(connection, found["1"].owner_id or 0)
        sold = crm.sold_deals(connection, ALL)
    assert maya
    assert (maya.name, maya.side, maya.signs_in) == ("Maya Okafor", "seller", False)
    assert {one.deal for one in sold} == {found[ref].id for ref in ("1", "2", "5")}


def test_who_only_sells_or_coaches_brings_no_deals_in(
    place: Place, cast: dict[str, Viewer]
) -> None:
    for name in ("Jonas Brandt", "Noor Haddad", "Otto Lindqvist"):
        with pytest.raises(GoneError):
            bring(place, cast[name], row("1"))
    assert kept(place) == {}


def test_a_seller_sees_their_own_deals_and_nobody_elses(
    place: Place, cast: dict[str, Viewer]
) -> None:
    bring(
        place, cast["Ines Moreau"], row("1", owner="Jonas Brandt"), row("2", owner="Otto Lindqvist")
    )
    names = {who: [one.name for one in every_deal(place, cast[who])[0]] for who in cast}
    assert names == {"Jonas Brandt": ["Deal 1"], "Otto Lindqvist": ["Deal 2"], "Ines Moreau": [],
                     "Noor Haddad": [], "Vera Blom": []}  # fmt: skip


def test_amounts_in_two_currencies_are_never_added_up(
    place: Place, cast: dict[str, Viewer]
) -> None:
    told = bring(place, cast["Ines Moreau"], row("1", amount="10", currency="EUR", owner="Jonas Brandt"),
                 row("2", amount="20", currency="USD", owner="Jonas Brandt"))  # fmt: skip
    assert any("EUR, USD" in line for line in told.said)
    assert worth(kept(place).values()) == (
        "Amounts are in EUR and USD; they are not added up, since nothing here converts.")  # fmt: skip
    with place.store.read() as connection:
        assert {one.amount for one in crm.sold_deals(connection, ALL)} == {None}
    assert worth([kept(place)["1"]]) == "10 EUR in 1 deal."


def test_a_competitor_is_kept_with_where_it_was_told(place: Place, cast: dict[str, Viewer]) -> None:
    call = a_call(place, cast["Jonas Brandt"], "b", mail="b@vik.example")
    with place.store.write() as connection:
        told = {"notes": {"competitors": [{"name": "Havn"}]}}
        connection.execute(
            talk.update().where(talk.c.call_id == call).values(review=json.dumps(told))
        )
    head = HEAD + ",Competitor"
    rows = [row("1", stage="Lost", reason="Price; chose incumbent") + ",", row("2") + ",Norda",
            row("3", stage="Lost", reason="price") + ",",
            row("4", made="2026-03-01", domain="vik.example") + ","]  # fmt: skip
    file = read_export("d.csv", "\n".join([head, *rows]).encode())
    bring_deals(place, cast["Ines Moreau"], file, MEANS)
    found = {ref: (one.competitor, one.competitor_from) for ref, one in kept(place).items()}
    assert found == {"1": ("incumbent", "reason"), "2": ("Norda", "export"), "3": (None, None),
                     "4": ("Havn", "call")}  # fmt: skip
    bring_deals(place, cast["Ines Moreau"], file, MEANS)
    assert kept(place)["4"].competitor == "Havn"


def test_calls_are_linked_by_the_surest_way_there_is(place: Place, cast: dict[str, Viewer]) -> None:
    jonas = cast["Jonas Brandt"]
    by_id = a_call(place, jonas, "c1", mail="x@lund.example")
    by_ref = a_call(place, jonas, "c2", title="Second call, deal 9182736452")
    by_domain = a_call(place, jonas, "c3", mail="anna@mail.lund.example")
    by_name = a_call(place, jonas, "c4", firm="BERG & S\u00f8n A/S")
    by_title = a_call(place, jonas, "c5", title="Fjord Foods: pricing")
    free = a_call(place, jonas, "c6", mail="anna@gmail.com")
    late = a_call(place, jonas, "c7", mail="anna@lund.example", day="2026-06-03")
    early = a_call(place, jonas, "c8", mail="anna@lund.example", day="2026-02-14")
    told = bring(
        place, cast["Ines Moreau"],
        row("1", "Lund", stage="Won", made="2026-03-01", closed="2026-06-01", domain="lund.example"),
        row("9182736452", "Other", calls=by_id), row("3", "Berg", account="Berg S\u00f8n"),
        row("4", "Fjord Foods", made="2026-03-01"), row("5", "Free", made="2026-03-01", domain="gmail.com"),
    )  # fmt: skip
    assert linked_to(place, by_id) == ("Other", "id")
    assert linked_to(place, by_ref) == ("Other", "id")
    assert linked_to(place, by_domain) == ("Lund", "domain")
    assert linked_to(place, by_name) == ("Berg", "name")
    assert linked_to(place, by_title) == ("Fjord Foods", "name")
    for call in (free, late, early):
        assert linked_to(place, call) == (None, None)
    assert told.linked.words() == (
        "8 calls: 2 by an id, 1 by domain and dates, 2 by name, 3 linked to none.")  # fmt: skip


@pytest.mark.parametrize(("day", "fits"), [("2026-02-14", False), ("2026-02-15", True), ("2026-06-02", True),
                                           ("2026-06-03", False)])  # fmt: skip
def test_a_call_belongs_from_fourteen_days_before_a_deal_to_one_day_after(
    place: Place, cast: dict[str, Viewer], day: str, fits: bool
) -> None:
    call = a_call(place, cast["Jonas Brandt"], "d", mail="a@lund.example", day=day)
    bring(place, cast["Ines Moreau"],
          row("1", stage="Won", made="2026-03-01", closed="2026-06-01", domain="lund.example"))  # fmt: skip
    assert (linked_to(place, call)[1] == "domain") is fits


def test_a_call_that_fits_two_deals_is_linked_to_none_and_listed_for_who_may_see_it(
    place: Place, cast: dict[str, Viewer]
) -> None:
    a_call(place, cast["Jonas Brandt"], "e", title="Krumbel", mail="a@lund.example")
    rows = [row(ref, made="2026-03-01", domain="lund.example") for ref in ("1", "2")]
    told = bring(place, cast["Ines Moreau"], *rows)
    assert told.linked.words() == "1 call: 1 linked to none (1 fits two deals)."
    assert told.linked.two == ()  # Ines may not see the call
    assert linked_to(place, "e".ljust(16, "0")) == (None, None)
    alone = replace(cast["Vera Blom"], alone=True)
    assert [names for _, _, names in link_calls(place, alone).two] == [("Deal 1", "Deal 2")]


def test_what_was_linked_by_hand_stays(place: Place, cast: dict[str, Viewer]) -> None:
    jonas, ines = cast["Jonas Brandt"], cast["Ines Moreau"]
    call = a_call(place, jonas, "f", mail="a@lund.example")
    rows = [row("1", "Lund", made="2026-03-01", domain="lund.example"), row("2", "Berg")]
    bring(place, ines, *rows)
    assert linked_to(place, call) == ("Lund", "domain")
    change_details(place, jonas, call, Details(title="A talk", deal="Lund", day="2026-03-10"), None)
    assert linked_to(place, call) == ("Lund", "domain")  # the form was sent, the deal not changed
    change_details(place, jonas, call, Details(title="A talk", deal="Berg", day="2026-03-10"), None)
    assert linked_to(place, call) == ("Berg", "hand")
    bring(place, ines, *rows)
    assert linked_to(place, call) == ("Berg", "hand")


def test_a_call_taken_out_of_its_deal_by_hand_stays_out_until_somebody_says_another(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas, ines = cast["Jonas Brandt"], cast["Ines Moreau"]
    call = a_call(place, jonas, "o", mail="a@lund.example")
    rows = [row("1", "Lund", made="2026-03-01", domain="lund.example"), row("2", "Berg")]
    bring(place, ines, *rows)
    assert linked_to(place, call) == ("Lund", "domain")
    change_details(place, jonas, call, Details(title="A talk", day="2026-03-10"), None)
    assert linked_to(place, call) == (None, None)
    told = bring(place, ines, *rows)
    assert linked_to(place, call) == (None, None)
    assert told.linked.words() == "1 call: 1 linked to none."
    change_details(place, jonas, call, Details(title="A talk", deal="Berg", day="2026-03-10"), None)
    bring(place, ines, *rows)
    assert linked_to(place, call) == ("Berg", "hand")


def test_a_link_follows_the_deal_when_its_days_change(
    place: Place, cast: dict[str, Viewer]
) -> None:
    call = a_call(place, cast["Jonas Brandt"], "g", mail="a@lund.example")
    bring(place, cast["Ines Moreau"], row("1", made="2026-03-01", domain="lund.example"))
    bring(place, cast["Ines Moreau"], row("1", made="2026-05-01", domain="lund.example"))
    assert linked_to(place, call) == (None, None)


@pytest.mark.parametrize("pasted", [True, False])
def test_a_call_that_comes_after_the_deals_is_linked_by_itself(
    place: Place, cast: dict[str, Viewer], pasted: bool
) -> None:
    jonas = cast["Jonas Brandt"]
    bring(place, cast["Ines Moreau"], row("1", "Fjord Foods"))
    text = "Jonas Brandt: What is it that you plan?\nAnna Lund: We lose a day a month.\n" * 3
    if pasted:
        bring_in(place, jonas, "Fjord Foods call.txt", text.encode())
    else:
        submit(place, jonas, [("Fjord Foods call.txt", text.encode())])
        assert work(place) == 1
    with place.store.read() as connection:
        (one,) = deals.deals(connection, rights.scope(jonas))
    assert (one.name, one.calls) == ("Fjord Foods", 1)


def test_names_meet_whatever_their_legal_form() -> None:
    assert plain_name("Hollis & Sons, Inc.") == plain_name("HOLLIS SONS") == "hollis sons"
    assert plain_name("Soci\u00e9t\u00e9 X S.A.") == "societe x"


def test_a_deleted_call_leaves_the_deal_and_a_deleted_seller_their_name(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    call = a_call(place, jonas, "h", mail="a@lund.example")
    bring(
        place,
        cast["Ines Moreau"],
        row("1", made="2026-03-01", domain="lund.example", owner="Jonas Brandt"),
    )
    delete_call(place, jonas, call)
    assert kept(place)["1"].owner_id == jonas.person
    delete_person(place, cast["Vera Blom"], jonas.person)
    assert (kept(place)["1"].owner_id, kept(place)["1"].owner_written) == (None, "")


def test_a_seller_without_an_account_keeps_their_deals_when_their_only_call_goes(
    place: Place, cast: dict[str, Viewer]
) -> None:
    bring(place, cast["Ines Moreau"], row("1", owner="Grace Okafor"))
    grace = kept(place)["1"].owner_id
    gone = replace(cast["Jonas Brandt"], name="Grace Okafor")
    call = a_call(place, gone, "q")
    with place.store.read() as connection:
        assert grace in {a.person for a in calls.people_of(connection, [call])}
    delete_call(place, replace(cast["Vera Blom"], alone=True), call)
    assert (kept(place)["1"].owner_id, kept(place)["1"].owner_written) == (grace, "Grace Okafor")


def test_an_export_of_forty_thousand_names_is_looked_up_in_parts(place: Place) -> None:
    with place.store.read() as connection:
        assert crm.from_exports(connection, range(300_000)) == frozenset()


def test_an_export_too_large_to_read_is_refused_in_a_sentence() -> None:
    with pytest.raises(DoorsError, match="This file has 26 MB; 25 are taken at most"):
        read_export("deals.csv", b"Deal ID,Deal Name,Deal Stage\n" + b"1,A,Won\n" * 3_250_000)


def test_what_one_leader_leaves_out_another_can_still_bring_in(
    place: Place, cast: dict[str, Viewer]
) -> None:
    data = "\n".join([HEAD, row("1", stage="Nowhere said")]).encode()
    ines, vera = cast["Ines Moreau"], cast["Vera Blom"]
    for one in (ines, vera):
        assert deals_waiting.hand_in(place, one, "deals.csv", data, dates=None, again=False) is None
    deals_waiting.leave(place, ines)
    assert deals_waiting.waiting(place, ines) is None
    assert deals_waiting.waiting(place, vera) is not None
    deals_waiting.leave(place, vera)
    assert list(place.files.names()) == []


def test_merged_people_own_their_deals_together(place: Place, cast: dict[str, Viewer]) -> None:
    bring(place, cast["Ines Moreau"], row("1", owner="J Brandt"))
    with place.store.write() as connection:
        people.merge(connection, cast["Jonas Brandt"].person, kept(place)["1"].owner_id or 0)
    assert kept(place)["1"].owner_id == cast["Jonas Brandt"].person


def many(*, won: int, lost: int, stale: int = 0, fresh: int = 0, owners: int = 6, wrong: int = 0) -> list[str]:  # fmt: skip
    """Write an export of so many deals; wrong: won deals that the export itself calls lost."""
    head = "Deal ID,Deal Name,Deal Stage,Create Date,Close Date,Deal owner,Is Closed Won,Is Closed"
    ends = ["won"] * won + ["lost"] * lost + ["stale"] * stale + ["fresh"] * fresh
    rows = []
    for n, end in enumerate(ends):
        made = {"stale": "2025-01-05", "fresh": "2026-11-01"}.get(end, "2026-01-05")
        over = end in ("won", "lost")
        said = end == "won" and n >= wrong
        stage = end.title() if over else "Open"
        rows.append(f"{n},D {n},{stage},{made},{'2026-02-20' if over else ''},"
                    f"Seller {'ABCDEFGHIJ'[n % owners]}x,{said},{over}")  # fmt: skip
    return [head, *rows]


def checked(place: Place, cast: dict[str, Viewer], **told: int) -> Checks:
    file = read_export("d.csv", "\n".join(many(**told)).encode())
    bring_deals(place, cast["Ines Moreau"], file, MEANS)
    return checks(place, replace(cast["Vera Blom"], alone=True))


def test_deals_in_order_pass_with_the_counts_on_every_line(
    place: Place, cast: dict[str, Viewer]
) -> None:
    found = checked(place, cast, won=30, lost=30, fresh=10)
    assert found.passed
    assert found.stop is None
    text = "\n".join(line.text for line in found.lines)
    assert "in 70 of 70" in text
    assert "30 of 60 decided deals are won" in text


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"won": 40, "lost": 20, "wrong": 7}, "in 53 of 60"),
        ({"won": 30, "lost": 0}, "none is lost"),
        ({"won": 30, "lost": 30, "stale": 30}, "would hide losses"),
        ({"won": 46, "lost": 4, "stale": 15}, "would hide losses"),
        ({"won": 30, "lost": 30, "owners": 1}, "One seller owns all 60"),
    ],
)
def test_what_would_mislead_stops(
    place: Place, cast: dict[str, Viewer], told: dict[str, int], why: str
) -> None:
    found = checked(place, cast, **told)
    assert not found.passed
    assert why in (found.stop or "")


def test_the_same_share_of_old_open_deals_passes_where_losses_are_written_down(
    place: Place, cast: dict[str, Viewer]
) -> None:
    assert checked(place, cast, won=25, lost=25, stale=15).passed


def test_a_wrong_join_stops(place: Place, cast: dict[str, Viewer]) -> None:
    jonas = cast["Jonas Brandt"]
    names = [f"{n:x}abcde" for n in range(12)]
    for n, name in enumerate(names):
        a_call(place, jonas, name, title=f"Ref 00{n:04d}77")
    owner = ["Jonas Brandt" if n < 10 else "Otto Lindqvist" for n in range(12)]
    rows = [row(f"00{n:04d}77", owner=owner[n], made="2026-03-01", stage=("Won", "Lost")[n % 2],
                closed="2026-04-01") for n in range(12)]  # fmt: skip
    bring(place, cast["Ines Moreau"], *rows)
    found = checks(place, replace(cast["Vera Blom"], alone=True))
    assert "sold in the linked call in 10 of 12" in (found.stop or "")


def test_a_leader_is_told_sums_of_five_owners_or_more(
    place: Place, cast: dict[str, Viewer]
) -> None:
    bring(place, cast["Ines Moreau"], *[row(str(n), owner="Jonas Brandt") for n in range(12)])
    found = checks(place, cast["Ines Moreau"])
    assert "Fewer than five sellers" in (found.stop or "")
    assert found.lines == ()
    assert checks(place, cast["Otto Lindqvist"]).stop == "There is no deal of yours here yet."
    assert checks(place, cast["Jonas Brandt"]).lines


def test_thousands_of_deals_come_in_and_come_again(place: Place, cast: dict[str, Viewer]) -> None:
    first = date(2026, 1, 1)
    rows = [row(str(n), f"Deal {n % 1_800}", stage=("Won", "Lost", "Open")[n % 3], amount=f"{n:,}".replace(",", "."),
                made=(first + timedelta(days=n % 200)).isoformat(), owner=f"Seller N{n % 50}") for n in range(2_000)]  # fmt: skip
    assert bring(place, cast["Ines Moreau"], *rows).new == 2_000
    assert bring(place, cast["Ines Moreau"], *rows).same == 2_000
