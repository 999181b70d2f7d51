"""Stories: documents that tell the same, directly or by way of others, are one."""

from collections.abc import Iterable


class Stories:
    """Sets that grow together (union-find); each is named by the smallest id in it."""

    def __init__(self, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self._above: dict[int, int] = {}
        for one, other in pairs:
            self.join(one, other)

    def of(self, id: int) -> int:
        """The name of the story that a document belongs to; its own id where it stands alone."""
        top = id
        while (above := self._above.get(top, top)) != top:
            top = above
        while id != top:
            self._above[id], id = top, self._above.get(id, id)
        return top

    def join(self, one: int, other: int) -> None:
        """Make two documents tell one story."""
        first, second = sorted((self.of(one), self.of(other)))
        self._above[first] = first
        self._above[second] = first

    def members(self) -> list[tuple[int, int]]:
        """(document, story) of all that tell a story with others, in the order of ids."""
        return [(id, self.of(id)) for id in sorted(self._above)]
