"""A report written out: as data for programs, as a table for a spreadsheet, as Markdown for a wiki."""

import csv
from io import StringIO
from typing import Any

from sevendoors.app.calls.moment_cards import Card
from sevendoors.app.numbers.report_numbers import sentence, standing_words, trend_words
from sevendoors.app.reading.csv_out import safe_cell
from sevendoors.app.reading.markdown_out import plain
from sevendoors.app.reports.report import SCHEMA, Part, Report, Row
from sevendoors.core.score import Score, Unscored
from sevendoors.track.reference import Standing
from sevendoors.track.trend import Trend

Json = dict[str, Any]
COLUMNS = ("report", "of", "day", "part", "key", "line", "taken", "given", "value", "low", "high", "n",
           "within_percent", "why_no_number", "standing", "trend", "words")  # fmt: skip


def report_json(report: Report) -> Json:
    """Give a report as JSON-ready data; a number has value, low, high and n, or its reason."""
    return {
        "schema": SCHEMA,
        "report": report.kind,
        "title": report.title,
        "of": report.of,
        "day": report.day,
        "lead": list(report.lead),
        "parts": [_part(part) for part in report.parts],
        "foot": list(report.foot),
    }


def _part(part: Part) -> Json:
    return {
        "key": part.key,
        "title": part.title,
        "words": list(part.words),
        "rows": [_row(row) for row in part.rows],
        "quotes": [{"what": what, **_card(one)} for what, one in part.quotes],
    }


def _row(row: Row) -> Json:
    return {
        "key": row.key, "title": row.title, "taken": row.taken, "given": row.given,
        "number": None if row.number is None else number_json(row.number),
        "within_percent": None if row.number is None else row.within,
        "standing": standing_json(row.standing), "trend": trend_json(row.trend),
        "words": list(row.words),
    }  # fmt: skip


def number_json(score: Score) -> Json:
    """Give a number with its band and n, or the reason why there is none."""
    if isinstance(score, Unscored):
        return {"unscored": score.reason}
    return {"value": score.value, "low": score.low, "high": score.high, "n": score.n}


def standing_json(told: Standing | Unscored | None) -> Json | None:
    """Give where somebody stands beside a group, or why that is not said."""
    if told is None or isinstance(told, Unscored):
        return None if told is None else {"unscored": told.reason}
    return {"p": told.p, "band": told.band, "words": told.words,
            "beside": {"name": told.reference.name, "people": told.reference.n}}  # fmt: skip


def trend_json(told: Trend | Unscored | None) -> Json | None:
    """Give how somebody moved over the weeks, or why that is not said."""
    if told is None or isinstance(told, Unscored):
        return None if told is None else {"unscored": told.reason}
    return {
        "verdict": told.verdict,
        "change": None if told.change is None else number_json(told.change),
        "points": [{"day": point.day, **number_json(point.level)} for point in told.points],
        "marks": [{"day": mark.day, "what": mark.what} for mark in told.marks],
    }


def _card(one: Card) -> Json:
    return {"moment": one.id, "call": one.call, "title": one.call_title, "day": one.day,
            "chance": one.kind, "outcome": one.outcome, "quote": one.quote, "answer": one.answer,
            "why": one.why, "better": one.better, "better_is_question": one.asks}  # fmt: skip


def report_csv(report: Report) -> str:
    """Write the lines of a report as CSV with a header; quotes are lines of their own.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    out = StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    head = [report.kind, report.of, report.day]
    for words in report.lead:
        table.writerow(_cells([*head, "lead", "", "", *[""] * 10, words]))
    for part in report.parts:
        for words in part.words:
            table.writerow(_cells([*head, part.key, "", "", *[""] * 10, words]))
        for row in part.rows:
            table.writerow(_cells([*head, part.key, *_line(row)]))
        for what, one in part.quotes:
            words = f"“{one.quote}” / “{one.answer}”"
            table.writerow(_cells([*head, part.key, one.id, f"{what}: {one.kind}, {one.outcome}",
                                   *[""] * 10, words]))  # fmt: skip
    return out.getvalue()


def _cells(values: list[Any]) -> list[Any]:
    return [safe_cell(value) if isinstance(value, str) else value for value in values]


def _line(row: Row) -> list[Any]:
    number = row.number
    figures: list[Any] = ["", "", "", "", "", ""]
    if isinstance(number, Unscored):
        figures[5] = number.reason
    elif number is not None:
        figures = [number.value, number.low, number.high, number.n, row.within, ""]
    counts = ["" if row.taken is None else row.taken, "" if row.given is None else row.given]
    return [row.key, row.title, *counts, *figures, *beside_words(row), " ".join(row.words)]  # fmt: skip


def report_markdown(report: Report) -> str:
    """Write a report as Markdown: a table for each part, then the words and the quotes."""
    lines = [f"# {plain(report.title)}", "", f"{report.day}.", ""]
    for words in report.lead:
        lines += [plain(words), ""]
    for part in report.parts:
        lines += [f"## {plain(part.title)}", ""]
        lines += [line for words in part.words for line in (plain(words), "")]
        lines += _table(part)
        for what, one in part.quotes:
            lines += _quoted(what, one)
    if report.parts:
        lines += [line for words in report.foot for line in (plain(words), "")]
    return "\n".join(lines)


def _table(part: Part) -> list[str]:
    if not part.rows:
        return []
    shown = [(title, of) for title, of in _SHOWN if any(of(row) for row in part.rows)]
    head = ["| " + " | ".join(title for title, _ in shown) + " |", "|---" * len(shown) + "|"]
    body = ["| " + " | ".join(_cell(of(row)) for _, of in shown) + " |" for row in part.rows]
    return [*head, *body, ""]


def counts_words(row: Row) -> str:
    """Write the chances of a line as counted: "5 of 20", or nothing where it counts none."""
    if row.given is None:
        return ""
    if row.given == 0:
        return "none"
    return f"{row.taken} of {row.given}" if row.taken is not None else str(row.given)


def beside_words(row: Row) -> tuple[str, str]:
    """Say where somebody stands and how they move; why there is no number is not said thrice."""
    why = sentence(row.number.reason) if isinstance(row.number, Unscored) else ""
    told = standing_words(row.standing), trend_words(row.trend)
    return (told[0] if told[0] != why else ""), (told[1] if told[1] != why else "")


_SHOWN = (
    ("What", lambda row: row.title),
    ("Chances taken or opened", counts_words),
    ("The number", lambda row: row.figure),
    ("Beside others", lambda row: beside_words(row)[0]),
    ("Over time", lambda row: beside_words(row)[1]),
    ("Words", lambda row: " ".join(row.words)),
)


def _quoted(what: str, one: Card) -> list[str]:
    lines = [f"### {what}: {plain(one.kind)}, {one.outcome}", "", f"> {plain(one.quote)}", ">",
             f"> {plain(one.answer) or 'Nothing was said to it.'}", ""]  # fmt: skip
    if one.why:
        lines += [plain(one.why), ""]
    if one.better and one.outcome in ("missed", "noted"):
        lead = "Ask yourself" if one.asks else "Another way"
        lines += [f"{lead}: {plain(one.better)}", ""]
    return [*lines, f"{plain(one.call_title)}, {one.day[:10]}.", ""]


def _cell(text: str) -> str:
    return plain(text).replace("|", "\\|")
