"""A table from code points to letters that fills itself with the characters it meets."""

from collections.abc import Callable


class Lookup(dict[int, str]):
    """For `str.translate`: asks `find` once for each code point, and remembers."""

    def __init__(self, find: Callable[[int], str]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, code_point: int) -> str:
        found = self[code_point] = self.find(code_point)
        return found
