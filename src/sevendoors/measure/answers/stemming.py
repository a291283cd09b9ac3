"""Cutting words to stems, the same for British and American spelling."""

import re
from functools import lru_cache

NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"first": "1st", "second": "2nd", "third": "3rd", "thirty": "30", "forty": "40", "fifty": "50"}
SUFFIXES = (
    ("isation", "iz"), ("ization", "iz"), ("ations", ""), ("ation", ""), ("ising", "iz"),
    ("izing", "iz"), ("ised", "iz"), ("ized", "iz"), ("ises", "iz"), ("izes", "iz"), ("ise", "iz"),
    ("ize", "iz"), ("iness", "y"), ("ments", ""), ("ment", ""), ("ings", ""), ("ing", ""),
    ("ies", "y"), ("ied", "y"), ("edly", ""), ("ers", ""), ("er", ""), ("est", ""), ("ed", ""),
    ("es", ""), ("ly", ""), ("s", ""), ("e", ""),
)  # fmt: skip
LEAST_STEM = 3


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut a word to its stem, the same for British and American spelling."""
    low = word.lower().replace("’", "'")
    for ending in ("'s", "'re", "'ll", "'ve", "'d", "'m"):
        low = low.removesuffix(ending)
    low = NUMBERS.get(low, low)
    low = re.sub(r"(?<=[a-z]{3})our(?=s?$|ed$|ing$|ite)", "or", low)
    low = low.replace("centre", "center").replace("programme", "program").replace("cheque", "check")
    for suffix, instead in SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= LEAST_STEM and not low.endswith("ss"):
            low = low.removesuffix(suffix) + instead
            break
    if len(low) > LEAST_STEM and low[-1] == low[-2] and low[-1] not in "sz0123456789":
        low = low[:-1]
    return low
