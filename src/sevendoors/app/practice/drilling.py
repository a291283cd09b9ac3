"""Drills: cards from one's own missed moments, graded as calls are; the first attempt counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place, stamp
from sevendoors.app.practice.playing import judge
from sevendoors.app.practice.scenes import ANYBODY, KIN, kin, own_scene, starters
from sevendoors.app.practice.talking import ASSESSMENT, talk_of
from sevendoors.app.reading.keeping import kept_talk
from sevendoors.core.codes import CHANCES, Cue, Grade
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.kept import KeptMoment
from sevendoors.core.people import Viewer
from sevendoors.core.practice import Graded
from sevendoors.practice.debrief import chance_answered
from sevendoors.practice.drills import (
    Attempt,
    Calendar,
    Card,
    Scene,
    Shaken,
    after_first,
    due_today,
    may_rest,
    scene_of,
)
from sevendoors.practice.schedule import Spaced
from sevendoors.store import calls, log, moments, practice
from sevendoors.store.practice import AttemptLine, CardLine

FEWEST_OWN = 3  # with fewer cards of one's own, starters fill the day
MOST_NEW = 30  # of one's own moments, the newest so many become cards
LONGEST_REPLY = 2_000
SHAKEN = "drills.shaken"
_SCENES = TypeAdapter(tuple[Scene, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A card as it is put to somebody: the scene, and whether its first attempt is still to come."""

    card: int
    scene: Scene
    first: bool
    call: str | None
    moment: str | None
    due: str
    rested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of an attempt: grade and why, another way, whether it counted, and the next day."""

    graded: Graded
    counted: bool
    due: str
    rested: bool


def refresh(place: Place, viewer: Viewer) -> int:
    """Make cards of the viewer's own missed and half-taken moments; gives how many are new.

    With few of them, starters fill in. A moment becomes one card, however often this is asked.
    """
    with place.store.read() as connection:
        have = practice.cards(connection, viewer.person)
        known = {card.moment for card in have}
        own = [
            m
            for grade in (Grade.MISSED, Grade.NOTED)
            for m in moments.find_moments(connection, rights.scope(viewer), seller=viewer.person,
                                          grade=int(grade), limit=MOST_NEW)
            if m.id not in known
        ]  # fmt: skip
        talks = calls.talks_of(connection, sorted({m.call for m in own}))
    fresh = [(m, own_scene(kept_talk(talks[m.call][0]), m)) for m in own[:MOST_NEW]]
    if not fresh and len(have) >= FEWEST_OWN:
        return 0
    with place.store.write() as connection:
        for moment, scene in fresh:
            _add(place, connection, viewer, (scene, *kin(scene)), moment)
        have = practice.cards(connection, viewer.person)
        if len(have) < FEWEST_OWN:
            _add_starters(place, connection, viewer, have)
    return len(fresh)


def _add(
    place: Place, connection: Connection, viewer: Viewer, scenes: Sequence[Scene],
    moment: KeptMoment | None,
) -> None:  # fmt: skip
    practice.add_card(
        connection, person_id=viewer.person, call_id=moment.call if moment else None,
        moment_id=moment.id if moment else None, kind=str(scenes[0].kind),
        scenes=_SCENES.dump_json(tuple(scenes)).decode(), due=place.now(), made=place.now(),
    )  # fmt: skip


def _add_starters(
    place: Place, connection: Connection, viewer: Viewer, have: Sequence[CardLine]
) -> None:
    shown = {card.kind for card in have if card.moment is None}
    for kind in CHANCES:
        same = [one for one in starters() if one.kind is kind]
        if kind not in shown and same:
            _add(place, connection, viewer, same[: KIN + 1], None)


def _cards(connection: Connection, person: int) -> dict[int, tuple[CardLine, Card]]:
    tried: dict[int, list[Attempt]] = {}
    for one in practice.attempts(connection, person):
        grade = None if one.grade is None else Grade(one.grade)
        tried.setdefault(one.card, []).append(
            Attempt(at=_time(one.at), variant=one.variant, grade=grade, first=one.first,
                    reply=one.reply)
        )  # fmt: skip
    return {
        line.id: (
            line,
            Card(id=line.id, kind=Cue(line.kind), scenes=_SCENES.validate_json(line.scenes),
                 attempts=tuple(tried.get(line.id, ())), due=_time(line.due), memory=line.memory,
                 rested=_time(line.rested) if line.rested else None),
        )
        for line in practice.cards(connection, person)
    }  # fmt: skip


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


def today(place: Place, viewer: Viewer) -> tuple[Shown, ...]:
    """List the cards of today, three at most with those already done.

    Of those due on one day, the kinds come first in which closing the gap would bring most.
    """
    with place.store.read() as connection:
        cards = _cards(connection, viewer.person)
        done = practice.first_attempts_since(connection, viewer.person, place.today())
    every, now = [card for _, card in cards.values()], place.clock()
    due = due_today(every, now, done)
    if len({card.kind for card in every if card.rested is None and card.due <= now}) > 1 and due:
        from sevendoors.app.numbers.worth_first import kinds_first  # noqa: PLC0415  (start-up time)

        due = due_today(every, now, done, kinds_first(place, viewer))
    return tuple(_shown(*cards[card.id], place.clock()) for card in due)


def how_many(place: Place, viewer: Viewer) -> int:
    """Count the cards of today, whichever comes first."""
    with place.store.read() as connection:
        cards = _cards(connection, viewer.person)
        done = practice.first_attempts_since(connection, viewer.person, place.today())
    return len(due_today([card for _, card in cards.values()], place.clock(), done))


def _shown(line: CardLine, card: Card, now: datetime) -> Shown:
    return Shown(card=card.id, scene=scene_of(card), first=card.due <= now, call=line.call,
                 moment=line.moment, due=line.due, rested=card.rested is not None)  # fmt: skip


def card_of(place: Place, viewer: Viewer, which: int, variant: str = "") -> Shown:
    """Give one of the viewer's own cards, with one of its scenes. Raises GoneError for any other."""
    with place.store.read() as connection:
        found = _cards(connection, viewer.person).get(which)
    if found is None:
        raise GoneError
    shown = _shown(*found, place.clock())
    scenes = {scene.variant: scene for scene in found[1].scenes}
    if variant and variant not in scenes:
        raise GoneError
    return replace(shown, scene=scenes[variant]) if variant else shown


