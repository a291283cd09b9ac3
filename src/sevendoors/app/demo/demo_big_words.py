"""What is said in the invented team of twenty-four: calls put together from sentences of our own."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from sevendoors.core.codes import CHANCES, Cue, Grade
from sevendoors.core.conversation import Capabilities, Conversation, Participant, Side, Turn
from sevendoors.store.calls import INVENTED

SCENES = Path(__file__).parents[2] / "examples" / "many" / "scenes.toml"
WARNING = "This call is invented: nobody said these words."
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_BEGINS = re.compile(r"(^|[.!?] )(\[?)([a-z])")
_SECONDS_A_WORD = 0.42
_WEIGHTY = (Cue.CONCERN, Cue.PRIORITY)
_AGAIN = (*_WEIGHTY, Cue.DOUBT, Cue.DECISION)  # where to go back to such words is no surprise
_CAME, _GOES_BACK, _SHORTEST_BACK, _LONGEST_BACK = 0.85, 0.25, 6, 18
# Hard basics: in how much of the calls, and how far sellers lie around it. Invented like the rest.
_BASICS = (("step", 0.93, 0.03), ("date", 0.84, 0.05), ("budget", 0.55, 0.08))
_REPLY = {
    Grade.MISSED: "missed",
    Grade.NOTED: "noted",
    Grade.TAKEN: "taken",
    Grade.OPENED: "opened",
}


@lru_cache(maxsize=1)
def parts() -> Mapping[str, Any]:
    """Give all the sentences and names that ship."""
    return tomllib.loads(SCENES.read_text("utf-8"))


@dataclass(slots=True, kw_only=True)
class House:
    """One buyer's house over all its calls: who is there, and what was said there already.

    used: scenes. heard: worries and what matters, in earlier calls. promised: in the last call. held: calls so far.
    """

    name: str
    buyers: tuple[str, ...]
    mate: str
    boss: str
    site: str
    month: str
    used: set[str] = field(default_factory=set)
    heard: list[str] = field(default_factory=list)
    promised: str = ""
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One chance as it stands in a call. turn: the buyer's; answered: the seller's.

    start, end: of the chance in its turn. recalls: so many letters of the answer go back to what was
    said in an earlier call.
    """

    code: Cue
    grade: Grade
    turn: int
    start: int
    end: int
    buyer: str
    answered: int
    about: str
    better: str
    recalls: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One call: its words, its chances in order, and the promise at its end, where there is one.

    promised: (turn, thing, due), the last None where no day was named.
    """

    talk: Conversation
    played: tuple[Played, ...]
    promised: tuple[int, str, date | None] | None


def house(dice: Random, name: str, buyers: tuple[str, ...]) -> House:
    """Make up who else is in a buyer's house."""
    first = [one for one in parts()["names"]["first"] if not any(one in b for b in buyers)]
    mate, boss = dice.sample(first, 2)
    return House(name=name, buyers=buyers, mate=mate, boss=boss, month=dice.choice(_MONTHS),
                 site=dice.choice(parts()["names"]["site"]))  # fmt: skip


def speak(
    dice: Random, seller: str, at: House, day: date, chances: Sequence[tuple[int, int]], name: str
) -> Spoken:
    """Put one call together. chances: (number of the kind in CHANCES, grade), in order."""
    buyers = at.buyers[: 1 + (len(at.buyers) > 1 and dice.random() < 0.4)]
    book = _Book(dice=dice, at=at, said=[], seller="s1")
    first = book.words(dice.choice(parts()["open"]["any"]), buyer=buyers[0].split()[0])
    book.say("s1", first)
    answer = book.words(dice.choice(parts()["open"]["answer"]))
    if at.promised:
        came = "came" if dice.random() < _CAME else "missing"
        answer = book.words(dice.choice(parts()["open"][came]), thing=at.promised)
    book.say("b1", answer)
    played = []
    for number, (code, grade) in enumerate(chances):
        who = f"b{1 + number % len(buyers)}"
        played.append(book.play(CHANCES[code], Grade(grade), who))
        if dice.random() < 0.3:
            book.link()
    habits = _habits(seller)
    if dice.random() < habits["budget"]:
        book.link("budget")
    promised = book.close(day, habits)
    at.promised, at.held = (promised[1] if promised else ""), at.held + 1
    at.heard += [
        book.said[one.turn][1][one.start : one.end] for one in played if one.code in _WEIGHTY
    ]
    met = [Participant(id="s1", name=seller, side=Side.SELLER, side_decided_by="file")] + [
        Participant(id=f"b{n + 1}", name=one, side=Side.BUYER, side_decided_by="file",
                    organisation=at.name)
        for n, one in enumerate(buyers)
    ]  # fmt: skip
    talk = Conversation(
        id=name, source=INVENTED, participants=tuple(met), turns=tuple(_turns(book.said)),
        started_at=None, language="en", warnings=(WARNING,), capabilities=Capabilities(
            speaker_source="typed", time_kind="relative", resolution_ms=1000, has_end=True),
    )  # fmt: skip
    return Spoken(talk=talk, played=tuple(played), promised=promised)


def _habits(seller: str) -> Mapping[str, float]:
    """Make up in how many of a seller's calls each of the hard basics is done; they differ little."""
    dice = Random(f"{seller} and the basics")  # the same seller, the same habits
    return {name: min(0.98, usual + dice.uniform(-wide, wide)) for name, usual, wide in _BASICS}


