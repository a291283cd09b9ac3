"""Accounts, sessions, one-time links and API tokens; secrets are kept as hashes only."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from sevendoors.core.people import Role
from sevendoors.store.people_tables import account, attempt, link, login, person, token
from sevendoors.store.rows import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can sign in; password is an argon2 hash, or None before the first one."""

    person: int
    name: str
    roles: frozenset[Role]
    team: int | None
    email: str | None
    password: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in browser: whose it is, and the word its forms must bring."""

    account: Account
    csrf: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    """An API token as its owner sees it; the secret itself is shown once and not kept."""

    id: int
    name: str
    scopes: tuple[str, ...]
    created: str
    expires: str
    used: str | None


def _roles(text: str) -> frozenset[Role]:
    return frozenset(Role(role) for role in text.split(",") if role)


_ACCOUNT = select(
    account.c.person_id,
    account.c.roles,
    account.c.password,
    person.c.name,
    person.c.team_id,
    person.c.email,
).join(person, person.c.id == account.c.person_id)


def _account(row: Any) -> Account:
    who, roles, password, name, team_id, email = tuple(row)[:6]
    return Account(
        person=who, name=name, roles=_roles(roles), team=team_id, email=email, password=password
    )


def accounts(connection: Connection) -> tuple[Account, ...]:
    """List all who can sign in."""
    return tuple(_account(row) for row in connection.execute(_ACCOUNT.order_by(person.c.name)))


def count_accounts(connection: Connection) -> int:
    """Count those who can sign in."""
    return int(connection.execute(select(func.count()).select_from(account)).scalar_one())


def account_of(connection: Connection, who: int) -> Account | None:
    """Give somebody's account, or None."""
    row = connection.execute(_ACCOUNT.where(account.c.person_id == who)).first()
    return _account(row) if row else None


def account_by_mail(connection: Connection, email: str) -> Account | None:
    """Find an account by the e-mail it signs in with."""
    found = _ACCOUNT.where(func.lower(person.c.email) == email.casefold().strip())
    row = connection.execute(found).first()
    return _account(row) if row else None


def add_account(connection: Connection, who: int, roles: Iterable[Role], now: str) -> None:
    """Let somebody sign in, once they have a password."""
    connection.execute(
        insert(account).values(person_id=who, roles=",".join(sorted(roles)), created=now)
    )


def set_roles(connection: Connection, who: int, roles: Iterable[Role]) -> None:
    """Say what somebody is here for."""
    told = ",".join(sorted(roles))
    connection.execute(update(account).where(account.c.person_id == who).values(roles=told))


def set_password(connection: Connection, who: int, hashed: str) -> None:
    """Keep a new password's hash, and end every session of this person."""
    connection.execute(update(account).where(account.c.person_id == who).values(password=hashed))
    connection.execute(delete(login).where(login.c.person_id == who))


def drop_account(connection: Connection, who: int) -> None:
    """Let somebody no longer sign in; their calls stay."""
    for table in (account, login, token, link):
        connection.execute(delete(table).where(table.c.person_id == who))


def open_session(
    connection: Connection, *, hashed: str, who: int, csrf: str, now: str, expires: str
) -> None:
    """Keep a new session; those that ran out are dropped on the way."""
    connection.execute(delete(login).where(login.c.expires < now))
    connection.execute(
        insert(login).values(hash=hashed, person_id=who, csrf=csrf, created=now, expires=expires)
    )


def session_of(connection: Connection, hashed: str, now: str) -> Session | None:
    """Give the session a browser brings, unless it ran out."""
    row = connection.execute(
        _ACCOUNT.add_columns(login.c.csrf)
        .join(login, login.c.person_id == account.c.person_id)
        .where(login.c.hash == hashed, login.c.expires > now)
    ).first()
    return Session(account=_account(row), csrf=str(row.csrf)) if row else None


def close_session(connection: Connection, hashed: str) -> None:
    """End one session."""
    connection.execute(delete(login).where(login.c.hash == hashed))


def add_link(
    connection: Connection, *, hashed: str, purpose: str, who: int | None, expires: str
) -> None:
    """Keep a one-time link; a new one for the same person and purpose replaces the old."""
    connection.execute(delete(link).where(link.c.person_id == who, link.c.purpose == purpose))
    connection.execute(
        insert(link).values(hash=hashed, purpose=purpose, person_id=who, expires=expires)
    )


def link_of(connection: Connection, hashed: str, now: str) -> tuple[str, int | None] | None:
    """Say what a link is for and for whom, unless it was used or ran out."""
    row = connection.execute(
        select(link.c.purpose, link.c.person_id).where(
            link.c.hash == hashed, link.c.used.is_(None), link.c.expires > now
        )
    ).first()
    return (str(row.purpose), row.person_id) if row else None


def use_link(connection: Connection, hashed: str, now: str) -> bool:
    """Use a link up; False where somebody was quicker."""
    done = connection.execute(
        update(link).where(link.c.hash == hashed, link.c.used.is_(None)).values(used=now)
    )
    return done.rowcount == 1


def note_attempt(connection: Connection, key: str, now: str) -> None:
    """Remember a failed try to sign in, by a hash of who tried."""
    connection.execute(insert(attempt).values(key=key, at=now))


def attempts_since(connection: Connection, key: str, since: str) -> int:
    """Count failed tries since a time."""
    asked = (
        select(func.count()).select_from(attempt).where(attempt.c.key == key, attempt.c.at > since)
    )
    return int(connection.execute(asked).scalar_one())


def forget_attempts(connection: Connection, key: str, before: str) -> None:
    """Drop the tries of somebody who got in, and all that are old."""
    connection.execute(delete(attempt).where((attempt.c.key == key) | (attempt.c.at < before)))


def add_token(
    connection: Connection,
    *,
    hashed: str,
    who: int,
    name: str,
    scopes: Iterable[str],
    now: str,
    expires: str,
) -> int:
    """Keep a new API token's hash."""
    made = connection.execute(
        insert(token).values(
            hash=hashed,
            person_id=who,
            name=name,
            scopes=",".join(sorted(scopes)),
            created=now,
            expires=expires,
        )
    )
    return new_id(made)


def token_of(
    connection: Connection, hashed: str, now: str
) -> tuple[Account, frozenset[str]] | None:
    """Give whose a token is and what it may do, unless it ran out."""
    row = connection.execute(
        _ACCOUNT.add_columns(token.c.scopes)
        .join(token, token.c.person_id == account.c.person_id)
        .where(token.c.hash == hashed, token.c.expires > now)
    ).first()
    return (_account(row), frozenset(str(row.scopes).split(","))) if row else None


def token_used(connection: Connection, hashed: str, now: str) -> None:
    """Note when a token was last used."""
    connection.execute(update(token).where(token.c.hash == hashed).values(used=now))


def tokens(connection: Connection, who: int) -> tuple[TokenLine, ...]:
    """List somebody's tokens, newest first."""
    rows = connection.execute(
        select(token).where(token.c.person_id == who).order_by(token.c.id.desc())
    )
    return tuple(
        TokenLine(id=r.id, name=r.name, scopes=tuple(r.scopes.split(",")), created=r.created,
                  expires=r.expires, used=r.used)
        for r in rows
    )  # fmt: skip


def drop_token(connection: Connection, who: int, which: int) -> bool:
    """End one of somebody's tokens; False where it is not theirs."""
    done = connection.execute(delete(token).where(token.c.id == which, token.c.person_id == who))
    return done.rowcount == 1
