"""A review as Markdown: for a wiki, a ticket, a note to oneself."""

from sevendoors.app.base.words import CHANCE_WORDS, FACT_WORDS, fact_text, outcome, speaker, when
from sevendoors.app.reading.note_rows import note_rows, own_rows
from sevendoors.core.moment import Moment
from sevendoors.core.review import Facts, Notes, Review


def review_markdown(review: Review) -> str:
    """Write one review: sentences, findings, chances in order, notes, small facts."""
    talk = review.conversation
    lines = [f"# {talk.title or 'Review of a call'}", ""]
    people = ", ".join(f"{p.name} ({p.side})" for p in talk.participants)
    lines += [f"{people}.", "", " ".join(review.sentences), ""]
    for finding in review.findings:
        lines += [f"## One thing to {finding.kind}", "", f"**{finding.headline}**", ""]
        lines += [finding.text, ""]
    lines += ["## The chances, in order", ""]
    lines += [line for moment in review.moments for line in _moment(review, moment)]
    if not review.moments:
        lines += ["No chance arose that we could see.", ""]
    lines += notes_markdown(review.notes, review)
    lines += ["## Small facts", ""]
    for name in Facts.__dataclass_fields__:
        lines.append(f"- {FACT_WORDS[name]}: {fact_text(getattr(review.facts, name))}")
    engine = f"{review.engine[0]} {review.engine[1]}, codebook {review.codebook_version}"
    lines += ["", f"Found by {engine}. It can be wrong; the words quoted are always theirs.", ""]
    return "\n".join(lines)


def _moment(review: Review, moment: Moment) -> list[str]:
    talk, quote = review.conversation, moment.chance.quote
    kind = CHANCE_WORDS[moment.chance.code] + (" (weak detector)" if moment.weak else "")
    lines = [f"### {when(talk, quote.turn)} · {kind} · {outcome(moment)}", ""]
    lines += [f"> {speaker(talk, talk.turns[quote.turn])}: {plain(quote.text)}", ">"]
    for said in moment.answer.quotes:
        lines.append(f"> {speaker(talk, talk.turns[said.turn])}: {plain(said.text)}")
    if moment.answer.na_reason:
        lines += ["", f"No answer was possible: {moment.answer.na_reason}"]
    if moment.why:
        lines += ["", moment.why]
    if moment.better:
        label = "Ask yourself" if moment.better_is_question else "Another way"
        lines += ["", f"{label}: {moment.better}"]
    return [*lines, ""]


def notes_markdown(notes: Notes, review: Review) -> list[str]:
    """Write the notes nobody has to take, each with its quote."""
    lines = []
    for block in (*note_rows(notes, review.conversation), *own_rows(review)):
        lines += [f"## {block.title}", "", *(f"- {plain(row)}" for row in block.rows), ""]
    if notes.mail:
        lines += ["## A follow-up mail, ready to copy", "", "```text", notes.mail, "```", ""]
    return lines


def plain(text: str) -> str:
    """Write words on one line, so that nothing in them is taken for a tag."""
    return " ".join(text.split()).replace("<", "&lt;")
