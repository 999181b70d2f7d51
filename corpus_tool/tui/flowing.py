"""Sentences broken into the rows of a panel, between words."""

from corpus_tool.text.inline import cells, fit


def flowed(text: str, width: int) -> list[str]:
    """`text` in rows of at most `width` cells; a word wider than that has a row to itself. Never none."""
    rows = [""]
    used = 0
    for word in text.split(" "):
        needed = cells(word)
        if rows[-1] and used + 1 + needed > width:
            rows.append(word)
            used = needed
        else:
            rows[-1] = f"{rows[-1]} {word}" if rows[-1] else word
            used += needed + (1 if used else 0)
    return rows


def in_two(message: str, width: int) -> list[str]:
    """The message in one row of that many cells, or two, a blank before and behind; only what is longer is cut."""
    first, *others = flowed(message, max(1, width - 2))
    rows = [first, *([" ".join(others)] if others else [])]
    return [fit(f" {row} ", width) for row in rows]
