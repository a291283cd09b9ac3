"""Whether an answer is about the chance that waits, heard by the real network, in sellers' own words."""

from dataclasses import replace

import pytest

from sevendoors.app.base.engine import shipped_encoder
from sevendoors.app.practice.playing import buyer_of, ear_of, judge, open_talk, say
from sevendoors.core.codes import Grade
from sevendoors.core.practice import Door, Graded
from sevendoors.practice.hearing import hear
from sevendoors.practice.mind import begin
from sevendoors.practice.questions import without_sorry
from sevendoors.practice.rules import WENT_BACK
from sevendoors.practice.taking import weighed

MARTA, DUNJA, WILHELM = "marta-oliveira", "dunja-kralj", "wilhelm-adeyemi"


def answered(key: str, number: int, line: str) -> Graded:
    """Give what becomes of one of her chances, as if it had just been given, after this line."""
    who = buyer_of(key, "1")
    chance = who.chances[number]
    mind = replace(
        begin(who),
        turn=chance.turn,
        given=tuple(range(number + 1)),
        pending=number,
        used=(chance.says[0],),
    )
    heard = hear(line, shipped_encoder().heads)
    raw = judge(who.name)(chance.says[0], chance.kind, chance.says[0], line)
    found = weighed(who, mind, heard, raw, ear_of(who))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("key", "number", "line"),
    [
        (MARTA, 0, "Is she all right?"),
        (MARTA, 0, "Oh no. Is it something serious?"),
        (MARTA, 1, "Not Lena. What then?"),
        (MARTA, 2, "Was it bad?"),
        (MARTA, 3, "What would you need to see to believe us?"),
        (MARTA, 3, "Fair enough. How would you test us?"),
        (MARTA, 4, "Does that happen often?"),
        (MARTA, 7, "Who could stand in for you?"),
        (MARTA, 7, "Have you told anyone?"),
        (MARTA, 9, "What did the others get wrong?"),
        (DUNJA, 1, "Can nobody pick up?"),
        (DUNJA, 2, "Is she leaving?"),
        (WILHELM, 4, "Have you called them?"),
        (WILHELM, 8, "Has anyone opened it up?"),
        ("ragnar-sund", 2, "Is Berit stopping?"),
        ("siobhan-maguire", 5, "How many versions are there?"),
        ("yevgenia-sokol", 5, "A reference. One bus company I may name. And you?"),
        ("noemi-castellanos", 1, "What goes wrong with that many?"),
    ],
)
def test_a_short_fair_question_takes_the_chance(key: str, number: int, line: str) -> None:
    assert answered(key, number, line).grade == Grade.TAKEN


@pytest.mark.parametrize(
    ("key", "number", "line"),
    [
        (MARTA, 0, "Which ERP do you use?"),
        (MARTA, 0, "How many plants do you have?"),
        (MARTA, 0, "Who decides?"),
        (MARTA, 0, "When do you want to go live?"),
        (MARTA, 0, "How does this work at your place today?"),
        (MARTA, 0, "Did you watch the match?"),
        (MARTA, 1, "Who signs?"),
        (MARTA, 4, "Do you have a budget for this?"),
        (MARTA, 9, "How many batches do you run a day?"),
        (DUNJA, 1, "Do you work with consultants?"),
        (WILHELM, 4, "When does the contract end?"),
        ("bertrand-osei", 2, "Who else is bidding?"),
        ("hamish-orr", 3, "Yeah yeah, Friday. So what do you pay now, and who signs?"),
    ],
)
def test_a_question_about_something_else_misses_it(key: str, number: int, line: str) -> None:
    assert answered(key, number, line).grade == Grade.MISSED


@pytest.mark.parametrize("line", ["Tell me more.", "How does that make you feel?", "And then?"])
def test_words_for_anybody_are_noted_at_most(line: str) -> None:
    assert (answered(MARTA, 2, line).grade or 0) <= Grade.NOTED


