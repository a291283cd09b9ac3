"""One sentence on what happened, with both people's words; conduct only, nothing about character."""

from sevendoors.core.codes import Grade
from sevendoors.core.conversation import Conversation
from sevendoors.core.moment import Chance
from sevendoors.measure.answers.clip import clip, name_of, said
from sevendoors.measure.answers.evidence import Evidence
from sevendoors.measure.answers.verdict import Verdict


def why(
    conversation: Conversation, chance: Chance, found: Evidence, judged: Verdict, *, late: bool
) -> str:
    """Say in one sentence what the buyer said and what you did, both quoted."""
    start = f"{name_of(conversation, chance.buyer)} said {said(clip(chance.quote.text))}; "
    whole = start + ("later you came back to it: " if late else "") + _did(found, judged)
    return whole if whole.endswith(('?"', '!"', "?”", "!”")) else whole + "."


def na_why(conversation: Conversation, chance: Chance, reason: str) -> str:
    """Say why there is no grade, with the buyer's words."""
    start = f"{name_of(conversation, chance.buyer)} said {said(clip(chance.quote.text))}; "
    return start + reason[0].lower() + reason[1:]


def _piece(found: Evidence, place: int) -> str:
    return said(clip(found.parts[place].sentence.text))


def _did(found: Evidence, judged: Verdict) -> str:
    if judged.grade >= Grade.TAKEN:
        return _took(found, judged)
    names = {
        "stacked": "you asked several questions in one breath, starting with",
        "leading": "you asked a question with its answer in it,",
        "list": "you asked the next question on a list,",
        "generic": "you gave an answer that would fit any buyer,",
        "fix": "you offered a fix first,",
        "override": "you answered with",
        "takeover": "you told a story of your own,",
        "self-answered": "you asked and answered yourself with",
        "echo": "you repeated the words back,",
        "vague": "you gave nothing to hold on to,",
    }
    return _low(found, judged.reason, names.get(judged.reason, "you answered with"))


def _low(found: Evidence, reason: str, verb: str) -> str:
    parts = found.parts
    if len(parts) > 1 and parts[0].has("token") and reason in ("exit", "past", "list", "override"):
        rest = next((i for i, part in enumerate(parts) if not part.has("token")), 1)
        return f"you said {_piece(found, 0)} and went on with {_piece(found, rest)}"
    if reason == "token" and len(parts) == 1:
        return f"you said {_piece(found, 0)} and left it there"
    return f"{verb} {_piece(found, _telling(found, reason))}"


def _telling(found: Evidence, reason: str) -> int:
    """Pick the sentence that decided a low grade."""
    wanted = {
        "override": ("reassure", "minimise", "argue", "overclaim", "pressure", "verdict"),
        "overclaim": ("overclaim", "reassure"),
        "pressure": ("pressure",),
        "evade": ("evade", "argue"),
        "exit": ("pivot", "pitch", "list"),
        "leading": ("leading",),
        "list": ("list",),
        "takeover": ("takeover",),
        "generic": ("generic",),
        "vague": ("vague", "knownot"),
        "stacked": ("asks",),
        "label": ("label",),
    }.get(reason, ())
    places = found.having(*wanted) or (found.fixes if reason == "fix" else ())
    if not places and reason == "echo":
        places = found.echoes
    plain = [i for i, part in enumerate(found.parts) if not part.has("token")]
    return places[0] if places else plain[0] if plain else 0


def _took(found: Evidence, judged: Verdict) -> str:
    reason = judged.reason
    asked = next(iter(found.questions), None)
    if asked is None:
        asked = next((i for i in found.having("check", "room", "choice")), None)
    if asked is None and found.asked:
        asked = found.asked[0]
    shown = next((i for i in found.reflects if i != asked), None)
    if shown is not None and asked is not None and judged.grade is Grade.OPENED:
        return f"you took it up with {_piece(found, shown)} and asked {_piece(found, asked)}"
    if reason.startswith(("straight", "dated", "proof", "answer", "cost", "step", "owned")):
        return _answered(found, judged)
    if shown is not None and reason.startswith(("reflect", "echo", "cost")):
        return _with_step(found, shown, judged)
    if asked is not None and found.parts[asked].has("asks"):
        return f"you asked {_piece(found, asked)}"
    place = next(iter((*found.reflects, *found.plans, *found.having("choice", "tailor"))), 0)
    return f"you answered {_piece(found, place)}"


def _with_step(found: Evidence, shown: int, judged: Verdict) -> str:
    step = next((i for i in (*found.promises, *found.plans) if i != shown), None)
    if judged.grade is Grade.OPENED and step is not None:
        return (
            f"you took it up with {_piece(found, shown)} and changed course: {_piece(found, step)}"
        )
    return f"you took it up with {_piece(found, shown)}"


def _answered(found: Evidence, judged: Verdict) -> str:
    plain = [i for i, part in enumerate(found.parts) if part.has("straight", "cost", "named")]
    speaking = [i for i, part in enumerate(found.parts) if not part.has("token")] or [0]
    plain.sort(key=lambda i: -found.parts[i].own)
    place = plain[0] if plain else next(iter(found.promises), speaking[0])
    if not plain and found.parts[place].has("asks"):
        return f"you asked {_piece(found, place)}"
    more = [
        i for i in (*found.having("proof"), *found.promises, *found.having("cost")) if i != place
    ]
    if judged.grade is Grade.OPENED and more:
        return f"you answered {_piece(found, place)} and added {_piece(found, more[0])}"
    return f"you answered {_piece(found, place)}"
