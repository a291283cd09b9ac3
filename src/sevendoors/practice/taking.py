"""Whether an answer is about the chance that waits: what it asks, what it names, where it goes back to."""

import re
from dataclasses import replace

from sevendoors.core.codes import Cue, Grade
from sevendoors.core.practice import (
    FEW,
    Asks,
    Buyer,
    BuyerChance,
    Ear,
    Graded,
    Heard,
    Layer,
    Mind,
    Question,
)
from sevendoors.practice.questions import (
    about_us,
    asks_for_proof,
    hedges,
    is_open,
    leans,
    off_a_list,
    without_sorry,
)
from sevendoors.practice.saying_back import NEAR, parrots, plain, said_before, said_so_far

# A question is about the chance where it asks for what lies behind it from ABOUT on, or misses the
# nearest other fact by less than CLEARLY. Words that lean on hers are about it, unless PLAIN_TO_SEE
# another fact is meant.
ABOUT, NEARLY, CLEARLY, PLAIN_TO_SEE = 0.62, 0.45, 0.12, 0.9
NO_OTHER = 0.5  # below this no other fact is meant
# So near to what lies behind it, and to nothing else, a question takes a chance, however short.
ITS_OWN, MARGIN = 0.75, 0.05
SHORT = 12  # fewer words than these beside a stock phrase tell her nothing
MOST_ASKED = 2  # of three questions in a breath none is answered
LITTLE = 6  # fewer words than these beside a question neither comfort nor argue
# Beside these a question about the seller's own side is about something else; beside a doubt, a
# question of hers or a word on the decision it may well be to the point.
_HERS = (Cue.CONCERN, Cue.THREAD, Cue.PERSONAL)
SHARED = 2  # words of content that make a question one about something she said
_BACK = re.compile(
    r"\b(you (said|say|mentioned|told me|spoke of|wrote|called)|(back|return)( for \w+ \w+)? to)\b",
    re.I,
)


def weighed(
    buyer: Buyer, mind: Mind, heard: Heard, graded: Graded | None, ear: Ear
) -> Graded | None:
    """Weigh the grade of an answer against what it asks about; one about something else misses.

    The detector reads the words alone; she also knows what lies behind her chance, and what she
    has been asked before.
    """
    if graded is None or graded.grade is None:
        return graded
    if heard.rude:
        return replace(graded, grade=Grade.MISSED, why=f"You answered with “{heard.text.strip()}”")
    away = _elsewhere(buyer, mind, heard, graded.grade, ear)
    if away:
        least = min(graded.grade, Grade.NOTED) if _says_something(heard) else Grade.MISSED
        return replace(graded, grade=least, why=f"You asked about something else: “{away}”")
    if graded.grade < Grade.TAKEN:
        return _its_own(buyer, mind, heard, graded, ear)
    if plain(heard.text) in mind.lines:
        return replace(graded, grade=Grade.NOTED, why="You had said the same words before.")
    if _fits_anybody(buyer, mind, heard, ear):
        return replace(graded, grade=Grade.NOTED, why="Your words would have fitted any buyer.")
    return graded


def _says_something(heard: Heard) -> bool:
    return heard.reflects or len(heard.told.split()) >= FEW


def _waiting(buyer: Buyer, mind: Mind) -> BuyerChance:
    return buyer.chances[mind.pending or 0]


def _its_own(buyer: Buyer, mind: Mind, heard: Heard, graded: Graded, ear: Ear) -> Graded:
    """Count a short question as a take where it asks for just what lies behind, or leans on it openly.

    A question of hers wants an answer, and one that comes with comfort, a pitch or two others, or
    in her own words letter by letter, stays what it was.
    """
    asked = [one for one in heard.questions if one.asks is Asks.FACT]
    if heard.rude or heard.pushes or heard.pitches or heard.stock or heard.orders:
        return graded
    if _waiting(buyer, mind).kind is Cue.ASK:
        return _plainly(buyer, mind, heard, graded)
    if not 1 <= len(asked) <= MOST_ASKED:
        return graded
    if len(heard.told.split()) >= LITTLE or plain(heard.text) in mind.lines:
        return graded
    for one in asked:
        why = _fair(buyer, mind, one, graded, ear)
        if why and not parrots(buyer, mind, one.text):
            return replace(graded, grade=Grade.TAKEN, why=f"{why}: “{one.text.strip()}”")
    kind = _waiting(buyer, mind).kind
    leaning = graded.grade is Grade.MISSED and any(
        is_open(one.text) and leans(one.text, kind) for one in asked
    )
    return replace(graded, grade=Grade.NOTED) if leaning else graded


def _plainly(buyer: Buyer, mind: Mind, heard: Heard, graded: Graded) -> Graded:
    """Count a short plain answer to a question of hers as one ("A reference. One firm I may name.")."""
    short = FEW <= len(without_sorry(heard.told).split()) <= SHORT
    kind = _waiting(buyer, mind).kind
    asked = [
        one for one in heard.questions if one.asks is not Asks.MORE and not leans(one.text, kind)
    ]
    if graded.grade is not Grade.NOTED or not short or asked or hedges(heard.told):
        return graded
    if parrots(buyer, mind, heard.told) or plain(heard.text) in mind.lines:
        return graded
    why = f"You answered plainly: “{heard.told.strip()}”"
    return replace(graded, grade=Grade.TAKEN, why=why)


