"""Jonas reads his call, says what he thinks of it, and lets others see as much as he likes."""

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from tests.web.place import Browser, browser, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place, viewer_of
from sevendoors.app.calls.marking import say
from sevendoors.app.calls.who import swap_sides
from sevendoors.app.coming.importing import finish, submit
from sevendoors.app.reading.reading_in import Known, read_in
from sevendoors.core.codes import Grade
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import KeptMoment
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, calls, jobs, log, moments, people

MOST_STATEMENTS = 15
BUYER_SAID = "my daughter&#39;s school called"


@dataclass(frozen=True)
class World:
    place: Place
    cast: dict[str, Viewer]
    call: str
    moments: tuple[KeptMoment, ...]

    def marks(self, name: str = "Jonas Brandt") -> list[tuple[str, int | None, str]]:
        with self.place.store.read() as connection:
            found = moments.marks_of(connection, self.call, self.cast[name].person)
        return [(m.kind, m.grade, m.text) for m in found]

    def graded(self, grade: Grade) -> KeptMoment:
        return next(m for m in self.moments if m.grade == grade)

    def version(self) -> int:
        with self.place.store.read() as connection:
            line = calls.call_line(connection, self.call)
        assert line
        return line.version


def moments_now(place: Place, call: str) -> tuple[KeptMoment, ...]:
    with place.store.read() as connection:
        return moments.moments_of(connection, call, None)


@pytest.fixture
def world(tmp_path: Path) -> World:
    place = new_place(tmp_path)
    cast = people_of_the_cast(place)
    call = keep(place, cast["Jonas Brandt"])
    return World(place=place, cast=cast, call=call, moments=moments_now(place, call))


@contextmanager
def jonas(world: World, name: str = "Jonas Brandt") -> Iterator[Browser]:
    """Open a browser past the guess."""
    with browser(world.place, name) as made:
        made.fill(f"/calls/{world.call}/guess", {"skip": "yes"})
        yield made


def shown(text: str) -> set[str]:
    return set(re.findall(r'id="m-([0-9a-f]{12})"', text))


def quoted(text: str) -> str:
    return str(html.escape(text, quote=True)).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


def test_jonas_guesses_before_anything_is_revealed(world: World) -> None:
    given = sum(m.grade is not None for m in world.moments)
    with browser(world.place, "Jonas Brandt") as b:
        first = b.get(f"/calls/{world.call}").text
        assert "How many did you take?" in first
        assert "Marta gave you" in first
        assert shown(first) == set()
        assert all(quoted(m.quote) not in first for m in world.moments)
        wrong = b.fill(f"/calls/{world.call}/guess", {"taken": str(given + 1)})
        assert wrong.status_code == 400
        assert b.fill(f"/calls/{world.call}/guess", {"taken": "6"}).status_code == 303
        for _ in range(2):
            told = b.get(f"/calls/{world.call}").text
            assert "You guessed 6. We saw" in told
            assert "Your guess of 26 November 2026." in told
        b.fill(f"/calls/{world.call}/guess", {"taken": "1"})
        assert "You guessed 6." in b.get(f"/calls/{world.call}").text
    with world.place.store.read() as connection:
        kept = moments.guess_of(connection, world.call, world.cast["Jonas Brandt"].person)
    assert kept
    assert (kept.taken, kept.at[:10]) == (6, "2026-11-26")


def test_jonas_skips_the_guess_and_reads_all_of_it(world: World) -> None:
    with jonas(world) as b:
        text = b.get(f"/calls/{world.call}").text
    assert "You guessed" not in text
    assert shown(text) == {m.id for m in world.moments}
    assert BUYER_SAID in text
    assert f'href="/people/{world.cast["Jonas Brandt"].person}"' in text
    assert text.count('class="marker"') == len(world.moments)
    assert "Consent: not recorded" in text


