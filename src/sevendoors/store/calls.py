"""Calls: kept once each, listed, found by the words said in them, changed with a version."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, text, update

from sevendoors.core.errors import ClashError
from sevendoors.core.kept import Attendance, CallLine, Change
from sevendoors.core.people import Scope
from sevendoors.store.people_tables import person
from sevendoors.store.rows import plain_words
from sevendoors.store.sight import seen_moments, touched_calls, whole_calls
from sevendoors.store.tables import attendance, call, deal, moment, scoring, source_file, talk

INVENTED = "invented"  # the source of a call that was made up whole, its review with it


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFilter:
    """What a list of calls is narrowed to; empty means all.

    words: said in the call, all of them. since, until: ISO dates. grade: holds a chance so graded.
    """

    words: str = ""
    who: int | None = None
    deal: int | None = None
    kind: str = ""
    state: str = ""
    code: str = ""
    grade: int | None = None
    since: str = ""
    until: str = ""


def has_call(connection: Connection, name: str) -> bool:
    """Say whether a call is kept."""
    return connection.execute(select(call.c.id).where(call.c.id == name)).first() is not None


def add_call(
    connection: Connection,
    *,
    values: Mapping[str, Any],
    conversation: str,
    words: str,
    files: Iterable[tuple[str, str, int]],
    people: Iterable[Attendance],
) -> None:
    """Keep a new call with its words, its files (hash, name, bytes) and who took part."""
    connection.execute(insert(call).values(**values))
    name = values["id"]
    connection.execute(insert(talk).values(call_id=name, conversation=conversation))
    connection.execute(
        text("INSERT INTO said (call_id, words) VALUES (:id, :words)"),
        {"id": name, "words": plain_words(words)},
    )
    rows = [{"call_id": name, "sha": sha, "name": n, "size": size} for sha, n, size in files]
    if rows:
        connection.execute(insert(source_file), rows)
    set_people(connection, name, people)


def set_people(connection: Connection, name: str, people: Iterable[Attendance]) -> None:
    """Write anew who took part in a call and on which side."""
    connection.execute(delete(attendance).where(attendance.c.call_id == name))
    rows = [
        {"call_id": name, "participant": p.participant, "person_id": p.person,
         "written": p.written, "side": p.side}
        for p in people
    ]  # fmt: skip
    if rows:
        connection.execute(insert(attendance), rows)


def set_conversation(connection: Connection, name: str, conversation: str) -> None:
    """Keep the conversation as it is now, after a change of names or sides."""
    connection.execute(update(talk).where(talk.c.call_id == name).values(conversation=conversation))


def set_review(connection: Connection, name: str, review: str, values: Mapping[str, Any]) -> None:
    """Keep a call's review and its counts."""
    connection.execute(update(talk).where(talk.c.call_id == name).values(review=review))
    connection.execute(update(call).where(call.c.id == name).values(**values))


def change_call(
    connection: Connection, name: str, values: Mapping[str, Any], version: int | None = None
) -> None:
    """Change a call's own lines; with a version, only if nobody else did meanwhile.

    Raises ClashError where somebody did.
    """
    asked = update(call).where(call.c.id == name)
    if version is not None:
        asked = asked.where(call.c.version == version)
    done = connection.execute(asked.values(version=call.c.version + 1, **values))
    if done.rowcount != 1:
        raise ClashError(
            "Somebody else changed this call while you had it open; nothing was overwritten.",
            fix="Look at the call again, then make your change.",
        )


def may_see(connection: Connection, scope: Scope, name: str) -> str:
    """Say how much of a call somebody may see: whole, part (some moments), or none."""
    asked = select(call.c.id).where(call.c.id == name)
    if connection.execute(asked.where(whole_calls(scope))).first():
        return "whole"
    return "part" if connection.execute(asked.where(touched_calls(scope))).first() else "none"


_LINE = select(
    call,
    deal.c.name.label("deal_name"),
).outerjoin(deal, deal.c.id == call.c.deal_id)


def call_line(connection: Connection, name: str) -> CallLine | None:
    """Give one call's line, or None; who may see it is asked with `may_see`."""
    row = connection.execute(_LINE.where(call.c.id == name)).first()
    return _lines(connection, [row])[0] if row else None


def lines_of(connection: Connection, names: Sequence[str]) -> tuple[CallLine, ...]:
    """Give several calls' lines in the order asked; who may see them is asked before."""
    rows = connection.execute(_LINE.where(call.c.id.in_(names))).all()
    return _lines(connection, sorted(rows, key=lambda row: names.index(row.id)))


def talk_of(connection: Connection, name: str) -> tuple[Any, Any]:
    """Give a call's conversation and review as JSON data; the review is None before sides are known."""
    row = connection.execute(
        select(talk.c.conversation, talk.c.review).where(talk.c.call_id == name)
    ).one()
    return json.loads(row.conversation), json.loads(row.review) if row.review else None


def talks_of(connection: Connection, names: Sequence[str]) -> Mapping[str, tuple[Any, Any]]:
    """Give several calls' conversations and reviews."""
    rows = connection.execute(select(talk).where(talk.c.call_id.in_(names)))
    return {
        r.call_id: (json.loads(r.conversation), json.loads(r.review) if r.review else None)
        for r in rows
    }


