"""Working time leaves the corpus only where somebody asks for it: as a table, as a file, or into another corpus."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.store.working_time import Sitting
from corpus_tool.workbench.selecting import Wanted
from corpus_tool.workbench.writing import FilesBeside


class KeyedSitting(Struct, frozen=True):
    """A stretch of work by the key of its document, as a line of a file tells it."""

    document: str
    annotator: str
    started: str
    seconds: float
    acts: int
    idle: int


def write_time(store: Store, wanted: Wanted, folder: Path, name: str) -> Path:
    """Write the stretches of work of the annotators wanted to `NAME.time.jsonl`, a line each."""
    with store.reading(), FilesBeside(folder) as files:
        target = f"{name}.time.jsonl"
        files.add(target, "")
        for sitting in _wanted(store, wanted):
            key = store.documents.key_of(sitting.document_id)
            line = KeyedSitting(key, sitting.annotator, sitting.started, sitting.seconds, sitting.acts, sitting.idle)
            files.add(target, msgspec.json.encode(line).decode() + "\n")
        (written,) = files.put_in_place()
    return written


def bring_time(store: Store, other: Store, wanted: Wanted) -> int:
    """Bring the stretches of work that another corpus holds on documents that are here too; answer how many are new.

    Done twice, it brings nothing the second time.
    """
    brought = 0
    with store.writing():
        for sitting in _wanted(other, wanted):
            digest = other.soundness.digest_of(sitting.document_id)
            if (here := store.documents.id_of_digest(digest)) is not None:
                brought += store.working_time.bring([msgspec.structs.replace(sitting, document_id=here)])
    return brought


def _wanted(store: Store, wanted: Wanted) -> Iterator[Sitting]:
    for id in store.documents.ids():
        for sitting in store.working_time.on(id):
            if wanted(LayerName(sitting.annotator, LayerKind.ANNOTATOR)):
                yield sitting