def test_the_card_and_the_strip_come_from_the_same_files_as_an_exported_review(
    world: World,
) -> None:
    with browser(world.place) as stranger:
        for name in ("review.css", "review.js"):
            answer = stranger.get(f"/static/{name}")
            assert answer.status_code == 200
            assert "public" in answer.headers["cache-control"]


def test_jonas_agrees_and_then_disagrees_and_takes_it_back(world: World) -> None:
    one = world.moments[0].id
    with jonas(world) as b:
        path = f"/calls/{world.call}/moments/{one}/mark"
        answer = b.fill(path, {"kind": "agree"})
        assert answer.headers["location"].endswith(f"#m-{one}")
        b.fill(path, {"kind": "disagree"})
        assert world.marks() == [("disagree", None, "")]
        text = b.get(f"/calls/{world.call}").text
        assert 'value="disagree" aria-pressed="true"' in text
        (which,) = set(re.findall(r"/marks/(\d+)/take-back", text))
        b.fill(f"/calls/{world.call}/marks/{which}/take-back", {"moment": one})
    assert world.marks() == []


def test_a_dispute_stands_beside_the_answer_of_the_engine_and_never_hides_it(world: World) -> None:
    missed = world.graded(Grade.MISSED)
    with jonas(world) as b:
        path = f"/calls/{world.call}/moments/{missed.id}/mark"
        b.fill(path, {"kind": "dispute", "grade": "1", "text": "I came back to it by mail."})
        text = b.get(f"/calls/{world.call}").text
        card = text.split(f'id="m-{missed.id}"')[1].split("</article>")[0]
        assert "The engine says <strong>missed</strong>" in card
        assert "You say <strong>noted</strong>" in card
        assert "I came back to it by mail." in card
        assert 'data-outcome="missed"' in card
        b.fill(path, {"kind": "dispute", "grade": "", "text": "She was joking."})
        assert "You say <strong>it was no chance</strong>" in b.get(f"/calls/{world.call}").text
    assert world.marks() == [("dispute", None, "She was joking.")]
    assert moments_now(world.place, world.call) == world.moments


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "dispute", "grade": "2"},
        {"kind": "dispute", "grade": "7", "text": "so"},
        {"kind": "dispute", "grade": "½", "text": "so"},
        {"kind": "comment", "text": "   "},
        {"kind": "comment", "text": "x" * 2001},
        {"kind": "comment", "text": "so", "visible": "world"},
        {"kind": "praise", "text": "so"},
        {},
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(world: World, form: dict[str, str]) -> None:
    with browser(world.place, "Jonas Brandt") as b:
        answer = b.fill(f"/calls/{world.call}/moments/{world.moments[0].id}/mark", form)
    assert answer.status_code == 400
    assert "Not done" in answer.text
    assert world.marks() == []


def test_ines_sees_nothing_then_one_moment_then_all_then_nothing(world: World) -> None:
    one, other = world.moments[0], world.moments[3]
    with jonas(world) as mine, browser(world.place, "Ines Moreau") as ines:
        assert ines.get(f"/calls/{world.call}").status_code == 404
        mine.fill(f"/calls/{world.call}/release", {"audience": "leader", "moment": one.id})
        part = ines.get(f"/calls/{world.call}")
        assert part.status_code == 200
        assert shown(part.text) == {one.id}
        assert quoted(one.quote) in part.text
        assert quoted(other.quote) not in part.text
        assert "each of them plans in its own spreadsheet" not in part.text
        assert "/export/" not in part.text
        assert ines.get(f"/calls/{world.call}/export/json").status_code == 404
        mine.fill(f"/calls/{world.call}/release", {"audience": "leader"})
        everything = ines.get(f"/calls/{world.call}").text
        assert shown(everything) == {m.id for m in world.moments}
        assert "“You” below is Jonas Brandt." in everything
        assert "How many did you take?" not in everything
        # The whole call is taken back; the moment stays shown until that is taken back too.
        mine.fill(f"/calls/{world.call}/release", {"audience": "nobody"})
        assert shown(ines.get(f"/calls/{world.call}").text) == {one.id}
        mine.fill(f"/calls/{world.call}/release/take-back")
        assert ines.get(f"/calls/{world.call}").status_code == 404