def _turns(said: Sequence[tuple[str, str]]) -> list[Turn]:
    turns: list[Turn] = []
    clock, run = 2_000, -1
    for number, (who, text) in enumerate(said):
        run += not turns or turns[-1].participant != who
        length = 1000 * max(1, round(len(text.split()) * _SECONDS_A_WORD))
        turns.append(Turn(index=number, run=run, participant=who, text=text, start_ms=clock,
                          end_ms=clock + length))  # fmt: skip
        clock += length + 1000 * (1 + number % 3)
    return turns


@dataclass(slots=True, kw_only=True)
class _Book:
    """A call while it is written."""

    dice: Random
    at: House
    seller: str
    said: list[tuple[str, str]]
    spent: set[str] = field(default_factory=set)

    def say(self, who: str, text: str) -> int:
        self.said.append((who, text))
        return len(self.said) - 1

    def drawn(self) -> dict[str, object]:
        """Draw figures and a day."""
        return {"n": self.dice.randint(3, 14), "big": 10 * self.dice.randint(4, 48),
                "day": self.dice.choice(_DAYS)}  # fmt: skip

    def fill(self, text: str, drawn: Mapping[str, object]) -> str:
        """Fill the places in a sentence."""
        at = self.at
        return text.format(mate=at.mate, boss=at.boss, site=at.site, month=at.month, **drawn)

    def words(self, text: str, **more: object) -> str:
        """Fill the places in what is said, and begin every sentence with a capital."""
        filled = self.fill(text, {**self.drawn(), **more})
        return _BEGINS.sub(lambda m: m[1] + m[2] + m[3].upper(), filled)

    def fresh(self, pool: Sequence[str]) -> str:
        """Draw a line that was not said in this call, while there is one."""
        left = [line for line in pool if line not in self.spent] or list(pool)
        line = self.dice.choice(left)
        self.spent.add(line)
        return line

    def scene(self, code: Cue) -> Mapping[str, Any]:
        """Draw a scene that this house has not had, while there is one."""
        same = [one for one in parts()["scene"] if one["kind"] == code]
        fresh = [one for one in same if one["said"] not in self.at.used]
        if not fresh:
            self.at.used -= {one["said"] for one in same}
        one: Mapping[str, Any] = self.dice.choice(fresh or same)
        self.at.used.add(one["said"])
        return one

    def play(self, code: Cue, grade: Grade, who: str) -> Played:
        """Write one chance with the line before it, its answer, and what the buyer says to that."""
        scene = self.scene(code)
        if self.said[-1][0] != self.seller:
            self.say(self.seller, self.words(self.fresh(parts()["before"][code])))
        drawn = self.drawn()
        for key in ("x", "y"):
            if key in scene:
                drawn[key] = self.fill(self.dice.choice(scene[key]), drawn)
        text = self.words(scene["said"], **drawn)
        start, end = text.index("["), text.index("]") - 1
        turn = self.say(who, text.replace("[", "").replace("]", ""))
        better = self.words(scene["opened"], **drawn)
        back = self.back() if grade is Grade.OPENED and code in _AGAIN else ""
        reply = {
            Grade.OPENED: better,
            Grade.TAKEN: self.words(scene["taken"], **drawn),
        }.get(grade) or self.words(self.fresh(parts()["noted" if grade else "missed"][code]))
        answered = self.say(self.seller, f"{back} {reply}" if back else reply)
        replies = parts()["reply"]
        pool = replies.get(f"{code}_{_REPLY[grade]}", replies[_REPLY[grade]])
        self.say(who, self.words(self.fresh(pool)))
        return Played(code=code, grade=grade, turn=turn, start=start, end=end, buyer=who,
                      answered=answered, about=self.fill(scene["about"], drawn),
                      better=better, recalls=len(back))  # fmt: skip

    def back(self) -> str:
        """Go back, now and then, to what was said in an earlier call of this house."""
        told = [re.split(r"[.?!] ", one)[0].rstrip(".?!") for one in self.at.heard]
        whole = [one for one in told if _SHORTEST_BACK <= len(one.split()) <= _LONGEST_BACK]
        if not whole or self.dice.random() > _GOES_BACK:
            return ""
        line = self.dice.choice(whole)
        self.at.heard = [one for one in self.at.heard if not one.startswith(line)]
        return f"“{line}”, you said to me earlier."

    def link(self, about: str = "link") -> None:
        """Write a stretch that holds no chance."""
        self.say(self.seller, self.words(self.fresh(parts()[about]["seller"])))
        self.say("b1", self.words(self.fresh(parts()[about]["buyer"])))

    def close(self, day: date, habits: Mapping[str, float]) -> tuple[int, str, date | None] | None:
        """Write the end: what is promised, mostly, and by which day, mostly."""
        if self.dice.random() > habits["step"]:
            self.say(self.seller, self.words(self.dice.choice(parts()["close"]["plain"])))
            self.say("b1", self.words(self.dice.choice(parts()["close"]["thanks"])))
            return None
        due = day + timedelta(days=self.dice.randint(2, 9))
        due += timedelta(days=(7 - due.weekday()) % 7 if due.weekday() > 4 else 0)
        thing = self.fill(self.dice.choice(parts()["close"]["thing"]), {})
        dated = self.dice.random() < habits["date"]
        said = f"{_DAYS[due.weekday()]} the {_nth(due.day)}"
        pool = parts()["close"]["promise" if dated else "undated"]
        line = self.words(self.dice.choice(pool), thing=thing, due=said)
        turn = self.say(self.seller, line)
        self.say("b1", self.words(self.dice.choice(parts()["close"]["thanks"])))
        return turn, thing, due if dated else None


def _nth(day: int) -> str:
    ending = "th" if 10 < day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
