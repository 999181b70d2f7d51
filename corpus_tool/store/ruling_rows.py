"""Rulings on disk: what adjudicators decided, beside the gold annotations that came of it."""

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from corpus_tool.model.changes import Changes, RulingChange
from corpus_tool.model.rulings import Ruling
from corpus_tool.store.database import Database
from corpus_tool.store.rows import LEGIBLE, to_json

_decoder = msgspec.json.Decoder(Ruling)


ROWS = (
    "SELECT layer_id, key, ruling FROM rulings"
    " WHERE layer_id IN (SELECT value FROM json_each(?)) ORDER BY layer_id, key"
)
"""What `rulings_from` reads; the parameter is a JSON array of ids of layers."""


def rulings_of(db: Database, layer_ids: Sequence[int]) -> dict[int, dict[str, Ruling]]:
    """Layer id to its rulings by key; nothing for a layer without any."""
    return rulings_from(db.execute(ROWS, (to_json(list(layer_ids)),)).fetchall())


def rulings_from(rows: Sequence[tuple[int, str, str]]) -> dict[int, dict[str, Ruling]]:
    """The same, of rows of layer id, key and ruling."""
    found: dict[int, dict[str, Ruling]] = defaultdict(dict)
    with LEGIBLE:
        for layer_id, key, ruling in rows:
            found[layer_id][key] = _decoder.decode(ruling)
    return found


def write_rulings(db: Database, layer_id: int, changes: Changes) -> None:
    """Bring the table to where `changes` lead. To be called inside `Store.writing`."""
    last = {change.key: change.after for change in changes if isinstance(change, RulingChange)}
    db.conn.executemany("DELETE FROM rulings WHERE layer_id = ? AND key = ?", [(layer_id, key) for key in last])
    kept = [(layer_id, key, to_json(ruling)) for key, ruling in last.items() if ruling is not None]
    db.conn.executemany("INSERT INTO rulings (layer_id, key, ruling) VALUES (?, ?, ?)", kept)