def find_calls(
    connection: Connection, scope: Scope, asked: CallFilter, *, limit: int = 25, after: int = 0
) -> tuple[tuple[CallLine, ...], int]:
    """List the calls somebody may see whole, newest first, with how many there are in all."""
    where = [whole_calls(scope), *_narrowed(connection, scope, asked)]
    total = connection.execute(select(func.count()).select_from(call).where(*where)).scalar_one()
    rows = connection.execute(
        _LINE.where(*where).order_by(call.c.day.desc(), call.c.id).limit(limit).offset(after)
    ).all()
    return _lines(connection, rows), int(total)


def _narrowed(connection: Connection, scope: Scope, asked: CallFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.words.strip():
        found.append(call.c.id.in_(_said(connection, asked.words)))
    if asked.who is not None:
        met = select(attendance.c.call_id).where(attendance.c.person_id == asked.who)
        found.append(call.c.id.in_(met))
    for column, value in (
        (call.c.deal_id, asked.deal),
        (call.c.kind, asked.kind),
        (call.c.state, asked.state),
    ):
        if value not in (None, ""):
            found.append(column == value)
    if asked.code or asked.grade is not None:
        held = select(moment.c.call_id).where(moment.c.gone.is_(None), seen_moments(scope))
        if asked.code:
            held = held.where(moment.c.code == asked.code)
        if asked.grade is not None:
            held = held.where(moment.c.grade == asked.grade)
        found.append(call.c.id.in_(held))
    if asked.since:
        found.append(call.c.day >= asked.since)
    if asked.until:
        found.append(call.c.day < asked.until + "T99")
    return found


def _said(connection: Connection, words: str) -> Any:
    """Match every word (or its beginning) anywhere in a call; marks have no power here."""
    plain = plain_words(words[:1000]).split()[:12]
    if connection.dialect.name == "sqlite":
        match = " AND ".join(f'"{word}"*' for word in plain) or '""'
        return text("SELECT call_id FROM said WHERE said MATCH :match").bindparams(match=match)
    match = " & ".join(f"{word}:*" for word in plain)
    return text(
        "SELECT call_id FROM said WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :match)"
    ).bindparams(match=match)


def _lines(connection: Connection, rows: Sequence[Any]) -> tuple[CallLine, ...]:
    names: dict[tuple[str, str], list[str]] = {}
    for one in people_of(connection, [row.id for row in rows]):
        names.setdefault((one.call, one.side), []).append(one.name)
    return tuple(
        CallLine(
            id=r.id,
            title=r.title,
            source=r.source,
            kind=r.kind,
            started=r.started,
            imported=r.imported,
            state=r.state,
            given=r.given,
            taken=r.taken,
            turns=r.turns,
            version=r.version,
            deal=r.deal_id,
            deal_name=r.deal_name,
            consent=r.consent,
            keep_until=r.keep_until,
            sellers=tuple(names.get((r.id, "seller"), ())),
            buyers=tuple(names.get((r.id, "buyer"), ())),
            brought_by=r.imported_by,
        )
        for r in rows
    )


def people_of(connection: Connection, names: Sequence[str]) -> tuple[Attendance, ...]:
    """List who took part in these calls, in the order of each call."""
    rows = connection.execute(
        select(attendance, person.c.name)
        .join(person, person.c.id == attendance.c.person_id)
        .where(attendance.c.call_id.in_(names))
        .order_by(attendance.c.call_id, attendance.c.participant)
    )
    return tuple(
        Attendance(call=r.call_id, participant=r.participant, person=r.person_id,
                   written=r.written, side=r.side, name=r.name)
        for r in rows
    )  # fmt: skip


def files_of(connection: Connection, name: str) -> tuple[tuple[str, str, int], ...]:
    """List a call's original files: hash, name, bytes."""
    rows = connection.execute(select(source_file).where(source_file.c.call_id == name))
    return tuple((r.sha, r.name, r.size) for r in rows)


def calls_behind(connection: Connection, engine: str, codebook: str) -> tuple[str, ...]:
    """List reviewed calls that another engine or codebook has read; invented ones no engine read."""
    rows = connection.execute(
        select(call.c.id)
        .where(call.c.state == "reviewed", call.c.source != INVENTED)
        .where((call.c.engine != engine) | (call.c.codebook != codebook))
        .order_by(call.c.id)
    )
    return tuple(rows.scalars())


def add_scoring(connection: Connection, name: str, change: Change) -> None:
    """Keep what a new reading of a call altered."""
    rows = json.dumps([list(row) for row in change.rows], ensure_ascii=False)
    connection.execute(
        insert(scoring).values(call_id=name, at=change.at, engine=change.engine,
                               codebook=change.codebook, changes=rows)
    )  # fmt: skip


def scorings(connection: Connection, name: str) -> tuple[Change, ...]:
    """List how a call was read over time, newest first."""
    rows = connection.execute(
        select(scoring).where(scoring.c.call_id == name).order_by(scoring.c.id.desc())
    )
    return tuple(
        Change(at=r.at, engine=r.engine, codebook=r.codebook,
               rows=tuple((a, b, c, d) for a, b, c, d in json.loads(r.changes)))
        for r in rows
    )  # fmt: skip


def sold_by(connection: Connection, who: int) -> tuple[tuple[str, int, int], ...]:
    """List the calls somebody sold in, newest first: (id, chances given, chances taken)."""
    rows = connection.execute(
        select(call.c.id, call.c.given, call.c.taken)
        .join(attendance, attendance.c.call_id == call.c.id)
        .where(attendance.c.person_id == who, attendance.c.side == "seller")
        .order_by(call.c.day.desc(), call.c.id)
    )
    return tuple((str(a), int(b), int(c)) for a, b, c in rows)
