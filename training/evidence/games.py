"""Games of scripted sellers with the buyers, each kept once it was played, so a run can go on."""

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

from sevendoors.app.base.engine import shipped_encoder
from sevendoors.app.practice.dueling import limited, score
from sevendoors.app.practice.playing import Talk, buyer_files, open_talk, say
from sevendoors.core.practice import Buyer, Step
from sevendoors.practice import script_seller
from sevendoors.practice.buyer_file import buyer_from
from sevendoors.practice.rules import ASKED_ON
from training.practice.sellers import SELLERS, Brief

ROOT = Path(__file__).parent.parent.parent
KEPT = ROOT / ".training" / "simulator"
SCRIPT = script_seller.NAME
NAMES = ("expert", SCRIPT, *(name for name in SELLERS if name != "expert"))
MOST_AT_ONCE = 2  # facts in one turn
AGAIN = "again "  # a game played a second time, in whichever process is free
_RULES = "buyer_file debrief doors hearing meaning mind questions rules saying_back script_seller taking telling voice"
READ = (*(f"src/sevendoors/practice/{name}.py" for name in _RULES.split()),
         "src/sevendoors/measure/answers/*.py", "src/sevendoors/measure/reply.py",
         "src/sevendoors/app/practice/playing.py", "src/sevendoors/app/practice/dueling.py",
         "src/sevendoors/core/practice.py", "training/practice/sellers.py",
         "training/practice/lines.py", "training/evidence/games.py")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """What became of one talk: counts of how many of how many, and what was said, as a digest.

    broken: what the buyer did against her own rules. chances: which she gave, in order. ms: how long
    each answer of hers took.
    """

    buyer: str
    seller: str
    seed: str
    needs: tuple[int, int]
    doors: tuple[int, int]
    taken: tuple[int, int]
    words: int
    turns: int
    digest: str
    broken: tuple[str, ...]
    chances: tuple[str, ...]
    ms: tuple[float, ...]


def engine() -> str:
    """Name everything a game rests on but the buyer: the rules, the sellers, the model."""
    told = hashlib.sha256()
    for pattern in READ:
        for path in sorted(ROOT.glob(pattern)):
            told.update(path.read_bytes())
    encoder = shipped_encoder()
    told.update(f"{encoder.name} {encoder.version}".encode())
    return told.hexdigest()[:12]


def place(key: str, text: str, version: str) -> Path:
    """Say where the games of one buyer are kept; another file or engine means another place."""
    return KEPT / version / f"{key}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.jsonl"


def kept(path: Path) -> list[Game]:
    """Read the games that were played already; a line cut off by a kill is left out."""
    found = []
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        try:
            told = json.loads(line)
        except json.JSONDecodeError:
            continue
        found.append(_game(told))
    return found


def _game(told: dict[str, Any]) -> Game:
    own: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in told.items()}
    return Game(**own)


def games(
    keys: Sequence[str], names: Sequence[str], seeds: int, processes: int = 2
) -> Iterator[Game]:
    """Give every game; what was not played yet is played now, and kept pack by pack.

    The buyers are read once, at the start. Raises RuntimeError where the rules change meanwhile.
    """
    version = engine()
    texts = {key: buyer_files()[key].read_text("utf-8") for key in keys}
    places = {key: place(key, text, version) for key, text in texts.items()}
    wanted = [(key, name, str(seed)) for key in keys for name in names for seed in range(seeds)]
    wanted += [(key, AGAIN + name, "0") for key in keys for name in names]
    held = {(g.buyer, g.seller, g.seed): g for path in places.values() for g in kept(path)}
    yield from (held[one] for one in wanted if one in held)
    missing = [one for one in wanted if one not in held]
    # A buyer's games stay together, since her ear and what was read of her are kept in memory.
    packs = [pack for key in keys for pack in _halves([one for one in missing if one[0] == key])]
    if not packs:
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for done in as_completed([pool.submit(_played, one, texts[one[0][0]]) for one in packs]):
            if engine() != version:
                pool.shutdown(cancel_futures=True)
                raise RuntimeError("The rules or the sellers changed while games were played.")
            yield from _keep(done.result(), places)


