"""A small buyer of the place's own, whose every word tests know, and the cast to talk with her."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.web.place import Browser, Clock, browser, new_place, people_of_the_cast

from sevendoors.app.base.place import Place
from sevendoors.core.people import Viewer
from sevendoors.practice.buyer_mistakes import OCCASIONS

KEY, SEALED = "rosa-lind", "petra-voss"
TRUTH = "Her nights go into the ledger, and she wants them back."
WORRY = "I do worry about the audit in January, I must say."
_HEAD = """
name = "{name}"
role = "bookkeeper"
company = "Lind and Daughters"
kind = "discovery"
sells = "bookkeeping software"
situation = "She keeps the books of a bakery and answered your note."
aim = "Find out why she is looking."
sealed = {sealed}
[manner]
style = "plain"
patience = 8
trust = 3
turns = 10
[lines]
"""
_FACTS = """
[[fact]]
key = "ledger"
layer = "surface"
asks = ["How do you keep the books today?", "Which ledger do you use?"]
says = ["By hand, in a green ledger.", "In a green ledger, all by hand."]
[[fact]]
key = "nights"
layer = "problem"
after = ["ledger"]
need = 1
truth = "{truth}"
asks = ["What does the ledger cost you?", "How long does the ledger take at night?"]
says = ["It takes my nights. Four a week.", "Four nights a week go into it."]
hints = ["The evenings get long.", "One does not sleep much in this trade."]
[[fact]]
key = "audit"
layer = "consequence"
need = 2
truth = "The auditor sent the last books back, and she fears a second time."
asks = ["What happened at the last audit?", "What did the auditor say about your books?"]
says = ["They sent the books back once. It cost me a summer.", "The auditor sent them all back."]
hints = ["There was something with the auditor.", "We do not talk about last January."]
[[fact]]
key = "daughter"
layer = "stake"
trust = 6
need = 3
truth = "She will hand the bakery on in spring, and only with clean books."
asks = ["Who takes over the bakery?", "What happens in spring with the bakery?"]
says = ["My daughter takes it over in spring, if the books are clean.", "In spring it is hers."]
hints = ["There are plans for spring.", "Spring is near."]
"""
_CHANCES = (
    ("concern", WORRY, "audit"), ("priority", "What matters most to me is that it adds up.", ""),
    ("thread", "It was different before my husband left the shop.", "nights"),
    ("personal", "My daughter plays the cello, badly and loudly.", "daughter"),
    ("ask", "What would it cost me in a year?", ""), ("doubt", "I doubt a machine can read my hand.", ""),
    ("decision", "My daughter would have to agree before I sign.", ""),
)  # fmt: skip


def buyer_text(name: str, *, sealed: bool = False) -> str:
    """Write a small buyer's file."""
    head = _HEAD.format(name=name, sealed=str(sealed).lower())
    lines = "".join(f'{one} = ["{one} one.", "{one} two."]\n' for one in OCCASIONS)
    chances = "".join(
        f'[[chance]]\nturn = {turn}\nkind = "{kind}"\nsays = ["{says}", "{says} Yes."]\n'
        + (f'opens = "{opens}"\n' if opens else "")
        for turn, (kind, says, opens) in enumerate(_CHANCES, 1)
    )
    return head + lines + _FACTS.format(truth=TRUTH) + chances


@dataclass
class School:
    """An open place with the small buyers in it, and its clock."""

    place: Place
    cast: dict[str, Viewer]
    clock: Clock

    @property
    def jonas(self) -> Viewer:
        """Jonas, who practises."""
        return self.cast["Jonas Brandt"]


def small_buyers(folder: Path) -> None:
    """Put the small buyers into a place's folder."""
    (folder / "buyers").mkdir(exist_ok=True)
    (folder / "buyers" / f"{KEY}.toml").write_text(buyer_text("Rosa Lind"), "utf-8")
    (folder / "buyers" / f"{SEALED}.toml").write_text(
        buyer_text("Petra Voss", sealed=True), "utf-8"
    )


@contextmanager
def school(folder: Path) -> Iterator[School]:
    """Open a place to practise in."""
    clock = Clock()
    place = new_place(folder, clock=clock)
    small_buyers(folder)
    yield School(place, people_of_the_cast(place), clock)
    place.store.close()


@contextmanager
def jonas_in(made: School) -> Iterator[Browser]:
    """Sit Jonas down at a browser."""
    with browser(made.place, "Jonas Brandt") as seen:
        yield seen


def begin(seen: Browser, path: str = f"/practise/with/{KEY}", **form: str) -> str:
    """Begin a talk and give its address."""
    answer = seen.fill(path, form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])
