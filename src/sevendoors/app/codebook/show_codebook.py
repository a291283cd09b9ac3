"""The codebook in the terminal: an overview, or one entry whole."""

from sevendoors.core.codebook import Codebook, Entry


def codebook_lines(book: Codebook, key: str | None = None) -> list[str]:
    """Give the overview, or the entry named; an unknown key gives no lines."""
    if key is not None:
        entry = book.entry(key)
        return _whole(entry) if entry else []
    lines = [f"The codebook, version {book.version}", ""]
    groups = {
        "What a buyer does (chances; a confirmation is evidence)": book.cues,
        "What a seller does": book.moves,
        "What became of a chance": book.grades,
        "The seven essential skills": book.skills,
        "The eight human qualities": book.qualities,
    }
    for title, entries in groups.items():
        lines += [title, *(f"  {e.key:<16} {e.title}: {e.conduct}" if e.title != e.conduct
                           else f"  {e.key:<16} {e.title}" for e in entries), ""]  # fmt: skip
    return [*lines, "One whole: doors codebook KEY. Your own: doors codebook --check FOLDER."]


def _whole(entry: Entry) -> list[str]:
    lines = [f"{entry.title} ({entry.key})", f"  {entry.conduct}", "", entry.definition, ""]
    if entry.buyer_line:
        lines += [f"Buyer: “{entry.buyer_line}”", ""]
    for row in entry.graded:
        lines += [f"  {row.grade}  {row.anchor}", f"     {row.example}"]
        lines += [f"     looks like it: {row.near_miss}"] if row.near_miss else []
    lists = {
        "Counts when": entry.counts,
        "Does not count when": entry.not_counts,
        "Examples": entry.examples,
        "Non-examples": entry.non_examples,
        "Pitfalls": entry.pitfalls,
    }
    for title, rows in lists.items():
        if rows:
            lines += ["", title, *(f"  - {row}" for row in rows)]
    for title, codes in (("Defined by", entry.defines), ("Supported by", entry.supports),
                         ("Lowered by", entry.lowers)):  # fmt: skip
        if codes:
            lines += ["", f"{title}: {', '.join(codes)}"]
    return [*lines, "", f"Needs: {', '.join(entry.needs)}. File: {entry.file}"]