def card_for_moment(place: Place, viewer: Viewer, moment: str) -> int:
    """Make a card of one own moment, whatever became of it ("practise this"), due today."""
    with place.store.read() as connection:
        kept = moments.moment_of(connection, rights.scope(viewer), moment)
        rights.must(kept is not None and rights.may_release(viewer, kept.seller))
        if kept is None:
            raise GoneError
        talk, _ = calls.talk_of(connection, kept.call)
    scene = own_scene(kept_talk(talk), kept)
    with place.store.write() as connection:
        return practice.add_card(
            connection, person_id=viewer.person, call_id=kept.call, moment_id=kept.id,
            kind=kept.code, scenes=_SCENES.dump_json((scene, *kin(scene))).decode(),
            due=place.now(), made=place.now(),
        )  # fmt: skip


def card_for_line(place: Place, viewer: Viewer, which: int, turn: int) -> int:
    """Make a card of one chance in one's own ended practice talk, for tomorrow."""
    talk = talk_of(place, viewer, which)
    gave = chance_answered(talk.steps, turn)
    if not talk.over or talk.purpose == ASSESSMENT or gave is None or gave.chance_kind is None:
        raise GoneError
    scene = Scene(variant=f"t{talk.id:x}-{turn}", kind=gave.chance_kind, buyer=talk.buyer.name,
                  said=gave.said, chance=gave.chance, before=gave.seller)  # fmt: skip
    with place.store.write() as connection:
        return practice.add_card(
            connection, person_id=viewer.person, call_id=None, moment_id=scene.variant,
            kind=str(scene.kind), scenes=_SCENES.dump_json((scene, *kin(scene))).decode(),
            due=place.later(days=1), made=place.now(),
        )  # fmt: skip


def attempt(place: Place, viewer: Viewer, which: int, variant: str, reply: str) -> Result:
    """Grade an attempt and keep it. The first at a showing counts; later ones are practice.

    Raises DoorsError for an empty answer, GoneError for a card that is not the viewer's.
    """
    reply = reply.replace("\x00", "").strip()[:LONGEST_REPLY]
    if not reply:
        raise DoorsError("You said nothing yet.", fix="Write what you would say.")
    with place.store.read() as connection:
        found = _cards(connection, viewer.person).get(which)
        shaken = log.get_setting(connection, SHAKEN) == "yes"
    if found is None:
        raise GoneError
    _, card = found
    scene = next((one for one in card.scenes if one.variant == variant), None)
    if scene is None:
        raise GoneError
    name = "She" if scene.buyer == ANYBODY else scene.buyer
    graded = judge(name)(scene.said, scene.kind, scene.chance, reply)
    graded = replace(graded, better=scene.better or graded.better,
                     better_is_question=graded.better_is_question and not scene.better)  # fmt: skip
    now = place.clock()
    with place.store.write() as connection:
        card = _cards(connection, viewer.person)[which][1]  # another window may have been quicker
        counts = scene == scene_of(card) and card.due <= now
        tried = Attempt(at=now, variant=variant, grade=graded.grade, first=counts, reply=reply)
        after = after_first(card, tried, _calendar(shaken, viewer)) if counts else card
        practice.add_attempt(
            connection,
            AttemptLine(card=which, at=stamp(now), variant=variant, first=counts, reply=reply,
                        grade=None if graded.grade is None else int(graded.grade)),
        )  # fmt: skip
        if counts:
            practice.set_card(connection, which, due=stamp(after.due), memory=after.memory,
                              rested=stamp(after.rested) if after.rested else None)  # fmt: skip
    return Result(graded=graded, counted=counts, due=stamp(after.due), rested=may_rest(after))


def _calendar(shaken: bool, viewer: Viewer) -> Calendar:
    return Shaken(inner=Spaced(), seed=str(viewer.person)) if shaken else Spaced()


def moved(place: Place, viewer: Viewer) -> tuple[tuple[Cue, int, int, int, int], ...]:
    """Count own chances in real calls before and after the first drill of each kind, with their n.

    Rows are (kind, taken before, given before, taken after, given after); no conclusion is drawn.
    """
    with place.store.read() as connection:
        cards = _cards(connection, viewer.person)
        rows = moments.by_call(connection, viewer.person)
    begun: dict[Cue, str] = {}
    for _, card in cards.values():
        for one in card.attempts:
            begun[card.kind] = min(begun.get(card.kind, stamp(one.at)), stamp(one.at))
    found = []
    for kind, since in begun.items():
        count = [0, 0, 0, 0]
        for _, day, code, grade, n in rows:
            if code == kind and grade is not None:
                half = 2 if day >= since else 0
                count[half + 1] += n
                count[half] += n if grade >= Grade.TAKEN else 0
        found.append((kind, count[0], count[1], count[2], count[3]))
    return tuple(found)
