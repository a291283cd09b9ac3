"""Whether a conversation is in English, the one language the shipped engine can read."""

from sevendoors.core.conversation import Conversation

# The commonest English function words. In English talk they make up about half of all words; in
# other languages written with Latin letters under a tenth (threshold: judgement, with wide margin).
_COMMON = frozenset(
    """
    the a an and or but if of to in on at for with from by about as is are was were be been am
    do does did have has had will would can could should may might not no yes i you he she it
    we they me him her us them my your his its our their this that these those there here what
    who how when where why which so just okay yeah right well really like know think get got
    go going one some any all more than then up out
    """.split()
)
_LEAST_SHARE = 0.22
_FEWEST_WORDS = 25


def looks_english(conversation: Conversation) -> bool:
    """Say whether the words look English; very short talk gets the benefit of the doubt."""
    words = [w for turn in conversation.turns for w in turn.text.casefold().split()]
    bare = [w.strip(".,;:!?\"'()[]…-–—").split("'")[0].split("’")[0] for w in words]
    bare = [w for w in bare if w]
    if len(bare) < _FEWEST_WORDS:
        return True
    return sum(w in _COMMON for w in bare) / len(bare) >= _LEAST_SHARE