def test_what_is_for_the_coach_is_not_for_the_leader(world: World) -> None:
    with (
        jonas(world) as mine,
        browser(world.place, "Noor Haddad") as noor,
        browser(world.place, "Ines Moreau") as ines,
    ):
        mine.fill(f"/calls/{world.call}/release", {"audience": "coach"})
        assert noor.get(f"/calls/{world.call}").status_code == 200
        assert ines.get(f"/calls/{world.call}").status_code == 404
        page = mine.get(f"/calls/{world.call}").text
        assert "Your coach is Noor Haddad." in page
        assert "Your leader is Ines Moreau." in page
        mine.fill(f"/calls/{world.call}/release", {"audience": "leader"})
        assert ines.get(f"/calls/{world.call}").status_code == 200
        mine.fill(f"/calls/{world.call}/release", {"audience": "coach"})
        assert ines.get(f"/calls/{world.call}").status_code == 404
        assert mine.fill(f"/calls/{world.call}/release", {"audience": "all"}).status_code == 400


def test_who_looked_is_written_down_once_a_day(world: World) -> None:
    with jonas(world) as mine, browser(world.place, "Noor Haddad") as noor:
        mine.fill(f"/calls/{world.call}/release", {"audience": "coach"})
        for _ in range(3):
            noor.get(f"/calls/{world.call}")
        noor.get(f"/calls/{world.call}/export/csv")
        mine.get(f"/calls/{world.call}")
    with world.place.store.read() as connection:
        lines = log.log_about(connection, world.cast["Jonas Brandt"].person)
    assert [(seen.who, seen.call) for seen in lines if seen.what == "looked at"] == [
        ("Noor Haddad", world.call)
    ]


def test_noor_comments_for_jonas_and_notes_something_for_herself(world: World) -> None:
    one = world.moments[0].id
    path = f"/calls/{world.call}/moments/{one}/mark"
    with jonas(world) as mine, browser(world.place, "Noor Haddad") as noor:
        assert noor.fill(path, {"kind": "comment", "text": "Too early?"}).status_code == 404
        mine.fill(f"/calls/{world.call}/release", {"audience": "coach", "moment": one})
        noor.fill(path, {"kind": "comment", "text": "I would keep this question."})
        noor.fill(path, {"kind": "comment", "text": "Ask him on Friday.", "visible": "me"})
        his, hers = (b.get(f"/calls/{world.call}").text for b in (mine, noor))
        assert "I would keep this question." in his
        assert "Noor Haddad" in his
        assert "Ask him on Friday." not in his
        assert "Ask him on Friday." in hers
        (which, *_) = re.findall(r"/marks/(\d+)/take-back", hers)
        assert f"/marks/{which}/" not in his
        taken = mine.fill(f"/calls/{world.call}/marks/{which}/take-back")
        assert taken.status_code == 404


def everything_of(call: str, moment: str) -> list[tuple[str, str, dict[str, str]]]:
    base = f"/calls/{call}"
    return [
        ("get", base, {}),
        *(("get", f"{base}/export/{shape}", {}) for shape in ("html", "json", "csv", "md", "txt")),
        ("get", f"{base}/original/{'0' * 64}", {}),
        ("post", f"{base}/guess", {"taken": "1"}),
        ("post", f"{base}/moments/{moment}/mark", {"kind": "comment", "text": "so"}),
        ("post", f"{base}/marks/1/take-back", {}),
        ("post", f"{base}/release", {"audience": "leader"}),
        ("post", f"{base}/release", {"audience": "leader", "moment": moment}),
        ("post", f"{base}/release/take-back", {}),
        ("post", f"{base}/details", {"title": "Mine now", "version": "1"}),
        ("post", f"{base}/delete", {}),
    ]


