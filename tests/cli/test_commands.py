"""The commands as a person types them: real files in, a sentence out when something is wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sevendoors.app.reading.reviewing import example_call

CALL = str(example_call())


def doors(
    *args: str, home: Path, text: str | None = None, expect: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "sevendoors.cli", *args],
        capture_output=True, text=True, check=False, cwd=home, input=text or "",
        env={**os.environ, "SEVENDOORS_HOME": str(home), "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_jonas_reviews_his_call(tmp_path: Path) -> None:
    out = doors("review", CALL, "--seller", "Jonas Brandt", home=tmp_path).stdout
    assert "Marta gave you" in out
    assert "One thing to change" in out


def test_jonas_guesses_and_then_sees(tmp_path: Path) -> None:
    out = doors("review", CALL, "--seller", "Jonas", "--guess", "6", home=tmp_path).stdout
    assert out.startswith("You guessed 6. We saw")


def test_his_answer_is_remembered(tmp_path: Path) -> None:
    doors("review", CALL, "--seller", "Jonas Brandt", home=tmp_path)
    assert "Marta gave you" in doors("review", CALL, home=tmp_path).stdout


def test_the_page_is_written_where_he_says(tmp_path: Path) -> None:
    doors("review", CALL, "--seller", "Jonas", "--html", "page.html", home=tmp_path)
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_json_of_two_files_is_a_list(tmp_path: Path) -> None:
    other = str(Path(CALL).with_name("call-3-terms.vtt"))
    out = doors("review", CALL, other, "--seller", "Jonas", "--json", home=tmp_path).stdout
    assert [item["schema"] for item in json.loads(out)] == ["sevendoors.review/1"] * 2


def test_pasted_text_is_read(tmp_path: Path) -> None:
    text = Path(CALL).with_name("call-2-demo.txt").read_text("utf-8")
    out = doors("review", "-", "--seller", "Jonas", home=tmp_path, text=text).stdout
    assert "Your buyers gave you" in out


def test_a_call_becomes_one_plain_shape(tmp_path: Path) -> None:
    data = json.loads(doors("convert", CALL, home=tmp_path).stdout)
    assert data["schema"] == "sevendoors.conversation/1"
    assert data["turns"][0]["index"] == 0


def test_the_deal_fits_on_one_page(tmp_path: Path) -> None:
    folder = Path(CALL).parent
    files = [str(folder / name) for name in ("call-1-discovery.vtt", "call-2-demo.txt")]
    out = doors("prepare", *files, "--seller", "Jonas", home=tmp_path).stdout
    assert "Chances still open" in out
    assert "overdue" in out


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.vtt", b"", "empty"),
        ("cut.json", b'{"segments": [{"text": "hi"', "line 1"),
        ("call.wav", b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 64, "transcript"),
        ("deals.csv", b"Deal Name,Deal Stage,Amount,Close Date\nA,Won,3,2026-01-01\n", "deal"),
        ("odd.json", b'{"rows": [{"who": "A", "said": "hello there"}]}', "--map"),
    ],
)
def test_bad_input_gets_one_sentence(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    error = doors("review", name, home=tmp_path, expect=2).stderr
    assert word in error.lower()
    assert name in error


def test_an_open_question_of_sides_names_the_ready_made_line(tmp_path: Path) -> None:
    lines = [
        "Ann: The weather was fine on the lake and we walked for hours.",
        "Bob: Lovely, we did the same at the coast.",
    ] * 4
    (tmp_path / "talk.txt").write_text("\n".join(lines), "utf-8")
    assert '--seller "Ann"' in doors("review", "talk.txt", home=tmp_path, expect=2).stderr


def test_the_rest_is_done_when_one_file_fails(tmp_path: Path) -> None:
    (tmp_path / "empty.vtt").write_bytes(b"")
    done = doors("review", CALL, "empty.vtt", "--seller", "Jonas", home=tmp_path, expect=1)
    assert "Marta gave you" in done.stdout
    assert "empty.vtt" in done.stderr
