"""Finds out which call belongs to which deal: by id, by the buyer's domain and days, by name.

A wrong link is worse than none: where two deals fit, none is taken, and the call is listed.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.place import Place
from sevendoors.app.deals.deal_finds import Two, fit_two, keep_two, note_rivals
from sevendoors.core.counting import number_of
from sevendoors.core.deal import How
from sevendoors.core.people import Viewer
from sevendoors.store import crm
from sevendoors.store.crm import KeptDeal
from sevendoors.store.deal_links import (
    CallFacts,
    call_facts,
    set_links,
    unlink,
)

DAYS_BEFORE, DAYS_AFTER = 14, 1
HOW_WORDS: Mapping[str, str] = {
    "id": "by an id", "domain": "by domain and dates", "name": "by name", "hand": "by hand",
}  # fmt: skip
# Whoever has an address there may work anywhere.
_FREE = frozenset(
    """gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com
    icloud.com me.com mac.com gmx.de gmx.net gmx.at gmx.ch gmx.com web.de t-online.de freenet.de
    posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com fastmail.com hey.com zoho.com
    mail.com mail.ru yandex.ru yandex.com qq.com 163.com 126.com naver.com orange.fr wanadoo.fr
    free.fr laposte.net sfr.fr libero.it virgilio.it tiscali.it wp.pl o2.pl onet.pl seznam.cz
    bluewin.ch ziggo.nl kpnmail.nl telenet.be btinternet.com comcast.net att.net verizon.net
    rediffmail.com uol.com.br bol.com.br terra.com.br""".split()
)
_FREE_HOUSES = ("yahoo.", "hotmail.", "outlook.", "live.", "gmx.")
_LEGAL = frozenset(
    """gmbh ag kg kgaa ohg ug mbh se inc incorporated corp corporation co company llc llp ltd limited
    plc sa sas sarl srl spa sl bv nv oy oyj ab as aps pty pte kk sp zoo the and und et""".split()
)
_SHORTEST_REF, _SHORTEST_NAME = 6, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What became of the calls. by: how many by which way; two: calls that fit two deals or more.

    two holds the title of each call the viewer may see, with the names of the deals.
    """

    calls: int
    by: Mapping[str, int]
    fit_two: int
    two: tuple[Two, ...] = ()

    def words(self) -> str:
        """Say it in one line."""
        if not self.calls:
            return "No call is kept here yet, so none was linked."
        parts = [
            f"{self.by[how]:,} {words}" for how, words in HOW_WORDS.items() if self.by.get(how)
        ]
        none = self.calls - sum(self.by.values())
        fits = "fits" if self.fit_two == 1 else "fit"
        more = f" ({self.fit_two:,} {fits} two deals)" if self.fit_two else ""
        return f"{number_of(self.calls, 'call')}: {', '.join([*parts, f'{none:,} linked to none{more}'])}."


@dataclass(slots=True)
class _Index:
    """The deals by what a call may name them by."""

    by_call: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_ref: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_domain: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_name: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    deals: dict[int, KeptDeal] = field(default_factory=dict)


def link_calls(
    place: Place, viewer: Viewer, named: Mapping[int, Sequence[str]] | None = None
) -> Linked:
    """Link every call anew, but for those settled by hand. Only who may bring deals in may.

    named: calls that the export itself names, by deal.
    """
    rights.must(rights.may_bring_deals(viewer))
    with place.store.write() as connection:
        return link_here(place, connection, viewer, named or {})


def link_new_calls(place: Place) -> None:
    """Link calls that just came in, where deals of a CRM are kept here."""
    with place.store.read() as connection:
        if not crm.count_deals(connection):
            return
    with place.store.write() as connection:
        link_here(place, connection, None, {})


def calls_that_fit_two(place: Place, viewer: Viewer) -> tuple[Two, ...]:
    """List the calls somebody may see that were linked to none because several deals fit."""
    with place.store.read() as connection:
        return fit_two(connection, viewer)


def link_here(
    place: Place, connection: Connection, viewer: Viewer | None, named: Mapping[int, Sequence[str]]
) -> Linked:
    """Link within a change that is under way; viewer None lists no call by its title."""
    index = _index(crm.kept_deals(connection), named)
    facts = call_facts(connection)
    ours = {_domain(mail) for one in facts.values() for mail in one.seller_mails}
    by: Counter[str] = Counter()
    two: dict[str, tuple[int, ...]] = {}
    fresh: list[tuple[str, int, How]] = []
    loose: list[str] = []
    for one in facts.values():
        if one.apart:
            continue
        if one.deal is not None and one.how in (None, "hand"):
            by["hand"] += 1
            if one.how is None:
                fresh.append((one.id, one.deal, "hand"))
            continue
        how, fits = _found(one, index, ours, keep_id=one.how == "id")
        if len(fits) == 1:
            (deal,) = fits
            by[how] += 1
            if (one.deal, one.how) != (deal, how):
                fresh.append((one.id, deal, how))
            continue
        if len(fits) > 1:
            two[one.id] = tuple(sorted(fits))
        if one.deal is not None:
            loose.append(one.id)
    set_links(connection, fresh, place.now())
    unlink(connection, loose)
    keep_two(connection, two)
    note_rivals(connection, [(name, index.deals[which]) for name, which, _ in fresh if which in index.deals])  # fmt: skip
    listed = fit_two(connection, viewer) if viewer else ()
    return Linked(calls=len(facts), by=dict(by), fit_two=len(two), two=listed)


