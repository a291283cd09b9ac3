"""A number beside the thing it counts, as people write it."""


def number_of(n: int, thing: str) -> str:
    """Write how many there are of something: "1 call", "2 calls", "1,500 calls"."""
    return f"{n:,} {thing}{'' if n == 1 else 's'}"