@pytest.mark.parametrize("name", ["Otto Lindqvist", "Vera Blom", "Ines Moreau", "Noor Haddad"])
def test_to_others_the_call_looks_as_if_it_were_not_there(world: World, name: str) -> None:
    with browser(world.place, name) as b:
        for method, path, form in everything_of(world.call, world.moments[0].id):
            answer = b.get(path) if method == "get" else b.fill(path, form)
            assert (path, answer.status_code) == (path, 404)
            assert "Marta" not in answer.text
    assert moments_now(world.place, world.call) == world.moments


@pytest.mark.parametrize("call", ["0" * 16, "nothing", "%00", "..%2f..", "9" * 40, "１２３"])
def test_a_call_that_is_not_there_is_not_there(world: World, call: str) -> None:
    with browser(world.place, "Jonas Brandt") as b:
        for method, path, form in everything_of(call, "x"):
            answer = b.get(path) if method == "get" else b.fill(path, form)
            assert (path, answer.status_code) == (path, 404)


def test_a_moment_answers_only_under_its_own_call(world: World) -> None:
    one = world.moments[0].id
    with browser(world.place, "Jonas Brandt") as b:
        form = {"kind": "agree"}
        assert b.fill(f"/calls/{'0' * 16}/moments/{one}/mark", form).status_code == 404
        wrong = {"audience": "leader", "moment": "0" * 12}
        assert b.fill(f"/calls/{world.call}/release", wrong).status_code == 404


def test_whom_jonas_lets_see_may_not_change_or_delete(world: World) -> None:
    with jonas(world) as mine, browser(world.place, "Ines Moreau") as ines:
        mine.fill(f"/calls/{world.call}/release", {"audience": "leader"})
        page = ines.get(f"/calls/{world.call}").text
        assert f"/calls/{world.call}/details" not in page
        assert "/delete" not in page
        assert "/release" not in page
        for what in ("details", "delete", "release", "guess"):
            form = {"title": "x", "version": str(world.version()), "audience": "leader"}
            assert ines.fill(f"/calls/{world.call}/{what}", form).status_code == 404
        assert mine.get(f"/calls/{world.call}").status_code == 200


def test_two_people_change_one_call_and_nothing_is_overwritten(world: World) -> None:
    call, _ = with_luis(world)
    with browser(world.place, "Jonas Brandt") as one, browser(world.place, "Luis Ferreira") as two:
        for b in (one, two):
            b.fill(f"/calls/{call}/guess", {"skip": "yes"})
        (version,) = re.findall(r'name="version" value="(\d+)"', two.get(f"/calls/{call}").text)
        first = {"title": "Marta, first call", "kind": "discovery", "deal": "Oliveira Mills",
                 "day": "2026-11-20", "consent": "told and agreed", "version": version}  # fmt: skip
        assert one.fill(f"/calls/{call}/details", first).status_code == 303
        late = two.fill(f"/calls/{call}/details", {**first, "title": "Other", "deal": ""})
        assert late.status_code == 409
        assert "nothing was overwritten" in late.text
        for b in (one, two):
            text = b.get(f"/calls/{call}").text
            assert "<h1>Marta, first call</h1>" in text
            assert "Oliveira Mills</a>" in text
            assert "20 November 2026" in text
            assert "Consent: told and agreed" in text


def test_a_promise_is_ticked_on_the_call_and_the_tick_is_taken_back(world: World) -> None:
    with jonas(world) as b:
        text = b.get(f"/calls/{world.call}").text
        (path, *_) = re.findall(r'action="(/promises/\d+/done)"', text)
        here = f"/calls/{world.call}#promises"
        told = b.fill(path, {"to": here})
        assert told.headers["location"].startswith(f"/calls/{world.call}?said=")
        assert 'aria-pressed="true">✓' in b.get(f"/calls/{world.call}").text
        b.fill(path, {"to": here, "back": "yes"})
        assert "✓" not in b.get(f"/calls/{world.call}").text


