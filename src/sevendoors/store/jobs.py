"""Files on their way in: a queue that a kill at any point neither loses nor doubles."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sevendoors.core.kept import Job
from sevendoors.store.rows import new_id
from sevendoors.store.tables import call, job

MOST_TRIES = 3  # after so many workers died on a file, it is not tried again by itself


def add_job(
    connection: Connection, *, name: str, files: Sequence[tuple[str, str]], owner: int, now: str
) -> int:
    """Queue one file (hash, name), or two that belong together; the same again is not doubled."""
    parts = [str(owner), *sorted(sha for sha, _ in files)]
    key = sha256("/".join(parts).encode()).hexdigest()
    old = connection.execute(select(job).where(job.c.key == key)).first()
    if old:
        if old.state == "failed":
            retry(connection, old.id, owner, now)
        elif old.state in ("done", "same"):
            _again(connection, old, name, files, now)
        return int(old.id)
    made = connection.execute(
        insert(job).values(name=name, files=json.dumps([list(f) for f in files]), key=key,
                           state="waiting", owner_id=owner, queued=now)
    )  # fmt: skip
    return new_id(made)


def _again(
    connection: Connection, old: Any, name: str, files: Sequence[tuple[str, str]], now: str
) -> None:
    """Queue a file once more, or say that its call is here; it may have been deleted since."""
    here = connection.execute(select(call.c.id).where(call.c.id == old.call_id)).first()
    values: dict[str, Any] = (
        {"state": "same", "ended": now} if here else {"state": "waiting", "tries": 0, "ended": None}
    )
    text = json.dumps([list(f) for f in files])
    connection.execute(
        update(job).where(job.c.id == old.id).values(queued=now, name=name, files=text, **values)
    )


def add_failed(connection: Connection, *, name: str, owner: int, reason: str, now: str) -> int:
    """List something that was not taken at all, with the reason; there is no file to retry."""
    key = sha256(f"{owner}/not taken/{name}".encode()).hexdigest()
    values = {"state": "failed", "reason": reason, "queued": now, "ended": now}
    old = connection.execute(select(job.c.id).where(job.c.key == key)).scalar()
    if old is not None:
        connection.execute(update(job).where(job.c.id == old).values(**values))
        return int(old)
    made = insert(job).values(name=name, files="[]", key=key, owner_id=owner, **values)
    return new_id(connection.execute(made))


def leave_out(connection: Connection, owner: int, which: int | None = None) -> tuple[Job, ...]:
    """Take failed files of somebody off the list (one, or all); gives them."""
    asked = select(job).where(job.c.owner_id == owner, job.c.state == "failed")
    if which is not None:
        asked = asked.where(job.c.id == which)
    gone = tuple(_job(row) for row in connection.execute(asked).all())
    connection.execute(delete(job).where(job.c.id.in_([one.id for one in gone])))
    return gone


def claim(
    connection: Connection, *, now: str, until: str, most: int = 1, only: int | None = None
) -> tuple[Job, ...]:
    """Take waiting jobs, and those whose worker died, for as long as the lease runs.

    only: this job and no other.
    """
    asked = (
        select(job)
        .where((job.c.state == "waiting") | ((job.c.state == "working") & (job.c.leased < now)))
        .order_by(job.c.id)
        .limit(most)
    )
    if only is not None:
        asked = asked.where(job.c.id == only)
    if connection.dialect.name != "sqlite":
        asked = asked.with_for_update(skip_locked=True)
    taken = []
    for row in connection.execute(asked).all():
        if row.tries >= MOST_TRIES:
            fail(connection, row.id, "Reading this file ended the program three times. Send us the file, or leave it out.", now)  # fmt: skip
            continue
        connection.execute(
            update(job)
            .where(job.c.id == row.id)
            .values(state="working", leased=until, tries=row.tries + 1)
        )
        taken.append(_job(row))
    return tuple(taken)


def uncount(connection: Connection, which: Sequence[int]) -> None:
    """Take back the try of claimed jobs that are read where nothing else can come to harm."""
    connection.execute(update(job).where(job.c.id.in_(which)).values(tries=job.c.tries - 1))


def give_back(connection: Connection, which: Sequence[int]) -> None:
    """Let go of claimed jobs that were not begun, as on a graceful stop."""
    connection.execute(
        update(job)
        .where(job.c.id.in_(which), job.c.state == "working")
        .values(state="waiting", leased=None, tries=job.c.tries - 1)
    )


def finish(connection: Connection, which: int, call: str, now: str, *, same: bool = False) -> None:
    """Note that a job's call is kept, in the transaction that keeps it; same: it was here already."""
    state = "same" if same else "done"
    connection.execute(
        update(job)
        .where(job.c.id == which)
        .values(state=state, call_id=call, ended=now, reason="", leased=None)
    )


