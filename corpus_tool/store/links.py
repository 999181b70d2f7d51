"""The ids that spans are linked to, with the names they were given."""

from typing import NamedTuple

from corpus_tool.store.database import Database


class Use(NamedTuple):
    """An id, a text that was linked to it, and how often."""

    link: str
    text: str
    times: int


class Links:
    """The column `link` of the table `spans`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def uses(self) -> list[Use]:
        """Every id under every name in the layers that are shown, the most frequent first."""
        rows = self._db.execute(
            "SELECT link, text, count(*) FROM spans JOIN shown_layers ON shown_layers.id = spans.layer_id"
            " WHERE link IS NOT NULL GROUP BY link, text ORDER BY count(*) DESC, link, text"
        )
        return [Use(*row) for row in rows]
