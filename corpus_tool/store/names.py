"""What was marked, by its words: how often under which label."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from corpus_tool.store.database import Database

_MARKS = (
    "(SELECT layer_id, text, label, fragments, attributes FROM spans"
    " UNION ALL SELECT layer_id, text, type, fragments, '{}' FROM events)"
)

_DONE = (
    "JOIN shown_layers ON shown_layers.id = layer_id"
    " WHERE status = 'done' AND json_array_length(fragments) = 1"
    " AND ((kind = 'gold' AND :annotator = '') OR (kind = 'annotator' AND :annotator IN ('', annotator)))"
)

_COUNTED = "SELECT text, label, CAST(coalesce(json_extract(attributes, '$.subtype'), '') AS TEXT), count(*)"

_SUBTYPED = "WHERE layer_id IN (SELECT value FROM json_each(:layers)) AND json_type(attributes, '$.subtype') = 'text'"


class CountedName(NamedTuple):
    """Words, as they were marked."""

    words: str
    label: str
    """Or the type of an event whose trigger it is."""
    subtype: str
    """Empty where none was given."""
    times: int
    """In how many places."""


class Names:
    """Questions to the tables `spans` and `events`, of layers that are done."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def counted(self, annotator: str = "") -> Iterator[CountedName]:
        """Every name with its label and every trigger with its type: one annotator's, or everybody's and the gold's."""
        rows = self._db.execute(
            " ".join((_COUNTED, "FROM", _MARKS, _DONE, "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")),
            {"annotator": annotator},
        )
        for row in rows:
            yield CountedName(*row)

    def subtyped(self, annotator: str = "", limit: int = 30) -> Iterator[CountedName]:
        """The names with a subtype, of the layers that were worked on last."""
        layers = [layer_id for _, layer_id in self.newest(annotator, limit)]
        rows = self._db.execute(
            " ".join((_COUNTED, "FROM spans", _SUBTYPED, "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")),
            {"layers": json.dumps(layers)},
        )
        for row in rows:
            yield CountedName(*row)

    def newest(self, annotator: str = "", limit: int = 30) -> list[tuple[int, int]]:
        """(document id, layer id) of the layers that were worked on last, newest first."""
        rows = self._db.execute(
            "SELECT document_id, id FROM shown_layers WHERE status = 'done' AND ((kind = 'gold' AND :annotator = '')"
            " OR (kind = 'annotator' AND :annotator IN ('', annotator))) ORDER BY revision DESC LIMIT :limit",
            {"annotator": annotator, "limit": limit},
        )
        return [(int(document_id), int(id)) for document_id, id in rows]

    def state(self, annotator: str = "") -> tuple[int, int]:
        """What changes whenever the answers may: how many layers are done, and the newest revision in one."""
        count, newest = self._db.execute(
            "SELECT count(*), coalesce(max(revision), 0) FROM shown_layers WHERE status = 'done' AND"
            " ((kind = 'gold' AND :annotator = '') OR (kind = 'annotator' AND :annotator IN ('', annotator)))",
            {"annotator": annotator},
        ).fetchone()
        return int(count), int(newest)
