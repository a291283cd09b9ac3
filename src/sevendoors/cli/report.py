"""doors report person|team|value: what the calls say of a seller, of a team, and of its worth."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sevendoors.core.errors import DoorsError, GoneError

if TYPE_CHECKING:
    from sevendoors.app.base.place import Place
    from sevendoors.app.reports.report import Report
    from sevendoors.core.people import Viewer

KIND = typer.Argument(..., help="person, team, value or brief.")
NAME = typer.Argument(None, help="With person or brief: whose, by name; without, your own.")
KINDS = ("person", "team", "value", "brief")
SHAPES = ("terminal", "json", "csv", "markdown")


def report(
    kind: str = KIND,
    name: str | None = NAME,
    shape: str = typer.Option("terminal", "--format", help="terminal, json, csv or markdown."),
    folder: Path | None = typer.Option(None, "--place", help="The folder of the place."),
    pdf: Path | None = typer.Option(None, "--pdf", help="With brief: the file to write."),
    paper: str = typer.Option("a4", "--paper", help="With brief: a4 or letter."),
    email: str = typer.Option("", "--as", help="For whom, where several people have accounts."),
) -> None:
    """Report on a seller, on the team, or on what all of it is worth, as far as you may see."""
    _right(kind, name, shape, pdf)
    from sevendoors.app.base.place import open_place
    from sevendoors.app.coming.bringing_here import acting

    place = open_place(folder)
    try:
        viewer = acting(place, email)
        if kind == "brief" and pdf is not None:
            _brief(place, viewer, name or "", pdf, paper)
        else:
            _print(_made(place, viewer, kind, name or ""), shape)
    except GoneError as error:
        raise GoneError(
            "There is nothing here that you may see.", where=f"report {kind}"
        ) from error
    finally:
        place.store.close()


def _right(kind: str, name: str | None, shape: str, pdf: Path | None) -> None:
    if kind not in KINDS:
        raise DoorsError(f'There is no report called "{kind}".', fix=f"Take one of: {', '.join(KINDS)}.")  # fmt: skip
    if shape not in SHAPES:
        raise DoorsError(f'"{shape}" is no shape of a report.', fix=f"Take one of: {', '.join(SHAPES)}.")  # fmt: skip
    if name and kind in ("team", "value"):
        raise DoorsError(f"The report on {'a team' if kind == 'team' else 'worth'} takes no name.",
                         where=name, fix=f"doors report {kind}")  # fmt: skip
    if (kind == "brief") != (pdf is not None):
        raise DoorsError("The brief is one page to print, so it needs a file.",
                         fix='doors report brief "Jonas Brandt" --pdf brief.pdf')  # fmt: skip


def _made(place: "Place", viewer: "Viewer", kind: str, name: str) -> "Report":
    if kind == "person":
        from sevendoors.app.reports.report_person import named_person, person_report

        return person_report(place, viewer, named_person(place, viewer, name))
    if kind == "team":
        from sevendoors.app.reports.report_team import team_report

        return team_report(place, viewer)
    from sevendoors.app.reports.report_value import value_report

    return value_report(place, viewer)


def _print(made: "Report", shape: str) -> None:
    from sevendoors.app.reports.report_out import report_csv, report_json, report_markdown

    if shape == "json":
        sys.stdout.write(json.dumps(report_json(made), indent=1, ensure_ascii=False) + "\n")
    elif shape == "csv":
        sys.stdout.write(report_csv(made))
    elif shape == "markdown":
        sys.stdout.write(report_markdown(made))
    else:
        from sevendoors.cli.show_report import show_report

        show_report(made)


def _brief(place: "Place", viewer: "Viewer", name: str, file: Path, paper: str) -> None:
    from sevendoors.app.reports.brief import brief
    from sevendoors.app.reports.brief_pdf import brief_pdf, paper_of
    from sevendoors.app.reports.report_person import named_person

    sheet = paper_of(paper)
    made = brief_pdf(brief(place, viewer, named_person(place, viewer, name)), sheet)
    try:
        file.write_bytes(made.data)
    except OSError as error:
        raise DoorsError(f"The page could not be written: {error.strerror}.", where=str(file),
                         fix="Name another place: --pdf OTHER.pdf") from error  # fmt: skip
    typer.echo(f"Written: {file}")
    if made.unshown:
        typer.echo(made.unshown)
