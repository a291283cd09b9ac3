"""The words of the page for a talk, the same on the screen, on paper and in the file."""

from dataclasses import dataclass, replace

from sevendoors.app.base.words import day_words
from sevendoors.app.calls.moment_cards import Card
from sevendoors.app.numbers.report_numbers import Told, number_words, sentence, standing_words
from sevendoors.app.reports.brief import Brief, Said
from sevendoors.app.team.assigning import Agreed
from sevendoors.core.counting import number_of
from sevendoors.core.score import Unscored

ENDING = "A question to end with: which chance would you like to meet again this week?"
KEEP, PRACTISE = "One thing to keep", "One thing to practise"
AGREED, NOTES = "Agreed last time", "What we agree today"
NOTHING_AGREED = "Nothing was written down last time."
MANY_LETTERS = 1_300
BELOW = (
    "“Likely” names the band that holds the truth eight times in ten. For learning, not for pay, "
    "promotion or dismissal."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMoment:
    """One moment on the page: what it is for, its words, and what was said to it."""

    heading: str
    card: Card
    asks: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One skill on the page: chances as counted, the number or why there is none, what belongs to it."""

    key: str
    title: str
    counts: str
    figure: str
    beside: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All words of the page, in their order; foot: who made it for whom, and who opened it."""

    title: str
    lead: str
    nothing: str
    moments: tuple[SheetMoment, ...]
    keep: str
    practise: str
    lines: tuple[SheetLine, ...]
    agreed: tuple[str, ...]
    foot: tuple[str, ...]

    @property
    def dense(self) -> bool:
        """Say whether there are so many words that they need smaller letters on paper."""
        said = [one.text for moment in self.moments for one in moment.said]
        words = [text for m in self.moments for text in (m.card.quote, m.card.answer, m.card.why)]
        return sum(map(len, (*words, *said, *self.agreed, *self.foot))) > MANY_LETTERS

    def with_foot(self, words: str) -> "Sheet":
        """Give the same page with one more sentence at its foot."""
        return replace(self, foot=(*self.foot, words))


def sheet(made: Brief) -> Sheet:
    """Put the page for a talk into words."""
    return Sheet(
        title=f"For a talk with {made.name}", lead=_lead(made), nothing=_nothing(made),
        moments=_moments(made), keep=_keep(made), practise=_practise(made),
        lines=tuple(_line(told) for told in made.rows),
        agreed=tuple(_agreed(one) for one in made.agreed) or (NOTHING_AGREED,), foot=_foot(made),
    )  # fmt: skip


def _lead(made: Brief) -> str:
    if not made.chances:
        return ""
    return f"{number_of(made.calls, 'call')}, {number_of(made.chances, 'chance')}; {made.taken} taken or opened."


def _nothing(made: Brief) -> str:
    if made.chances:
        return ""
    if made.own:
        return "You let nothing be seen yet, so this page holds nothing of your calls."
    if made.alone:
        return f"{made.name} had no chance to answer in the calls that are here."
    return f"{made.name} let nothing be seen yet. Ask what they would like to talk about."


def _moments(made: Brief) -> tuple[SheetMoment, ...]:
    second = "Then: one to look at together" if made.keep else "Begin here: one to look at together"
    named = (("Begin here: one to keep", made.keep), (second, made.look))
    return tuple(
        SheetMoment(heading=heading, card=one, said=made.said.get(one.id, ()),
                    asks=_asks(one))
        for heading, one in named if one
    )  # fmt: skip


def _asks(one: Card) -> str:
    """Name what may be said another time; what was taken or opened needs no other way."""
    if not one.better or one.outcome in ("taken", "opened"):
        return ""
    return "A question to ask" if one.asks else "Another way"


def _keep(made: Brief) -> str:
    if made.keep is None:
        return "Nothing taken or opened is among what may be seen yet."
    return (
        f"Keep answering {made.keep.kind} like this: {sentence(made.keep.why or made.keep.outcome)}"
    )


def _practise(made: Brief) -> str:
    if made.proposal is None:
        return "Choose together what to meet again."
    told = f"Three drills of {made.proposal.kind}, two minutes each"
    if not made.proposal.buyer:
        return f"{told}."
    often = {1: "once", 2: "twice"}.get(made.proposal.gives, f"{made.proposal.gives} times")
    buyer = f"{made.proposal.buyer} of {made.proposal.company}"
    return f"{told}; or a talk with {buyer}, an invented buyer who brings it {often}."


def _line(told: Told) -> SheetLine:
    taken, given = told.score.raw
    beside: list[str] = []
    if not isinstance(told.score.score, Unscored):
        if told.standing is not None and not isinstance(told.standing, Unscored):
            beside.append(standing_words(told.standing))
        elif told.score.reach == "early reading":
            beside.append("An early reading: not to be laid beside others.")
        if told.trend is not None and not isinstance(told.trend, Unscored):
            beside.append(sentence(told.trend.verdict))
    return SheetLine(key=told.key, title=told.title, counts=f"{taken} of {given}" if given else "none",
                     figure=number_words(told.score.score), beside=" ".join(beside))  # fmt: skip


def _agreed(one: Agreed) -> str:
    by = f" with {one.by}" if one.by else ""
    state = f"open, until {day_words(one.due)}" if one.due else "open"
    if one.done:
        state = f"done {day_words(one.done)}"
    return f"{sentence(one.words)[:-1]} (agreed {day_words(one.day)}{by}): {state}."


def _foot(made: Brief) -> tuple[str, ...]:
    if made.alone:
        told = ["From the calls that are here."]
    elif made.own:
        whose = made.eyes or "a leader of your team, once there is one,"
        told = [f"This is the page {whose} sees: what you let be seen, and nothing else."]
    else:
        told = [f"From what {made.name} let be seen, and from nothing else; {made.name} sees this same page."]  # fmt: skip
    if made.opened:
        opened = "; ".join(f"{who}, {day_words(at)}" for who, at in made.opened)
        told.append(f"Opened by: {opened}.")
    elif made.own:
        told.append("Nobody opened it yet.")
    if made.shortened:
        told.append("“…” marks words left out to keep to one page; the call has them all.")
    return (*made.invented, *told, BELOW)
