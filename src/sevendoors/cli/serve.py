"""doors serve: open the pages on this machine."""

from pathlib import Path

import typer


def serve(
    host: str = typer.Option("127.0.0.1", "--host", help="Address to listen on."),
    port: int = typer.Option(8777, "--port", help="Port to listen on."),
    demo: bool = typer.Option(False, "--demo", help="Show an invented team of eight."),
    big: bool = typer.Option(
        False, "--big", help="With --demo: an invented team of 24 with 2,000 calls and 400 deals."
    ),
    watch: Path | None = typer.Option(None, "--watch", help="Bring in what appears in a folder."),
    https: bool = typer.Option(
        False, "--https", help="Pages are reached by https (behind a proxy)."
    ),
    name: list[str] = typer.Option(None, "--name", help="A name this server goes by; repeatable."),
) -> None:
    """Open the pages in your browser; everything stays on this machine."""
    from sevendoors.web.serving import Options, run

    run(Options(host=host, port=port, demo=demo or big, big=big, watch=watch, https=https,
                names=tuple(name or ())))  # fmt: skip
