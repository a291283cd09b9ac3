"""doors evidence: how often the engine was right on talk it had never seen."""

import typer


def evidence() -> None:
    """Show how often the engine was right on talk it had never seen, with intervals."""
    from sevendoors.app.base.trust import measured

    day, rows = measured()
    if not rows:
        typer.echo("Nothing has been measured for this engine.")
        return
    typer.echo(
        f"Measured on {day}; 95 % intervals in brackets. F1 judges, AUC ranks; 1 is perfect."
    )
    for row in rows:
        typer.echo("")
        typer.echo(row.what)
        typer.echo(f"  {row.n} turns · F1 {row.f1} · AUC {row.auc}")
    typer.echo("")
    typer.echo("All of it, with baselines and what was missed: docs/evidence.md in the project.")
