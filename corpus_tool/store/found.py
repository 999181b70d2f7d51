"""Annotations looked for across the corpus, by what the schema calls them and who made them."""

from collections.abc import Iterator

from msgspec import Struct

from corpus_tool.model.annotations import Fragments
from corpus_tool.store.database import Database
from corpus_tool.store.rows import fragments_from_json

_ANNOTATIONS = (
    "(SELECT layer_id AS found_layer, id AS found_id, 'span' AS what, label, '' AS type, fragments, start, attributes"
    " FROM spans"
    " UNION ALL SELECT layer_id, id, 'event', type, type, fragments, start, attributes FROM events)"
)

_PLAIN = " ".join(("(SELECT *, '' AS role, '{}' AS around FROM", _ANNOTATIONS, ")"))

_FILLERS = " ".join(
    (
        "(SELECT found.found_layer, found.found_id, found.what, found.label, events.type, found.fragments,",
        "found.start, found.attributes, arguments.role, events.attributes AS around FROM arguments",
        "JOIN events ON events.layer_id = arguments.layer_id AND events.id = arguments.event_id JOIN",
        _ANNOTATIONS,
        "AS found ON found.found_layer = arguments.layer_id AND found.found_id = arguments.target)",
    )
)

_HAS_ATTRIBUTE = (
    "EXISTS (SELECT 1 FROM (SELECT key, value FROM json_each(attributes) UNION ALL SELECT key, value FROM"
    " json_each(around)) WHERE key = :name# AND CAST(value AS TEXT) = :value#)"
)


class Wanted(Struct, frozen=True, kw_only=True):
    """What an annotation has to be; None and nothing ask for nothing.

    With a role, or with a label and a type, what fills a role of such an event is looked for.
    """

    label: str | None = None
    type: str | None = None
    """An event type, or the family in front of its first dot."""
    role: str | None = None
    annotator: str | None = None
    called: str | None = None
    """A label or an event type."""
    has: str | None = None
    """An attribute, whatever its value."""
    attributes: dict[str, str] = {}
    """Of the annotation, or of the event that it plays a role in."""

    @property
    def is_filler(self) -> bool:
        """Whether it is the argument of an event that is wanted."""
        return self.role is not None or (self.label is not None and self.type is not None)


class FoundAnnotation(Struct, frozen=True):
    """An annotation, where it is, and the role for which it was found."""

    document_id: int
    annotator: str
    kind: str
    id: str
    label: str
    role: str
    fragments: Fragments


class Found:
    """Questions to the tables `spans`, `events` and `arguments`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def annotations(self, wanted: Wanted, match: str | None = None) -> Iterator[FoundAnnotation]:
        """Every annotation that is as wanted, in text order; with `match`, only in documents that the index finds."""
        source = _FILLERS if wanted.is_filler else _PLAIN
        conditions, values = _conditions(wanted, match)
        rows = self._db.execute(
            " ".join(
                (
                    "SELECT document_id, annotator, kind, found_id, label, role, fragments FROM",
                    source,
                    "JOIN shown_layers ON shown_layers.id = found_layer WHERE",
                    " AND ".join(conditions),
                    "ORDER BY document_id, start, found_layer, found_id, role",
                )
            ),
            values,
        )
        for document_id, annotator, kind, id, label, role, fragments in rows:
            yield FoundAnnotation(document_id, annotator, kind, id, label, role, fragments_from_json(fragments))


def _conditions(wanted: Wanted, match: str | None) -> tuple[list[str], dict[str, object]]:
    """Constants, chosen by what is asked for; what the user typed goes in as values."""
    chosen = [
        ("what = 'span' AND label = :label", "label", wanted.label),
        ("(type = :type OR substr(type, 1, length(:type) + 1) = :type || '.')", "type", wanted.type),
        ("role = :role", "role", wanted.role),
        ("label = :called", "called", wanted.called),
        ("EXISTS (SELECT 1 FROM json_each(attributes) WHERE key = :has)", "has", wanted.has),
        ("annotator = :annotator", "annotator", wanted.annotator),
        ("document_id IN (SELECT rowid FROM word_index WHERE word_index MATCH :match)", "match", match),
    ]
    asked = [row for row in chosen if row[2] is not None]
    conditions = ["1", *(condition for condition, _, _ in asked)]
    values: dict[str, object] = {name: value for _, name, value in asked}
    for number, (name, value) in enumerate(wanted.attributes.items()):
        conditions.append(_HAS_ATTRIBUTE.replace("#", str(number)))
        values |= {f"name{number}": name, f"value{number}": value}
    return conditions, values
