"""How large a part of an export is."""

SUFFIX = ".parquet"

ROWS_A_PART = 50_000
"""Of its largest table; with all of its text a part takes some tens of MB while it is made."""
CHARACTERS_A_PART = 10_000_000
"""Of its articles."""


def are_enough(rows: int, characters: int) -> bool:
    """Whether so many rows of the largest table, or so many characters of articles, are a part."""
    return rows >= ROWS_A_PART or characters >= CHARACTERS_A_PART
