"""Invented calls for tests over calls: said in lines, graded by hand, kept as an engine would."""

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from sqlalchemy import event
from tests.web.place import Browser, browser, new_place, people_of_the_cast

from sevendoors.app.base.engine import codebook_in_use
from sevendoors.app.base.place import Place, viewer_of
from sevendoors.app.reading.keeping import Told, keep_call
from sevendoors.core.codebook_maps import skills_of
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.core.kept import Release
from sevendoors.core.moment import Answer, Chance, Moment, Quote, moment_id
from sevendoors.core.people import Role, Viewer
from sevendoors.core.review import Facts, Notes, Promise, Review
from sevendoors.core.score import Unscored
from sevendoors.store import accounts, calls, deals, moments, people

W, Q, P, T, D = Cue.CONCERN, Cue.ASK, Cue.PRIORITY, Cue.THREAD, Cue.DOUBT


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One thing Marta said, what became of it, and what was answered."""

    said: str
    code: Cue = W
    grade: int | None = 0
    answer: str = "Let me show you the next screen."
    seller: int = 0


def some(**counts: int) -> list[Heard]:
    """Give so many worries that were missed, noted, taken and opened."""
    names = ("missed", "noted", "taken", "opened")
    return [
        Heard(said=f"Number {k} keeps me awake, {name}.", grade=names.index(name))
        for name, n in counts.items()
        for k in range(n)
    ]


def call_of(title: str, sellers: Sequence[str], heard: Sequence[Heard],
            promises: Sequence[tuple[int, str]] = ()) -> Review:  # fmt: skip
    """Make a reviewed call: Marta speaks, and one of the sellers answers, line by line.

    promises: (place among the lines heard, words of the answer).
    """
    buyer = Participant(id="b", name="Marta Oliveira", side=Side.BUYER, side_decided_by="you")
    folk = [Participant(id=f"s{k}", name=name, side=Side.SELLER, side_decided_by="you")
            for k, name in enumerate(sellers)]  # fmt: skip
    turns: list[Turn] = []
    for one in heard:
        for who, text in (("b", one.said), (f"s{one.seller}", one.answer)):
            k = len(turns)
            turns.append(Turn(index=k, run=k, participant=who, text=text,
                              start_ms=k * 9000, end_ms=k * 9000 + 8000))  # fmt: skip
    talk = Conversation(
        id=sha256(title.encode()).hexdigest()[:16], source="test", title=title,
        capabilities=Capabilities(speaker_source="platform", time_kind="relative", has_end=True),
        participants=(buyer, *folk), turns=tuple(turns),
    )  # fmt: skip
    found = tuple(_moment(talk, k, one) for k, one in enumerate(heard))
    graded = [m for m in found if m.answer.grade is not None]
    told = tuple(
        Promise(side=Side.SELLER, owner=sellers[heard[k].seller], what=words,
                quote=_quote(talk, 2 * k + 1, words))
        for k, words in promises
    )  # fmt: skip
    return Review(
        conversation=talk, moments=found, confirmations=(), given=len(graded),
        taken=sum((m.answer.grade or 0) >= Grade.TAKEN for m in graded), sentences=("It was held.",),
        reveal="", findings=(), notes=Notes(promises=told), facts=_NO_FACTS, engine=("test", "1"),
        codebook_version="1",
    )  # fmt: skip


_NO_FACTS = Facts(**{name: Unscored(reason="not measured") for name in Facts.__dataclass_fields__})


def _moment(talk: Conversation, k: int, one: Heard) -> Moment:
    grade = None if one.grade is None else Grade(one.grade)
    sure = tuple(0.91 if g == grade else 0.03 for g in Grade)
    return Moment(
        id=moment_id(talk, 2 * k, one.code, 0),
        chance=Chance(code=one.code, p=0.9, intensity=2, quote=_quote(talk, 2 * k, one.said), buyer="b"),
        answer=Answer(
            turns=(2 * k + 1,), quotes=(_quote(talk, 2 * k + 1, one.answer),), grade=grade,
            grade_p=None if grade is None else (sure[0], sure[1], sure[2], sure[3]),
            na_reason="the call ended" if grade is None else None, seller=f"s{one.seller}",
        ),
        skills=skills_of(codebook_in_use(), one.code), why="You answered.", better="Ask what she fears.",
    )  # fmt: skip


def _quote(talk: Conversation, turn: int, words: str) -> Quote:
    start = talk.turns[turn].text.index(words)
    return Quote(conversation=talk, turn=turn, start=start, end=start + len(words))


def keep(place: Place, owner: Viewer, review: Review, day: str, deal: str = "") -> str:
    """Keep a call as brought in by somebody; gives its id."""
    with place.store.write() as connection:
        which = deals.deal_named(connection, deal) if deal else None
        keep_call(place, connection, review.conversation, review, files=(), owner=owner.person,
                  told=Told(started=f"{day}T10:00:00Z", deal=which))  # fmt: skip
    return review.conversation.id


def hold(place: Place, seller: Viewer, title: str, heard: Sequence[Heard], *,
         day: str = "2026-11-24", deal: str = "") -> str:  # fmt: skip
    """Keep a call somebody held alone with Marta; gives its id."""
    return keep(place, seller, call_of(title, [seller.name], heard), day, deal)


def join(place: Place, *names: str, team: str = "Northlake") -> dict[str, Viewer]:
    """Let more sellers join the team."""
    found = {}
    with place.store.write() as connection:
        for name in names:
            who = people.add_person(connection, name=name, email=None, now=place.now(), side="seller",
                                    team_id=people.team_named(connection, team))  # fmt: skip
            accounts.add_account(connection, who, (Role.SELLER,), place.now())
            account = accounts.account_of(connection, who)
            assert account
            found[name] = viewer_of(account, alone=False)
    return found


def release(place: Place, seller: Viewer, call: str, moment: str | None = None,
            audience: str = "leader") -> None:  # fmt: skip
    """Let coach, or coach and leader, see a call or one moment of it."""
    with place.store.write() as connection:
        moments.add_release(connection, Release(id=0, seller=seller.person, call=call, moment=moment,
                                                audience=audience, at=place.now()))  # fmt: skip


def moments_in(place: Place, call: str) -> list[str]:
    """Give the ids of a call's moments, in the order spoken."""
    with place.store.read() as connection:
        assert calls.has_call(connection, call)
        return [one.id for one in moments.moments_of(connection, call, None)]


