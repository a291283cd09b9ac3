"""A word on the decision: who, how, when, or what stands in its way."""

from sevendoors.core.codes import Cue
from sevendoors.measure.cues.patterns import Rule, rules

_PEOPLE = (
    r"(board|committee|legal|procurement|purchasing|finance|cfo|ceo|coo|cio|cto|it security|works "
    r"council|my (boss|manager|director|partner|husband|wife)|the (owner|owners|director|directors|"
    r"minister|council|family|union|partners|managing director|headquarters|head office)|hq|group)"
)
RULES: tuple[Rule, ...] = rules(
    Cue.DECISION,
    (
        0.94,
        2,
        r"\b(sign(s|ed|ing)?[- ]?off|signs? (it|this|the|anything|for)|approv(e|es|al|ed)|have the final "
        r"(say|word)|final (say|decision|word)|green ?light|decision[- ]maker)\b",
    ),
    (0.92, 2, r"\b(decide|decides|decided|decision|deciding)\b(?!.*\bpersonally\b)"),
    (
        0.88,
        2,
        _PEOPLE
        + r"('ll| will| has to| have to| needs? to| wants?| must| sees?| looks?| reads?| gets?| "
        r"meets?| asks?| would| is going to)\b",
    ),
    (
        0.86,
        2,
        r"\b(go(es)?|run|take|taking|bring|send) (it |this |that |the \w+ )?(past|by|through|to|via) "
        + _PEOPLE,
    ),
    (
        0.86,
        2,
        r"\b(tender|rfp|rfi|three (quotes|offers|bids)|shortlist(ed)?|short list|vendor (review|"
        r"assessment)|security (review|questionnaire)|purchase order|business case|paperwork)\b",
    ),
    (
        0.82,
        2,
        r"\b(i|we) (can't|cannot|don't|couldn't) (decide|sign|commit|approve|do (that|this|it) (alone|"
        r"without))|not (my|mine to) (call|decide|decision)|above my (pay grade|head)",
    ),
    (
        0.8,
        2,
        r"\b(budget (cycle|round|freeze|year|opens|closes|is (set|gone|frozen|approved|not))|new budget|"
        r"fiscal year|hiring freeze|contract (ends|runs|expires|renews|is up)|renewal (is|date|comes)|"
        r"notice period|locked in (until|till))\b",
    ),
    (
        0.7,
        1,
        r"\b(talk|speak|check|discuss|run it) (to|with|by|past) (my|the|our) (team|boss|wife|husband|"
        r"partner|colleague\w*|people|management|director|finance|cfo|lawyer\w*)\b",
    ),
)
