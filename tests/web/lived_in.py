"""A place people have lived in: six sellers with calls, one release, marks, a failed file."""

from dataclasses import dataclass
from pathlib import Path

from tests.web.place import EXAMPLES, keep, new_place, people_of_the_cast

from sevendoors.app.importing import finish, submit
from sevendoors.app.keeping import Told
from sevendoors.app.place import Place, viewer_of
from sevendoors.app.reading_in import Known, read_in
from sevendoors.core.codes import Grade
from sevendoors.core.kept import Guess, Mark, Release
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, deals, jobs, moments, people

COLLEAGUES = ("Aisha Rahman", "Chloé Dubois", "Grace Okafor", "Luis Ferreira")


@dataclass(frozen=True)
class LivedIn:
    """The place, who is in it, and Jonas's two calls: reviewed, and asked who is who."""

    place: Place
    cast: dict[str, Viewer]
    call: str
    asked: str


def lived_in(folder: Path) -> LivedIn:
    """Make a place with everything in it once, so that no page is bare."""
    place = new_place(folder)
    cast = people_of_the_cast(place)
    jonas = cast["Jonas Brandt"]
    with place.store.write() as connection:
        deal = deals.deal_named(connection, "Oliveira Foods")
        deals.change_deal(connection, deal, stage="won", amount=12000.0, closed_on="2026-11-20",
                          competitor="Norda", organisation="Oliveira Foods")  # fmt: skip
    call = keep(place, jonas, told=Told(title="First talk", kind="discovery", deal=deal,
                                        started="2026-11-03T10:00:00Z", consent="told and agreed"))  # fmt: skip
    _spoken_about(place, cast, call)
    _colleagues(place)
    asked = _waiting(place, jonas)
    return LivedIn(place, cast, call, asked)


def _spoken_about(place: Place, cast: dict[str, Viewer], call: str) -> None:
    jonas, ines = cast["Jonas Brandt"].person, cast["Ines Moreau"].person
    with place.store.write() as connection:
        now = place.now()
        first, second = [m for m in moments.moments_of(connection, call, None) if m.grade is not None][:2]  # fmt: skip
        moments.set_guess(connection, Guess(call=call, person=jonas, taken=3, at=now))
        said: tuple[tuple[int, str, str, int | None, str], ...] = (
            (jonas, first.id, "dispute", int(Grade.TAKEN), "I came back to it by mail."),
            (jonas, second.id, "agree", None, ""),
            (ines, second.id, "comment", None, "This is the question I would keep."),
        )
        for who, moment, kind, grade, text in said:
            moments.add_mark(connection, Mark(id=0, call=call, moment=moment, author=who,
                                              author_name="", kind=kind, grade=grade, text=text,
                                              visible="all", at=now))  # fmt: skip
        for shown, audience in ((None, "leader"), (first.id, "coach")):
            moments.add_release(connection, Release(id=0, seller=jonas, call=call, moment=shown,
                                                    audience=audience, at=now))  # fmt: skip


def _colleagues(place: Place) -> None:
    for name in COLLEAGUES:
        with place.store.write() as connection:
            team = people.team_named(connection, "Northlake")
            who = people.add_person(connection, name=name, email=None, now=place.now(),
                                    side="seller")  # fmt: skip
            accounts.add_account(connection, who, (Role.SELLER,), place.now())
            people.put_in_team(connection, who, team)
            account = accounts.account_of(connection, who)
        assert account
        folder = name.casefold().replace(" ", "-").replace("é", "e")
        keep(place, viewer_of(account, alone=False), EXAMPLES / "team" / folder / "01.txt",
             seller=name)  # fmt: skip


def _waiting(place: Place, owner: Viewer) -> str:
    """Leave a call open for who is who, a file that failed, and one that waits."""
    path = EXAMPLES / "call-2-demo.txt"
    uploads = [(path.name, path.read_bytes()), ("broken.vtt", b"WEBVTT\n"), ("waits.txt", b"A: b")]
    made = submit(place, owner, uploads)
    with place.store.read() as connection:
        asked, broken = (jobs.job_of(connection, number) for number in made[:2])
    talk = read_in(uploads[:1], Known(sides={}))
    finish(place, asked, type(talk)(talk=talk.talk))
    finish(place, broken, read_in(uploads[1:2], Known(sides={})))
    with place.store.read() as connection:
        return str(jobs.call_of(connection, made[0]))
