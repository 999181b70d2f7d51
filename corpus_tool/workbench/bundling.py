"""Part of a corpus into a small corpus file of its own, for somebody to work on elsewhere."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.store.copying import refuse_existing
from corpus_tool.store.store import Store
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.selecting import Wanted
from corpus_tool.workbench.settling import settle


class BundleReport(Struct, frozen=True):
    """What went into a bundle."""

    file: Path
    documents: int
    layers: int


def hers(store: Store, annotator: str) -> list[int]:
    """The ids of the documents that an annotator has work on. Raises NotFoundError where there are none."""
    name = LayerName(annotator, LayerKind.ANNOTATOR)
    found = [id for id in store.documents.ids() if name in store.layers.names(id)]
    if not found:
        raise NotFoundError(f"{annotator} has no work in {store.path}: say --documents KEY[,KEY], or --documents all.")
    return found


def bundle(store: Store, documents: Sequence[int], wanted: Wanted, target: Path, tell: Tell = ignore) -> BundleReport:
    """Copy documents, the wanted layers on them with their whole history, and the schemas, to a new corpus file.

    Raises StoreError where `target` is there already or cannot be written.
    """
    refuse_existing(target)
    layers = 0
    with (
        TemporaryDirectory(prefix="corpus-tool-") as folder,
        store.reading(),
        _empty_twin(store, Path(folder) / target.name) as part,
    ):
        for number, id in enumerate(documents, 1):
            with part.writing():
                layers += _copy(store, part, id, wanted)
            tell(Progress(number, len(documents), store.documents.key_of(id)))
        part.copy_to(target)
    return BundleReport(target, len(documents), layers)


def _empty_twin(store: Store, path: Path) -> Store:
    """A corpus with the same schemas and nothing else."""
    (first, at), *others = store.schemas.adopted()
    part = Store.create(path, first, at)
    with part.writing():
        for schema, at in others:
            part.schemas.adopt(schema, at)
    return part


def _copy(store: Store, part: Store, id: int, wanted: Wanted) -> int:
    """Copy one document; answer how many layers went with it."""
    arrival = store.exchange.arrival(id)
    there, _ = part.exchange.bring(arrival)
    names = [head.name for head in wanted(store.layers.heads([id]).get(id, ()))]
    for name in names:
        layer_id = store.layers.id_of(id, name) or 0
        copied = part.layers.add(there, Layer(name, store.layers.schema_of(layer_id)))
        part.lines.take(copied, store.lines.entries(layer_id))
        settle(part, copied, arrival.document.text)
    return len(names)
