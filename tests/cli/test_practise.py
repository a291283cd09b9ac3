"""Practice in the terminal as a person types it: a talk that survives a kill, drills, a duel, own buyers."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engines.endpoint import Talk, endpoint
from tests.world import ROOT
from typer.testing import CliRunner, Result

from sevendoors.app.practice.mailing import FROM, TO, URL
from sevendoors.app.practice.playing import CHAT_KEY, CHAT_MODEL, CHAT_URL
from sevendoors.cli.main import app
from sevendoors.core.errors import DoorsError

HOWTO = ROOT / "docs" / "howto" / "write-your-own-buyer.md"
LISTENS = (
    (ROOT / "tests" / "practice" / "talks" / "listener.txt").read_text("utf-8").splitlines()[2:]
)
Doors = Callable[..., str]


@pytest.fixture
def doors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doors:
    monkeypatch.setenv("SEVENDOORS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    for name in (CHAT_URL, CHAT_MODEL, CHAT_KEY, URL, FROM, TO):
        monkeypatch.delenv(name, raising=False)

    def run(*args: str, types: str = "", expect: int = 0) -> str:
        done: Result = CliRunner().invoke(app, args, input=types)
        if isinstance(done.exception, DoorsError):
            assert expect == 2, done.exception
            return str(done.exception)
        assert done.exit_code == expect, (done.output, done.exception)
        return done.output

    return run


def test_the_list_says_who_there_is_and_never_what_matters(doors: Doors) -> None:
    out = " ".join(doors("practise", "--list").split())
    assert "Marta Oliveira, head of operations at Fjordmark Dairies (discovery)" in out
    assert "doors practise marta-oliveira" in out
    assert "eight for a three" not in out


def test_jonas_talks_leaves_and_goes_on_where_he_was(doors: Doors) -> None:
    first = doors("practise", "marta", types="\n".join(LISTENS[:3]) + "\n")
    assert "an AI: a program, no person" in first
    assert "Your aim:" in first
    assert "Kept. Go on with: doors practise marta-oliveira" in first
    assert "What lay behind it".upper() not in first
    second = doors("practise", "marta-oliveira", types="/end\nThe audit\n\n")
    assert "You left off here." in second
    assert "Your aim:" not in second
    last = re.findall(r"^Marta \(AI\): .*", first, re.M)[-1]
    assert last in second
    assert "A talk with Marta Oliveira goes on." not in doors("practise", "--list")


def test_a_whole_talk_ends_in_its_debrief_in_the_order_of_the_page(doors: Doors) -> None:
    out = doors("practise", "marta", types="\n".join(LISTENS) + "\n")
    heads = [
        out.index(head) for head in ("WHAT LAY BEHIND IT", "THE DOORS", "ONE TO KEEP", "SAME BUYER")
    ]
    assert heads == sorted(heads)
    assert re.search(r"[345] of 5 things that truly matter to Marta came out in 17 turns", out)
    assert out.index("1. Before the October audit") < out.index("2. She hears of changes")


def test_whom_marta_left_reads_what_had_used_up_her_patience(doors: Doors) -> None:
    rude = " ".join(doors("practise", "marta", types="You are stupid.\n" * 20).split())
    assert "Marta ended the talk before everything was said." in rude
    assert re.search(r"had used up the patience: .*you said something rude", rude)
    listened = doors("practise", "marta", "--new", types="\n".join(LISTENS) + "\n")
    assert "before everything was said" not in listened


def test_nothing_grades_while_the_talk_goes_on(doors: Doors) -> None:
    out = doors("practise", "marta", types="\n".join(LISTENS[:9]) + "\n").lower()
    assert not re.search(r"\b(missed|noted|taken|opened|trust|patience|score|hint:)\b", out)


def test_hints_notes_and_lines_taken_back_are_counted(doors: Doors) -> None:
    typed = ["Hello Marta.", "/hint", "How do you plan?", "/back", "/note The audit", "/note",
             "/nonsense", "/end", "n"]  # fmt: skip
    out = doors("practise", "marta", types="\n".join(typed) + "\n")
    assert "Say what you heard, or ask about it" in " ".join(out.split())
    assert "Taken back. Marta had said:" in out
    assert "1. The audit" in out
    assert "/end: end the talk" in out
    assert "Hints you took: 1. Lines you took back: 1." in out


@pytest.mark.parametrize("columns", ["24", "40", "200"])
def test_it_fits_narrow_and_wide_terminals(
    doors: Doors, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    typed = "\n".join([*LISTENS[:4], "/end", "x", "y", "z", "n"]) + "\n"
    shown = doors("practise", "marta", types=typed)
    mine = [
        line for line in shown.splitlines() if not line.startswith(("You: ", "1. ", "2. ", "3. "))
    ]
    assert max(len(line) for line in mine if "Bring this line" not in line) <= min(int(columns), 84)


def test_after_a_kill_nothing_is_lost(doors: Doors, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "sevendoors.cli", "practise", "marta"], env=env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path,
    ) as running:  # fmt: skip
        assert running.stdin
        assert running.stdout
        running.stdin.write("Hello Marta, how are you?\nIs your daughter all right?\n")
        running.stdin.flush()
        answers = 0
        for line in running.stdout:
            answers += "Marta (AI):" in line
            if answers == 3:
                break
        running.send_signal(signal.SIGKILL)
    out = doors("practise", "marta", types="")
    assert "You left off here." in out
    assert "You: Is your daughter all right?" in out


def test_a_retry_from_one_of_his_lines_says_what_it_is(doors: Doors) -> None:
    doors("practise", "marta", types="\n".join([*LISTENS[:4], "/end", "", "n"]) + "\n")
    out = doors("practise", "marta", "--again", "2", types="Is she ill?\n/end\n\n")
    assert "You: Hi Marta, thanks for making the time. How are you?" in out
    assert "A retry: practice, not proof." in out
    assert "no such line" in doors("practise", "marta", "--again", "99", expect=2)


def test_a_line_can_come_back_as_a_drill(doors: Doors) -> None:
    typed = ["Hello.", "We have dashboards.", "/end", "", "y"]
    out = doors("practise", "marta", types="\n".join(typed) + "\n")
    assert "It is among your drills now" in out


def test_drills_take_two_minutes_and_the_first_answer_counts(doors: Doors) -> None:
    bad, good = "We have a dashboard for that.", "What happened, and what would it mean for you?"
    out = doors("practise", types=f"{bad}\n{good}\n\n{good}\n\n{good}\n\n")
    assert "Drill 1 of 3" in out
    assert "this card comes back on" in " ".join(out.split())
    assert out.count("A retry: practice, not proof.") == 1
    assert "That was all for today." in out
    assert "Nothing is due today." in doors("practise")


def test_a_drill_left_in_the_middle_waits(doors: Doors) -> None:
    assert "The rest waits." in doors("practise", types="")
    assert "Drill 1 of 3" in doors("practise", types="")


@pytest.mark.parametrize("name", ["nobody", "", "../etc/passwd"])
def test_nobody_of_that_name_is_told_with_those_there_are(doors: Doors, name: str) -> None:
    assert "marta-oliveira" in doors("practise", name, expect=2)


def test_signs_that_steer_a_terminal_are_left_out(doors: Doors) -> None:
    out = doors("practise", "marta", types="/note \x1b[2Jaudit\x07\n\x1b]0;x\x07Hello\n/end\nn\n")
    assert "\x1b" not in out
    assert "\x07" not in out


# ---- a duel


def test_a_duel_counts_both_sellers_alike_and_writes_the_page_without_names(
    doors: Doors, tmp_path: Path
) -> None:
    out = doors("duel", "marta", "--blind", "two.html", types="\n".join(LISTENS) + "\n")
    rows = re.findall(r"(\S+): (\d) of 5 needs came out", " ".join(out.split()))
    assert [who for who, _ in rows] == ["You", "script"]
    assert "more human" not in out
    page = (tmp_path / "two.html").read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "there already" in doors("duel", "marta", "--blind", "two.html", expect=2)


def test_a_duel_has_no_hints_and_nothing_is_taken_back(doors: Doors) -> None:
    out = " ".join(doors("duel", "marta", types="Hello.\n/hint\n/back\n").split())
    assert out.count("there are no hints, and nothing is taken back") == 2
    assert "Kept. Go on with: doors duel marta-oliveira" in out


def _sells(talk: Talk) -> None:
    told = str(talk.body["messages"][0]["content"])
    if told.startswith("You sell"):
        talk.pieces("What happened then, and what would it mean for you?")
    else:
        talk.pieces(str(talk.body["messages"][-1]["content"]).rsplit("CONTENT: ", 1)[-1])


def test_the_model_that_is_named_plays_and_the_script_plays_it(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No language model is named" in doors("duel", "marta", "--script-only", expect=2)
    with endpoint(_sells) as at:
        monkeypatch.setenv(CHAT_URL, at.url)
        monkeypatch.setenv(CHAT_MODEL, "tiny-1")
        out = " ".join(doors("duel", "marta", "--script-only").split())
        assert "the script: " in out
        assert "tiny-1: " in out
        one = " ".join(doors("duel", "marta", types="Hello.\n/end\nn\n").split())
        assert "You: " in one
        assert "tiny-1: " in one
    silent = doors("duel", "marta", "--script-only", expect=2)
    assert "tiny-1 did not answer" in silent


# ---- buyers of one's own, and mail


def test_the_buyer_in_the_guide_is_in_order_and_can_be_talked_with(
    doors: Doors, tmp_path: Path
) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", HOWTO.read_text("utf-8"), re.S)
    (tmp_path / "pia.toml").write_text(block, "utf-8")
    out = doors("buyer", "check", "pia.toml")
    assert "Pia Lund is in order: 4 facts, 3 that matter, 7 chances in 12 turns." in out
    own = tmp_path / "home" / "buyers"
    assert str(own) in out
    own.mkdir(parents=True)
    (tmp_path / "pia.toml").rename(own / "pia.toml")
    talk = doors("practise", "pia", types="How do you plan the workshop?\n")
    assert "red book by the phone" in " ".join(talk.split()) or "big red one" in talk


def test_every_mistake_is_named_with_its_line_and_remedy(doors: Doors, tmp_path: Path) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", HOWTO.read_text("utf-8"), re.S)
    for old, new in (("turns = 12 ", 'turns = "x" '), ('layer = "stake"', 'layer = "stage"'),
                     ('after = ["double"]', 'after = ["dubble"]'), ("kind = \"doubt\"", 'kind = "fear"'),
                     ("patience", "patients"), ("{boat} went", "{ship} went")):  # fmt: skip
        assert old in block
        block = block.replace(old, new, 1)
    (tmp_path / "pia.toml").write_text(block, "utf-8")
    out = doors("buyer", "check", "pia.toml", expect=1)
    lines = block.splitlines()
    at = {int(n): rest for n, rest in re.findall(r"pia\.toml, line (\d+): (.*)", out)}
    found = {lines[number - 1].split("#")[0].strip() for number in at}
    assert found >= {
        'turns = "x"',
        'layer = "stage"',
        'after = ["dubble"]',
        'kind = "fear"',
        "[vary]",
    }
    assert "patients = 6" in found
    assert all(rest.rstrip().endswith((".", '"...".', "].")) for rest in at.values())


def test_a_copy_is_in_order_and_never_overwrites(doors: Doors, tmp_path: Path) -> None:
    doors("buyer", "copy", "marta", "mine.toml")
    assert "is in order" in doors("buyer", "check", "mine.toml")
    assert "there already" in doors("buyer", "copy", "marta", "mine.toml", expect=2)
    assert "no buyer" in doors("buyer", "copy", "nobody", "x.toml", expect=2)
    assert "cannot be read" in doors("buyer", "check", "none.toml", expect=2)
    assert "doors buyer check FILE" in doors("buyer", "mend", expect=2)
    (tmp_path / "bad.toml").write_text("name = ", "utf-8")
    assert "bad.toml, line 1" in doors("buyer", "check", "bad.toml", expect=1)


def test_mail_without_a_server_says_what_to_set(doors: Doors) -> None:
    assert "SEVENDOORS_SMTP_URL is not set" in doors("practise", "--mail", expect=2)