def plain(html: str) -> str:
    """Give what is read, with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


@dataclass
class Office:
    """The cast at work: a place, and a browser for each of them that stays open."""

    place: Place
    cast: dict[str, Viewer]
    open: ExitStack = field(default_factory=ExitStack)
    _browsers: dict[str, Browser] = field(default_factory=dict)

    @property
    def jonas(self) -> Viewer:
        """Give who sells."""
        return self.cast["Jonas Brandt"]

    @contextmanager
    def at(self, name: str) -> Iterator[Browser]:
        """Give somebody's browser, signed in."""
        if name not in self._browsers:
            self._browsers[name] = self.open.enter_context(browser(self.place, name))
        yield self._browsers[name]

    def get(self, name: str, path: str) -> str:
        """Give what somebody reads on a page."""
        with self.at(name) as page:
            answer = page.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return plain(answer.text)

    def status(self, name: str, path: str) -> int:
        """Say how a page answers somebody."""
        with self.at(name) as page:
            return int(page.get(path).status_code)


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    """Open a place with the cast in it."""
    place = new_place(folder)
    with ExitStack() as stack:
        yield Office(place=place, cast=people_of_the_cast(place), open=stack)
    place.store.close()


@contextmanager
def counted(place: Place) -> Iterator[list[str]]:
    """Collect the statements the database is asked meanwhile."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(place.store.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(place.store.engine, "before_cursor_execute", note)
