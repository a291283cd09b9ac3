"""A report on worth: does conduct go with winning, what buyers do next, what they say, how sellers differ."""

from sevendoors.app.base import rights
from sevendoors.app.base.invented import said_of
from sevendoors.app.base.place import Place
from sevendoors.app.deals.pulsing import Row as PulseRow
from sevendoors.app.deals.pulsing import pulse_page
from sevendoors.app.numbers.basics_held import Basic, basics_of_team
from sevendoors.app.numbers.report_numbers import hundredth, sentence
from sevendoors.app.numbers.tracking import my_numbers
from sevendoors.app.reports.report import Part, Report, Row
from sevendoors.app.reports.report_next_turns import next_part
from sevendoors.app.reports.report_person import NO_CALL
from sevendoors.app.reports.report_winning import winning_part
from sevendoors.app.team.team_seen import team_seen
from sevendoors.app.team.team_skill import Level, claim_of, levels_of
from sevendoors.core.people import Viewer
from sevendoors.core.score import Score, Unscored

FOOT = (
    "Association, not cause: keen buyers talk more, and better sellers may get better deals. Bands "
    "hold the truth eight times in ten unless a line says otherwise. Not for hiring, pay, promotion or "
    "dismissal."
)


def value_report(place: Place, viewer: Viewer) -> Report:
    """Report on what any of it is worth, as far as the viewer may see."""
    whole = my_numbers(place, viewer)
    title, of = "Is any of it worth something?", whole.name if viewer.team or viewer.alone else viewer.name  # fmt: skip
    if not whole.sold:
        return Report(
            kind="value", title=title, of=of, day=place.today(), lead=(*said_of(place), NO_CALL)
        )
    return Report(
        kind="value", title=title, of=of, day=place.today(),
        lead=(*said_of(place), "What conduct in calls goes with here, as far as it can be counted."),
        parts=(winning_part(place, viewer, "Does it go with winning?"), next_part(place, viewer),
               *_pulse(place, viewer), *_spreads(place, viewer)),
        foot=(FOOT,),
    )  # fmt: skip


def _pulse(place: Place, viewer: Viewer) -> tuple[Part, ...]:
    """Lay out what buyers answered, where anybody was asked."""
    found = pulse_page(place, viewer)
    if not found.made and not found.answers and not found.team:
        return ()
    rows = tuple(_asked(one, f"own.{place}") for place, one in enumerate(found.rows))
    team = tuple(_asked(one, f"team.{place}") for place, one in enumerate(found.team or ()))
    own = (f"{found.answers} answers to {found.made} links.",)
    said = (found.team_said,) if found.team_said else ()
    return (
        *((Part(key="pulse", title="What buyers say of your calls", words=own, rows=rows),)
          if found.made or found.answers else ()),
        *((Part(key="pulse_team", title="What buyers say of the team", words=said, rows=team),)
          if team or said else ()),
    )  # fmt: skip


def _asked(one: PulseRow, key: str) -> Row:
    return Row(key=key, title=one.question, number=one.score, figure=_ten(one.score),
               words=(f"0 is {one.low}, 10 is {one.high}.",))  # fmt: skip


def _ten(score: Score) -> str:
    if isinstance(score, Unscored):
        return sentence(score.reason)
    return f"{score.value:.1f} of 10, likely {score.low:.1f} to {score.high:.1f}; {score.n} answers"


def _spreads(place: Place, viewer: Viewer) -> tuple[Part, ...]:
    """Lay how far sellers differ in the seven skills beside how far they do in the hard basics."""
    if not rights.may_see_team(viewer):
        return ()
    levels = levels_of(team_seen(place, viewer))
    if not levels:
        return ()
    basics = basics_of_team(place, viewer)
    return (
        Part(
            key="spread", title="Are the hard basics what everybody has?",
            words=(sentence(claim_of(levels, basics)),
                   "The number is how far a seller usually lies from the average seller."),
            rows=(*(_skill(one) for one in levels), *(_basic(one) for one in basics)),
        ),
    )  # fmt: skip


def _skill(one: Level) -> Row:
    counts = (one.taken, one.n) if one.people else (None, None)
    return Row(key=one.key, title=one.title, taken=counts[0], given=counts[1], number=one.spread,
               figure=spread_words(one.spread))  # fmt: skip


def _basic(one: Basic) -> Row:
    return Row(key=one.key, title=f"Hard basics: {one.title}", taken=one.hits, given=one.n,
               number=one.spread, figure=spread_words(one.spread),
               words=(one.conduct, f"{one.people} sellers, counted in calls."))  # fmt: skip


def spread_words(score: Score) -> str:
    """Write how far sellers differ, in hundredths, with its band."""
    if isinstance(score, Unscored):
        return sentence(score.reason)
    low, high = hundredth(score.low), hundredth(score.high)
    return f"{hundredth(score.value)} of 100 apart, likely {low} to {high}"
