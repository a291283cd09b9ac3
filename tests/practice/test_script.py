"""What the script says back to a buyer: her words turned round, as a person would say them."""

import re

import pytest

from sevendoors.app.practice.playing import buyer_files, buyer_of
from sevendoors.practice.script_seller import said_back

CHANCES = [
    (key, way)
    for key in sorted(buyer_files())
    for chance in buyer_of(key, "1").chances
    for way in chance.says
]
ODD = re.compile(
    r"^(?:anyway|mind you|sorry|listen|funny thing|you know|so you know|incidentally|well|look|now)\b|"
    r"\byou was|\b(?:i|i'm|my|me|our|forgive you)\b|, (?:you know|mind you|by the way)\b|,,| ,|,$",
    re.I,
)


@pytest.mark.parametrize(
    ("hers", "said"),
    [
        ("Funny thing, the till was right for once.", "the till was right for once"),
        ("In June I wasn't so cheerful, as it happens.", "in June you weren't so cheerful"),
        ("I've had reminders, never again.", "you've had reminders, never again"),
        ("The six, incidentally, was not always a six.", "the six was not always a six"),
        (
            "Listen, Bernie keeps all that in her head. For now.",
            "Bernie keeps all that in her head",
        ),
        (
            "If my mobile goes, forgive me, it'll be my mum.",
            "if your mobile goes, it'll be your mum",
        ),
        (
            "Might I put in one? What does it do when it doesn't know?",
            "“What does it do when it doesn't know?”",
        ),
        (
            "You want to know what I'd pay for? No more empty half hours. The rest is decoration.",
            "no more empty half hours",
        ),
    ],
)
def test_her_words_come_back_as_a_person_would_say_them(hers: str, said: str) -> None:
    assert said_back(hers) == said


@pytest.mark.parametrize(("key", "way"), CHANCES)
def test_nothing_said_back_begins_with_her_asides_or_speaks_as_she_does(key: str, way: str) -> None:
    told = re.sub("“.*?”", "", said_back(way))
    assert not ODD.search(told), (key, told)
