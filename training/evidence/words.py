"""Writes the sections whose results are kept anew, without measuring: `python -m training.evidence.words`."""

import re

from training.evidence import across_page, outcomes, shipped, simulator, tracking, uptake


def main() -> None:
    """Write the words of every kept result into the page, and carry its tables."""
    for part in (simulator, tracking, outcomes):
        part.write(shipped.PAGE, part.section())
    shipped.put(across_page.BEGIN, across_page.END, across_page.section())
    page = shipped.PAGE.read_text("utf-8")
    page = re.sub(r"^\| uptake, Spearman.*$", lambda _: uptake.line(), page, flags=re.MULTILINE)
    shipped.PAGE.write_text(page, "utf-8")
    shipped.carry()


if __name__ == "__main__":
    main()
