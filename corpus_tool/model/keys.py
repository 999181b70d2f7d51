"""One key for each of some names: what labels and choices are picked by."""

from collections.abc import Iterable
from string import ascii_lowercase, digits


def letter_keys(names: Iterable[str], besides: Iterable[str] = ()) -> list[str]:
    """A key for each name: a letter of its own where one is free, else any letter or digit, else none ("").

    `besides` are keys that others have.
    """
    taken = set(besides)
    keys = []
    for name in names:
        wanted = [*(letter for letter in name.lower() if letter in ascii_lowercase), *ascii_lowercase, *digits]
        key = next((letter for letter in wanted if letter not in taken), "")
        taken.add(key)
        keys.append(key)
    return keys
