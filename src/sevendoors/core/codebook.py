"""The codebook as values: codes, grades, skills and qualities, each with its examples."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One line of a graded table: what the grade asks for, an example, and a near miss.

    grade: 0 to 3. near_miss looks like this grade and is another, named in near_miss_note.
    """

    grade: int
    anchor: str
    example: str
    near_miss: str = ""
    near_miss_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One code, skill or quality as anyone can read and argue with it.

    kind: cue, move, skill or quality. key: CONCERN, REFLECT, empathy ... title: plain words for a
    person ("a worry", "Demonstrating true empathy"). conduct: the subtitle in verbs of conduct.
    needs: text, timing or history. defines, supports, lowers: keys of the codes that define,
    support or lower a skill or quality (empty for codes).
    """

    kind: str
    key: str
    title: str
    conduct: str
    definition: str
    counts: tuple[str, ...]
    not_counts: tuple[str, ...]
    buyer_line: str = ""
    graded: tuple[Graded, ...] = ()
    examples: tuple[str, ...] = ()
    non_examples: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("text",)
    defines: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    lowers: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Everything that is observed, in one version."""

    version: str
    cues: tuple[Entry, ...]
    moves: tuple[Entry, ...]
    grades: tuple[Entry, ...]
    skills: tuple[Entry, ...]
    qualities: tuple[Entry, ...]

    def entry(self, key: str) -> Entry | None:
        """Find any entry by its key, or None."""
        everything = (*self.cues, *self.moves, *self.grades, *self.skills, *self.qualities)
        return next((entry for entry in everything if entry.key == key), None)
