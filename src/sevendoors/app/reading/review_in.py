"""A kept review as it was: the JSON of `sevendoors.review/1` read back, quotes made anew."""

from collections.abc import Mapping
from typing import Any

from sevendoors.app.reading.export import from_json
from sevendoors.core.codes import Cue, Grade, Move
from sevendoors.core.conversation import Conversation, Side
from sevendoors.core.moment import Answer, Chance, Moment, Quote, SeenMove
from sevendoors.core.review import (
    Competitor,
    DecisionStep,
    Facts,
    Finding,
    Notes,
    OpenQuestion,
    OwnSeen,
    Priority,
    Promise,
    Review,
)
from sevendoors.core.score import Estimate, Fact, Measured, Score, Unscored

Json = Mapping[str, Any]


def review_from_json(data: Json) -> Review:
    """Give back the review that `review_json` wrote; every quote is checked against the words."""
    talk = from_json(data["conversation"])
    return Review(
        conversation=talk,
        moments=tuple(moment_from_json(talk, row) for row in data["moments"]),
        confirmations=tuple(_quote(talk, row) for row in data["confirmations"]),
        given=data["counts"]["given"],
        taken=data["counts"]["taken"],
        sentences=tuple(data["sentences"]),
        reveal="",
        findings=tuple(
            Finding(kind=f["kind"], moment=f["moment"], headline=f["headline"], text=f["text"])
            for f in data["findings"]
        ),
        notes=_notes(talk, data["notes"]),
        facts=Facts(**{name: _fact(data["facts"][name]) for name in Facts.__dataclass_fields__}),
        engine=(data["engine"]["name"], data["engine"]["version"]),
        codebook_version=data["codebook"]["version"],
        weak_codes=tuple(data["weak_codes"]),
        own=tuple(_own(talk, row) for row in data["own"]),
    )


def moment_from_json(talk: Conversation, row: Json) -> Moment:
    """Give back one moment of a conversation."""
    cue = row["cue"]
    return Moment(
        id=row["id"],
        chance=Chance(
            code=Cue(cue["code"]),
            p=cue["p"],
            intensity=cue["intensity"],
            quote=_quote(talk, cue),
            buyer=cue["buyer"],
            came_back=cue["came_back"],
        ),
        answer=_answer(talk, row["answer"]),
        skills=tuple(row["skills"]),
        qualities=tuple(row["qualities"]),
        why=row["why"],
        better=row["better"],
        better_is_question=row["better_is_question"],
        weak=row["weak"],
    )


def _answer(talk: Conversation, row: Json) -> Answer:
    grade, first, p = row["grade"], row["immediate_grade"], row["grade_p"]
    return Answer(
        turns=tuple(row["turns"]),
        quotes=tuple(_quote(talk, quote) for quote in row["quotes"]),
        moves=tuple(
            SeenMove(move=Move(m["code"]), p=m["p"], quote=_quote(talk, m)) for m in row["moves"]
        ),
        grade=None if grade is None else Grade(grade),
        grade_p=None if p is None else (p[0], p[1], p[2], p[3]),
        na_reason=row["na_reason"],
        late=row["late"],
        immediate=None if first is None else Grade(first),
        seller=row["seller"],
        contingency=row["contingency"],
        copy_rate=row["copy_rate"],
    )


def _quote(talk: Conversation, row: Json) -> Quote:
    return Quote(conversation=talk, turn=row["turn"], start=row["start"], end=row["end"])


def _fact(row: Json) -> Fact:
    if "unscored" in row:
        return Unscored(reason=row["unscored"])
    return Measured(value=row["value"], unit=row["unit"], formula=row["formula"])


def _own(talk: Conversation, row: Json) -> OwnSeen:
    told = row["agreement"]
    score: Score = (
        Unscored(reason=told["unscored"])
        if "unscored" in told
        else Estimate(value=told["kappa"], low=told["low"], high=told["high"], n=told["n"])
    )
    quotes = tuple(_quote(talk, quote) for quote in row["quotes"])
    return OwnSeen(key=row["key"], title=row["title"], agreement=score, quotes=quotes)


def _notes(talk: Conversation, row: Json) -> Notes:
    return Notes(
        priorities=tuple(
            Priority(rank=p["rank"], kind=p["kind"], buyer=p["buyer"], quote=_quote(talk, p))
            for p in row["priorities"]
        ),
        decision=tuple(
            DecisionStep(kind=d["kind"], buyer=d["buyer"], quote=_quote(talk, d))
            for d in row["decision"]
        ),
        promises=tuple(
            Promise(side=Side(p["side"]), owner=p["owner"], what=p["what"], due=p["due"],
                    due_on=p["due_on"], quote=_quote(talk, p))
            for p in row["promises"]
        ),
        questions=tuple(
            OpenQuestion(buyer=q["buyer"], quote=_quote(talk, q)) for q in row["questions"]
        ),
        competitors=tuple(
            Competitor(name=c["name"], quote=_quote(talk, c),
                       answer=_quote(talk, c["answer"]) if c["answer"] else None)
            for c in row["competitors"]
        ),
        mail=row["mail"],
    )  # fmt: skip