def _fair(buyer: Buyer, mind: Mind, one: Question, graded: Graded, ear: Ear) -> str:
    """Say in what way a question takes the chance up; nothing where it does not."""
    chance = _waiting(buyer, mind)
    scores = ear.scores(one.text)
    own = scores.get(chance.opens, 0.0)
    if own >= ITS_OWN and own >= max(scores.values()) - MARGIN:
        return "You asked for what lay behind it"
    if chance.kind is Cue.DOUBT and asks_for_proof(one.text):
        return "You asked what would meet the doubt"
    asks_on = graded.grade is Grade.NOTED and is_open(one.text) and leans(one.text, chance.kind)
    return "You asked on from what was said" if asks_on else ""


def _fits_anybody(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> bool:
    """A bare "Tell me more", or a stock phrase with nothing of hers in it, names nothing she said."""
    hers = _said_last(buyer, mind)
    if heard.bare:
        return not ear.shares(
            heard.told, hers
        )  # a word of hers ahead of it is enough ("The letter. And?")
    more = all(one.asks is Asks.MORE for one in heard.questions)
    short = len(heard.told.split()) < SHORT
    return heard.stock and more and short and not ear.shares(heard.text, hers)


def _elsewhere(buyer: Buyer, mind: Mind, heard: Heard, grade: Grade, ear: Ear) -> str:
    """Give the words that leave her chance lying: about another thing, no word of the chance in them.

    A word or two of hers ahead of a question about another thing ("Friday, yes. Who signs?") do not
    take it up, and a question that says it goes back to another thing does so.
    """
    asked = [one for one in heard.questions if one.asks is not Asks.CHECK]
    if heard.put:
        asked.append(Question(text=heard.put))
    if not asked:
        return ""
    hers = _said_last(buyer, mind)
    if _BACK.search(heard.text):
        about = ear.common(heard.text, hers)
        before = any(ear.common(heard.text, one) > about for one in said_before(buyer, mind))
        return asked[0].text.strip() if before else ""
    named = [one.text for one in asked] + ([heard.told] if len(heard.told.split()) >= FEW else [])
    if any(ear.shares(one, hers) for one in named):
        return ""
    if any(one.asks is Asks.MORE for one in asked):
        return heard.told if _told_of_another(buyer, mind, heard, ear) else ""
    if any(_about(buyer, mind, one, grade, ear) for one in asked):
        return ""
    return asked[0].text.strip()


def _said_last(buyer: Buyer, mind: Mind) -> str:
    """Give the chance that waits in the words she used; in all its ways where none of them was kept."""
    ways = _waiting(buyer, mind).says
    return next((way for way in reversed(mind.used) if way in ways), " ".join(ways))


def _about(buyer: Buyer, mind: Mind, one: Question, grade: Grade, ear: Ear) -> bool:
    """Say whether one question could be about the chance: by what it asks for, or how it leans on it."""
    chance = _waiting(buyer, mind)
    if off_a_list(one.text) or (chance.kind in _HERS and about_us(one.text)):
        return False
    scores = ear.scores(one.text)
    behind = (
        {f.key for f in buyer.facts if chance.opens in (f.key, *f.after)} if chance.opens else set()
    )
    own = max((scores[key] for key in behind), default=0.0)
    others = {key: score for key, score in scores.items() if key not in behind}
    best = max(others, key=lambda key: others[key], default="")
    away = others.get(best, 0.0)
    if own >= ABOUT and own >= away - 2 * CLEARLY:
        return True
    if own >= NEARLY and own >= away - CLEARLY:
        return True
    if one.asks is Asks.OFFER:
        return away < NO_OTHER
    if away < (ABOUT if grade >= Grade.TAKEN else NO_OTHER) and (
        grade >= Grade.TAKEN or is_open(one.text)
    ):
        return grade > Grade.MISSED  # nothing else of hers is meant, so the detector's word stands
    framed = bool(best) and buyer.fact(best).layer is Layer.SURFACE and away >= PLAIN_TO_SEE
    return leans(one.text, chance.kind) and not framed


def _told_of_another(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> bool:
    """Say whether "how so?" is put to something else she had said, by the words beside it."""
    if len(heard.told.split()) < FEW:
        return False
    chance = max(ear.near(heard.told, one) for one in _waiting(buyer, mind).says)
    others = (one for one in said_so_far(buyer, mind) if ear.near(heard.told, one) >= NEAR)
    return any(ear.near(heard.told, one) > chance for one in others)


def goes_back(buyer: Buyer, mind: Mind, heard: Heard, ear: Ear) -> bool:
    """Say whether a turn goes back to something she had said before: that is listening, too.

    It takes two words of hers, or one and a sign that they are hers ("you said").
    """
    asked = " ".join([heard.told, *(one.text for one in heard.questions)])
    if heard.stock or heard.pushes or heard.pitches or heard.rude or parrots(buyer, mind, asked):
        return False
    told_so = bool(_BACK.search(asked))
    least = 1 if told_so else SHARED
    if mind.pending is not None:  # what shares as much with the chance that waits is about that
        least = max(least, 1 + ear.common(asked, _said_last(buyer, mind)))
    return any(
        ear.common(asked, one) >= least
        and (told_so or max(ear.near(part, one) for part in _parts(heard)) >= NEAR)
        for one in said_before(buyer, mind)
    )


def _parts(heard: Heard) -> list[str]:
    return [one for one in (heard.told, *(q.text for q in heard.questions)) if one] or [heard.text]
