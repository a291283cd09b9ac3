"""doors deals import|check|list: what became of the deals, out of a CRM's export."""

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import typer

from sevendoors.core.counting import number_of
from sevendoors.core.errors import DoorsError

if TYPE_CHECKING:
    from sevendoors.app.base.place import Place
    from sevendoors.app.deals.bringing_deals import NewStage
    from sevendoors.core.people import Viewer

WHAT = typer.Argument(..., help="import, check or list.")
FILE = typer.Argument(None, help="With import: the export of the CRM (CSV).")


def deals(
    what: str = WHAT,
    file: Path | None = FILE,
    stage: list[str] = typer.Option(
        None,
        "--stage",
        help='What a stage means: "Closed Won=won" (open, lost, dropped); repeatable.',
    ),
    dates: str = typer.Option("", "--dates", help="dmy or mdy, where days could be read two ways."),
    columns: list[str] = typer.Option(
        None, "--map", help='A column of another name: "stage=Phase"; repeatable.'
    ),
    email: str = typer.Option("", "--as", help="For whom, where several people have accounts."),
) -> None:
    """Bring a CRM's deals in, check that they can be counted, or list them."""
    from sevendoors.app.base.place import open_place
    from sevendoors.app.coming.bringing_here import acting

    if what not in ("import", "check", "list") or (what == "import") != (file is not None):
        raise DoorsError(
            f'This is not how "doors deals {what}" goes.',
            fix="doors deals import FILE, doors deals check, or: doors deals list",
        )
    place = open_place()
    try:
        viewer = acting(place, email)
        if file is not None:
            _import(place, viewer, file, _pairs(stage, "--stage"), dates, _pairs(columns, "--map"))
        elif what == "check":
            _check(place, viewer)
        else:
            _list(place, viewer)
    finally:
        place.store.close()


def _pairs(told: list[str] | None, option: str) -> dict[str, str]:
    found = {}
    for one in told or ():
        name, mark, value = one.rpartition("=")
        if not mark:
            raise DoorsError(f"{option} needs two things with = between.", where=one,
                             fix=f'Such as: {option} "{"Closed Won=won" if option == "--stage" else "stage=Phase"}"')  # fmt: skip
        found[name.strip()] = value.strip()
    return found


def _import(
    place: "Place", viewer: "Viewer", file: Path, stages: dict[str, str], dates: str,
    mapping: dict[str, str],
) -> None:  # fmt: skip
    from sevendoors.app.base.rights import may_bring_deals
    from sevendoors.app.deals.bringing_deals import bring_deals, new_stages, read_export
    from sevendoors.app.reading.unpacking import read_path
    from sevendoors.cli.at_terminal import say
    from sevendoors.readers.crm_days import Order

    if not may_bring_deals(viewer):
        raise DoorsError("Deals are brought in by who leads a team or keeps this place.",
                         fix="Ask them, or say for whom: --as EMAIL")  # fmt: skip
    order = next((one for one in get_args(Order) if one == dates), None)
    if dates and order is None:
        raise DoorsError(
            "Days are dmy or mdy.", where=f"--dates {dates}", fix="dmy: the day first."
        )
    found = read_export(file.name, read_path(file), dates=order, mapping=mapping)
    asked = [one for one in new_stages(place, viewer, found) if one.written not in stages]
    brought = bring_deals(place, viewer, found, {**stages, **_ask(asked)})
    say(brought.words())
    for line in brought.said:
        say(line, indent="  ")
    say(brought.linked.words())
    for _, title, names in brought.linked.two:
        say(f"{title}: fits {'; '.join(names)}", indent="  ")


def _ask(asked: "list[NewStage]") -> dict[str, str]:
    """Ask at the terminal what new stages mean; enter takes the suggestion."""
    from sevendoors.cli.at_terminal import ask, say
    from sevendoors.core.deal import STAGES

    if not asked:
        return {}
    say("These stages are new. Say once what each means: open, won, lost or dropped.")
    found: dict[str, str] = {}
    for one in asked:
        told = f"; {one.told}" if one.told else ""
        while one.written not in found:
            answer = ask(f"  {one.shown} ({number_of(one.deals, 'deal')}{told}) [{one.suggested}] ")
            if answer is None:
                raise _unsaid([x for x in asked if x.written not in found])
            fits = [s for s in STAGES if answer and s.startswith(answer.casefold())]
            if not answer or len(fits) == 1:
                found[one.written] = fits[0] if fits else one.suggested
    return found


def _unsaid(asked: "list[NewStage]") -> DoorsError:
    options = " ".join(f'--stage "{one.written}={one.suggested}"' for one in asked)
    return DoorsError(
        f"Nobody has said yet what {'this stage means' if len(asked) == 1 else 'these stages mean'}; nothing was brought in.",
        fix=f"Say it here, or add what is right: {options}",
    )  # fmt: skip


def _check(place: "Place", viewer: "Viewer") -> None:
    from sevendoors.app.deals.deal_checks import checks
    from sevendoors.cli.at_terminal import say

    found = checks(place, viewer)
    for line in found.lines:
        say(("" if line.fine else "Stops: ") + line.text)
    say(found.words())
    if not found.passed:
        raise typer.Exit(1)


def _list(place: "Place", viewer: "Viewer") -> None:
    from sevendoors.app.deals.deal_list import every_deal
    from sevendoors.app.deals.deal_words import worth
    from sevendoors.cli.at_terminal import say

    lines, told = every_deal(place, viewer)
    for one in lines:
        amount = "" if one.amount is None else f"{one.amount:,.0f}"
        calls = number_of(one.calls, "call")
        typer.echo("  ".join(part for part in (one.stage, one.name, amount, calls) if part))
    say(f"{number_of(len(lines), 'deal')}. {worth(told)}")
