"""Starts a reader: its file, a sample and a test that fails until you write it: `make new NAME=acme`."""

import sys

from tests.world import ROOT

READER = '''"""What {name} exports, and how its files look."""

from sevendoors.core.conversation import Capabilities
from sevendoors.core.errors import DoorsError
from sevendoors.readers.draft import Draft, Unit
from sevendoors.readers.registry import Reader
from sevendoors.readers.source import Source


def read(source: Source) -> Draft:
    """Read one file."""
    units = tuple(Unit(speaker=None, text=line) for line in source.text.splitlines() if line)
    if not units:
        raise DoorsError("Nobody says anything in this file.", fix="Export it again.")
    return Draft(source="{name}", units=units, capabilities=Capabilities())


READERS = (
    Reader(
        key="{name}",
        title="{name}",
        how_to_get="Say in one sentence how a seller gets this file.",
        sniff=lambda source: source.text.startswith("the first words of a {name} file"),
        read=read,
    ),
)
'''
TEST = '''"""A {name} file gives its turns and its people."""

from sevendoors.readers.{name} import READERS
from sevendoors.readers.source import Source


def test_the_sample_is_known_by_its_content() -> None:
    text = "put the first lines of a real {name} file here"
    source = Source("sample", text.encode(), text)
    # Next: write sniff and read in readers/{name}.py, then add READERS to text_formats.py or
    # json_formats.py, most exact first.
    assert READERS[0].sniff(source)
'''


def main() -> None:
    """Write the two files, and never over one that is there."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if not name.isidentifier():
        sys.exit("Name it with small letters and _: make new NAME=acme_json")
    files = {
        ROOT / "src" / "sevendoors" / "readers" / f"{name}.py": READER,
        ROOT / "tests" / "readers" / f"test_{name}.py": TEST,
    }
    for path, text in files.items():
        if path.exists():
            sys.exit(f"{path.name} is there already.")
        path.write_text(text.format(name=name), "utf-8")
        print(f"written: {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
