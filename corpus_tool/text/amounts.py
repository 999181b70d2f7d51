"""Dates, hours, lengths of time and counted things, found by their form: what each language declares of them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

DIGITS = "[0-9\u0660-\u0669]"
NUMBER = f"{DIGITS}+(?:[.,\u066b\u066c]{DIGITS}+)*"
"""Whole or with a fraction, in either row of digits."""
ALONE = r"(?<![\w\-/.:,])"
"""Not within a longer number, a date or a name such as F-16."""
ENDS = r"(?![\w\-/:\u066a%]|[.,][0-9\u0660-\u0669])"


class Amount(NamedTuple):
    """A form in which a time or a number is written."""

    name: str
    label: str
    """Of the default schema: TIME or NUM."""
    subtype: str
    pattern: re.Pattern[str]
    belief: float = 0.8
    """How often what has this form is marked so, as long as nothing is known of the annotator's habit."""


class Written(NamedTuple):
    """A place of a text that has such a form; code points."""

    start: int
    end: int
    amount: Amount


def form(name: str, subtype: str, *patterns: str, belief: float = 0.8) -> Amount:
    """One of the forms of a language; those of a time are known by their subtype."""
    label = "TIME" if subtype in {"Date", "Clock", "Duration"} else "NUM"
    return Amount(name, label, subtype, re.compile("|".join(f"(?:{one})" for one in patterns)), belief)


def one_of(words: str) -> str:
    """A pattern for any of the words of a line, the longest first."""
    return "(?:" + "|".join(sorted(map(re.escape, words.split()), key=lambda word: -len(word))) + ")"


Places = Sequence[tuple[Amount, Sequence[tuple[int, int]]]]
"""Each form with the places that are written in it, in text order."""


def places(text: str, amounts: Iterable[Amount]) -> Places:
    """Every place of each form, also what lies in another's."""
    return [(amount, [found.span() for found in amount.pattern.finditer(text)]) for amount in amounts]


def written(text: str, amounts: Iterable[Amount], believed: Collection[str]) -> Iterator[Written]:
    """The places of the forms that are believed; what an earlier form has taken, a later one does not take."""
    return settled(places(text, [amount for amount in amounts if amount.name in believed]), believed)


def settled(found: Places, believed: Collection[str]) -> Iterator[Written]:
    """The same of places that were found already, of those forms among others."""
    taken: list[tuple[int, int]] = []
    """In text order, none sharing a character with another."""
    for amount, spans in found:
        if amount.name in believed:
            for start, end in spans:
                at = bisect_left(taken, (start, end))
                is_behind = at == 0 or taken[at - 1][1] <= start
                if is_behind and (at == len(taken) or end <= taken[at][0]):
                    taken.insert(at, (start, end))
                    yield Written(start, end, amount)
