"""Jonas against the script: the same buyer, the same limits, counted whoever comes out ahead."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.web.place import Browser, browser
from tests.web.practice_world import KEY, TRUTH, School, begin, jonas_in, school
from tests.web.walk import Page

from sevendoors.app.practice import talking
from sevendoors.app.practice.beside import let_play, machines
from sevendoors.app.practice.blind_page import blind_page
from sevendoors.app.practice.duel_page import blind_file
from sevendoors.app.practice.dueling import MOST_WORDS
from sevendoors.core.chat import ChatError, Said

START = f"/practise/duel/{KEY}"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[School]:
    with school(tmp_path) as one:
        yield one


@pytest.fixture
def jonas(made: School) -> Iterator[Browser]:
    with jonas_in(made) as seen:
        yield seen


def played(seen: Browser, *lines: str) -> str:
    """Play a duel to its end and give the address of its result."""
    at = begin(seen, START)
    for number, line in enumerate(lines or ("Hello. How do you keep the books today?",), 1):
        assert seen.fill(f"{at}/say", {"line": line, "version": str(number)}).status_code == 303
    assert seen.fill(f"{at}/end").status_code == 303
    return f"{START}/{at.rsplit('/', 1)[1]}"


def words(seen: Browser, path: str) -> str:
    answer = seen.get(path)
    assert answer.status_code == 200, answer.text
    return Page(answer.text).words


class Model:
    """A language model that asks one question over and over, or stops answering."""

    name = "small-7b"

    def __init__(self, answers: int = 99) -> None:
        self.left = answers

    def stream(self, messages: Sequence[Said]) -> Iterator[str]:
        assert TRUTH not in " ".join(one.content for one in messages)
        self.left -= 1
        if self.left < 0:
            raise ChatError("too late")
        yield "What did the auditor say about your books?"


def test_a_duel_says_beforehand_what_the_limits_are(jonas: Browser) -> None:
    told = words(jonas, START)
    assert "90 words a turn" in told
    assert "whoever comes out ahead" in told
    assert TRUTH not in told


def test_in_a_duel_there_is_no_help_and_words_are_cut(made: School, jonas: Browser) -> None:
    at = begin(jonas, START)
    told = words(jonas, at)
    assert "Hint" not in told
    assert "a duel" in told
    jonas.fill(f"{at}/say", {"line": "word " * 300, "version": "1"})
    talk = talking.talk_of(made.place, made.jonas, 1)
    assert len(talk.steps[-1].seller.split()) == MOST_WORDS
    for act in ("hint", "back"):
        answer = jonas.fill(f"{at}/{act}")
        assert answer.status_code == 400
        assert "In a duel there are no hints" in answer.text
    assert jonas.get(f"{START}/1").headers["location"].startswith("/practise/talk/1")
    assert jonas.fill(f"{START}/1/play/script").status_code == 400


def test_the_counts_of_both_stand_side_by_side(made: School, jonas: Browser) -> None:
    at = played(jonas)
    assert "Let the script talk with Rosa" in words(jonas, at)
    assert jonas.fill(f"{at}/play/script").headers["location"] == at
    told = words(jonas, at)
    for part in ("Needs that came out", "Doors opened", "Chances taken", "Promises", "Words", "Turns",
                 "You", "the script", "0 of 3", "the blind page"):  # fmt: skip
        assert part in told, part
    assert "human" not in told, "that is said only against a language model"
    assert "1 duel" not in told
    (script,) = machines(made.place, made.jonas, talking.talk_of(made.place, made.jonas, 1))
    assert script.purpose == talking.DUEL
    assert jonas.get(f"{START}").text.count(f'href="{START}/') == 1


def test_a_model_is_asked_only_where_somebody_named_one(jonas: Browser) -> None:
    at = played(jonas)
    assert "talk with Rosa" in words(jonas, at)
    answer = jonas.fill(f"{at}/play/model")
    assert answer.status_code == 400
    assert "No language model is named here" in answer.text
    assert jonas.fill(f"{at}/play/anything").status_code == 404


def test_a_model_plays_once_and_one_that_stops_is_said_to_have_stopped(
    made: School, jonas: Browser
) -> None:
    at = played(jonas)
    which = int(at.rsplit("/", 1)[1])
    broken = let_play(made.place, made.jonas, which, Model(answers=2))
    assert broken.ended
    told = words(jonas, at)
    assert "small-7b" in told
    assert "stopped answering after 2 turns" in told
    assert let_play(made.place, made.jonas, which, Model()).id == broken.id


def test_the_blind_page_names_nobody_before_the_doors_open(made: School, jonas: Browser) -> None:
    at = played(jonas, "Hello. How do you keep the books today? <script>x</script>")
    assert jonas.get(f"{at}/blind").status_code == 400, "nobody else has played yet"
    jonas.fill(f"{at}/play/script")
    answer = jonas.get(f"{at}/blind")
    assert answer.headers["content-disposition"] == f'attachment; filename="two-sellers-{KEY}.html"'
    page = answer.text
    shown, reveal = page.split('<details id="reveal"')
    visible = Page(re.sub(r'<span class="(was|behind)".*?</span>', "", shown)).words
    for hidden in ("the script", "Jonas", "was a person", TRUTH):
        assert hidden not in visible, hidden
    assert "Jonas" not in page
    assert "<script>x" not in page
    assert "Rosa is an AI" in visible
    assert TRUTH in reveal
    assert "the script" in reveal
    assert Page(page).faults == []


def test_the_blind_page_needs_nothing_but_itself(jonas: Browser) -> None:
    at = played(jonas)
    jonas.fill(f"{at}/play/script")
    page = jonas.get(f"{at}/blind?against=the%20script").text
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "http" not in page.replace("http-equiv", "")
    assert "human" not in Page(page).words
    assert "data-model" not in page


def test_more_human_is_said_against_a_model_alone(made: School, jonas: Browser) -> None:
    at = played(jonas)
    which = int(at.rsplit("/", 1)[1])
    let_play(made.place, made.jonas, which, Model())
    _, page = blind_file(made.place, made.jonas, which, "small-7b")
    assert 'data-model="small-7b"' in page
    assert "small-7b, a language model" in page


def test_the_same_talks_give_the_same_bytes_and_both_orders_come_up(
    made: School, jonas: Browser
) -> None:
    at = played(jonas)
    which = int(at.rsplit("/", 1)[1])
    mine = talking.talk_of(made.place, made.jonas, which)
    other = let_play(made.place, made.jonas, which)
    pages = {blind_page((mine, other), str(seed)) for seed in range(12) for _ in range(2)}
    assert len(pages) == 2
    machine = replace(other, player="small-7b")
    told = blind_page((other, machine), "1")
    assert "Both are machines" in told
    assert "Which one is the person" not in told


def test_nobody_else_opens_a_duel_of_jonas(made: School, jonas: Browser) -> None:
    at = played(jonas)
    jonas.fill(f"{at}/play/script")
    with browser(made.place, "Otto Lindqvist") as otto:
        for path in (at, f"{at}/blind"):
            assert otto.get(path).status_code == 404
        assert otto.fill(f"{at}/play/script").status_code == 404
        assert f'href="{START}/' not in otto.get(START).text
    plain = begin(jonas)
    jonas.fill(f"{plain}/end")
    assert jonas.get(f"{START}/{plain.rsplit('/', 1)[1]}").status_code == 404, "no duel, no result"


def test_the_latest_duel_stands_on_his_own_page_apart_from_calls_and_on_no_other(
    made: School, jonas: Browser
) -> None:
    assert "In practice, apart from calls" not in words(jonas, "/me")
    at = played(jonas)
    assert "In practice, apart from calls" not in words(jonas, "/me"), "nobody else has played her"
    jonas.fill(f"{at}/play/script")
    told = words(jonas, "/me")
    assert re.search(r"Rosa Lind, .*: You found 0 of 3 needs and took \d+ of \d+ chances; the script "
                     r"found \d of 3 needs", told)  # fmt: skip
    assert "No chance is counted for you yet" in told, "practice is never counted with calls"
    assert "%" not in told
    with browser(made.place, "Ines Moreau") as ines:
        assert "In practice" not in words(ines, "/me")
