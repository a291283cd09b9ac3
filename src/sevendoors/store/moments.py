"""Moments with what people said about them: agreement, dispute, comments, guesses, releases."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sevendoors.core.kept import Guess, KeptMoment, Mark, Release
from sevendoors.core.people import Scope
from sevendoors.store.people_tables import person
from sevendoors.store.rows import new_id
from sevendoors.store.sight import in_team, seen_moments
from sevendoors.store.tables import call, guess, mark, moment, release


def set_moments(
    connection: Connection, name: str, moments: Sequence[KeptMoment], now: str
) -> tuple[tuple[KeptMoment, ...], tuple[KeptMoment, ...]]:
    """Keep a call's moments as now found; marks stay with theirs. Gives (before, after).

    A moment no longer found is dropped, unless somebody marked or released it: then it stays, gone.
    """
    before = moments_of(connection, name, None)
    now_ids = {one.id for one in moments}
    lost = [one.id for one in before if one.id not in now_ids]
    held = set(
        connection.execute(select(mark.c.moment_id).where(mark.c.moment_id.in_(lost))).scalars()
    )
    held |= set(
        connection.execute(
            select(release.c.moment_id).where(release.c.moment_id.in_(lost))
        ).scalars()
    )
    connection.execute(
        update(moment).where(moment.c.id.in_(held), moment.c.gone.is_(None)).values(gone=now)
    )
    connection.execute(delete(moment).where(moment.c.id.in_(set(lost) - held)))
    known = {one.id for one in before}
    fresh = [_row(one) for one in moments if one.id not in known]
    for one in moments:
        if one.id in known:
            row = _row(one)
            connection.execute(update(moment).where(moment.c.id == row.pop("id")).values(**row))
    if fresh:
        connection.execute(insert(moment), fresh)
    return before, tuple(moments)


def add_moments(connection: Connection, moments: Sequence[KeptMoment]) -> None:
    """Keep the moments of a call that had none before."""
    if moments:
        connection.execute(insert(moment), [_row(one) for one in moments])


def _row(one: KeptMoment) -> dict[str, Any]:
    return {
        "id": one.id,
        "call_id": one.call,
        "place": one.place,
        "turn": one.turn,
        "code": one.code,
        "grade": one.grade,
        "p": one.p,
        "late": int(one.late),
        "seller_id": one.seller,
        "quote": one.quote,
        "data": json.dumps(one.data, ensure_ascii=False),
        "gone": None,
    }


def _kept(row: Any) -> KeptMoment:
    return KeptMoment(
        id=row.id,
        call=row.call_id,
        place=row.place,
        turn=row.turn,
        code=row.code,
        grade=row.grade,
        p=row.p,
        late=bool(row.late),
        quote=row.quote,
        seller=row.seller_id,
        data=json.loads(row.data),
        gone=row.gone,
    )


def moments_of(connection: Connection, name: str, scope: Scope | None) -> tuple[KeptMoment, ...]:
    """List a call's moments in the order spoken; with a scope, only those it may see."""
    asked = select(moment).where(moment.c.call_id == name).order_by(moment.c.place, moment.c.id)
    if scope is not None:
        asked = asked.where(seen_moments(scope))
    return tuple(_kept(row) for row in connection.execute(asked))


def moment_of(connection: Connection, scope: Scope, name: str) -> KeptMoment | None:
    """Give one moment, or None where it is not there or may not be seen."""
    row = connection.execute(
        select(moment).where(moment.c.id == name).where(seen_moments(scope))
    ).first()
    return _kept(row) if row else None


def find_moments(
    connection: Connection,
    scope: Scope,
    *,
    seller: int | None = None,
    code: str = "",
    grade: int | None = None,
    since: str = "",
    calls: Sequence[str] | None = None,
    limit: int = 50,
    after: int = 0,
) -> tuple[KeptMoment, ...]:
    """List the moments somebody may see, newest call first."""
    asked = (
        select(moment)
        .join(call, call.c.id == moment.c.call_id)
        .where(seen_moments(scope), moment.c.gone.is_(None))
        .order_by(call.c.day.desc(), call.c.id, moment.c.place)
        .limit(limit)
        .offset(after)
    )
    for column, value in (
        (moment.c.seller_id, seller),
        (moment.c.code, code),
        (moment.c.grade, grade),
    ):
        if value not in (None, ""):
            asked = asked.where(column == value)
    if since:
        asked = asked.where(call.c.day >= since)
    if calls is not None:
        asked = asked.where(moment.c.call_id.in_(calls))
    return tuple(_kept(row) for row in connection.execute(asked))


def counts(
    connection: Connection, *, seller: int | None = None, team: int | None = None, since: str = ""
) -> tuple[tuple[int, str, int | None, int], ...]:
    """Count moments by seller, kind of chance and grade: of one seller, or of a whole team.

    Rows are (seller, code, grade, n); who may ask is decided in app/base/rights.py.
    """
    asked = (
        select(moment.c.seller_id, moment.c.code, moment.c.grade, func.count())
        .where(moment.c.gone.is_(None), moment.c.seller_id.is_not(None))
        .group_by(moment.c.seller_id, moment.c.code, moment.c.grade)
    )
    asked = (
        asked.where(moment.c.seller_id == seller)
        if seller is not None
        else asked.where(in_team(team))
    )
    if since:
        asked = asked.join(call, call.c.id == moment.c.call_id).where(call.c.day >= since)
    return tuple((int(a), str(b), c, int(n)) for a, b, c, n in connection.execute(asked))


