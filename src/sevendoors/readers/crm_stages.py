"""What a stage's written name most likely means; only ever a suggestion, somebody says it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from sevendoors.core.deal import Stage

# Beginnings of words, without accents: en, de, fr, es, it, pt, nl, da/sv/no, pl.
_WORDS: tuple[tuple[Stage, tuple[str, ...]], ...] = (
    ("dropped", (
        "drop", "abandon", "cancel", "annul", "storn", "duplic", "dublet", "disqual", "unqual",
        "no decision", "not a fit", "archiv", "withdrawn", "zuruckgezogen", "geannuleerd", "junk",
        "invalid", "test",
    )),
    ("lost", (
        "lost", "loss", "verlor", "perdu", "perdid", "perso", "persa", "persi", "verloren", "tabt",
        "forlor", "tapt", "przegran", "utracon", "kein auftrag", "declin", "reject", "not won",
        "not closed", "no sale",
    )),
    ("won", (
        "won", "win", "gewonn", "gagn", "ganad", "vint", "ganh", "vundet", "vunn", "wygran",
        "signed", "auftrag erteilt", "sold", "paid", "chiuso vinto", "remport",
    )),
)  # fmt: skip


def suggested(written: str, closed: Iterable[str | None] = ()) -> Stage:
    """Suggest what a stage means: by its words, else by what the export's own fields mostly say."""
    apart = unicodedata.normalize("NFKD", written.casefold())
    plain = "".join(one for one in apart if not unicodedata.combining(one))
    for stage, words in _WORDS:
        if any(re.search(rf"\b{re.escape(word)}", plain) for word in words):
            return stage
    told = Counter(one for one in closed if one is not None)
    if not told:
        return "open"
    most = told.most_common(1)[0][0]
    return "won" if most == "won" else "lost" if most == "lost" else "open"
