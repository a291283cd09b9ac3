"""A place people have lived in: five sellers with calls, releases, marks, a failed file."""

from dataclasses import dataclass
from pathlib import Path

from tests.web.place import EXAMPLES, keep, new_place, people_of_the_cast

from sevendoors.app.base.place import Place, viewer_of
from sevendoors.app.coming.importing import finish, submit
from sevendoors.app.deals import pulsing
from sevendoors.app.deals.bringing_deals import bring_deals, read_export
from sevendoors.app.reading.keeping import Told
from sevendoors.app.reading.reading_in import Known, ReadIn, read_in
from sevendoors.app.team.assigning import Wish, agree
from sevendoors.app.team.examples import put_in
from sevendoors.app.team.skill_of_month import choose_skill
from sevendoors.core.codes import Grade
from sevendoors.core.kept import Guess, Mark, Release
from sevendoors.core.people import Role, Viewer
from sevendoors.store import accounts, deals, examples, jobs, moments, people

COLLEAGUES = ("Aisha Rahman", "Chloé Dubois", "Grace Okafor", "Luis Ferreira")


@dataclass(frozen=True)
class LivedIn:
    """The place, who is in it, and its calls.

    call: Jonas has guessed and released it. fresh: he has not looked yet. asked: who is who is open.
    part: Aisha let her coach see one moment of it.
    """

    place: Place
    cast: dict[str, Viewer]
    call: str
    fresh: str
    asked: str
    part: str


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
    _from_a_crm(place, cast, call)
    fresh = keep(place, jonas, EXAMPLES / "call-3-terms.vtt")
    part = _colleagues(place)
    _agreed(place, cast)
    asked = _waiting(place, jonas)
    return LivedIn(place, cast, call, fresh, asked, part)


def _from_a_crm(place: Place, cast: dict[str, Viewer], call: str) -> None:
    """Bring a CRM's deals in, two of which fit one buyer, and let buyers answer."""
    head = "Deal ID,Deal Name,Deal Stage,Amount,Currency,Create Date,Close Date,Deal owner,Associated Company,Is Closed Won,Is Closed"  # fmt: skip
    rows = [f"77{n},{'Oliveira Foods' if n == 0 else f'Fennock {n}'},{'Closed Won' if n % 2 else 'Closed Lost'},"
            f"{n}00,EUR,2026-10-{n + 1:02d},2026-11-{n + 1:02d},{'Jonas Brandt' if n < 8 else f'Seller N{n}'},"
            f"Fennock {n},{n % 2},1" for n in range(16)]  # fmt: skip
    file = read_export("deals.csv", "\n".join([head, *rows]).encode())
    bring_deals(place, cast["Ines Moreau"], file, {"Closed Won": "won", "Closed Lost": "lost"})
    for score in ("9", "8", "7", "9", "10", "8"):
        link = pulsing.new_link(place, cast["Jonas Brandt"], call)
        told = {"understood": score, "pressure": "1", "worth": score}
        assert pulsing.take_answer(place, link, told)
    pulsing.new_link(place, cast["Jonas Brandt"], call)


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


def _agreed(place: Place, cast: dict[str, Viewer]) -> None:
    """Let Ines agree something of each kind with Jonas, choose a skill, and Jonas show an answer."""
    jonas, ines = cast["Jonas Brandt"], cast["Ines Moreau"]
    kinds = {"coaching": ["empathy"], "drill": ["CONCERN", "ASK"], "buyer": ["marta-oliveira"]}
    for kind, what in kinds.items():
        agree(place, ines, Wish(who=jonas.person, kind=kind, what=what, day=place.today(),
                                drawn=kind == "drill"))  # fmt: skip
    choose_skill(place, ines, "empathy")
    with place.store.read() as connection:
        good = examples.could_stand(connection, jonas.person, released=True)
    for one in good[:3]:
        put_in(place, jonas, one.moment.id, "I waited before I answered.")


def _colleagues(place: Place) -> str:
    kept = [_colleague(place, name) for name in COLLEAGUES]
    who, call = kept[0]
    with place.store.write() as connection:
        one = next(m for m in moments.moments_of(connection, call, None) if m.grade is not None)
        moments.add_release(connection, Release(id=0, seller=who, call=call, moment=one.id,
                                                audience="coach", at=place.now()))  # fmt: skip
    return call


def _colleague(place: Place, name: str) -> tuple[int, str]:
    with place.store.write() as connection:
        team = people.team_named(connection, "Northlake")
        who = people.add_person(connection, name=name, email=None, now=place.now(), side="seller")
        accounts.add_account(connection, who, (Role.SELLER,), place.now())
        people.put_in_team(connection, who, team)
        account = accounts.account_of(connection, who)
    assert account
    folder = name.casefold().replace(" ", "-").replace("é", "e")
    path = EXAMPLES / "team" / folder / "01.txt"
    return who, keep(place, viewer_of(account, alone=False), path, seller=name)


def _waiting(place: Place, owner: Viewer) -> str:
    """Leave a call open for who is who, a file that failed, and one that waits."""
    path = EXAMPLES / "call-2-demo.txt"
    uploads = [(path.name, path.read_bytes()), ("broken.vtt", b"WEBVTT\n"), ("waits.txt", b"A: b")]
    made = submit(place, owner, uploads)
    with place.store.read() as connection:
        asked, broken = (jobs.job_of(connection, number) for number in made[:2])
    finish(place, asked, ReadIn(talk=read_in(uploads[:1], Known(sides={})).talk))
    finish(place, broken, read_in(uploads[1:2], Known(sides={})))
    with place.store.read() as connection:
        return str(jobs.call_of(connection, made[0]))
