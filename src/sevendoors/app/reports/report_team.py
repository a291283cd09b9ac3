"""A report on a team: the four questions a leader asks, in words and figures, by the pages' own rules."""

from collections.abc import Sequence

from sevendoors.app.base.invented import said_of
from sevendoors.app.base.place import Place
from sevendoors.app.numbers.report_numbers import change_words, number_words
from sevendoors.app.reports.report import Part, Report, Row
from sevendoors.app.reports.report_person import NO_CALL
from sevendoors.app.reports.report_winning import winning_part
from sevendoors.app.team.team_coaching import CoachingPage, coaching_page
from sevendoors.app.team.team_seen import Seen, looked_at, team_seen
from sevendoors.app.team.team_skill import Level, answer_of, levels_of, lowest_of, unsure_of
from sevendoors.app.team.team_who import answer_of as who_answer
from sevendoors.app.team.team_who import gate_of, places_of, talks_of
from sevendoors.core.people import Viewer
from sevendoors.core.score import Unscored

NO_SUMS = (
    "There are no sums of this team for you: they are told to its leader, from five people with "
    "answered chances on."
)


def team_report(place: Place, viewer: Viewer) -> Report:
    """Report on a team. Raises GoneError for others than its leader and coach, or who is alone."""
    seen = team_seen(place, viewer)
    name = seen.numbers.name
    title = f"The team: {name}" if not seen.alone else "Everybody in the calls that are here"
    if not seen.numbers.sold:
        return Report(
            kind="team", title=title, of=name, day=place.today(), lead=(*said_of(place), NO_CALL)
        )
    looked_at(place, viewer, seen)
    return Report(
        kind="team", title=title, of=name, day=place.today(), lead=(*said_of(place), _lead(seen)),
        parts=(_skill(levels_of(seen)), _who(seen), _coaching(coaching_page(place, viewer)),
               winning_part(place, viewer, title="Does any skill go with winning here?")),
    )  # fmt: skip


def _lead(seen: Seen) -> str:
    shown, members = len(seen.shown), len(seen.members)
    if seen.alone:
        return f"{shown} sellers with answered chances in the calls that are here."
    return f"{shown} of {members} sellers let something be seen; by name stands only what they let be seen."  # fmt: skip


def _skill(levels: Sequence[Level]) -> Part:
    title = "Which skill holds the team back?"
    if not levels:
        return Part(key="skill", title=title, words=(NO_SUMS,))
    return Part(key="skill", title=title, words=tuple(filter(None, (answer_of(levels, lowest_of(levels)), unsure_of(levels)))),
                rows=tuple(_level(one) for one in levels))  # fmt: skip


def _level(one: Level) -> Row:
    """Where too few people stand behind a skill not even its counts are told."""
    if not one.people:
        return Row(key=one.key, title=one.title, number=one.score, figure=number_words(one.score))
    return Row(key=one.key, title=one.title, taken=one.taken, given=one.n, number=one.score,
               figure=number_words(one.score), words=(f"{one.people} sellers.",))  # fmt: skip


def _who(seen: Seen) -> Part:
    places = places_of(seen)
    talks = talks_of(places)
    told = {(one.who.id, one.skill): one.standing for one in places}
    gate = gate_of(seen)
    return Part(
        key="who", title="Who needs which conversation?",
        words=(who_answer(seen, places, talks), *((gate,) if gate else ())),
        rows=tuple(
            Row(key=f"{one.who.id}.{one.skill}", title=f"{one.who.name}: {one.title}",
                taken=one.taken, given=one.n, standing=told[one.who.id, one.skill])
            for one in talks
        ),
    )  # fmt: skip


def _coaching(found: CoachingPage) -> Part:
    return Part(
        key="coaching", title="Did coaching move anything?",
        words=tuple(one for one in (found.answer, found.ahead) if one),
        rows=tuple(
            Row(key=f"{one.who}.{one.day}", title=f"{one.name}, {one.day}: {one.what}",
                number=one.beside, within=95,
                figure="" if isinstance(one.beside, Unscored) else change_words(one.beside),
                words=(one.words, one.found))
            for one in found.worked
        ),
    )  # fmt: skip
