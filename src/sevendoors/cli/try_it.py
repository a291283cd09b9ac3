"""doors try: review an invented call that ships with Seven Doors."""

import sys
from pathlib import Path


def try_it() -> None:
    """Review the invented call that ships with Seven Doors, and write its page."""
    from sevendoors.app.reading.reviewing import example_call
    from sevendoors.cli import reviewing
    from sevendoors.cli.reading import Told

    told = Told(sellers=("Jonas Brandt",))
    done, failed = reviewing.review_all([example_call()], told, None)
    if failed:
        raise failed[0]
    ask = sys.stdin.isatty() and sys.stdout.isatty()
    reviewing.show(done, shape="terminal", guess=None, ask=ask)
    reviewing.write_pages(done, [Path("seven-doors-example.html")], None)
