"""Rule N0 of UAX #9: a pair of brackets takes the direction of what it encloses or of what surrounds it."""

import re
import unicodedata

from corpus_tool.text.unicode_tables import CLOSING_BRACKETS, OPENING_BRACKETS

MAX_OPEN = 63
"""BD16: how many brackets may be open at once; deeper nesting ends the search for pairs."""

# The two pairs of angle brackets are canonically equal, hence one (BD16).
_closing = dict(zip(OPENING_BRACKETS, unicodedata.normalize("NFD", CLOSING_BRACKETS), strict=True))
_NOT_STRONG = str.maketrans({"E": "R", "N": "R"})


def resolve_brackets(classes: str, characters: str, original: str, embedding: str) -> str:
    """Return `classes` with every bracket given its direction, or made an ordinary neutral.

    The three strings are of one length: the classes after the weak rules, the characters, and the classes before W1;
    the first and last place stand for what surrounds the sequence. `embedding` is L or R.
    """
    resolved = list(classes.translate(_NOT_STRONG))
    for opening, closing in bracket_pairs(classes, characters):
        direction = _pair_direction(resolved, opening, closing, embedding)
        if direction:
            for bracket in (opening, closing):
                _give(resolved, original, bracket, direction)
    return "".join(kept if new in "()" or kept in "EN" else new for kept, new in zip(classes, resolved, strict=True))


def bracket_pairs(classes: str, characters: str) -> list[tuple[int, int]]:
    """Return the places of each opening bracket and its closing one, sorted (BD16)."""
    pairs: list[tuple[int, int]] = []
    open_brackets: list[tuple[str, int]] = []
    for found in re.finditer(r"[()]", classes):
        place = found.start()
        if found[0] == "(":
            if len(open_brackets) == MAX_OPEN:
                return []
            open_brackets.append((_closing[characters[place]], place))
            continue
        closing = unicodedata.normalize("NFD", characters[place])
        for depth in range(len(open_brackets) - 1, -1, -1):
            if open_brackets[depth][0] == closing:
                pairs.append((open_brackets[depth][1], place))
                del open_brackets[depth:]
                break
    return sorted(pairs)


def _pair_direction(resolved: list[str], opening: int, closing: int, embedding: str) -> str:
    """L or R for a pair, or nothing if it encloses nothing strong (N0, steps b to d)."""
    enclosed = set(resolved[opening + 1 : closing])
    if embedding in enclosed:
        return embedding
    other = "L" if embedding == "R" else "R"
    if other not in enclosed:
        return ""
    before = opening - 1
    while resolved[before] not in "LR":  # the first place, for what is in front of the sequence, always is
        before -= 1
    return other if resolved[before] == other else embedding


def _give(resolved: list[str], original: str, bracket: int, direction: str) -> None:
    """Set a bracket and the marks that stand on it."""
    resolved[bracket] = direction
    mark = bracket + 1
    while original[mark] == "M":
        resolved[mark] = direction
        mark += 1
