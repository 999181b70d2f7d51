"""How well a title answers what was typed, where letters may be left out."""

WHOLE = 1000


def likeness(typed: str, title: str) -> int | None:
    """None where `title` has not every letter of `typed` in order; else the greater the better, whatever the case.

    Each letter counts one, two more where a word begins with it, and one more where it follows the letter met before.
    What stands there as it was typed, from the beginning of a word on, counts most, and more the further ahead.
    """
    wanted, there = typed.strip().casefold(), title.casefold()
    starts = [0, *(number + 1 for number, letter in enumerate(there) if not letter.isalnum())]
    if whole := next((WHOLE - start for start in starts if wanted and there.startswith(wanted, start)), None):
        return whole
    score, last = 0, -1
    for letter in wanted.replace(" ", ""):
        place = _place_of(letter, there, starts, last)
        if place < 0:
            return None
        score += 1 + 2 * (place in starts) + (place == last + 1 > 0)
        last = place
    return score


def _place_of(letter: str, there: str, starts: list[int], last: int) -> int:
    """The next letter, else the next beginning of a word, else anywhere behind `last`; -1 where there is none."""
    if there.startswith(letter, last + 1):
        return last + 1
    at_start = (start for start in starts if start > last and there.startswith(letter, start))
    return next(at_start, there.find(letter, last + 1))
