"""The invented team of twenty-four, made small here: the same for all, open page by page, and said
to be invented wherever it goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient
from tests.web.place import browser

from sevendoors.app.base import rights
from sevendoors.app.base.invented import INVENTED, is_invented, said_of
from sevendoors.app.base.place import Place, open_place, viewer_of
from sevendoors.app.calls.call_export import SHAPES, export
from sevendoors.app.calls.scoring import behind
from sevendoors.app.demo import demo
from sevendoors.app.demo.demo_big import fill_big
from sevendoors.app.demo.demo_big_truth import COACHED_IN, Size, draw
from sevendoors.app.people.taking_out import take_out
from sevendoors.app.reports.brief import brief
from sevendoors.app.reports.brief_words import sheet
from sevendoors.app.reports.report_out import report_csv, report_json, report_markdown
from sevendoors.app.reports.report_person import person_report
from sevendoors.app.reports.report_team import team_report
from sevendoors.app.reports.report_value import value_report
from sevendoors.app.team.team_csv import team_csv
from sevendoors.core.codes import CHANCES, Grade
from sevendoors.core.people import Scope, Viewer
from sevendoors.store import accounts, calls, moments, people, tables
from sevendoors.store.calls import CallFilter
from sevendoors.store.crm import sold_deals
from sevendoors.store.opportunities import Group

SMALL = Size(sellers=6, calls=60, decided=12, open=4, days=120)
PAGES = ("/", "/me", "/team", "/team/who", "/team/coaching", "/calls", "/deals", "/practise", "/library",
         "/evidence", "/people", "/settings")  # fmt: skip


def that_morning() -> datetime:
    return datetime(2026, 11, 26, 9, tzinfo=UTC)


def made(folder: Path, size: Size = SMALL) -> Place:
    place = open_place(folder, url=f"sqlite:///{folder / 'doors.db'}", clock=that_morning)
    fill_big(place, size=size)
    return place


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    found = made(tmp_path_factory.mktemp("many"))
    yield found
    found.store.close()


@pytest.fixture(scope="module")
def cast(place: Place) -> dict[str, Viewer]:
    with place.store.read() as connection:
        return {a.name: viewer_of(a, alone=False) for a in accounts.accounts(connection)}


@pytest.fixture(scope="module")
def page(place: Place) -> Iterator[TestClient]:
    with browser(place, demo=True) as found:
        yield found


def _every(place: Place) -> list[tuple[object, ...]]:
    """Give every call, word and moment of a place."""
    with place.store.read() as connection:
        return [
            tuple(row)
            for table in (tables.call, tables.talk, tables.moment, tables.deal, tables.promise)
            for row in connection.execute(select(table).order_by(*table.primary_key))
        ]


def test_the_same_seed_on_the_same_day_gives_the_same_team(place: Place, tmp_path: Path) -> None:
    again = made(tmp_path)
    assert _every(again) == _every(place)
    again.store.close()


def test_another_seed_gives_another_team() -> None:
    one, other = draw(SMALL), draw(Size(sellers=6, calls=60, decided=12, open=4, days=120, seed=25))
    assert one.grade.tolist() != other.grade.tolist()


def test_ines_sees_as_much_as_was_asked_for(place: Place) -> None:
    with place.store.read() as connection:
        (held,) = connection.execute(select(func.count()).select_from(tables.call)).scalars()
        team = next(t.id for t in people.teams(connection) if t.name == demo.TEAM)
        sold = sold_deals(connection, Group(team=team))
    assert held == SMALL.calls
    assert sum(deal.stage != "open" for deal in sold) == SMALL.decided
    assert sum(deal.stage == "open" for deal in sold) == SMALL.open
    assert {deal.invented for deal in sold} == {True}
    assert {deal.seller for deal in sold if deal.stage != "open"}.__len__() == SMALL.sellers


def test_nothing_lies_in_the_future_and_no_deal_is_decided_before_its_calls(place: Place) -> None:
    with place.store.read() as connection:
        rows = connection.execute(
            select(tables.call.c.day, tables.deal.c.closed_on)
            .join(tables.deal, tables.deal.c.id == tables.call.c.deal_id)
        ).all()  # fmt: skip
        names = list(connection.execute(select(tables.deal.c.name)).scalars())
        promises = connection.execute(select(tables.promise)).all()
    assert max(row.day for row in rows)[:10] < place.today()
    assert all(row.day[:10] <= row.closed_on < place.today() for row in rows if row.closed_on)
    assert len(set(names)) == len(names)
    assert all(row.done is None or row.done[:10] < place.today() for row in promises)


def test_each_quote_stands_in_its_call_and_no_buyer_says_it_twice_there(place: Place) -> None:
    with place.store.read() as connection:
        ids = list(connection.execute(select(tables.call.c.id)).scalars())
        for name in ids:
            talk, _ = calls.talk_of(connection, name)
            said = [turn["text"] for turn in talk["turns"]]
            found = moments.moments_of(connection, name, None)
            assert all(one.quote in said[one.turn] for one in found)
            assert len({one.quote for one in found}) == len(found)


def test_what_became_of_a_chance_is_what_the_likeliest_grade_says(place: Place) -> None:
    with place.store.read() as connection:
        ids = list(connection.execute(select(tables.call.c.id)).scalars())
        every = [one for name in ids for one in moments.moments_of(connection, name, None)]
    assert {one.grade for one in every} == set(Grade)
    assert {one.code for one in every} == {str(code) for code in CHANCES}
    for one in every:
        sure = one.data["answer"]["grade_p"]
        assert sum(sure) == pytest.approx(1, abs=1e-3)
        assert sure.index(max(sure)) == one.grade


def test_what_was_trained_is_taken_more_often_afterwards() -> None:
    size = Size()
    truth = draw(size)
    kind = truth.code == CHANCES.index(COACHED_IN)
    mine = kind & (truth.owner[truth.deal[truth.call]] == 2)
    late = truth.day[truth.call] / size.days >= 0.52
    assert (truth.grade[mine & late] >= 2).mean() > (truth.grade[mine & ~late] >= 2).mean() + 0.2


def test_every_page_opens_and_says_that_it_is_invented(
    page: TestClient, place: Place, cast: dict[str, Viewer]
) -> None:
    for who in ("Ines Moreau", "Noor Haddad", "Jonas Brandt", "Aisha Rahman"):
        page.get(f"/look-as/{cast[who].person}")
        with place.store.read() as connection:
            (own, *_) = calls.sold_by(connection, cast["Jonas Brandt"].person)
        for path in (*PAGES, f"/calls/{own[0]}"):
            answer = page.get(path)
            assert answer.status_code in (200, 404), (who, path)
            assert "invented" in answer.text, (who, path)
            if answer.status_code == 404:
                assert path.startswith(("/team", "/calls/")), (who, path)


def test_jonas_finds_a_call_by_the_words_in_it(
    page: TestClient, place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"].person
    with place.store.read() as connection:
        name, *_ = calls.sold_by(connection, jonas)[0]
        line = calls.call_line(connection, name)
        talk, _ = calls.talk_of(connection, name)
    assert line is not None
    page.get(f"/look-as/{jonas}")
    words = " ".join(talk["turns"][3]["text"].replace(".", "").split()[:4])
    assert line.title in page.get("/calls", params={"words": words}).text


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_what_is_taken_out_says_that_it_is_invented(
    place: Place, cast: dict[str, Viewer], shape: str
) -> None:
    jonas = cast["Jonas Brandt"]
    with place.store.read() as connection:
        name, *_ = calls.sold_by(connection, jonas.person)[0]
    assert b"(invented)" in export(place, jonas, name, shape).data


def test_everything_about_jonas_says_that_it_is_invented(
    place: Place, cast: dict[str, Viewer]
) -> None:
    jonas = cast["Jonas Brandt"]
    with take_out(place, jonas, jonas.person) as held, ZipFile(held) as archive:
        assert INVENTED in archive.read("README.txt").decode()


def test_reports_and_the_page_for_a_talk_say_that_it_is_invented(
    place: Place, cast: dict[str, Viewer]
) -> None:
    ines, jonas = cast["Ines Moreau"], cast["Jonas Brandt"]
    for report in (
        person_report(place, jonas, jonas.person),
        team_report(place, ines),
        value_report(place, ines),
    ):
        assert INVENTED in report_markdown(report)
        assert INVENTED in str(report_json(report))
        assert INVENTED in report_csv(report)
    assert INVENTED in sheet(brief(place, ines, jonas.person)).foot
    assert INVENTED in team_csv(place, ines)


def test_a_place_of_ones_own_is_not_called_invented(tmp_path: Path) -> None:
    own = open_place(tmp_path, url=f"sqlite:///{tmp_path / 'doors.db'}")
    assert not is_invented(own)
    assert said_of(own) == ()
    own.store.close()


def test_a_place_whose_filling_broke_off_says_so_too(tmp_path: Path) -> None:
    half = open_place(tmp_path, url=f"sqlite:///{tmp_path / 'doors.db'}")

    def stop(_done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_big(half, stop, SMALL)
    assert is_invented(half)
    half.store.close()


def test_no_engine_reads_the_invented_calls_anew(place: Place) -> None:
    assert behind(place) == ()


def test_some_let_much_be_seen_and_some_nothing(place: Place, cast: dict[str, Viewer]) -> None:
    with place.store.read() as connection:
        seen = [
            who
            for who in (one for one in cast.values() if one.team == cast["Ines Moreau"].team)
            if moments.releases(connection, seller=who.person)
        ]
        found, n = calls.find_calls(connection, _sight(cast["Ines Moreau"]), CallFilter())
    assert len(seen) == 4  # of six; every third lets nothing be seen
    assert found
    assert n < SMALL.calls


def _sight(viewer: Viewer) -> Scope:
    return rights.scope(viewer)
