"""The log: every act on every layer. Only ever added to; the tables are what replaying it gives.

A layer's revisions form a line, or a tree where copies of the corpus were worked on apart; the tables follow the main
line (see `model/lines.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from corpus_tool.errors import LayerMovedError
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.history import Step
from corpus_tool.model.layers import LayerName
from corpus_tool.saying import tr
from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.identity import Deed, LayerIdentity, revision_uid
from corpus_tool.store.layers import Layers
from corpus_tool.store.rows import changes_from_json, changes_to_json, to_json

INSERT_REVISION = (
    "INSERT INTO revisions (layer_id, at, who, title, act, schema_version, changes, uid, parent,"
    ' "of", closes, merged) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)

_REACHED = """
    WITH RECURSIVE line (reached) AS (
        SELECT ?
        UNION ALL SELECT parent FROM line JOIN revisions ON number = reached WHERE parent IS NOT NULL
    )
"""
"""From the first revision of a line to the one asked for."""
_ALL_OF_IT = 'SELECT number, at, who, title, act, "of", schema_version, changes FROM'
_IN_BRIEF = "SELECT number, act FROM"
_ALONG = "line JOIN revisions ON number = reached ORDER BY number"
_LINE = f"{_REACHED} {_ALL_OF_IT} {_ALONG}"
_STEPS = f"{_REACHED} {_IN_BRIEF} {_ALONG}"
_NUMBERED = f"{_ALL_OF_IT} json_each(?) JOIN revisions ON number = value ORDER BY number"

_END_A_LINE = (
    "DELETE FROM sides WHERE layer_id = ? AND revision = (SELECT number FROM revisions WHERE uid = ?)",
    "DELETE FROM twins WHERE layer_id = ? AND revision = (SELECT number FROM revisions WHERE uid = ?)",
)


class Revisions:
    """The table `revisions`: writing to it, and reading one line of it."""

    def __init__(self, db: Database, layers: Layers) -> None:
        self._db = db
        self._layers = layers

    def append(self, layer_id: int, revision: Revision, after: int, text: str, closes: Iterable[str] = ()) -> Revision:
        """Write an act into the log and the tables; answer it with its number. To be called inside `Store.writing`.

        `after` is the newest revision the caller knows of: where the layer has a newer one, or was deleted,
        LayerMovedError is raised and nothing is written. `text` is the document's; `closes` are the uids of heads of
        other lines that this act ends. It also ends those that led to what it begins from: nobody has to choose
        between a layer and the same layer, nor later between what this act makes of it and what it was.
        """
        newest, hidden, parent, identity = self._place(layer_id)
        if hidden:
            raise LayerMovedError(tr("This work was deleted in another window; `corpus-tool undelete` takes it back."))
        if newest != after:
            # Both fit on a line of 80 cells: what is to be done stands at its end.
            raise LayerMovedError(tr("It was changed in another window and is shown anew; repeat your last act."))
        changes = changes_to_json(revision.changes)
        deed = Deed(revision.at, revision.who, revision.title, revision.act, revision.schema_version, changes)
        closed = tuple(sorted({*closes, *self._twins(layer_id)}))
        uid = revision_uid(identity, deed, parent, self._uid_of(revision.of), closed)
        number = insert(
            self._db, INSERT_REVISION, (layer_id, *deed, uid, after or None, revision.of, to_json(closed), 0)
        )
        self._layers.write(layer_id, revision.changes, text, number)
        for closed_uid in closed:
            for statement in _END_A_LINE:
                self._db.execute(statement, (layer_id, closed_uid))
        return replace(revision, number=number)

    def uid_of(self, number: int) -> str:
        """The name that a revision has in every copy of the corpus."""
        return self._uid_of(number) or ""

    def number_of(self, uid: str) -> int | None:
        """The number that a revision of this name has here; None where it never came."""
        row = self._db.execute("SELECT number FROM revisions WHERE uid = ?", (uid,)).fetchone()
        return None if row is None else int(row[0])

    def of_layer(self, document_id: int, name: LayerName) -> Iterator[Revision]:
        """Every revision of a layer's main line, oldest first."""
        layer_id = self._layers.id_of(document_id, name)
        return iter(()) if layer_id is None else self.line(self._layers.revision_of(layer_id))

    def line(self, head: int) -> Iterator[Revision]:
        """Every revision from the first of a line to `head`, oldest first; none for 0."""
        return map(_revision, self._db.execute(_LINE, (head,)))

    def steps(self, head: int) -> list[Step]:
        """The same in brief: what an import brought is not read."""
        return [Step(number, Act(act)) for number, act in self._db.execute(_STEPS, (head,))]

    def when(self, number: int) -> str:
        """When an act was done, in UTC, ISO 8601; nothing for 0."""
        row = self._db.execute("SELECT at FROM revisions WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def numbered(self, numbers: Iterable[int]) -> list[Revision]:
        """The revisions of these numbers, oldest first."""
        return [_revision(row) for row in self._db.execute(_NUMBERED, (to_json(list(numbers)),))]

    def _place(self, layer_id: int) -> tuple[int, bool, str | None, LayerIdentity]:
        """(newest revision, whether it is deleted, the uid of that revision, what tells the layer from others)."""
        newest, hidden, parent, *identity = self._db.execute(
            "SELECT revision, coalesce(layers.hidden_at, documents.hidden_at) IS NOT NULL,"
            " (SELECT uid FROM revisions WHERE number = revision), text_sha256, annotator, kind"
            " FROM layers JOIN documents ON documents.id = document_id WHERE layers.id = ?",
            (layer_id,),
        ).fetchone()
        return newest, bool(hidden), parent, LayerIdentity(*identity)

    def _twins(self, layer_id: int) -> list[str]:
        """The uids of the lines that lead to what the main one leads to."""
        rows = self._db.execute(
            "SELECT uid FROM twins JOIN revisions ON number = revision WHERE twins.layer_id = ?", (layer_id,)
        )
        return [str(uid) for (uid,) in rows]

    def _uid_of(self, number: int | None) -> str | None:
        if number is None:
            return None
        (uid,) = self._db.execute("SELECT uid FROM revisions WHERE number = ?", (number,)).fetchone()
        return str(uid)


def _revision(row: Sequence[Any]) -> Revision:
    number, at, who, title, act, of, schema_version, changes = row
    return Revision(
        number=number,
        at=at,
        who=who,
        title=title,
        act=Act(act),
        of=of,
        schema_version=schema_version,
        changes=changes_from_json(changes),
    )