def test_a_new_day_gives_the_promises_their_dates(world: World) -> None:
    form = {"title": "Marta", "day": "2026-11-20", "version": str(world.version())}
    with jonas(world) as b:
        before = b.get(f"/calls/{world.call}").text
        assert "by 2" not in before.split('id="promises"')[1].split("</ul>")[0]
        b.fill(f"/calls/{world.call}/details", form)
        after = b.get(f"/calls/{world.call}").text
    assert "November 2026:" in after.split('id="promises"')[1].split("</ul>")[0]
    assert "What changed" not in after


@pytest.mark.parametrize(
    "form",
    [
        {"title": ""},
        {"title": "x" * 201},
        {"title": "x", "kind": "chat"},
        {"title": "x", "day": "20.11.2026"},
        {"title": "x", "day": "2026-02-30"},
        {"title": "x", "keep_until": "soon"},
        {"title": "x", "consent": "of course"},
        {"title": "x", "deal": "y" * 121},
    ],
)
def test_a_detail_that_does_not_fit_changes_nothing(world: World, form: dict[str, str]) -> None:
    before = world.version()
    with browser(world.place, "Jonas Brandt") as b:
        told = b.fill(f"/calls/{world.call}/details", {**form, "version": str(before)})
    assert told.status_code == 400
    assert world.version() == before


def test_jonas_deletes_his_call(world: World) -> None:
    with jonas(world) as b:
        assert b.fill(f"/calls/{world.call}/delete").headers["location"].startswith("/calls?said=")
        assert b.get(f"/calls/{world.call}").status_code == 404


def test_jonas_takes_his_call_with_him(world: World) -> None:
    with jonas(world) as b:
        b.fill(f"/calls/{world.call}/details",
               {"title": 'Größe "1"; ../\r\nX: y', "version": str(world.version())})  # fmt: skip
        texts = {}
        for shape in ("html", "json", "csv", "md", "txt"):
            answer = b.get(f"/calls/{world.call}/export/{shape}")
            assert answer.status_code == 200
            held = answer.headers["content-disposition"]
            assert held == f'attachment; filename="Groe-1-X-y.{shape}"'
            texts[shape] = answer.text
        data = json.loads(texts["json"])
        assert {m["id"] for m in data["moments"]} == {m.id for m in world.moments}
        assert "Marta Oliveira" in texts["txt"]
        assert b.get(f"/calls/{world.call}/export/exe").status_code == 404
        page = b.get(f"/calls/{world.call}").text
        (path,) = re.findall(r'href="(/calls/[^"]+/original/[^"]+)"', page)
        original = b.get(path)
        assert original.content.startswith(b"WEBVTT")
        assert original.headers["content-type"] == "application/octet-stream"


def test_sides_are_swapped_and_swapped_back_and_what_was_said_stays(world: World) -> None:
    one = world.graded(Grade.MISSED)
    me = world.cast["Jonas Brandt"]
    say(world.place, me, one.id, "comment", text="I remember this.")
    with jonas(world) as b:
        swap_sides(world.place, me, world.call)
        text = b.get(f"/calls/{world.call}").text
        assert "No longer found" in text
        assert "I remember this." in text.split("No longer found")[1]
        assert "What changed" in text
        swap_sides(world.place, me, world.call)
        text = b.get(f"/calls/{world.call}").text
        assert "No longer found" not in text
        assert "I remember this." in text.split(f'id="m-{one.id}"')[1].split("</article>")[0]
    assert {m.id for m in moments_now(world.place, world.call)} == {m.id for m in world.moments}


def test_a_call_whose_sellers_are_open_leads_to_the_question(world: World) -> None:
    lines = "[00:01] Ada One: We lose a day a month to this planning.\n[00:05] Bo Two: Right.\n"
    made = bring(world, lines * 4, sellers=())
    with browser(world.place, "Jonas Brandt") as b:
        assert b.get(f"/calls/{made}").headers["location"] == f"/calls/{made}/who"


