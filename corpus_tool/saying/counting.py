"""Counts in English sentences."""


def counted(count: int, one: str, many: str = "") -> str:
    """`1 document`, `2,000 documents`; `many` where the plural has no s of its own."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def counted_of(count: int, many: str) -> str:
    """The same where only the plural is at hand: `1 story` of `stories`."""
    one = f"{many[:-3]}y" if many.endswith("ies") else many.removesuffix("s")
    return counted(count, one, many)
