"""Signing in and out: sessions, passwords, one-time links and tokens, all kept as hashes."""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place, only_viewer, viewer_of
from sevendoors.core.errors import DoorsError, GoneError
from sevendoors.core.people import Viewer
from sevendoors.store import accounts, people

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SESSION_DAYS, LINK_DAYS, ALONE_DAYS = 14, 7, 365
SHORTEST, LONGEST = 10, 200
TRIES, TRY_MINUTES = 8, 15
_NO_FIT = "E-mail and password do not fit."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody signed in: who, the word their forms bring, and the secret of the cookie if new."""

    viewer: Viewer
    csrf: str
    secret: str = ""


def hashed(secret: str) -> str:
    """Hash a secret that is long and random by itself; passwords go through argon2 instead."""
    return sha256(secret.encode()).hexdigest()


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415  (start-up time)

    return PasswordHasher()


def house_key(place: Place) -> str:
    """Give the key in the link that `doors serve` prints; it stays, so that it can be bookmarked."""
    file = place.folder / "key"
    if file.exists():
        return file.read_text("ascii").strip()
    key = secrets.token_urlsafe(24)
    file.touch(mode=0o600)
    file.write_text(key, "ascii")
    return key


def enter_alone(place: Place, key: str) -> SignedIn | None:
    """Open a session by the printed link, while only one person is here; None where it is wrong."""
    viewer = only_viewer(place)
    if viewer is None or not hmac.compare_digest(key.encode(), house_key(place).encode()):
        return None
    return _open(place, viewer, days=ALONE_DAYS)


def _open(place: Place, viewer: Viewer, *, days: int = SESSION_DAYS) -> SignedIn:
    secret, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
    with place.store.write() as connection:
        accounts.open_session(
            connection, hashed=hashed(secret), who=viewer.person, csrf=csrf, now=place.now(),
            expires=place.later(days=days),
        )  # fmt: skip
    return SignedIn(viewer=viewer, csrf=csrf, secret=secret)


def signed_in(place: Place, secret: str) -> SignedIn | None:
    """Say who a cookie belongs to; None where it is unknown or ran out."""
    if not secret:
        return None
    with place.store.read() as connection:
        found = accounts.session_of(connection, hashed(secret), place.now())
        if found is None:
            return None
        alone = found.account.password is None and accounts.count_accounts(connection) == 1
    if found.account.password is None and not alone:
        return None  # the second person has come: a password is needed first
    return SignedIn(viewer=viewer_of(found.account, alone=alone), csrf=found.csrf)


def sign_in(place: Place, email: str, password: str, origin: str) -> SignedIn:
    """Sign in by e-mail and password. Raises DoorsError, the same for all that does not fit.

    origin: where the request came from; tries are counted by it and by the e-mail.
    """
    keys = [hashed(f"mail:{email.casefold().strip()}"), hashed(f"from:{origin}")]
    with place.store.read() as connection:
        since = place.later(minutes=-TRY_MINUTES)
        many = max(accounts.attempts_since(connection, key, since) for key in keys)
        account = accounts.account_by_mail(connection, email)
    if many >= TRIES:
        raise DoorsError(
            "There were too many tries that did not fit.", fix=f"Wait {TRY_MINUTES} minutes."
        )
    if not _fits(account.password if account else None, password) or account is None:
        with place.store.write() as connection:
            for key in keys:
                accounts.note_attempt(connection, key, place.now())
        raise DoorsError(_NO_FIT, fix="Try again, or ask your admin for a new link.")
    with place.store.write() as connection:
        accounts.forget_attempts(connection, keys[0], place.later(days=-1))
    return _open(place, viewer_of(account, alone=False))


def password_hash(password: str) -> str:
    """Hash a password so that it cannot be read back (argon2id)."""
    return _hasher().hash(password)


def look_as(place: Place, who: int) -> SignedIn:
    """Look at the invented team as one of its people; the server allows it in the demo only."""
    with place.store.read() as connection:
        account = accounts.account_of(connection, who)
    if account is None:
        raise GoneError
    return _open(place, viewer_of(account, alone=False))


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def _fits(kept: str | None, password: str) -> bool:
    from argon2.exceptions import VerificationError  # noqa: PLC0415

    try:
        # An unknown e-mail costs the same time as a known one.
        return _hasher().verify(kept or _nobody(), password[:LONGEST]) and kept is not None
    except VerificationError:
        return False


def sign_out(place: Place, secret: str) -> None:
    """End this session."""
    with place.store.write() as connection:
        accounts.close_session(connection, hashed(secret))


def check_password(password: str) -> None:
    """Refuse a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise DoorsError(
            f"A password has {SHORTEST} to {LONGEST} characters.", fix="A short sentence is good."
        )