def by_call(
    connection: Connection, seller: int
) -> tuple[tuple[str, str, str, int | None, int], ...]:
    """Count a seller's moments by call: rows (call, day, code, grade, n), oldest first."""
    asked = (
        select(moment.c.call_id, call.c.day, moment.c.code, moment.c.grade, func.count())
        .join(call, call.c.id == moment.c.call_id)
        .where(moment.c.seller_id == seller, moment.c.gone.is_(None))
        .group_by(moment.c.call_id, call.c.day, moment.c.code, moment.c.grade)
        .order_by(call.c.day, moment.c.call_id)
    )
    return tuple((str(a), str(b), str(c), g, int(n)) for a, b, c, g, n in connection.execute(asked))


def add_mark(connection: Connection, made: Mark) -> int:
    """Keep a mark; a new agreement, disagreement or dispute replaces this author's old one."""
    if made.kind != "comment":
        connection.execute(
            delete(mark).where(
                mark.c.moment_id == made.moment,
                mark.c.author_id == made.author,
                mark.c.kind != "comment",
            )
        )
    done = connection.execute(
        insert(mark).values(call_id=made.call, moment_id=made.moment, author_id=made.author,
                            kind=made.kind, grade=made.grade, text=made.text,
                            visible=made.visible, at=made.at)
    )  # fmt: skip
    return new_id(done)


def drop_mark(connection: Connection, which: int, author: int) -> bool:
    """Take back one of somebody's own marks; False where it is not theirs."""
    done = connection.execute(delete(mark).where(mark.c.id == which, mark.c.author_id == author))
    return done.rowcount == 1


def marks_of(connection: Connection, name: str, viewer: int) -> tuple[Mark, ...]:
    """List a call's marks that a viewer may read: their own, and those meant for all."""
    rows = connection.execute(
        select(mark, person.c.name.label("author_name"))
        .join(person, person.c.id == mark.c.author_id)
        .where(mark.c.call_id == name)
        .where((mark.c.visible == "all") | (mark.c.author_id == viewer))
        .order_by(mark.c.id)
    )
    return tuple(
        Mark(id=r.id, call=r.call_id, moment=r.moment_id, author=r.author_id,
             author_name=r.author_name, kind=r.kind, grade=r.grade, text=r.text,
             visible=r.visible, at=r.at)
        for r in rows
    )  # fmt: skip


def set_guess(connection: Connection, made: Guess) -> bool:
    """Keep the first guess of somebody about a call; False where there is one already."""
    if guess_of(connection, made.call, made.person):
        return False
    connection.execute(
        insert(guess).values(call_id=made.call, person_id=made.person, taken=made.taken, at=made.at)
    )
    return True


def guess_of(connection: Connection, name: str, who: int) -> Guess | None:
    """Give somebody's guess about a call; taken None means it was skipped."""
    row = connection.execute(
        select(guess).where(guess.c.call_id == name, guess.c.person_id == who)
    ).first()
    return Guess(call=name, person=who, taken=row.taken, at=row.at) if row else None


def guesses_of(connection: Connection, who: int) -> tuple[tuple[Guess, int, int], ...]:
    """List somebody's guesses with what was found: (guess, chances taken, chances given)."""
    rows = connection.execute(
        select(guess, call.c.taken.label("found"), call.c.given)
        .join(call, call.c.id == guess.c.call_id)
        .where(guess.c.person_id == who, guess.c.taken.is_not(None))
        .order_by(guess.c.at)
    )
    return tuple(
        (Guess(call=r.call_id, person=who, taken=r.taken, at=r.at), int(r.found), int(r.given))
        for r in rows
    )


def add_release(connection: Connection, made: Release) -> bool:
    """Keep a release; False where it was released so already."""
    same = select(release.c.id).where(
        release.c.seller_id == made.seller,
        release.c.call_id == made.call,
        release.c.audience == made.audience,
        release.c.moment_id == made.moment if made.moment else release.c.moment_id.is_(None),
    )
    if connection.execute(same).first():
        return False
    connection.execute(
        insert(release).values(seller_id=made.seller, call_id=made.call, moment_id=made.moment,
                               audience=made.audience, at=made.at)
    )  # fmt: skip
    return True


def drop_releases(
    connection: Connection,
    seller: int,
    name: str,
    moment_id: str | None = None,
    *,
    whole_only: bool = False,
) -> int:
    """Take back what a seller released of a call, or of one moment.

    whole_only: only the call as a whole; moments released singly stay so.
    """
    asked = delete(release).where(release.c.seller_id == seller, release.c.call_id == name)
    if whole_only:
        asked = asked.where(release.c.moment_id.is_(None))
    if moment_id:
        asked = asked.where(release.c.moment_id == moment_id)
    return int(connection.execute(asked).rowcount)


def releases(
    connection: Connection, *, seller: int | None = None, name: str | None = None
) -> tuple[Release, ...]:
    """List releases of a seller, of a call, or both."""
    asked = select(release).order_by(release.c.id.desc())
    if seller is not None:
        asked = asked.where(release.c.seller_id == seller)
    if name is not None:
        asked = asked.where(release.c.call_id == name)
    return tuple(
        Release(id=r.id, seller=r.seller_id, call=r.call_id, moment=r.moment_id,
                audience=r.audience, at=r.at)
        for r in connection.execute(asked)
    )  # fmt: skip
