"""What a buyer says in one turn: what a chance opens, what a question means, or a plain line."""

from sevendoors.core.codes import Grade
from sevendoors.core.practice import (
    FEW,
    Asks,
    BuyerFact,
    Door,
    Question,
)
from sevendoors.practice.doors import Doors
from sevendoors.practice.questions import declares, leans, names_nothing
from sevendoors.practice.rules import AGAIN
from sevendoors.practice.saying_back import NEAR, confirms, parrots, plain
from sevendoors.practice.taking import goes_back

# From ASKED_FOR a question asks for a fact; most with no answer in the file lie below. An offer does
# so from CLEAR ("Shall we look at it together on Tuesday?").
ASKED_FOR, CLEAR = 0.55, 0.6
FIRM = 0.7  # what nobody has spoken of yet is not hinted at for less
# A follow-up is about what was just said, and what is out is seldom asked again.
NEXT, TOLD = 0.06, 0.12
SAME = 0.85
MOST_FACTS = 2  # a person tells two things at once at most
SHORT_TRUST = 1  # at so little trust the answer is a word or two


class Telling(Doors):
    """The choice of her words for one turn; nothing of it outlives the turn.

    graded: what became of her pending chance. After `reply`, doors, opened, hinted, used and last
    say what changed.
    """

    def reply(self) -> tuple[tuple[str, ...], str]:
        """Choose the occasion of her reply and its words."""
        plain = self._plain_occasion()
        if plain:
            return (self.line(plain),), plain
        said = self._from_chance()
        put = self._put()
        if put is not None:
            said = self._nod(said, put)
        elif not said:
            said = self._to_questions() or self._noted() or self._unasked()
        if said or self.kept:
            return tuple(said), "tells"
        return self._nothing_new()

    def _plain_occasion(self) -> str:
        heard = self._heard
        for occasion, met in (
            ("ai", heard.asks_what_she_is),
            ("order", heard.orders),
            ("rude", heard.rude),
            ("silence", not heard.words and not heard.foreign),
            ("unsure", heard.foreign),
            ("bye", heard.parts),
            ("greet", heard.greets and not heard.questions and self._mind.turn == 0),
        ):
            if met:
                return occasion
        return ""

    # ---- what a chance opens

    def _from_chance(self) -> list[str]:
        """A chance that was taken opens what lay behind it; where that is out, what was asked, or what follows."""
        if self._chance is None or not self._chance.opens or (self._grade or 0) < Grade.TAKEN:
            return []
        fact = self._buyer.fact(self._chance.opens)
        if self.doors[fact.key] is not Door.OPEN:
            return self._tell([fact], 1)
        asked = [one.text for one in self._heard.questions if one.asks is Asks.FACT]
        # Words that only lean on what she said mean another fact where they say so plainly.
        leaning = {one for one in asked if leans(one, self._chance.kind)}
        meant = [self._meant(one, FIRM if one in leaning else ASKED_FOR) for one in asked]
        if any(fact.key != self._chance.opens for fact in meant if fact):
            return []  # it is answered as any other question is
        if asked and not leaning and not any(meant):
            return []
        named = next((one for one in asked if one not in leaning), "")
        after = self._next(fact.key, named)
        return self._tell((after,), 1) if after else []

    def _noted(self) -> list[str]:
        """A chance that got a token lets it be guessed that there is more."""
        if self._chance is None or not self._chance.opens or self._grade is not Grade.NOTED:
            return []
        fact = self._buyer.fact(self._chance.opens)
        return [] if self.doors[fact.key] is Door.OPEN else self._hint(fact)

    # ---- what questions ask for

    def _put(self) -> str | None:
        """Find what waits for a yes: what was put to her, or what she said with a question mark."""
        if self._heard.put is not None:
            return self._heard.put
        held = [one.text for one in self._heard.questions if declares(one.text)]
        held = [one for one in held if not parrots(self._buyer, self._mind, one)]
        return next(
            (one for one in held if confirms(self._buyer, self._mind, self._ear, one)), None
        )

    def _nod(self, said: list[str], put: str) -> list[str]:
        """What was said back for a yes gets one, or a correction; then what else is to be said."""
        if confirms(self._buyer, self._mind, self._ear, put):
            nod = self.line("check")
            return [nod, *(said or self._to_questions(1))]
        guessed = self._meant(put)
        if not said and guessed and self.doors[guessed.key] is not Door.OPEN:
            said = self._tell([guessed], 1)
        return said or [self.line("notquite"), *self._to_questions(1)]

    def _to_questions(self, room: int = MOST_FACTS) -> list[str]:
        """Answer what was asked: facts first, a hint only where no fact came out."""
        plain: list[str] = []
        wanted: list[BuyerFact] = []
        worn = False
        put = self._put()
        asked = [
            one for one in self._heard.questions if one.asks is not Asks.CHECK and one.text != put
        ]
        for one in asked[:MOST_FACTS]:
            fact = self._wanted(one)
            if fact is None:
                plain.append("offer" if one.asks is Asks.OFFER else "")
            elif self.doors[fact.key] is Door.OPEN:
                plain.append("again")
                spoken = self._chance is not None and self._chance.opens == fact.key
                worn = worn or not (spoken or self._goes_into(one.text, fact))
            elif fact not in wanted:
                wanted.append(fact)
        told = self._tell(wanted, room)
        if told or self.kept or not (wanted or any(plain)):
            return told
        occasion = next((one for one in plain if one), "short")
        if worn and occasion == "again":
            self._ledger.by(AGAIN)
        return [self.line(occasion)]

    def _wanted(self, one: Question) -> BuyerFact | None:
        if one.asks is Asks.MORE:
            return (self._forward() or self._meant(one.text)) if self._fresh_more() else None
        if one.asks is Asks.OFFER and names_nothing(one.text):
            return None
        if len(one.text.split()) > FEW and parrots(self._buyer, self._mind, one.text):
            return None  # her own line with a question mark asks for nothing
        least = CLEAR if one.asks is Asks.OFFER else ASKED_FOR
        if self._chance and leans(one.text, self._chance.kind):
            least = FIRM  # it is about her chance, and another fact only where it says so
        fact = self._meant(one.text, least)
        if fact is None or self.doors[fact.key] is not Door.OPEN or self._asked_before(one.text):
            return fact
        on = fact.key == self.last or (self._back() and self._goes_into(one.text, fact))
        follows = self._next(fact.key, one.text) if on else None
        if follows or self._ear.scores(one.text)[fact.key] >= FIRM:
            return follows or fact
        return None  # near what she told, but not the same: she has no answer to it

    def _back(self) -> bool:
        return goes_back(self._buyer, self._mind, self._heard, self._ear)

    def _goes_into(self, question: str, fact: BuyerFact) -> bool:
        """Say whether a question goes into what she said of a fact, and was not put before."""
        said = (way for way in self._mind.used if way in fact.says)
        return not self._asked_before(question) and any(self._ear.shares(question, s) for s in said)

    def _fresh_more(self) -> bool:
        """Asked to go on and on, or after a copy of her own words, she waits for a real question."""
        heard = self._heard
        again = heard.bare and (self._mind.bare or plain(heard.text) in self._mind.lines)
        return not again and not (heard.told and parrots(self._buyer, self._mind, heard.told))

    def _meant(self, question: str, least: float = ASKED_FOR) -> BuyerFact | None:
        """Find the fact a question asks for; what follows on what she just said is meant first."""
        scores = self._ear.scores(question)
        near = {f.key: scores[f.key] + self._nearness(f) for f in self._buyer.facts}
        best = max(self._buyer.facts, key=lambda fact: near[fact.key])
        if not self._reached(best):
            least = max(least, FIRM)
        return best if near[best.key] >= least else None

    def _nearness(self, fact: BuyerFact) -> float:
        if self._chance and self._chance.opens == fact.key:
            return NEXT  # she just spoke of it, told before or not
        near = NEXT if self.last and self.last in fact.after else 0.0
        return near - (TOLD if self.doors[fact.key] is Door.OPEN else 0.0)

    def _asked_before(self, question: str) -> bool:
        return any(self._ear.near(question, old) >= SAME for old in self._mind.asked)

    # ---- going on without a question of its own

    def _unasked(self) -> list[str]:
        """Her own words said back, or an open question about them, bring her to what comes next."""
        heard = self._heard
        if heard.stock or not (heard.open_question or heard.reflects) or self._passed_by():
            return []
        fact = self._forward() if self._of_her_words() else None
        return self._tell([fact], 1) if fact else []

    def _passed_by(self) -> bool:
        return self._chance is not None and self._grade is not None and self._grade < Grade.TAKEN

    def _of_her_words(self) -> bool:
        said = [*(self._chance.says if self._chance else ())]
        if self.last:
            said += self._buyer.fact(self.last).says
        if self._mind.last_hint:
            said += self._buyer.fact(self._mind.last_hint).hints
        return any(self._ear.shares(self._heard.text, one) for one in said)

    def _forward(self) -> BuyerFact | None:
        """Find what comes next: behind a chance, behind her hint, or after what she told last."""
        behind = self._named() or (self._chance.opens if self._chance else "")
        for key in (behind, self._mind.last_hint):
            if key and self.doors[key] is not Door.OPEN:
                return self._buyer.fact(key)
        return self._next(behind or self.last)

    def _named(self) -> str:
        """Find what the seller comes back to ("You said January was enough. How so?")."""
        told = self._heard.told
        if not told:
            return ""
        given = (self._buyer.chances[number] for number in reversed(self._mind.given))
        led = [(chance.opens, chance.says) for chance in given if chance.opens]
        out = [(f.key, f.says) for f in self._buyer.facts if self.doors[f.key] is Door.OPEN]
        near = {key: max(self._ear.near(told, way) for way in says) for key, says in [*out, *led]}
        best = max(near, key=lambda key: near[key], default="")
        return best if best and near[best] >= NEAR else ""

    # ---- nothing to tell

    def _nothing_new(self) -> tuple[tuple[str, ...], str]:
        heard = self._heard
        asked = [one for one in heard.questions if one.asks is not Asks.MORE]
        if asked:
            occasion = "again" if self._asked_before(asked[0].text) else "off"
        elif (self._grade or 0) >= Grade.TAKEN:
            occasion = "thanks"
        elif heard.pitches or heard.pushes:
            occasion = "pushed"
        else:
            ledger = self._ledger
            occasion = "more" if ledger.trust > SHORT_TRUST and ledger.patience > 0 else "short"
        return (self.line(occasion),), occasion