def first_admin_link(place: Place) -> str:
    """Make the one-time link by which the first admin of a shared place sets their password."""
    secret = secrets.token_urlsafe(24)
    with place.store.write() as connection:
        (own, *others) = accounts.accounts(connection)
        if others or own.password is not None:
            raise DoorsError("This place has its admin already.", fix="Sign in, or ask them.")
        accounts.add_link(connection, hashed=hashed(secret), purpose="setup", who=own.person,
                          expires=place.later(days=1))  # fmt: skip
    return secret


def link_for(place: Place, secret: str) -> tuple[str, str]:
    """Say what a one-time link is for and for whom (purpose, name). Raises GoneError if used or old."""
    with place.store.read() as connection:
        found = accounts.link_of(connection, hashed(secret), place.now())
        account = accounts.account_of(connection, found[1]) if found and found[1] else None
    if found is None or account is None:
        raise GoneError
    return found[0], account.name


def join(place: Place, secret: str, password: str, *, email: str = "", name: str = "") -> SignedIn:
    """Set a first or new password by a one-time link, and sign in. The link works once."""
    check_password(password)
    told = password_hash(password)
    with place.store.write() as connection:
        purpose, who = accounts.link_of(connection, hashed(secret), place.now()) or ("", None)
        if who is None or not accounts.use_link(connection, hashed(secret), place.now()):
            raise GoneError
        if purpose == "setup":
            _name_admin(connection, who, email, name)
        accounts.set_password(connection, who, told)
        account = accounts.account_of(connection, who)
    if account is None:
        raise GoneError
    return _open(place, viewer_of(account, alone=False))


def _name_admin(connection: Connection, who: int, email: str, name: str) -> None:
    if "@" not in email or not name.strip():
        raise DoorsError("Name and e-mail are needed to sign in.", fix="Fill in both.")
    people.set_mail(connection, who, email.strip())
    people.rename(connection, who, name.strip())


def set_own_password(
    place: Place, viewer: Viewer, old: str, new: str, *, email: str = ""
) -> SignedIn:
    """Set one's own password (and e-mail, the first time); all sessions end and a new one opens."""
    check_password(new)
    with place.store.read() as connection:
        own = accounts.account_of(connection, viewer.person)
    if own is None:
        raise GoneError
    if own.password is not None and not _fits(own.password, old):
        raise DoorsError("The old password does not fit.", fix="Try again.")
    if own.password is None and "@" not in (email or own.email or ""):
        raise DoorsError("An e-mail is needed to sign in.", fix="Fill it in.")
    told = password_hash(new)
    with place.store.write() as connection:
        if email.strip():
            people.set_mail(connection, viewer.person, email.strip())
        accounts.set_password(connection, viewer.person, told)
        fresh = accounts.account_of(connection, viewer.person)
    return _open(place, viewer_of(fresh or own, alone=False))


def make_token(
    place: Place, viewer: Viewer, name: str, scopes: Iterable[str], days: int = 90
) -> str:
    """Make a token for a program; the secret is shown once. Raises DoorsError for a wrong scope."""
    chosen = frozenset(scopes)
    if not chosen or chosen - set(rights.SCOPES):
        raise DoorsError("A token may read, write, or both.", fix="Choose at least one.")
    if not 1 <= days <= 366:
        raise DoorsError("A token lives 1 to 366 days.", fix="Choose a number of days.")
    secret = "doors_" + secrets.token_urlsafe(30)
    with place.store.write() as connection:
        accounts.add_token(connection, hashed=hashed(secret), who=viewer.person,
                           name=name.strip()[:80] or "a program", scopes=chosen, now=place.now(),
                           expires=place.later(days=days))  # fmt: skip
    return secret


def by_token(place: Place, secret: str) -> tuple[Viewer, frozenset[str]] | None:
    """Say who a token belongs to and what it may do; None where it is unknown or ran out."""
    with place.store.read() as connection:
        found = accounts.token_of(connection, hashed(secret), place.now())
        if found is None:
            return None
        account, scopes = found
        alone = account.password is None and accounts.count_accounts(connection) == 1
    with place.store.write() as connection:
        accounts.token_used(connection, hashed(secret), place.now())
    return viewer_of(account, alone=alone), scopes
