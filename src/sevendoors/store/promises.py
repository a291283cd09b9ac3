"""Promises from the notes of calls, with what falls due."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from sevendoors.core.kept import PromiseLine
from sevendoors.core.people import Scope
from sevendoors.store.sight import whole_calls
from sevendoors.store.tables import call, promise


def set_promises(connection: Connection, name: str, made: Iterable[PromiseLine]) -> None:
    """Write a call's promises anew; what was ticked stays ticked."""
    done = {
        (r.turn, r.quote): r.done
        for r in connection.execute(select(promise).where(promise.c.call_id == name))
    }
    connection.execute(delete(promise).where(promise.c.call_id == name))
    rows = [
        {"call_id": name, "side": p.side, "owner": p.owner, "quote": p.quote, "turn": p.turn,
         "due": p.due, "done": done.get((p.turn, p.quote))}
        for p in made
    ]  # fmt: skip
    if rows:
        connection.execute(insert(promise), rows)


def promises(
    connection: Connection,
    scope: Scope,
    *,
    calls: Sequence[str] | None = None,
    open_only: bool = False,
    due_by: str = "",
    done_since: str = "",
    limit: int = 100,
) -> tuple[PromiseLine, ...]:
    """List promises of calls somebody may see, the soonest due first, undated ones last.

    done_since: those still open, and those ticked since this time.
    """
    asked = (
        select(promise, call.c.title)
        .join(call, call.c.id == promise.c.call_id)
        .where(whole_calls(scope))
        .order_by(promise.c.due.is_(None), promise.c.due, promise.c.id)
        .limit(limit)
    )
    if calls is not None:
        asked = asked.where(promise.c.call_id.in_(calls))
    if open_only:
        asked = asked.where(promise.c.done.is_(None))
    if done_since:
        asked = asked.where(promise.c.done.is_(None) | (promise.c.done >= done_since))
    if due_by:
        asked = asked.where(promise.c.due.is_not(None), promise.c.due <= due_by)
    return tuple(
        PromiseLine(id=r.id, call=r.call_id, call_title=r.title, side=r.side, owner=r.owner,
                    quote=r.quote, turn=r.turn, due=r.due, done=r.done)
        for r in connection.execute(asked)
    )  # fmt: skip


def tick(connection: Connection, scope: Scope, which: int, done: str | None) -> bool:
    """Tick a promise as done, or take the tick back; False where it may not be seen."""
    seen = select(promise.c.id).join(call, call.c.id == promise.c.call_id).where(whole_calls(scope))
    made = connection.execute(
        update(promise).where(promise.c.id == which, promise.c.id.in_(seen)).values(done=done)
    )
    return made.rowcount == 1