def test_what_is_said_rudely_takes_nothing() -> None:
    said = "Just answer the question, this is a waste of my time. What happened in January?"
    assert answered(MARTA, 2, said).grade == Grade.MISSED


def test_going_back_to_what_she_said_costs_no_trust_and_is_answered() -> None:
    talk = open_talk(buyer_of("priyanka-bhatt", "7"), "7")
    for line in (
        "Good morning, thanks for the hour. You have a list, so shall we start with it?",
        "Eleven emails to somebody who'd left. What happened to what was in the fridge?",
        "And before he left, who else looked at those emails?",
        "It keeps every reading for thirty days. It can't ring you while it's down, though.",
        "Beautifully written, and wrong? Who wrote it?",
    ):
        talk = say(talk, line)
    before = talk.mind.trust
    talk = say(
        talk, "I'd like to go back to Leonard Pask. You said nobody had to acknowledge it. "
        "What was in the fridge that weekend?",
    )  # fmt: skip
    step = talk.steps[-1]
    assert step.graded is not None
    assert (step.graded.grade or 0) < Grade.TAKEN
    assert talk.mind.trust >= before
    assert step.opened
    back = say(talk, "You mentioned Leonard Pask again, so who has his emails today?")
    assert back.mind.trust >= talk.mind.trust


def test_a_pitch_with_a_word_of_hers_in_it_is_no_going_back() -> None:
    talk = open_talk(buyer_of("noemi-castellanos", "6"), "6")
    for _ in range(5):
        talk = say(
            talk, "As you said, and our platform has over two thousand courses, with coaching, "
            "quizzes, badges and dashboards that your managers will love, so let's just get it signed.",
        )  # fmt: skip
    rules = [reason.rule for step in talk.steps for reason in step.reasons]
    assert "pushed" in rules
    assert WENT_BACK not in rules


def test_two_questions_in_one_sentence_get_two_answers() -> None:
    talk = open_talk(buyer_of("siobhan-maguire", "8"), "8")
    talk = say(
        talk, "What would you like to see today, and what do your people use for search now?"
    )
    assert set(talk.steps[-1].opened) == {"agenda", "search"}


def test_her_own_words_with_a_question_mark_get_a_yes() -> None:
    talk = open_talk(buyer_of(MARTA, "3"), "3")
    talk = say(talk, "How do you plan production today?")
    talk = say(talk, "Thanks.")
    talk = say(talk, "So you lay the two sheets together on Thursdays, by hand?")
    assert talk.steps[-1].say[0] in talk.buyer.lines["check"]


def test_asked_for_what_she_is_about_to_bring_up_she_brings_it_up_and_no_more() -> None:
    talk = open_talk(buyer_of(MARTA, "1"), "1")
    talk = say(talk, "Hello Marta.")
    talk = say(talk, "Is your daughter all right, three times this month?")
    talk = say(talk, "What was simpler before Lena came?")
    step = talk.steps[-1]
    assert step.chance
    assert "names" not in step.opened
    assert talk.mind.doors["names"] is Door.CLOSED


@pytest.mark.parametrize(
    ("key", "number", "line"),
    [
        (MARTA, 0, "What should I have asked that I haven't?"),
        ("noemi-castellanos", 1, "What would tell you that we are not the right ones?"),
        ("noemi-castellanos", 1, "What made you want to talk to us?"),
    ],
)
def test_a_question_about_the_sellers_own_side_leaves_her_words_lying(
    key: str, number: int, line: str
) -> None:
    assert (answered(key, number, line).grade or Grade.MISSED) < Grade.TAKEN


def test_saying_sorry_answers_no_question_of_hers() -> None:
    assert without_sorry("Sorry, I jumped ahead.") == ""
    assert (
        without_sorry("Sorry. It keeps six days. Then it stops.")
        == "It keeps six days. Then it stops."
    )