def _index(deals: Iterable[KeptDeal], named: Mapping[int, Sequence[str]]) -> _Index:
    index = _Index()
    for one in deals:
        index.deals[one.id] = one
        if len(one.ref) >= _SHORTEST_REF and not one.ref.startswith("made-"):
            index.by_ref[one.ref.casefold()].add(one.id)
        if one.domain and not _is_free(one.domain):
            index.by_domain[one.domain].add(one.id)
        for name in {plain_name(one.account or ""), plain_name(one.name)} - {""}:
            index.by_name[name].add(one.id)
    for which, calls in named.items():
        for call in calls:
            index.by_call[call.casefold()].add(which)
    return index


def _found(
    call: CallFacts, index: _Index, ours: Collection[str], *, keep_id: bool
) -> tuple[How, set[int]]:
    """Give the surest way by which any deal fits, and all deals that fit by it."""
    fits = _by_id(call, index)
    if fits:
        return "id", fits
    if keep_id and call.deal in index.deals:
        return "id", {call.deal or 0}  # an earlier export named this call; a newer one need not
    domains = {_domain(mail) for mail in call.buyer_mails} - set(ours)
    fits = {
        deal
        for domain in domains
        if not _is_free(domain)
        for one in _upwards(domain)
        for deal in index.by_domain.get(one, ())
        if call.day is not None and _within(call.day, index.deals[deal], sure=True)
    }
    if fits:
        return "domain", fits
    names = {plain_name(firm) for firm in call.buyer_firms} | {plain_name(call.title)}
    fits = {deal for name in names - {""} for deal in index.by_name.get(name, ())}
    fits |= _in_title(call.title, index)
    return "name", {
        deal for deal in fits if call.day is None or _within(call.day, index.deals[deal])
    }


def _by_id(call: CallFacts, index: _Index) -> set[int]:
    told = {call.id, call.title.casefold(), *(file.casefold() for file in call.files)}
    stems = {file.rsplit(".", 1)[0].casefold() for file in call.files}
    fits = {deal for one in told | stems for deal in index.by_call.get(one, ())}
    words = {w for one in told | stems for w in re.split(r"[^0-9a-z]+", one) if len(w) >= _SHORTEST_REF}  # fmt: skip
    return fits | {deal for word in words for deal in index.by_ref.get(word, ())}


def _in_title(title: str, index: _Index) -> set[int]:
    """Find names that stand whole in a call's title, such as "Fjord Foods: second call"."""
    words = plain_name(title).split()
    spans = {
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, min(len(words), first + 6) + 1)
    }
    return {
        deal
        for span in spans
        if len(span) >= _SHORTEST_NAME
        for deal in index.by_name.get(span, ())
    }


def _within(day: str, deal: KeptDeal, *, sure: bool = False) -> bool:
    """Say whether a call's day fits a deal's days. sure: a deal without any day does not fit."""
    if sure and deal.created_on is None and deal.closed_on is None:
        return False
    first, last = deal.created_on, deal.closed_on
    if first and day < (date.fromisoformat(first) - timedelta(days=DAYS_BEFORE)).isoformat():
        return False
    return not last or day <= (date.fromisoformat(last) + timedelta(days=DAYS_AFTER)).isoformat()


def plain_name(name: str) -> str:
    """Write a company's name so that spellings meet: no accents, marks or legal form."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    joined = re.sub(r"\b(\w)[./]\s?(?=\w\b)", r"\1", bare)  # A/S, S.A.
    words = re.sub(r"[^\w]+", " ", joined).split()
    return " ".join(word for word in words if word not in _LEGAL)


def _domain(mail: str) -> str:
    return mail.casefold().rsplit("@", 1)[-1].strip()


def _upwards(domain: str) -> list[str]:
    """Give a domain and those it lies in: mail.acme.com, acme.com."""
    parts = domain.split(".")
    return [".".join(parts[n:]) for n in range(max(1, len(parts) - 1))]


def _is_free(domain: str) -> bool:
    return domain in _FREE or domain.startswith(_FREE_HOUSES)
