"""The log as a tree: what merging copies between corpora, and the lines that wait for a choice."""

from collections.abc import Sequence

from msgspec import Struct

from corpus_tool.model.changes import Revision
from corpus_tool.model.lines import Knot
from corpus_tool.store.connection import insert
from corpus_tool.store.database import Database
from corpus_tool.store.identity import Deed, LayerIdentity, revision_uid
from corpus_tool.store.revisions import INSERT_REVISION
from corpus_tool.store.rows import changes_to_json, from_json, to_json


class Entry(Struct, frozen=True):
    """A revision as every copy of a corpus knows it: without numbers, its changes as stored to the letter."""

    uid: str
    parent: str | None
    of: str | None
    closes: tuple[str, ...]
    deed: Deed

    def is_genuine(self, layer: LayerIdentity) -> bool:
        """Whether the uid is that of what the entry says."""
        return self.uid == revision_uid(layer, self.deed, self.parent, self.of, self.closes)


class Lines:
    """The tables `revisions`, as a tree, `sides` and `twins`."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def entries(self, layer_id: int) -> list[Entry]:
        """Every revision of a layer, on all lines, parents before children."""
        rows = self._db.execute(
            "SELECT one.uid, before.uid, reversed.uid, one.closes,"
            " one.at, one.who, one.title, one.act, one.schema_version, one.changes FROM revisions AS one"
            " LEFT JOIN revisions AS before ON before.number = one.parent"
            ' LEFT JOIN revisions AS reversed ON reversed.number = one."of"'
            " WHERE one.layer_id = ? ORDER BY one.number",
            (layer_id,),
        )
        return [
            Entry(uid, parent, of, tuple(from_json(closes)), Deed(*deed)) for uid, parent, of, closes, *deed in rows
        ]

    def take(self, layer_id: int, entries: Sequence[Entry]) -> int:
        """Add what is not here yet, parents before children; answer how many. To be called inside `Store.writing`."""
        numbers: dict[str | None, int | None] = {None: None}
        numbers.update(self.numbers(layer_id))
        taken = 0
        for entry in entries:
            if entry.uid not in numbers:
                parent, of = numbers[entry.parent], numbers[entry.of]
                values = (layer_id, *entry.deed, entry.uid, parent, of, to_json(entry.closes), 1)
                numbers[entry.uid] = insert(self._db, INSERT_REVISION, values)
                taken += 1
        return taken

    def follow(self, layer_id: int, parent: str, revision: Revision) -> None:
        """Let an act follow the one with the uid `parent`, whatever line that is on; the tables are to be settled then.

        To be called inside `Store.writing`.
        """
        changes = changes_to_json(revision.changes)
        deed = Deed(revision.at, revision.who, revision.title, revision.act, revision.schema_version, changes)
        self.take(layer_id, [Entry(revision_uid(self._identity(layer_id), deed, parent, None), parent, None, (), deed)])

    def _identity(self, layer_id: int) -> LayerIdentity:
        row = self._db.execute(
            "SELECT text_sha256, annotator, kind FROM layers JOIN documents ON documents.id = document_id"
            " WHERE layers.id = ?",
            (layer_id,),
        ).fetchone()
        return LayerIdentity(*row)

    def numbers(self, layer_id: int) -> dict[str, int]:
        """Uid to this file's number, of every revision of a layer."""
        rows = self._db.execute("SELECT uid, number FROM revisions WHERE layer_id = ?", (layer_id,))
        return {str(uid): int(number) for uid, number in rows}

    def knots(self, layer_id: int) -> list[Knot]:
        """Every revision of a layer in its place in the tree, parents before children."""
        rows = self._db.execute(
            "SELECT one.uid, before.uid, one.closes, one.merged FROM revisions AS one"
            " LEFT JOIN revisions AS before ON before.number = one.parent WHERE one.layer_id = ? ORDER BY one.number",
            (layer_id,),
        )
        return [Knot(uid, parent, tuple(from_json(closes)), bool(merged)) for uid, parent, closes, merged in rows]

    def ends(self, layer_id: int) -> list[int]:
        """The numbers of the revisions that nothing follows: of the main line, of waiting ones, of those not chosen."""
        rows = self._db.execute(
            "SELECT number FROM revisions AS one WHERE layer_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM revisions AS next WHERE next.layer_id = ? AND next.parent = one.number)"
            " ORDER BY number",
            (layer_id, layer_id),
        )
        return [int(number) for (number,) in rows]

    def sides(self, layer_id: int) -> list[int]:
        """The newest revisions of the lines that wait beside the main one."""
        rows = self._db.execute("SELECT revision FROM sides WHERE layer_id = ? ORDER BY revision", (layer_id,))
        return [int(number) for (number,) in rows]

    def twins(self, layer_id: int) -> list[int]:
        """The newest revisions of the lines that led to what the main one led to when they came."""
        rows = self._db.execute("SELECT revision FROM twins WHERE layer_id = ? ORDER BY revision", (layer_id,))
        return [int(number) for (number,) in rows]

    def set_sides(self, layer_id: int, sides: Sequence[int], twins: Sequence[int]) -> None:
        """Let exactly these lines wait, and exactly those end with the next act. To be called in `Store.writing`."""
        self._db.execute("DELETE FROM sides WHERE layer_id = ?", (layer_id,))
        self._db.execute("DELETE FROM twins WHERE layer_id = ?", (layer_id,))
        self._db.conn.executemany("INSERT INTO sides VALUES (?, ?)", [(layer_id, number) for number in sides])
        self._db.conn.executemany("INSERT INTO twins VALUES (?, ?)", [(layer_id, number) for number in twins])

    def waiting(self) -> list[int]:
        """The ids of the layers in which lines wait for a choice."""
        return [int(id) for (id,) in self._db.execute("SELECT DISTINCT layer_id FROM sides ORDER BY layer_id")]
