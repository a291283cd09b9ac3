"""Keeps what was read: a call with its people, its review, its moments and promises, at once."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection

from sevendoors.app.base.keep_days import keep_until
from sevendoors.app.base.place import Place
from sevendoors.app.base.words import CHANCE_WORDS, GRADE_WORDS
from sevendoors.app.reading.export import from_json, to_json
from sevendoors.app.reading.guess import GUESSED
from sevendoors.app.reading.json_out import review_json
from sevendoors.core.codes import Cue, Grade
from sevendoors.core.conversation import Conversation, Kind, Side
from sevendoors.core.kept import Attendance, Change, KeptMoment, PromiseLine
from sevendoors.core.review import Review
from sevendoors.store import calls, moments, people, promises

MOST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody said about a call when they brought it in; all of it may be left out."""

    title: str = ""
    kind: str = ""
    deal: int | None = None
    started: str | None = None
    consent: str = "not recorded"
    keep_until: str | None = None


def keep_call(
    place: Place,
    connection: Connection,
    talk: Conversation,
    review: Review | None,
    *,
    files: Sequence[tuple[str, str, int]],
    owner: int,
    told: Told | None = None,
) -> bool:
    """Keep a call that was read; False where it is here already, and then nothing changes.

    files: (hash, name, bytes). review: None while it is open who sold.
    """
    if calls.has_call(connection, talk.id):
        return False
    said, now = told or Told(), place.now()
    started = said.started or talk.started_at
    title = said.title or talk.title or _title(files)
    calls.add_call(
        connection,
        values={
            "id": talk.id,
            "title": title[:MOST_TITLE],
            "source": talk.source,
            "kind": said.kind,
            "started": started,
            "imported": now,
            "day": started or now,
            "state": "asked",
            "turns": len(talk.turns),
            "deal_id": said.deal,
            "imported_by": owner,
            "consent": said.consent,
            "keep_until": said.keep_until or keep_until(place, connection),
        },
        conversation=as_text(to_json(talk)),
        words=_words(talk),
        files=files,
        people=meet(place, connection, talk),
    )
    if review is not None:
        keep_review(place, connection, review, silent=True)
    return True


def meet(place: Place, connection: Connection, talk: Conversation) -> list[Attendance]:
    """Say who each participant is: known by e-mail or full name, known from this call, or new."""
    before = {a.participant: a.person for a in calls.people_of(connection, [talk.id])}
    found: list[Attendance] = []
    for one in talk.participants:
        if one.kind not in (Kind.PERSON, Kind.DIAL_IN):
            continue
        keys = people.keys_of(one.name, one.email)
        who = before.get(one.id) or people.known_as(connection, keys)
        if who is None:
            # A guess is good for the call it was made of; only what is known is remembered.
            side = "unknown" if one.side_decided_by.startswith(GUESSED) else one.side
            who = people.add_person(connection, name=one.name, email=one.email,
                                    organisation=one.organisation, side=side, now=place.now())  # fmt: skip
        else:
            people.learn(connection, who, keys)
        if one.side_decided_by == "you":
            people.set_side(connection, who, one.side)
        found.append(
            Attendance(
                call=talk.id, participant=one.id, person=who, written=one.name, side=one.side
            )
        )
    return found


def keep_review(
    place: Place, connection: Connection, review: Review, *, silent: bool = False
) -> Change:
    """Keep a call's review in place of the old one; marks stay. Gives what changed.

    silent: the first review of a call is no change.
    """
    talk, now = review.conversation, place.now()
    sold = {a.participant: a.person for a in calls.people_of(connection, [talk.id])}
    data = review_json(review)
    fresh = [
        KeptMoment(
            id=m.id,
            call=talk.id,
            place=number,
            turn=m.chance.quote.turn,
            code=m.chance.code,
            grade=None if m.answer.grade is None else int(m.answer.grade),
            p=m.chance.p,
            late=m.answer.late,
            quote=m.chance.quote.text,
            seller=sold.get(m.answer.seller or "") or _only_seller(talk, sold),
            data=data["moments"][number],
        )
        for number, m in enumerate(review.moments)
    ]
    if silent:
        moments.add_moments(connection, fresh)
        before: Sequence[KeptMoment] = ()
    else:
        before, _ = moments.set_moments(connection, talk.id, fresh, now)
    engine = f"{review.engine[0]} {review.engine[1]}"
    change = Change(
        at=now,
        engine=engine,
        codebook=review.codebook_version,
        rows=() if silent else changed(before, fresh),
    )
    # The words stand in the conversation once; the review is kept without them.
    calls.set_review(
        connection,
        talk.id,
        as_text({**data, "conversation": None}),
        {"state": "reviewed", "given": review.given, "taken": review.taken, "engine": engine,
         "codebook": review.codebook_version},
    )  # fmt: skip
    promises.set_promises(connection, talk.id, _promises(review))
    if not silent:
        calls.add_scoring(connection, talk.id, change)
    return change


def _only_seller(talk: Conversation, sold: dict[str, int]) -> int | None:
    """An unanswered chance is the seller's where only one sold; with two, nobody's alone."""
    sellers = {sold[p.id] for p in talk.participants if p.side is Side.SELLER and p.id in sold}
    return next(iter(sellers)) if len(sellers) == 1 else None


def changed(
    before: Sequence[KeptMoment], after: Sequence[KeptMoment]
) -> tuple[tuple[str, str, str, str], ...]:
    """List what a new reading altered: kind of chance, quote, grade before, grade after."""
    old = {m.id: m for m in before if m.gone is None}
    new = {m.id: m for m in after}
    rows = []
    for name in [*new, *(n for n in old if n not in new)]:
        was, now = old.get(name), new.get(name)
        told = (_word(was), _word(now))
        if told[0] != told[1]:
            one = now or was
            if one is not None:
                rows.append((CHANCE_WORDS[Cue(one.code)], one.quote, *told))
    return tuple(rows)


def _word(one: KeptMoment | None) -> str:
    if one is None:
        return ""
    return "no answer possible" if one.grade is None else GRADE_WORDS[Grade(one.grade)]


def _promises(review: Review) -> list[PromiseLine]:
    return [
        PromiseLine(
            id=0,
            call=review.conversation.id,
            call_title="",
            side=p.side,
            owner=p.owner or f"the {p.side}",
            quote=p.quote.text,
            turn=p.quote.turn,
            due=p.due_on,
            done=None,
        )
        for p in review.notes.promises
    ]


def kept_review(data: Any, conversation: Any) -> Any:
    """Put the words back into a kept review's data."""
    return {**data, "conversation": conversation}


def kept_talk(data: Any) -> Conversation:
    """Give back a kept conversation."""
    return from_json(data)


def as_text(data: Any) -> str:
    """Write data as the store keeps it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _title(files: Sequence[tuple[str, str, int]]) -> str:
    """Make a title of a file's name, for calls that bring none."""
    name = PurePath(files[0][1]).stem if files else ""
    return " ".join(name.replace("_", " ").split()) or "A call"


def _words(talk: Conversation) -> str:
    return "\n".join([talk.title or "", *(turn.text for turn in talk.turns)])