def bring(world: World, text: str, sellers: tuple[str, ...], name: str = "call.txt") -> str:
    """Let Jonas bring in a transcript of his own."""
    place = world.place
    (made,) = submit(place, world.cast["Jonas Brandt"], [(name, text.encode())])
    with place.store.read() as connection:
        job = jobs.job_of(connection, made)
    read = read_in([(name, text.encode())], Known(sides={}, sellers=sellers))
    assert finish(place, job, read) == "done", read.reason
    with place.store.read() as connection:
        return str(jobs.call_of(connection, made))


TWO_SELLERS = """[00:01] Marta Oliveira: Honestly, the audit in January worries me a lot.
[00:06] Jonas Brandt: What about the audit worries you most?
[00:10] Marta Oliveira: That we cannot show who changed the plan.
[00:15] Jonas Brandt: So you need to show who changed what, before January.
[00:20] Marta Oliveira: Yes. And I doubt that our planners would ever use another tool.
[00:25] Luis Ferreira: Our dashboard has forty widgets and dark mode.
[00:30] Marta Oliveira: What matters most to me is that the night shift is not left alone with it.
[00:35] Luis Ferreira: Let me show you the dashboard now.
"""


def with_luis(world: World) -> tuple[str, Viewer]:
    with world.place.store.write() as connection:
        who = people.add_person(connection, name="Luis Ferreira", email="luis.ferreira@example.org",
                                now=world.place.now(), side="seller")  # fmt: skip
        accounts.add_account(connection, who, (Role.SELLER,), world.place.now())
        password = accounts.account_of(connection, world.cast["Jonas Brandt"].person)
        assert password
        assert password.password
        accounts.set_password(connection, who, password.password)
        account = accounts.account_of(connection, who)
        assert account
    call = bring(world, TWO_SELLERS, ("jonas brandt", "luis ferreira"))
    return call, viewer_of(account, alone=False)


def test_with_two_sellers_each_sees_their_own_moments_and_both_the_words(world: World) -> None:
    call, luis = with_luis(world)
    me = world.cast["Jonas Brandt"].person
    found = moments_now(world.place, call)
    mine = {m.id for m in found if m.seller in (me, None)}
    his = {m.id for m in found if m.seller in (luis.person, None)}
    assert mine - his
    assert his - mine
    for name, ids in (("Jonas Brandt", mine), ("Luis Ferreira", his)):
        with browser(world.place, name) as b:
            b.fill(f"/calls/{call}/guess", {"skip": "yes"})
            text = b.get(f"/calls/{call}").text
            assert shown(text) == ids
            assert "forty widgets" in text
            data = b.get(f"/calls/{call}/export/json").json()
            assert {m["id"] for m in data["moments"]} == ids
            assert data["counts"]["given"] == sum(m.grade is not None for m in found if m.id in ids)
            for shape in ("html", "csv", "md"):
                out = b.get(f"/calls/{call}/export/{shape}").text
                for hidden in found:
                    if hidden.id not in ids and hidden.data["why"]:
                        assert quoted(hidden.data["why"]) not in out
                        assert hidden.data["why"] not in out
            colleague = next(m.id for m in found if m.id not in ids)
            form = {"kind": "agree"}
            assert b.fill(f"/calls/{call}/moments/{colleague}/mark", form).status_code == 404
            shown_ = b.fill(f"/calls/{call}/release", {"audience": "coach", "moment": colleague})
            assert shown_.status_code == 404