def fail(connection: Connection, which: int, reason: str, now: str) -> None:
    """Note why a file could not be read, and how to mend it."""
    connection.execute(
        update(job)
        .where(job.c.id == which)
        .values(state="failed", reason=reason, ended=now, leased=None)
    )


def retry(connection: Connection, which: int, owner: int, now: str) -> bool:
    """Queue a failed job of somebody again; False where it is not theirs or has not failed."""
    done = connection.execute(
        update(job)
        .where(job.c.id == which, job.c.owner_id == owner, job.c.state == "failed")
        .where(job.c.files != "[]")
        .values(state="waiting", tries=0, reason="", queued=now, ended=None)
    )
    return done.rowcount == 1


def jobs(
    connection: Connection,
    owner: int | None,
    *,
    states: Sequence[str] = (),
    limit: int = 50,
    after: int = 0,
) -> tuple[Job, ...]:
    """List somebody's jobs (or everybody's), newest first."""
    asked = select(job).order_by(job.c.id.desc()).limit(limit).offset(after)
    if owner is not None:
        asked = asked.where(job.c.owner_id == owner)
    if states:
        asked = asked.where(job.c.state.in_(states))
    return tuple(_job(row) for row in connection.execute(asked))


def job_counts(connection: Connection, owner: int | None) -> dict[str, int]:
    """Count somebody's jobs by state."""
    asked = select(job.c.state, func.count()).group_by(job.c.state)
    if owner is not None:
        asked = asked.where(job.c.owner_id == owner)
    return {str(state): int(n) for state, n in connection.execute(asked)}


def files_waiting(connection: Connection) -> frozenset[str]:
    """List the hashes of files that jobs still need."""
    rows = connection.execute(
        select(job.c.files).where(job.c.state.in_(("waiting", "working", "failed")))
    )
    return frozenset(sha for text in rows.scalars() for sha, _ in json.loads(text))


def _job(row: Any) -> Job:
    return Job(
        id=row.id,
        name=row.name,
        state=row.state,
        reason=row.reason,
        tries=row.tries,
        owner=row.owner_id,
        call=row.call_id,
        queued=row.queued,
        ended=row.ended,
        files=tuple((sha, name) for sha, name in json.loads(row.files)),
    )


def lapsed(connection: Connection, now: str) -> int:
    """Count jobs whose worker died."""
    asked = (
        select(func.count()).select_from(job).where(job.c.state == "working", job.c.leased < now)
    )
    return int(connection.execute(asked).scalar_one())


def let_go(connection: Connection, which: Sequence[int]) -> None:
    """Let go of jobs whose worker ended without an answer; the try still counts."""
    connection.execute(
        update(job)
        .where(job.c.id.in_(which), job.c.state == "working")
        .values(state="waiting", leased=None)
    )


def call_of(connection: Connection, which: int) -> str | None:
    """Give the call a job became, if it did."""
    return connection.execute(select(job.c.call_id).where(job.c.id == which)).scalar()


def job_of(connection: Connection, which: int) -> Job:
    """Give one job."""
    return _job(connection.execute(select(job).where(job.c.id == which)).one())


def own_job(connection: Connection, which: int, owner: int) -> Job | None:
    """Give one job of somebody, or None where it is not theirs."""
    row = connection.execute(select(job).where(job.c.id == which, job.c.owner_id == owner)).first()
    return _job(row) if row else None


def some(connection: Connection, which: Sequence[int]) -> tuple[Job, ...]:
    """Give these jobs, the oldest first."""
    found: list[Job] = []
    for start in range(0, len(which), 500):
        part = which[start : start + 500]
        rows = connection.execute(select(job).where(job.c.id.in_(part)).order_by(job.c.id))
        found += [_job(row) for row in rows]
    return tuple(found)
