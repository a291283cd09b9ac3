"""A review as plain data: the shape `sevendoors.review/1`, for other programs."""

from typing import Any

from sevendoors.app.reading.export import to_json
from sevendoors.core.moment import Answer, Moment, Quote
from sevendoors.core.review import Facts, Notes, OwnSeen, Review
from sevendoors.core.score import Fact, Unscored

Json = dict[str, Any]


def review_json(review: Review) -> Json:
    """Give one review as JSON-ready data; quotes equal the slice of their turn's text."""
    return {
        "schema": "sevendoors.review/1",
        "conversation": to_json(review.conversation),
        "moments": [moment_json(moment) for moment in review.moments],
        "confirmations": [_quote(quote) for quote in review.confirmations],
        "counts": {"given": review.given, "taken": review.taken},
        "sentences": list(review.sentences),
        "findings": [
            {"kind": f.kind, "moment": f.moment, "headline": f.headline, "text": f.text}
            for f in review.findings
        ],
        "space_given": _fact(review.facts.chances_per_10_buyer_minutes),
        "facts": _facts(review.facts),
        "notes": _notes(review.notes),
        "engine": {"name": review.engine[0], "version": review.engine[1]},
        "codebook": {"version": review.codebook_version},
        "weak_codes": list(review.weak_codes),
        "own": [_own(seen) for seen in review.own],
    }


def _own(seen: OwnSeen) -> Json:
    """An own skill: its quotes, and kappa with its interval or why there is none."""
    told = seen.agreement
    agreement: Json = (
        {"unscored": told.reason}
        if isinstance(told, Unscored)
        else {
            "kappa": round(told.value, 4),
            "low": round(told.low, 4),
            "high": round(told.high, 4),
            "n": told.n,
        }
    )
    return {"key": seen.key, "title": seen.title, "agreement": agreement,
            "quotes": [_quote(quote) for quote in seen.quotes]}  # fmt: skip


def moment_json(moment: Moment) -> Json:
    """Give one moment: its cue, its answer, and what it counts for."""
    chance = moment.chance
    return {
        "id": moment.id,
        "codes": [chance.code, *(seen.move for seen in moment.answer.moves)],
        "skills": list(moment.skills),
        "qualities": list(moment.qualities),
        "cue": {
            **_quote(chance.quote),
            "code": chance.code,
            "p": round(chance.p, 4),
            "intensity": chance.intensity,
            "buyer": chance.buyer,
            "came_back": chance.came_back,
        },
        "answer": _answer(moment.answer),
        "why": moment.why,
        "better": moment.better,
        "better_is_question": moment.better_is_question,
        "weak": moment.weak,
    }


def _answer(answer: Answer) -> Json:
    return {
        "turns": list(answer.turns),
        "quotes": [_quote(quote) for quote in answer.quotes],
        "moves": [
            {"code": seen.move, "p": round(seen.p, 4), **_quote(seen.quote)}
            for seen in answer.moves
        ],
        "grade": None if answer.grade is None else int(answer.grade),
        "grade_p": None if answer.grade_p is None else [round(p, 4) for p in answer.grade_p],
        "na_reason": answer.na_reason,
        "late": answer.late,
        "immediate_grade": None if answer.immediate is None else int(answer.immediate),
        "seller": answer.seller,
        "contingency": _rounded(answer.contingency),
        "copy_rate": _rounded(answer.copy_rate),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _quote(quote: Quote) -> Json:
    return {"turn": quote.turn, "start": quote.start, "end": quote.end, "quote": quote.text}


def _fact(fact: Fact) -> Json:
    if isinstance(fact, Unscored):
        return {"unscored": fact.reason}
    return {"value": round(fact.value, 4), "unit": fact.unit, "formula": fact.formula}


def _facts(facts: Facts) -> Json:
    return {name: _fact(getattr(facts, name)) for name in Facts.__dataclass_fields__}


def _notes(notes: Notes) -> Json:
    return {
        "priorities": [
            {"rank": p.rank, "kind": p.kind, "buyer": p.buyer, **_quote(p.quote)}
            for p in notes.priorities
        ],
        "decision": [{"kind": d.kind, "buyer": d.buyer, **_quote(d.quote)} for d in notes.decision],
        "promises": [
            {
                "side": p.side,
                "owner": p.owner,
                "what": p.what,
                "due": p.due,
                "due_on": p.due_on,
                **_quote(p.quote),
            }
            for p in notes.promises
        ],
        "questions": [{"buyer": q.buyer, **_quote(q.quote)} for q in notes.questions],
        "competitors": [
            {
                "name": c.name,
                **_quote(c.quote),
                "answer": None if c.answer is None else _quote(c.answer),
            }
            for c in notes.competitors
        ],
        "mail": notes.mail,
    }