def test_what_changed_for_a_colleague_is_not_told(world: World) -> None:
    call, _ = with_luis(world)
    swap_sides(world.place, world.cast["Jonas Brandt"], call)
    swap_sides(world.place, world.cast["Jonas Brandt"], call)
    own = {m.quote for m in moments_now(world.place, call) if m.seller != _person(world, call)}
    with browser(world.place, "Jonas Brandt") as b:
        b.fill(f"/calls/{call}/guess", {"skip": "yes"})
        text = b.get(f"/calls/{call}").text
    told = text.split('id="changes"')[1].split("</details>")[0]
    assert "not left alone" not in told or any("not left alone" in quote for quote in own)
    assert "worries me" in told


def _person(world: World, call: str) -> int:
    with world.place.store.read() as connection:
        there = calls.people_of(connection, [call])
    return next(a.person for a in there if a.name == "Luis Ferreira")


HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def test_hostile_names_and_words_are_shown_and_never_run(world: World) -> None:
    text = TWO_SELLERS.replace("Marta Oliveira", "Marta <b>Oliveira</b>").replace(
        "a lot.", f"a lot {HOSTILE} =cmd|'/c calc'!A1."
    )
    call = bring(world, text, ("jonas brandt",), name="call<img src=x>.txt")
    found = moments_now(world.place, call)
    me = world.cast["Jonas Brandt"]
    for kind in ("dispute", "comment"):
        say(world.place, me, found[0].id, kind, grade=1, text=HOSTILE)
    with browser(world.place, "Jonas Brandt") as b:
        form = {"title": HOSTILE[:200], "deal": HOSTILE[:100], "version": "1"}
        b.fill(f"/calls/{call}/details", form)
        first = b.get(f"/calls/{call}").text
        b.fill(f"/calls/{call}/guess", {"skip": "yes"})
        pages = [first, b.get(f"/calls/{call}").text, b.get(f"/calls/{call}/export/html").text]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page.replace('<img src="/static/door.svg"', "")
        assert "<b>Oliveira" not in page
    assert "&lt;script&gt;alert(1)" in pages[1]


def test_the_number_of_questions_to_the_store_does_not_grow_with_the_moments(world: World) -> None:
    small = bring(world, "\n".join(TWO_SELLERS.splitlines()[:3]), ("jonas brandt",))
    assert len(moments_now(world.place, small)) < len(world.moments)
    for one in world.moments:
        say(world.place, world.cast["Jonas Brandt"], one.id, "comment", text="so")
    counted = {}
    for name in ("Jonas Brandt", "Noor Haddad"):
        with browser(world.place, "Jonas Brandt") as mine:
            for call in (small, world.call):
                mine.fill(f"/calls/{call}/guess", {"skip": "yes"})
                mine.fill(f"/calls/{call}/release", {"audience": "coach"})
        with browser(world.place, name) as b:
            for call in (small, world.call):
                b.get(f"/calls/{call}")
                with counting(world.place) as asked:
                    assert b.get(f"/calls/{call}").status_code == 200
                counted[name, call] = len(asked)
        assert counted[name, small] == counted[name, world.call] <= MOST_STATEMENTS


@contextmanager
def counting(place: Place) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(place.store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(place.store.engine, "before_cursor_execute", note)


def test_a_program_may_not_speak_for_somebody_who_cannot_see(world: World) -> None:
    with pytest.raises(GoneError):
        say(world.place, world.cast["Otto Lindqvist"], world.moments[0].id, "agree")
    with pytest.raises(GoneError):
        say(world.place, world.cast["Jonas Brandt"], "0" * 12, "agree")


def test_alone_one_is_asked_for_a_guess_and_has_nobody_to_show_it_to(tmp_path: Path) -> None:
    place = new_place(tmp_path)
    with place.store.read() as connection:
        (account,) = accounts.accounts(connection)
    call = keep(place, viewer_of(account, alone=True))
    with browser(place) as b:
        assert "How many did you take?" in b.get(f"/calls/{call}").text
        b.fill(f"/calls/{call}/guess", {"taken": "2"})
        text = b.get(f"/calls/{call}").text
    assert "You guessed 2." in text
    assert "/release" not in text
    assert "let you see" not in text
