"""A DocBin as it is unpacked: looked at first, then document by document."""

import struct
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    import spacy.tokens

LARGEST = 1 << 30
"""Bytes of a file, unpacked, that are taken in."""

_READ = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID")
"""What of each token is read beside the word; the rest, heads of a parse for one, is not even looked at."""

DAMAGED = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, struct.error)
"""What spaCy raises where numbers of strings lead nowhere and the like."""


class UnusableFileError(Exception):
    """Why a file is no DocBin."""


class _Packed(Struct):
    """What a DocBin holds, as far as we look at it."""

    attrs: list[int]
    tokens: bytes
    spaces: bytes
    lengths: bytes
    strings: list[str]
    cats: list[dict[str, Any]]
    span_groups: list[bytes] = []
    flags: list[dict[str, Any]] = []
    user_data: list[bytes | None] = []


def documents_in(content: bytes) -> Iterator[Callable[[], "spacy.tokens.Doc"]]:
    """What unpacks each document of a DocBin, one by one: one that is damaged does not take the others with it."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    whole, vocabulary = DocBin().from_bytes(content), Vocab()
    for string in whole.strings:
        vocabulary.strings.add(string)
    attributes: list[Any] = whole.attrs
    columns = [attributes.index(attribute) for attribute in _attributes() if attribute in attributes]
    for number, table in enumerate(whole.tokens):
        one = DocBin()
        one.attrs = [attributes[column] for column in columns]
        one.tokens, one.spaces = [table[:, columns]], [whole.spaces[number]]
        one.cats, one.flags = [{}], whole.flags[number : number + 1] or [{}]
        one.span_groups = whole.span_groups[number : number + 1] or [b""]
        one.user_data = whole.user_data[number : number + 1]
        yield partial(_unpacked, one, vocabulary)


def _unpacked(one: "spacy.tokens.DocBin", vocabulary: "spacy.vocab.Vocab") -> "spacy.tokens.Doc":
    return next(one.get_docs(vocabulary))


def _attributes() -> list[Any]:
    """The numbers of what is read; that of the word comes first."""
    from spacy.tokens import DocBin

    return list(DocBin(_READ).attrs)


def refuse_other(content: bytes) -> None:
    """Raise unless the numbers in a file fit together; spaCy itself would go on and read elsewhere in memory."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(content, LARGEST)
        if not unpacking.eof:
            raise UnusableFileError(f"cut short, or of more than {LARGEST:,} bytes: cut it into several files")
        packed = msgspec.msgpack.decode(unpacked, type=_Packed)
    except (zlib.error, msgspec.MsgspecError, RecursionError) as wrong:
        raise UnusableFileError(f"not a DocBin of spaCy's: {wrong}") from None
    lengths = memoryview(packed.lengths[: len(packed.lengths) // 4 * 4]).cast("i")
    total, documents = sum(lengths), len(lengths)
    fits = (
        min(lengths, default=0) >= 0
        and len(packed.lengths) % 4 == 0
        and len(packed.spaces) == total
        and len(packed.tokens) == total * len(packed.attrs) * 8
        and len(packed.cats) == documents
        and all(len(part) in {0, documents} for part in (packed.span_groups, packed.flags, packed.user_data))
        and packed.attrs[:1] == _attributes()[:1]
    )
    if not fits:
        raise UnusableFileError("not a DocBin of spaCy's: the numbers in it do not fit together")
