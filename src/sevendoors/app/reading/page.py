"""The review as one self-contained page: works from disk, without a network, on paper too."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from sevendoors.app.base.trust import measured
from sevendoors.app.base.words import (
    CHANCE_WORDS,
    FACT_WORDS,
    GRADE_WORDS,
    certainty,
    clock,
    fact_text,
    outcome,
    speaker,
    when,
)
from sevendoors.app.reading.note_rows import note_rows, own_rows
from sevendoors.core.codebook import Codebook
from sevendoors.core.conversation import Conversation, Run, Side
from sevendoors.core.moment import Moment, Quote
from sevendoors.core.review import Facts, Review
from sevendoors.core.score import Measured

Part = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One stretch of talk on the strip; x and w from 0 to 1000, y picks the lane."""

    side: str
    x: float
    y: int
    w: float


@lru_cache(maxsize=1)
def pages() -> Environment:
    """Give the templates, with everything escaped."""
    loader = PackageLoader("sevendoors.app", "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    env.filters["plural"] = lambda n, one, many: one if n == 1 else many
    return env


def review_page(review: Review, codebook: Codebook) -> str:
    """Write the whole page as HTML; the same review gives the same bytes."""
    return pages().get_template("review.html").render(page=page_model(review, codebook))


def page_model(review: Review, codebook: Codebook) -> dict[str, Any]:
    """Lay out everything the page shows as plain values."""
    talk = review.conversation
    counts = Counter("none" if m.answer.grade is None else outcome(m) for m in review.moments)
    titles = {skill.key: skill.title for skill in codebook.skills}
    used = {key for m in review.moments for key in m.skills}
    spots = places(talk)
    return {
        "title": talk.title or "Review of a call",
        "subtitle": subtitle(talk),
        "sentences": " ".join(review.sentences),
        "findings": review.findings,
        "blocks": blocks(talk, spots),
        "counts": {word: counts[word] for word in (*GRADE_WORDS.values(), "none")},
        "outcomes": list(dict.fromkeys(outcome(m) for m in review.moments)),
        "kinds": list(dict.fromkeys(CHANCE_WORDS[m.chance.code] for m in review.moments)),
        "skills": [(key, title) for key, title in titles.items() if key in used],
        "runs": [run_model(talk, run, review.moments) for run in talk.runs() if run.text.strip()],
        "cards": [card(talk, m, titles, spots) for m in review.moments],
        "notes": (*note_rows(review.notes, talk), *own_rows(review)),
        "mail": review.notes.mail,
        "facts": facts_model(review.facts),
        "trust": dict(zip(("day", "rows"), measured(), strict=True)),
        "footer": footer(review),
    }


def subtitle(talk: Conversation) -> str:
    """Name the day and the people, each with the side and how it was decided."""
    people = [
        f"{p.name} ({p.side}{f', {p.side_decided_by}' if 'guess' in p.side_decided_by else ''})"
        for p in talk.participants
    ]
    day = [talk.started_at[:10]] if talk.started_at else []
    return " · ".join([*day, ", ".join(people)])


def footer(review: Review) -> str:
    """Say what found the moments and that it can be wrong."""
    engine = f"{review.engine[0]} {review.engine[1]}"
    warnings = " ".join(review.conversation.warnings)
    return (
        f"Found by {engine} with codebook {review.codebook_version}. It can be wrong: read the "
        "words before you believe the mark. One call gives moments to look at, never a score. "
        "Not for hiring, pay, promotion or dismissal. " + warnings
    ).strip()


def places(talk: Conversation) -> list[float]:
    """Say where each turn begins on a line from 0 to 1: by time, or by words without times."""
    times = [turn.start_ms for turn in talk.turns]
    last = max((t.end_ms or t.start_ms or 0) for t in talk.turns) if talk.turns else 0
    if last and all(t is not None for t in times):
        return [min(1.0, (t or 0) / last) for t in times] + [1.0]
    total = sum(len(turn.text.split()) for turn in talk.turns) or 1
    done, result = 0, []
    for turn in talk.turns:
        result.append(done / total)
        done += len(turn.text.split())
    return [*result, 1.0]


def blocks(talk: Conversation, spots: list[float]) -> list[Block]:
    """Draw each run in its lane."""
    result = []
    for run in talk.runs():
        side = talk.side(run.participant)
        if side is Side.UNKNOWN:
            continue
        first, after = run.turns[0].index, run.turns[-1].index + 1
        x, end = spots[first] * 1000, spots[after] * 1000
        y = 2 if side is Side.BUYER else 32
        result.append(Block(side=side, x=round(x, 1), y=y, w=round(max(1.5, end - x), 1)))
    return result


def run_model(talk: Conversation, run: Run, moments: tuple[Moment, ...]) -> dict[str, Any]:
    """Lay out one stretch of talk: its words cut where quotes begin and end, and its marks."""
    here = {turn.index for turn in run.turns}
    marks = [
        {"id": m.id, "kind": CHANCE_WORDS[m.chance.code], "outcome": outcome(m)}
        for m in moments
        if m.chance.quote.turn in here
    ]
    parts: list[Part] = []
    for turn in run.turns:
        quotes = [(q, m.id) for m in moments for q in _quotes(m) if q.turn == turn.index]
        parts += cut(turn.text, quotes)
        parts.append({"text": " ", "ids": ""})
    return {
        "side": talk.side(run.participant),
        "who": speaker(talk, run.turns[0]),
        "when": clock(run.turns[0].start_ms),
        "markers": marks,
        "parts": parts,
    }


def _quotes(moment: Moment) -> tuple[Quote, ...]:
    return (moment.chance.quote, *moment.answer.quotes)


def cut(text: str, quotes: list[tuple[Quote, str]]) -> list[Part]:
    """Cut a turn's words into parts, each with the ids of the moments that quote it.

    The parts joined give the text back, letter by letter.
    """
    edges = {0, len(text)} | {edge for quote, _ in quotes for edge in (quote.start, quote.end)}
    cuts = sorted(edges)
    parts = []
    for start, end in pairwise(cuts):
        ids = dict.fromkeys(id_ for q, id_ in quotes if q.start <= start and end <= q.end)
        parts.append({"text": text[start:end], "ids": " ".join(ids)})
    return parts


def _line(talk: Conversation, quote: Quote) -> dict[str, str]:
    turn = talk.turns[quote.turn]
    return {
        "side": talk.side(turn.participant),
        "who": speaker(talk, turn),
        "when": when(talk, quote.turn),
        "text": quote.text,
    }


def card(
    talk: Conversation, moment: Moment, titles: dict[str, str], spots: list[float]
) -> dict[str, Any]:
    """Lay out one moment: what was said, what was answered, why, another way."""
    answer = moment.answer
    seller = talk.participant(answer.seller)
    return {
        "id": moment.id,
        "kind": CHANCE_WORDS[moment.chance.code],
        "outcome": outcome(moment),
        "late": answer.late,
        "came_back": moment.chance.came_back,
        "weak": moment.weak,
        "sure": f"{certainty(moment.chance.p)} ({moment.chance.p:.0%})",
        "place": round(spots[moment.chance.quote.turn] * 100, 2),
        "cue": _line(talk, moment.chance.quote),
        "seller": seller.name if seller else "the seller",
        "answers": [
            {**_line(talk, said[0]), "text": " ".join(quote.text for quote in said)}
            for _, group in groupby(answer.quotes, key=lambda quote: quote.turn)
            for said in (list(group),)
        ],
        "no_answer": answer.na_reason or "Nothing was said to it.",
        "why": moment.why,
        "better": moment.better,
        "better_label": "A question to ask yourself"
        if moment.better_is_question
        else "Another way",
        "skill_keys": " ".join(moment.skills),
        "skills": ", ".join(titles.get(key, key) for key in moment.skills),
    }


def facts_model(facts: Facts) -> list[dict[str, str]]:
    """Lay out the small facts with their formulas."""
    rows = []
    for name in Facts.__dataclass_fields__:
        fact = getattr(facts, name)
        formula = fact.formula if isinstance(fact, Measured) else ""
        rows.append({"name": FACT_WORDS[name], "text": fact_text(fact), "formula": formula})
    return rows
