"""The shapes of better answers; each is empty until this buyer's own words are put in."""

from sevendoors.core.codes import Cue

LINES: dict[tuple[Cue, str], tuple[str, ...]] = {
    (Cue.CONCERN, "again"): (
        "You said {clause}. What would have to be different this time?",
        "{Capclause}. Before I show you anything: what would you need to see, and how early?",
        "You told me {clause}. Which part of it must not happen twice?",
        "Let me stay with {np} for a moment. What would tell you early that it was happening again?",
    ),
    (Cue.CONCERN, ""): (
        "You said {clause}. What would have to change first for that to stop?",
        "{Capclause}. Before I show you anything: what happens on a bad day?",
        "You told me {clause}. Who else notices, and what would take some of it off you?",
        "Let me stay with {np} for a moment. What does it mean for you if that goes wrong?",
    ),
    (Cue.PRIORITY, ""): (
        "So {np} comes first, and the rest has to wait for it. What could still change that order?",
        "You said {clause}. If we got only that right, what could wait?",
        "Let me check I have it: {clause}. Is that the order, or does something come before it?",
        "Then {np} decides it. How will you know that we have met it, and who will look?",
    ),
    (Cue.THREAD, ""): (
        "You said {clause}. Who notices that first, and what do they do then?",
        "Can I stay with {np}? What is behind that?",
        "{Capclause}: what does that cost you on an ordinary day?",
        "How does {name} see it, and what happens when you two see it differently?",
    ),
    (Cue.THREAD, "change"): (
        "You said {clause}. What was different before?",
        "What does {name} do differently, and what stopped working when that changed?",
        "What changed with {np}, and who felt it first?",
    ),
    (Cue.THREAD, "amount"): (
        "You said {clause}. Whose time is that, and what is left undone meanwhile?",
        "{Capclause}: what makes it that much, and what would half of it be worth?",
        "When you think of {np}, which week was the worst, and what happened in it?",
    ),
    (Cue.PERSONAL, ""): (
        "You said {clause}. How is that going?",
        "{Capclause}? Then tell me when you need a break from this.",
        "I'd like to hear about {np} when there is a minute. Now or at the end, as you like?",
    ),
    (Cue.PERSONAL, "away"): (
        "{Capclause}: take a minute if you need it. If we get only one thing done today, which "
        "should it be?",
        "If {np} needs you, just go. Which one thing should we get done before that?",
    ),
    (Cue.ASK, ""): (
        "I don't want to guess about {np}. I'll ask today and write to you by tomorrow noon.",
        "About {np} I don't know for certain. I'll find out and you have it in writing tomorrow.",
    ),
    (Cue.DOUBT, ""): (
        "You said {clause}. What would help you decide whether that is so here?",
        "You said {clause}. What would you want to see for yourself, and with whose data?",
        "I wouldn't take my word on {np} either. Which test, or which customer, would settle it?",
    ),
    (Cue.DOUBT, "history"): (
        "Fair: {clause}. What went wrong there, so that I can say whether it could happen here?",
        "You said {clause}. What would you want to check for yourself before you believe me?",
    ),
    (Cue.DOUBT, "price"): (
        "You said {clause}. What would it have to do for you to be worth the difference?",
        "Fair: {clause}. Shall we go through what you would not need, line by line?",
        "I'd rather not argue about {np}. What are you comparing it with, and what is in that?",
    ),
    (Cue.DECISION, ""): (
        "So {clause}. What will have to be on the table by then, and shall we write it together?",
        "What will {name} want to see first, and what would make it a no?",
        "Shall I draft one page on {np}, with the case for not buying in it, and you change what "
        "is wrong?",
        "You said {clause}. What would help you most before that, and by when?",
    ),
}
SELF_TAKEN = (
    "Beside your answer to {quote}, which test, date or name could have stood?",
    "What could you have put beside your answer to {quote} that can be checked without you?",
    "Which limit or cost would have made your answer to {quote} easier to rely on?",
)
SELF: dict[Cue, tuple[str, ...]] = {
    Cue.ASK: (
        "What was the short, straight answer to {quote}, and where does it stop being true?",
        "If you had one sentence for {quote}, with one figure or one limit in it, what would it be?",
        "To {quote}, could you say yes, no, or a day by which you will know?",
    ),
    Cue.CONFIRM: (
        "What was behind {quote}, and which question would have let you hear it?",
        "What could you have asked about {quote} that fits nobody else?",
        "What did {quote} leave open, and how would you have found out?",
    ),
}
