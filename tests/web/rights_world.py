"""A place in which every word that is Jonas' alone is unmistakable, and as whom it is looked at."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from tests.store import databases
from tests.web.place import FIRST_CALL, PASSWORD, Browser, keep, new_place, people_of_the_cast

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place, viewer_of
from sevendoors.app.deals import pulsing
from sevendoors.app.people import access
from sevendoors.app.people.inviting import invite
from sevendoors.app.practice import calendar_feed, drilling, judging, talking
from sevendoors.app.practice.beside import let_play
from sevendoors.app.reading.keeping import Told
from sevendoors.app.team import assigning
from sevendoors.core.kept import Guess, KeptMoment, Mark, Release
from sevendoors.core.people import Role, Viewer
from sevendoors.store import (
    accounts,
    assignments,
    calls,
    deals,
    examples,
    jobs,
    moments,
    people,
    promises,
)
from sevendoors.store.tables import mark
from sevendoors.web.server import build_app

# What a buyer said or is called, and what Jonas wrote: no page of anybody else may hold any of it.
PLANTED = {
    "Marta": "Greta", "Oliveira": "Quobbelmann", "Plantiq": "Vlorptiq", "Fjordmark": "Plonkelmark",
    "yoghurt": "zwyrkel", "Pieter": "Wibbelo", "daughter's school": "drombel school",
}  # fmt: skip
SECRET = (*PLANTED.values(), "Trundeldeal", "Snaffelnote", "Grumbelnote", "Plinkelnote", "Grimbelfile", "Krumbeltitle",
          "Quiffelline", "hiring freeze", "retailer's audit", "a day a month", "test log")  # fmt: skip
AISHA, BUYER = "Aisha Rahman", "marta-oliveira"


@dataclass
class World:
    """The prepared place on disk, the cast in it, and the ids of what belongs to Jonas."""

    folder: Path
    url: str
    cast: dict[str, Viewer] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def copied(self, to: Path) -> Place:
        """Open a copy of the place, in which anything may be done."""
        shutil.copytree(self.folder, to)
        return new_place(to, url=databases.copy_of(self.url, to))

    def reset(self, place: Place) -> None:
        """Make an open copy again what it was, whatever was done to it."""
        place.store.close()
        shutil.rmtree(place.folder)
        shutil.copytree(self.folder, place.folder)
        url = place.store.engine.url.render_as_string(hide_password=False)
        databases.copy_of(self.url, place.folder, over=url)


def build(folder: Path) -> World:
    """Make the place once; each look at it is a look at a copy."""
    place = new_place(folder / "place")
    url = place.store.engine.url.render_as_string(hide_password=False)
    world = World(place.folder, url, cast=people_of_the_cast(place))
    _colleague(place, world)
    _call(place, world, folder)
    _asked(place, world, folder)
    _said(place, world)
    _practised(place, world)
    _agreed(place, world)
    world.ids["token"] = str(_token(place, world))
    link = invite(place, world.cast["Vera Blom"], name="Tom Keller", email="tom@example.org",
                  roles=[Role.SELLER], team="Elsewhere")  # fmt: skip
    world.ids |= {"link": link, "key": access.house_key(place), "shape": "json"}
    place.store.close()
    return world


def _colleague(place: Place, world: World) -> None:
    with place.store.write() as connection:
        who = people.add_person(connection, name=AISHA, email="aisha@example.org",
                                now=place.now(), side="seller")  # fmt: skip
        accounts.add_account(connection, who, (Role.SELLER,), place.now())
        accounts.set_password(connection, who, access.password_hash(PASSWORD))
        people.put_in_team(connection, who, people.team_named(connection, "Northlake"))
        account = accounts.account_of(connection, who)
        assert account
    world.cast[AISHA] = viewer_of(account, alone=False)


def _call(place: Place, world: World, folder: Path) -> None:
    text = FIRST_CALL.read_text("utf-8")
    for word, planted in PLANTED.items():
        text = text.replace(word, planted)
    file = folder / "Grimbelfile.vtt"
    file.write_text(text, "utf-8")
    with place.store.write() as connection:
        deal = deals.deal_named(connection, "Trundeldeal")
    jonas = world.cast["Jonas Brandt"]
    name = keep(place, jonas, file, told=Told(title="Krumbeltitle", deal=deal, kind="discovery"))
    with place.store.read() as connection:
        sha = calls.files_of(connection, name)[0][0]
        here = calls.people_of(connection, [name])
        met = {a.written: a.person for a in here}
        due = promises.promises(connection, rights.scope(jonas))[0].id
    world.ids |= {"call": name, "deal": str(deal), "sha": sha, "promise": str(due),
                  "greta": str(met["Greta Quobbelmann"])}  # fmt: skip
    world.ids |= {f"p_{a.side}": a.participant for a in here}
    world.ids |= {one.split()[0].lower(): str(who.person) for one, who in world.cast.items()}


def _asked(place: Place, world: World, folder: Path) -> None:
    """Keep a call in which it is open who sold, and a file that could not be read."""
    jonas = world.cast["Jonas Brandt"]
    file = folder / "Grimbelfile two.txt"
    lines = ("Speaker 1: We lose a day a month, Quobbelmann says.", "Speaker 2: Whose day is it?")
    file.write_text("\n".join(lines * 6), "utf-8")
    world.ids["asked"] = keep(place, jonas, file, seller="Nobody Known", told=Told(title="Krumbeltitle 2"))  # fmt: skip
    with place.store.write() as connection:
        sha = place.files.keep(b"Grimbelfile three")
        job = jobs.add_job(connection, name="Grimbelfile three.bin", owner=jonas.person,
                           files=[(sha, "Grimbelfile three.bin")], now=place.now())  # fmt: skip
        jobs.fail(connection, job, "Grimbelfile could not be read.", place.now())
    world.ids["job"] = str(job)


def _said(place: Place, world: World) -> None:
    """Let Jonas guess, and write one note for all who may see it and one for himself."""
    jonas, call = world.cast["Jonas Brandt"].person, world.ids["call"]
    with place.store.write() as connection:
        now = place.now()
        first, second = [m for m in moments.moments_of(connection, call, None) if m.grade][:2]
        moments.set_guess(connection, Guess(call=call, person=jonas, taken=3, at=now))
        notes = ((first, "all", "Snaffelnote"), (second, "all", "Grumbelnote"),
                 (second, "me", "Plinkelnote"))  # fmt: skip
        for moment, visible, text in notes:
            moments.add_mark(connection, Mark(
                id=0, call=call, moment=moment.id, author=jonas, author_name="", kind="comment",
                grade=None, text=text, visible=visible, at=now))  # fmt: skip
        made = connection.execute(select(mark.c.id).order_by(mark.c.id)).scalars().first()
    world.ids |= {"moment": first.id, "other_moment": second.id, "mark": str(made)}


def _practised(place: Place, world: World) -> None:
    """Let Jonas practise: a talk that goes on, one that ended, a duel, a drill, a question, a date."""
    jonas = world.cast["Jonas Brandt"]
    talk = talking.start(place, jonas, BUYER)
    talking.go_on(place, jonas, talk.id, "What would Quiffelline be?", notebook=["Quiffelline"])
    over = talking.start(place, jonas, BUYER)
    talking.end(place, jonas, over.id)
    duel = talking.start(place, jonas, BUYER, purpose=talking.DUEL)
    talking.end(place, jonas, duel.id)
    let_play(place, jonas, duel.id)
    item = judging.next_question(place, jonas)
    assert item
    judging.answer_question(place, jonas, item.item, 0)
    card = drilling.card_for_moment(place, jonas, world.ids["moment"])
    variant = drilling.card_of(place, jonas, card).scene.variant
    world.ids |= {
        "talk": str(talk.id), "over": str(over.id), "duel": str(duel.id), "item": item.item,
        "buyer": BUYER, "who": "script", "card": str(card), "variant": variant,
        "secret": calendar_feed.new_link(place, jonas),
        "pulse": pulsing.new_link(place, jonas, world.ids["call"]),
    }  # fmt: skip


def _agreed(place: Place, world: World) -> None:
    """Let Ines agree a talk with Jonas, and Jonas have put an answer into the library.

    What he put there he told his team; so it is one in which nothing of the planted words stands.
    """
    jonas, ines = world.cast["Jonas Brandt"], world.cast["Ines Moreau"]
    assigning.agree(place, ines, assigning.Wish(who=jonas.person, kind="coaching", what=["empathy"],
                                                day=place.today()))  # fmt: skip
    with place.store.write() as connection:
        found = moments.moments_of(connection, world.ids["call"], None)
        good = next(m for m in found if (m.grade or 0) >= 2 and not _planted(m))
        examples.put(connection, good.id, good.call, jonas.person, "", place.now())
        (line,) = assignments.assignments(connection, who=[jonas.person])
    world.ids |= {"good": good.id, "agreed": str(line.id)}


def _planted(one: KeptMoment) -> bool:
    said = one.quote + " ".join(str(said["quote"]) for said in one.data["answer"]["quotes"])
    return any(word in said for word in SECRET)


def _token(place: Place, world: World) -> int:
    jonas = world.cast["Jonas Brandt"]
    access.make_token(place, jonas, "a robot", ["read"])
    with place.store.read() as connection:
        return accounts.tokens(connection, jonas.person)[0].id


def release(place: Place, world: World, *, moment: str | None = None) -> None:
    """Let Jonas show his call, or one moment of it, to his leader."""
    with place.store.write() as connection:
        moments.add_release(connection, Release(
            id=0, seller=world.cast["Jonas Brandt"].person, call=world.ids["call"], moment=moment,
            audience="leader", at=place.now()))  # fmt: skip


@contextmanager
def looking(place: Place, who: Viewer | None) -> Iterator[Browser]:
    """Look at the place as somebody who signed in (without the time a password takes), or nobody."""
    with Browser(build_app(place), base_url="http://127.0.0.1:8777", follow_redirects=False) as made:  # fmt: skip
        made.place = place
        made.headers["accept"] = "text/html"
        come_in(made, who)
        yield made


def come_in(browser: Browser, who: Viewer | None) -> None:
    """Give a browser a session of somebody, or none."""
    browser.cookies.clear()
    if who:
        browser.cookies.set("doors", access.look_as(browser.place, who.person).secret)
