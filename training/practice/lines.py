"""What the sellers of known quality say, by kind; nothing here was written with a buyer's file open."""

# The expert: {words} is what she ended on, turned round ("you can't face another January").
TAKES: dict[str, tuple[str, ...]] = {
    "ask": (
        "You asked {words}. I don't know it for your case yet, and I won't guess. You'll have it in "
        "writing by Friday, a no included. What hangs on it for you?",
        "You asked {words}. I can't say yes to that today. I'll find out and ring you by Thursday, "
        "also if it's bad news. What made you ask?",
    ),
    "doubt": (
        "I wouldn't believe it on my word either. You said {words}. What happened?",
        "You said {words}, and I can't talk you out of that. What went wrong?",
        "You said {words}. I'd want to see it first, too. What would it have to do for you?",
    ),
    "decision": (
        "You said {words}. What will they look at first?",
        "You said {words}. What would they have to read to be able to say yes, and what makes them "
        "say no?",
        "You said {words}; then it isn't only you I should be thinking of. What do they worry about?",
    ),
    "priority": (
        "You said {words}, and the rest comes after. What happens if it isn't there in time?",
        "You said {words}. Then I'd leave out the rest until that stands. What makes it come first?",
        "You said {words}; that's the order, then. What does it mean for you if it goes wrong?",
    ),
    "personal": (
        "You said {words}. How is that going?",
        "You said {words}, and then you still make time for me. How is it now?",
    ),
    "thread": (
        "You said {words}. What happened then?",
        "You said {words}. What does that mean for you?",
        "You said {words}, and you're the one who is left with it. How did it come to that?",
    ),
}
BACK = (
    "Earlier you said {words}, and I let it go. What happened there?",
    "I'd like to come back to something you said: {words}. What was behind that?",
    "Earlier you said {words}. What does that mean for you?",
)
OPEN = (
    "Thanks for making the time. Before I say a word about us, how does this work at your place today?",
    "What's the hardest part of it, on a bad day?",
    "What have you tried so far, and what came of it?",
    "Who is hit by it when it goes wrong, and how?",
    "What does it cost you, in money or in evenings?",
    "Why now, and not a year ago?",
    "What would have to be different in a year for you to say it was worth it?",
    "Who decides with you, and what will they look at first?",
    "When does it have to stand, and what happens if it doesn't?",
    "What worries you about changing anything at all?",
    "What would it mean for you yourself if this went well?",
    "What should I have asked you, and didn't?",
)
CHAT = (
    "What else should I understand before we stop?",
    "What would be a sensible next step, from where you sit?",
)

# The friendly misser.
TOKENS = (
    "Oh, lovely.", "Right, got it.", "Ha, I know what you mean!", "Okay, great, thanks.",
    "Sure, sure.", "Interesting, good to know.", "No worries at all.", "Makes sense.",
)  # fmt: skip
CHECKS = (
    "So, thanks for taking the call! How many people would be using {sells}?",
    "Which systems do you have in place at the moment?",
    "And who is your current supplier?",
    "Have you got a budget for this?",
    "When are you looking to start?",
    "How big is your team?",
    "Let me tell you a bit about our {sells}: it's used by hundreds of companies like yours.",
    "Who signs off on this?",
    "Have you looked at anyone else?",
    "Could I show you a short demo of our {sells}?",
    "How did you hear about us?",
    "Shall I send you some material?",
    "Is there anything else on your list?",
    "Would Tuesday work for a follow-up?",
)
PITCHES = (
    "Let me start with what we do. We make {sells}, the leading one in the market, and what our customers love is that it brings everything into one place, with dashboards, alerts and reports out of the box.",
    "The great thing about our {sells} is how fast it goes live. Two weeks, no heavy lifting, and our team takes care of everything from the set-up to the training of your people.",
    "We've got over four hundred customers, and on average they save twenty percent in the first year, so it pays for itself. Can I show you a quick demo?",
    "On top of that our new release has artificial intelligence built in, which learns from your data and makes suggestions, so your people can concentrate on what matters.",
    "And security is first class, we're certified, everything is encrypted, and we've a support team around the clock that our customers rate with 4.8 out of 5.",
    "Would it help if I sent you our case studies? There's one from a company very much like yours that doubled its output within six months.",
    "We could also do a package, the full {sells} with all modules, and if you sign this month I can offer you a special price.",
)

# The sprayer, the nodder, the parrot.
STOCK = (
    "I totally hear you.", "I completely understand.", "That must be so hard.",
    "Thank you for sharing that with me.", "I really appreciate you sharing that.",
    "I feel your pain.", "That must be frustrating.", "We're here for you.",
)  # fmt: skip
GENERIC = (
    "Tell me more.", "How does that make you feel?", "How so?", "And then?", "Go on.",
    "What else?", "Can you tell me more about that?", "Why?", "What do you mean by that?",
)  # fmt: skip
ON = ("{end}?", "{end}. Tell me more.", "So, {end}.", "{whole} Is that right?", "{end}. How so?")

# The interrogator.
CLOSED = (
    "What does your process look like?", "Which tools do you use?", "How many people are involved?",
    "What's your budget?", "Who decides?", "What's your timeline?", "What are your main problems?",
    "Which suppliers have you looked at?", "What are your requirements?", "What does it cost you today?",
    "What's your volume?", "What did you use before?", "Is there a tender?", "Who signs the contract?",
    "How do you measure success?", "What are the risks?", "When would you go live?",
    "Which integrations do you need?", "How many sites do you have?", "What's the next step?",
)  # fmt: skip
