"""Counts in English sentences."""


def counted(count: int, one: str, many: str = "") -> str:
    """`1 document`, `2,000 documents`; `many` where the plural has no s of its own."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
