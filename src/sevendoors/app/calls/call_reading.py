"""One call as one viewer may see it: read from the store in a fixed number of questions."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.reading.keeping import kept_review, kept_talk
from sevendoors.app.reading.review_in import review_from_json
from sevendoors.app.reading.reviewing import answerable, taken
from sevendoors.core.conversation import Conversation
from sevendoors.core.errors import GoneError
from sevendoors.core.kept import Attendance, CallLine, KeptMoment
from sevendoors.core.people import Viewer
from sevendoors.core.review import Review
from sevendoors.measure.findings import findings, sentences
from sevendoors.store import accounts, calls, log, moments

LOOKED = "looked at"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCall:
    """A call as far as its viewer may see it.

    whole: the transcript may be seen; else only released moments. review: None while it is open
    who sold; its moments are those that may be seen. moments: the same as kept, and those no longer
    found. sellers: everybody who sold in it; accounts: all who sign in. narrowed: something that
    belongs to a colleague was left out.
    """

    whole: bool
    line: CallLine
    people: tuple[Attendance, ...]
    talk: Conversation
    review: Review | None
    moments: tuple[KeptMoment, ...]
    sellers: frozenset[int]
    accounts: tuple[accounts.Account, ...]
    narrowed: bool

    @property
    def given(self) -> int:
        """Count the chances that may be seen and could be answered."""
        return self.review.given if self.review else 0

    @property
    def signing(self) -> frozenset[int]:
        """Give the sellers of this call who can sign in."""
        return self.sellers & {one.person for one in self.accounts}


def read_call(connection: Connection, viewer: Viewer, name: str) -> OpenCall:
    """Read one call, limited to what somebody may see. Raises GoneError where that is nothing."""
    scope = rights.scope(viewer)
    sight = calls.may_see(connection, scope, name)
    line = calls.call_line(connection, name) if sight != "none" else None
    if line is None:
        raise GoneError
    people = calls.people_of(connection, [name])
    told, kept = calls.talk_of(connection, name)
    talk = replace(kept_talk(told), title=line.title)
    seen = moments.moments_of(connection, name, scope)
    review = review_from_json(kept_review(kept, told)) if kept else None
    sellers = frozenset(a.person for a in people if a.side == "seller")
    call = OpenCall(
        whole=sight == "whole",
        line=line,
        people=people,
        talk=talk,
        review=None,
        moments=seen,
        sellers=sellers,
        accounts=accounts.accounts(connection),
        narrowed=_narrowed(viewer, review, seen, sellers),
    )
    if review is not None:
        known = frozenset(one.id for one in seen)
        call = replace(call, review=limited(replace(review, conversation=talk), known))
    return call if call.whole else _bare(call)


def _narrowed(
    viewer: Viewer, review: Review | None, seen: tuple[KeptMoment, ...], sellers: frozenset[int]
) -> bool:
    """Say whether something was left out; with two sellers, what is no longer found may be too."""
    known = {one.id for one in seen}
    hidden = review is not None and any(m.id not in known for m in review.moments)
    return hidden or (len(sellers) > 1 and not viewer.alone)


def limited(review: Review, known: frozenset[str]) -> Review:
    """Give the review as if only these moments had been found: sentences and counts too."""
    kept = tuple(m for m in review.moments if m.id in known)
    if len(kept) == len(review.moments):
        return review
    return replace(
        review,
        moments=kept,
        given=len(answerable(kept)),
        taken=len(taken(kept)),
        sentences=sentences(kept, review.conversation),
        findings=findings(kept, review.conversation),
        own=(),
    )


def _bare(call: OpenCall) -> OpenCall:
    """Leave out what a single released moment does not tell: buyers, the deal, who else was there."""
    shown = {one.seller for one in call.moments}
    people = tuple(a for a in call.people if a.side == "seller" and a.person in shown)
    line = replace(call.line, deal=None, deal_name=None, buyers=(),
                   sellers=tuple(a.name for a in people))  # fmt: skip
    return replace(call, line=line, people=people, narrowed=True)


def may_change(viewer: Viewer, call: OpenCall) -> bool:
    """Say whether somebody may change a call's details: asked of the rights, with who sold in it."""
    brought = call.line.brought_by == viewer.person
    return call.whole and rights.may_change_call(viewer, call.signing, brought)


def looked_at(place: Place, viewer: Viewer, call: OpenCall) -> None:
    """Write down, once a day, that somebody looked at another seller's moments of a call."""
    others = {one.seller for one in call.moments if one.seller is not None} - {viewer.person}
    if viewer.alone or not others:
        return
    with place.store.read() as connection:
        others -= log.noted_since(
            connection, who=viewer.person, what=LOOKED, call=call.line.id, since=place.today()
        )
    if others:
        with place.store.write() as connection:
            for about in sorted(others):
                log.note(connection, at=place.now(), who=viewer.person, what=LOOKED, about=about,
                         call=call.line.id)  # fmt: skip
