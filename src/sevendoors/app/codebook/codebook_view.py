"""The codebook as pages show it: shelves of entries, one entry whole, and skills of one's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sevendoors.app.base import rights
from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place
from sevendoors.app.codebook import codebook_words as say
from sevendoors.app.codebook.codebook_words import Piece
from sevendoors.app.codebook.evidence_view import Kind, evidence
from sevendoors.app.reading.own_skills import agreement_text, detector
from sevendoors.core.codebook import Codebook, Entry, Graded
from sevendoors.core.codebook_load import check_codebook, load_codebook
from sevendoors.core.codes import LOWERING, Cue
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.own_skill import FOLDER, OwnSkill, read_own
from sevendoors.core.people import Viewer
from sevendoors.core.score import Estimate

NAME = "codebook"  # the folder of a leader's own copy, inside the place's own folder
_WHAT = {
    "skill": "One of the essential skills",
    "cue": "A kind of chance: what a buyer does",
    "move": "What a seller does with a chance",
    "grade": "What became of a chance",
    "quality": "One of the human qualities",
}
_NEEDS = {
    "text": "the words alone",
    "timing": "times in the file",
    "history": "what was said in earlier calls",
}
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """One entry as a list shows it."""

    slug: str
    title: str
    conduct: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Entries of one kind under a plain heading."""

    id: str
    title: str
    lead: str
    entries: tuple[Brief, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A skill of one's own, and how far its detector is to be trusted; known: enough examples."""

    key: str
    title: str
    side: str
    definition: str
    agreement: str
    known: bool
    examples: tuple[str, ...]
    counters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The codebook at a glance; where: the folder of the own copy, for who keeps the place."""

    version: str
    shelves: tuple[Shelf, ...]
    own: tuple[Own, ...]
    has_copy: bool
    problems: tuple[str, ...]
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRow:
    """What one grade asks for, with an example and something that only looks like it."""

    word: str
    anchor: Pieces
    example: Pieces
    near_miss: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """One entry whole, every text cut so that code names read as words with links."""

    slug: str
    what: str
    title: str
    conduct: str
    definition: Pieces
    buyer: str
    graded: tuple[GradeRow, ...]
    lists: tuple[tuple[str, tuple[Pieces, ...]], ...]
    links: tuple[tuple[str, tuple[Brief, ...]], ...]
    needs: tuple[str, ...]
    measured: Kind | None
    before: Brief | None
    after: Brief | None


def copy_folder(place: Place) -> Path | None:
    """Give the folder of the own copy, if there is one."""
    folder = place.folder / NAME
    return folder if folder.is_dir() else None


def book_here(place: Place) -> tuple[Codebook, tuple[str, ...]]:
    """Give the codebook of this place, and the mistakes that keep an own copy from being read."""
    folder = copy_folder(place)
    if folder is None:
        return codebook_in_use(), ()
    problems = tuple(line.replace(f"{folder}/", "") for line in check_codebook(folder))
    if problems:
        return codebook_in_use(), problems
    return load_codebook(folder), ()


def overview(place: Place, viewer: Viewer) -> Overview:
    """Show everything that is observed; whoever signed in may read it."""
    book, problems = book_here(place)
    keeps = viewer.alone or rights.may_keep_accounts(viewer)
    return Overview(
        version=book.version,
        shelves=_shelves(book),
        own=tuple(_own(skill) for skill in _own_skills(place)),
        has_copy=copy_folder(place) is not None,
        problems=problems,
        where=str(place.folder / NAME) if keeps else "",
    )


def _shelves(book: Codebook) -> tuple[Shelf, ...]:
    lowering = frozenset(map(str, LOWERING))
    answers = [e for e in book.moves if e.key not in lowering]
    lowers = [e for e in book.moves if e.key in lowering]
    rows: tuple[tuple[str, str, str, Iterable[Entry]], ...] = (
        ("skills", "The essential skills",
         "Each is counted over the chances that ask for it.", book.skills),
        ("chances", "What a buyer does",
         "Seven kinds of chance. A confirmation is evidence, not a chance.", book.cues),
        ("grades", "What became of a chance",
         "The same four words for every chance.", book.grades),
        ("moves", "What a seller does with it", "These carry an answer.", answers),
        ("lowering", "What takes from an answer",
         "These lower what the answer would have been.", lowers),
        ("qualities", "The human qualities",
         "Read over a whole call, never from one sentence.", book.qualities),
    )  # fmt: skip
    return tuple(
        Shelf(id=id_, title=title, lead=lead, entries=tuple(_brief(e) for e in entries))
        for id_, title, lead, entries in rows
    )


def _brief(entry: Entry) -> Brief:
    conduct = "" if entry.conduct == entry.title else entry.conduct
    return Brief(slug=say.slug_of(entry), title=entry.title, conduct=conduct)


def _own_skills(place: Place) -> Iterable[OwnSkill]:
    folder = copy_folder(place)
    for path in sorted((folder / FOLDER).glob("*.md")) if folder else ():
        try:
            yield read_own(path)
        except DoorsError:
            continue  # named among the problems


def _own(skill: OwnSkill) -> Own:
    agreement = detector(skill).agreement
    return Own(
        key=skill.key,
        title=skill.title,
        side=skill.side,
        definition=skill.definition,
        agreement=agreement_text(agreement),
        known=isinstance(agreement, Estimate),
        examples=skill.examples,
        counters=skill.counters,
    )


def own_skill(place: Place, key: str) -> Own:
    """Show one skill of one's own. Raises GoneError where there is none of that name."""
    for skill in _own_skills(place):
        if skill.key == key:
            return _own(skill)
    raise GoneError


def entry_page(place: Place, name: str) -> EntryPage:
    """Show one entry by its address, or by its key. Raises GoneError where there is none."""
    book, _ = book_here(place)
    entries = say.everything(book)
    slugs = [say.slug_of(entry) for entry in entries]
    keys = [entry.key.casefold() for entry in entries]
    wanted = name.casefold()
    if wanted not in slugs and wanted not in keys:
        raise GoneError
    spot = slugs.index(wanted) if wanted in slugs else keys.index(wanted)
    entry = entries[spot]
    kin = [e for e in entries if e.kind == entry.kind]
    place_in = kin.index(entry)
    return EntryPage(
        slug=slugs[spot],
        what=_WHAT[entry.kind],
        title=entry.title,
        conduct="" if _repeats(entry) else _brief(entry).conduct,
        definition=say.pieces(entry.definition),
        buyer=entry.buyer_line,
        graded=tuple(_grade(row) for row in entry.graded),
        lists=tuple(_lists(entry)),
        links=tuple(_links(book, entry)),
        needs=tuple(_NEEDS[need] for need in entry.needs),
        measured=_measured(entry),
        before=_brief(kin[place_in - 1]) if place_in else None,
        after=_brief(kin[place_in + 1]) if place_in + 1 < len(kin) else None,
    )


def _repeats(entry: Entry) -> bool:
    told = entry.conduct.casefold() in entry.definition.casefold()
    return told and entry.kind not in ("skill", "quality")


def _grade(row: Graded) -> GradeRow:
    return GradeRow(
        word=say.grade_word(row.grade),
        anchor=say.pieces(say.anchor(row.anchor)),
        example=say.pieces(row.example),
        near_miss=say.pieces(say.near_miss(row.near_miss)),
    )


def _lists(entry: Entry) -> Iterable[tuple[str, tuple[Pieces, ...]]]:
    only_repeats = len(entry.counts) == 1 and entry.counts[0] in entry.definition.casefold()
    named: Mapping[str, tuple[str, ...]] = {
        "It counts when": () if only_repeats else entry.counts,
        "It does not count when": entry.not_counts,
        "Examples": entry.examples,
        "Looks like it and is not": entry.non_examples,
        "Where it goes wrong": entry.pitfalls,
    }
    for title, rows in named.items():
        if rows:
            graded = title.startswith("Looks") and entry.kind == "grade"
            yield title, tuple(say.pieces(say.example(row) if graded else row) for row in rows)


def _links(book: Codebook, entry: Entry) -> Iterable[tuple[str, tuple[Brief, ...]]]:
    for title, codes in (
        ("Read from", entry.defines),
        ("Supported by", entry.supports),
        ("Lowered by", entry.lowers),
    ):
        found = [book.entry(code) for code in codes]
        if found:
            yield title, tuple(_brief(e) for e in found if e)
    counts = [e for e in (*book.skills, *book.qualities) if entry.key in e.defines]
    if counts:
        yield "Counts for", tuple(_brief(e) for e in counts)


def _measured(entry: Entry) -> Kind | None:
    told = evidence()
    if told is None or entry.kind not in ("cue", "move"):
        return None
    rows = told.kinds if entry.key in Cue.__members__ else told.moves
    return next((row for row in rows if row.slug == say.slug_of_code(entry.key)), None)
