"""Tokens lie column by column: half the room, and their borders come out without a look at each.

Written apart from `token_blobs`, which may know another form one day; this step then still makes what is told here.
"""

from array import array
from sys import byteorder
from typing import Any

import msgspec

from corpus_tool.store.database import Database


def migrate(db: Database) -> None:
    """Lay every list of tokens anew, those of releases too."""
    db.conn.create_function("in_columns", 1, _in_columns, deterministic=True)
    db.execute("UPDATE texts SET tokens = in_columns(tokens)")
    db.execute("UPDATE told_documents SET tokens = in_columns(tokens)")


def _in_columns(stored: bytes) -> bytes:
    """`[start, end, kind, start, end, kind, ...]` in MessagePack as a letter, a count, five bytes that say that no
    sentences are known, all starts, all ends, the number of each kind, and the kinds.

    What is damaged stays so: whoever reads it says which document it is.
    """
    try:
        parts = msgspec.msgpack.decode(stored, type=list[Any])
    except msgspec.DecodeError:
        return stored
    ends, kinds = parts[1::3], parts[2::3]
    names = list(dict.fromkeys(kinds))
    places = array("H" if not ends or ends[-1] < 1 << 16 else "I", [*parts[0::3], *ends])
    if byteorder == "big":
        places.byteswap()
    head = places.typecode.encode() + len(kinds).to_bytes(4, "little") + bytes(5)
    return head + places.tobytes() + bytes(map(names.index, kinds)) + "\n".join(names).encode()
