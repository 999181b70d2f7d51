"""Names for documents that come without one: that of their file, with a number where it is taken."""

from corpus_tool.store.store import Store


class Names:
    """Remembers the last number given behind each name: a folder may hold 100,000 files called index.html."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: dict[str, int] = {}

    def free(self, stem: str) -> str:
        """`stem` where no document has that key, else `stem-2`, `stem-3` and on: the next that is free."""
        number = self._last.get(stem, 0)
        while True:
            number += 1
            key = stem if number == 1 else f"{stem}-{number}"
            if self._store.documents.id_of_key(key) is None:
                self._last[stem] = number
                return key
