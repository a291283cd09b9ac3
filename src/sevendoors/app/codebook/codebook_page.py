"""The codebook as a page of the documentation, written from its files."""

from sevendoors.app.codebook.show_codebook import codebook_lines
from sevendoors.core.codebook import Codebook


def codebook_markdown(book: Codebook) -> str:
    """Write every entry under its group."""
    lines = [
        "# The codebook",
        "",
        f"Version {book.version}; written from the files by `make docs`.",
    ]
    groups = {
        "Chances": book.cues,
        "Moves": book.moves,
        "Grades": book.grades,
        "Skills": book.skills,
        "Qualities": book.qualities,
    }
    for title, entries in groups.items():
        lines += ["", f"## {title}"]
        for entry in entries:
            whole = codebook_lines(book, entry.key)[:-2]
            lines += ["", f"### {entry.key}", "", "```text", *whole, "```"]
    return "\n".join(lines) + "\n"
