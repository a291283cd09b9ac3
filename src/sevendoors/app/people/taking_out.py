"""Everything about one person as a ZIP that they can take away and read without this program."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection

from sevendoors.app.base import rights
from sevendoors.app.base.invented import INVENTED, is_invented
from sevendoors.app.base.place import Place
from sevendoors.app.calls.call_reading import read_call
from sevendoors.app.reading.export import to_json
from sevendoors.app.reading.json_out import review_json
from sevendoors.core.errors import GoneError
from sevendoors.core.people import Person, Role, Viewer
from sevendoors.store import accounts, calls, comparing, log, moments, of_person, people

_IN_MEMORY = 20_000_000
_PAGE = 200
_ALL = 1_000_000
_README = """\
Everything that Seven Doors keeps about {name}, written on {day}.

calls/ID/transcript.json   what was said in each call ("schema" names the shape; names as written there)
calls/ID/review.json       the chances found in it and what was done with each; grades are 0 missed,
                           1 noted, 2 taken, 3 opened, null where no answer was possible
calls.json                 the list of these calls with title, day, deal and how long they are kept
person.json                name, e-mail, organisation, and the names by which calls are recognised
account.json               roles, the programs that may ask in this name (never passwords), and since when
                           this person has been counted in the comparison group, if so
marks.json                 what this person said about moments, and what others said about theirs
guesses.json               how many chances were guessed before the answer was seen
releases.json              what this person let others see
log.json                   who looked at or changed what belongs to this person
files.json                 the files brought in, by name
practice.json              practice talks, drills with every attempt, what was believed and known
deals.json                 the deals that an export of a CRM says are this person's
agreed.json                what was agreed with this person and by them, and the examples they gave
asked.json                 the links made for buyers' three questions (never who answered what)

{note}

What was found is read by a program and can be wrong: read the words before you believe the mark.
It is for learning; not for hiring, pay, promotion or dismissal.
"""
_OWN = "Moments that belong to other sellers of the same calls are left out."
_OTHER = "This is what is kept about somebody who was met in calls: words and names, no reviews."


def take_out(place: Place, viewer: Viewer, who: int) -> IO[bytes]:
    """Write everything about one person as a ZIP; only they themselves may, or who is alone here.

    Gives an open file at its beginning; whoever asked closes it.
    """
    rights.must(rights.may_export_person(viewer, who))
    oneself = who == viewer.person
    # A coach's own data does not hold what others let them see.
    seen_as = replace(viewer, roles=frozenset({Role.SELLER}))
    invented = is_invented(place)
    held: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (handed on open)
    with place.store.read() as connection, ZipFile(held, "w", ZIP_DEFLATED) as archive:
        person = people.person_of(connection, who)
        if person is None:
            raise GoneError
        note = _OWN if oneself else _OTHER
        note = f"{note}\n{INVENTED}" if invented else note
        archive.writestr(
            "README.txt", _README.format(name=person.name, day=place.today(), note=note)
        )
        for name, data in _about(connection, person):
            archive.writestr(name, _text(data))
        rows = []
        for line, parts in _calls(connection, seen_as, who, oneself=oneself):
            rows.append(line)
            for name, data in parts:
                archive.writestr(f"calls/{line['id']}/{name}", _text(data))
        archive.writestr("calls.json", _text(rows))
    held.seek(0)
    return held


def _text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=list)


def _about(connection: Connection, person: Person) -> Iterator[tuple[str, Any]]:
    """List what is kept beside the calls, as (file, data)."""
    who = person.id
    kept = asdict(person)
    roles, signs_in = sorted(kept.pop("roles")), kept.pop("signs_in")
    teams = {team.id: team.name for team in people.teams(connection)}
    known = of_person.names_known(connection, who)
    yield "person.json", {**kept, "team": teams.get(person.team or 0), "known_as": known}
    tokens = [asdict(token) for token in accounts.tokens(connection, who)]
    yield (
        "account.json",
        {
            "signs_in": signs_in,
            "roles": roles,
            "tokens": tokens,
            "in_comparison_group_since": comparing.counted_since(connection, who),
        },
    )
    yield (
        "marks.json",
        {
            "said": of_person.marks_by(connection, who),
            "said_by_others": of_person.marks_on(connection, who),
        },
    )
    yield "guesses.json", of_person.guesses_by(connection, who)
    yield "releases.json", [asdict(one) for one in moments.releases(connection, seller=who)]
    yield "log.json", [asdict(line) for line in log.log_about(connection, who, limit=_ALL)]
    yield "files.json", of_person.files_brought(connection, who)
    yield "practice.json", of_person.practised_by(connection, who)
    yield "deals.json", of_person.deals_of(connection, who)
    yield "agreed.json", of_person.agreed_with(connection, who)
    yield "asked.json", of_person.pulses_of(connection, who)


def _calls(
    connection: Connection, viewer: Viewer, who: int, *, oneself: bool
) -> Iterator[tuple[dict[str, Any], list[tuple[str, Any]]]]:
    """List the calls with their line and their files; of somebody else only what was said."""
    asked = calls.CallFilter() if oneself else calls.CallFilter(who=who)
    after = 0
    while True:
        lines, _ = calls.find_calls(
            connection, rights.scope(viewer), asked, limit=_PAGE, after=after
        )
        for line in lines:
            call = read_call(connection, viewer, line.id)
            parts: list[tuple[str, Any]] = [("transcript.json", to_json(call.talk))]
            if oneself and call.review is not None:
                parts.append(("review.json", {**review_json(call.review), "conversation": line.id}))
            yield asdict(line), parts
        if len(lines) < _PAGE:
            return
        after += _PAGE