def _keep(played: Sequence[Game], places: Mapping[str, Path]) -> Sequence[Game]:
    for game in played:
        path = places[game.buyer]
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(game)) + "\n")
    return played


def _halves(pack: list[tuple[str, str, str]]) -> Iterator[list[tuple[str, str, str]]]:
    """Cut a buyer's games in two, so that no process waits for the other at the end."""
    yield from (part for part in (pack[::2], pack[1::2]) if part)


def _played(pack: Iterable[tuple[str, str, str]], text: str) -> list[Game]:
    return [play(buyer_from(text, key, key, seed), name, seed) for key, name, seed in pack]


def play(buyer: Buyer, seller: str, seed: str) -> Game:
    """Let one seller play one buyer to the end."""
    name = seller.removeprefix(AGAIN)
    brief = Brief(name=buyer.name, company=buyer.company, sells=buyer.sells)
    talk, ms = open_talk(buyer, seed, name), []
    while not talk.over:
        line = limited(_line(name, brief, talk, seed))
        begun = time.perf_counter()
        talk = say(talk, line)
        ms.append(round((time.perf_counter() - begun) * 1000, 2))
    told = score(talk)
    said = "\n".join(f"{step.seller}\n{step.said}" for step in talk.steps)
    return Game(
        buyer=buyer.key, seller=seller, seed=seed, needs=told.needs, doors=told.doors,
        taken=told.taken, words=told.words, turns=len(ms),
        digest=hashlib.sha256(said.encode()).hexdigest()[:16],
        broken=tuple(broken(talk)), chances=tuple(_given(talk)), ms=tuple(ms),
    )  # fmt: skip


def _line(name: str, brief: Brief, talk: Talk, seed: str) -> str:
    if name == SCRIPT:
        return script_seller.next_line(talk.buyer, talk.steps)
    heard = [(step.seller, step.said) for step in talk.steps]
    return SELLERS[name](brief, heard, Random(f"{name}/{seed}/{len(heard)}"))


def _given(talk: Talk) -> Iterator[str]:
    """Name the chances she gave by their place in her file."""
    for step in talk.steps:
        for number, chance in enumerate(talk.buyer.chances):
            if step.chance and step.chance in chance.says:
                yield str(number)


def broken(talk: Talk) -> Iterator[str]:
    """Find what she did against her own rules: told too early, or in words that are not hers."""
    buyer, trust = talk.buyer, talk.mind.trust
    trust -= sum(reason.trust for step in talk.steps for reason in step.reasons)
    if trust != buyer.trust:
        yield "trust moved without a reason"
    out: set[str] = set()
    spoken: set[str] = set()
    words = _words(buyer)
    for step in talk.steps:
        yield from _too_early(buyer, step, trust, out, spoken)
        trust += sum(reason.trust for reason in step.reasons)
        out |= set(step.opened)
        spoken |= {c.opens for c in buyer.chances if step.chance in c.says}
        if step.opened and step.hinted:
            yield f"turn {step.turn}: told and hinted at once"
        if not {*step.say, *([step.chance] if step.chance else [])} <= words:
            yield f"turn {step.turn}: words that are not hers"
        if len(step.opened) > MOST_AT_ONCE:
            yield f"turn {step.turn}: too much at once"


def _too_early(
    buyer: Buyer, step: Step, trust: int, out: set[str], spoken: set[str]
) -> Iterator[str]:
    known = set(out)
    held = trust
    reasons = list(step.reasons)
    while reasons and reasons[0].rule != ASKED_ON:
        held += reasons.pop(0).trust
    for key in step.opened:
        fact = buyer.fact(key)
        if held < fact.trust:
            yield f"turn {step.turn}: told {key} below its trust"
        if not (set(fact.after) <= known or key in spoken):
            yield f"turn {step.turn}: told {key} before what it rests on"
        known.add(key)
        held += sum(reason.trust for reason in reasons)
        reasons = []


def _words(buyer: Buyer) -> set[str]:
    told = [line for ways in buyer.lines.values() for line in ways]
    told += [line for fact in buyer.facts for line in (*fact.says, *fact.hints)]
    return {*told, *(line for chance in buyer.chances for line in chance.says)}
