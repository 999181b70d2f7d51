"""The log: every act on every layer, in order. Only ever added to; the tables are what replaying it gives."""

from collections.abc import Iterator

from msgspec.structs import replace
from sqlite_utils import Database

from corpus_tool.errors import LayerMovedError
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.layers import LayerName
from corpus_tool.store.connection import insert
from corpus_tool.store.layers import Layers
from corpus_tool.store.rows import changes_from_json, changes_to_json


class Revisions:
    """The table `revisions`."""

    def __init__(self, db: Database, layers: Layers) -> None:
        self._db = db
        self._layers = layers

    def append(self, layer_id: int, revision: Revision, after: int, text: str) -> Revision:
        """Write an act into the log and the tables; answer it with its number. To be called inside `Store.writing`.

        `after` is the newest revision the caller knows of: where the layer has a newer one, LayerMovedError is
        raised and nothing is written. `text` is the document's.
        """
        if self._layers.revision_of(layer_id) != after:
            raise LayerMovedError(
                "This layer was changed in another window; it is shown anew, please repeat your last act."
            )
        number = insert(
            self._db,
            'INSERT INTO revisions (layer_id, at, who, title, act, "of", schema_version, changes)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                layer_id,
                revision.at,
                revision.who,
                revision.title,
                revision.act,
                revision.of,
                revision.schema_version,
                changes_to_json(revision.changes),
            ),
        )
        self._layers.write(layer_id, revision.changes, text, number)
        return replace(revision, number=number)

    def of_layer(self, document_id: int, name: LayerName) -> Iterator[Revision]:
        """Every revision of a layer, oldest first."""
        rows = self._db.execute(
            'SELECT number, at, who, title, act, "of", schema_version, changes FROM revisions'
            " WHERE layer_id = ? ORDER BY number",
            (self._layers.id_of(document_id, name),),
        )
        for number, at, who, title, act, of, schema_version, changes in rows:
            yield Revision(
                number=number,
                at=at,
                who=who,
                title=title,
                act=Act(act),
                of=of,
                schema_version=schema_version,
                changes=changes_from_json(changes),
            )
