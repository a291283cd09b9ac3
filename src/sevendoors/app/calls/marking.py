"""What people say about a moment: agree, disagree, dispute, comment; and the guess before it."""

from dataclasses import replace

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_reading import read_call
from sevendoors.core.codes import Grade
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import Guess, Mark
from sevendoors.core.people import Viewer
from sevendoors.store import moments

KINDS = ("agree", "disagree", "dispute", "comment")
AUDIENCES = ("all", "me")
LONGEST = 2_000


def say(
    place: Place,
    viewer: Viewer,
    moment: str,
    kind: str,
    *,
    call: str | None = None,
    grade: int | None = None,
    text: str = "",
    visible: str = "all",
) -> Mark:
    """Keep what somebody says about a moment that they may see; the engine's answer stays beside.

    kind: agree, disagree, dispute or comment. grade: one's own for a dispute, None for "no chance
    at all". visible: all (who may see the moment) or me. call: the one it must belong to, if named.
    Raises DoorsError for what does not fit.
    """
    words = text.replace("\x00", "").strip()
    _check(kind, grade, words, visible)
    with place.store.write() as connection:
        seen = moments.moment_of(connection, rights.scope(viewer), moment)
        if seen is None or call not in (None, seen.call):
            raise GoneError
        made = Mark(
            id=0,
            call=seen.call,
            moment=moment,
            author=viewer.person,
            author_name=viewer.name,
            kind=kind,
            grade=grade if kind == "dispute" else None,
            text=words,
            visible=visible,
            at=place.now(),
        )
        which = moments.add_mark(connection, made)
    return replace(made, id=which)


def _check(kind: str, grade: int | None, words: str, visible: str) -> None:
    if kind not in KINDS:
        raise DoorsError("This cannot be said about a moment.", fix=f"Choose {_either(KINDS)}.")
    if visible not in AUDIENCES:
        raise DoorsError("It is not clear who may read this.", fix="Choose all or me.")
    if grade is not None and grade not in set(Grade):
        raise DoorsError("There is no such grade.", where="grade", fix="Choose 0, 1, 2 or 3.")
    if kind in ("dispute", "comment") and not words:
        raise DoorsError("There are no words yet.", fix="Write a few, then send it again.")
    if len(words) > LONGEST:
        raise DoorsError(
            f"These are {len(words)} characters; {LONGEST} are kept.", fix="Say it shorter."
        )


def _either(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def take_back(place: Place, viewer: Viewer, mark: int) -> None:
    """Take back something of one's own; what others said looks as if it were not there."""
    with place.store.write() as connection:
        rights.must(moments.drop_mark(connection, mark, viewer.person))


def guess(place: Place, viewer: Viewer, name: str, taken: int | None) -> None:
    """Keep how many chances a seller thinks they took, once; None means they skipped it.

    Raises DoorsError for a number that cannot be.
    """
    with place.store.read() as connection:
        call = read_call(connection, viewer, name)
    rights.must(rights.may_guess(viewer, call.sellers))
    given = call.given
    if taken is not None and not 0 <= taken <= given:
        raise DoorsError(f"There were {given} chances.", fix=f"Guess a number from 0 to {given}.")
    with place.store.write() as connection:
        moments.set_guess(
            connection, Guess(call=name, person=viewer.person, taken=taken, at=place.now())
        )
