"""What a thing says, small: on the wire and on the server's disk. The first byte tells how, for ever.

A revision says again what its label says, in words that all revisions have. Both ends know these words and the label,
so they are the dictionary (RFC 1950, 2.2) with which it is deflated by itself: 380 bytes become 30, and each row stays
one that the server gives to those who may see it. Longer things are one block of bzip2: articles become smaller by it
than by anything else that comes with Python.
"""

import bz2
import zlib
from typing import NamedTuple

PLAIN, ZLIB, BY_LABEL, BLOCK = b"\0", b"\1", b"\2", b"\3"

WORTH_IT = 40
"""Bytes from which anything is made small."""

WORTH_A_BLOCK = 2_000
"""Bytes from which bzip2 makes the smaller: a block has some hundred bytes of its own."""

MOST = 256 << 20
"""Bytes that a thing may say; who sends more wants to fill others' memory."""

_RAW, _MEMORY, _LEVEL = -12, 5, 3
"""A window of 4,096 bytes, which is more than dictionary and thing have together. With 32,768, as is usual, each thing
takes a quarter of a megabyte from the system and gives it back: 33 microseconds instead of 6, for the same bytes."""

_WIDEST = -15

_WORDS = (
    b'"about":"deletion","lock","region","subject":"annotator:","gold:","says":"yes","turn":0,"document_id":0,"who":'
    b'"is_question":false,"true,"resolved_at":null,"resolved_by":null,"answers":null,"layer":[null,"number":null,'
    b'"accepted","rejected","what":"event","argument","annotation":"revision":"source":"recommender","score":0.'
    b'Retype Unlink Link to Delete Move Note Join Split Mark done in-progress undo","redo","import","do"'
    b'{"of":"status","before":"new","in-progress","after":"done"}{"is":"relation","type":"coreference","source":"s'
    b'","target":"s{"is":"event","type":"Conflict.Attack","trigger":[[","arguments":[{"role":"Attacker","target":"s'
    b'"},{"role":"Victim","Place","Time","after":null}]"],"before":{"is":"span","id":"s"'
    b'"attributes":{"subtype":"mention":"NAM","NOM","canonical":"'
    b'{"entry":{"uid":"","parent":null,"of":null,"closes":[],"deed":["2026-01-01T12:00:00.000+00:00","","Mark '
    b'GPE LOC FAC PER NUM TIME ORG","do","1.0.0","[{\\"of\\":\\"annotation\\",\\"position\\":0,\\"before\\":null,'
    b'\\"after\\":{\\"is\\":\\"span\\",\\"id\\":\\"s\\",\\"label\\":\\"ORG\\",\\"fragments\\":[[1,2]],'
    b'\\"attributes\\":{},\\"link\\":null,\\"note\\":null}}]"]},"schema":["conflict-news","1.0.0"]}'
)
"""What many things say, the commonest last. A part of the form BY_LABEL: another text would be another form."""


class Label(NamedTuple):
    """What both ends know of a thing before they read it."""

    uid: str
    author: str
    parent: str | None

    @property
    def dictionary(self) -> bytes:
        """What it probably says."""
        return _WORDS + f'"uid":"{self.uid}","parent":"{self.parent or ""}","{self.author}'.encode()


def squeezed(says: bytes, label: Label) -> bytes:
    """It, small."""
    if len(says) < WORTH_IT:
        return PLAIN + says
    if len(says) >= WORTH_A_BLOCK:
        return BLOCK + bz2.compress(says)
    deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_DEFAULT_STRATEGY, label.dictionary)
    return BY_LABEL + deflating.compress(says) + deflating.flush()


def unsqueezed(stored: bytes, label: Label) -> bytes:
    """The way back. What cannot be read, or says more than MOST, says nothing; its reader refuses it by its name."""
    form, body = stored[:1], stored[1:]
    try:
        match form:
            case b"\0":
                return body
            case b"\1":
                return _whole(zlib.decompressobj(), body)
            case b"\2":
                return _whole(zlib.decompressobj(_WIDEST, label.dictionary), body)
            case b"\3":
                return _whole(bz2.BZ2Decompressor(), body)
    except (zlib.error, OSError, ValueError):
        pass
    return b""


def _whole(reading: "zlib._Decompress | bz2.BZ2Decompressor", body: bytes) -> bytes:
    """All that a stream says. Raises ValueError for one that is cut, or says too much."""
    says = reading.decompress(body, MOST)
    if not reading.eof:
        raise ValueError
    return says
