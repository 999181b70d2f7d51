"""Part of a corpus into a small corpus file of its own, for somebody to work on elsewhere."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from corpus_tool.errors import NotFoundError
from corpus_tool.model.layers import Layer
from corpus_tool.store.copying import refuse_existing
from corpus_tool.store.store import Store
from corpus_tool.workbench.luggage import Journey, carry, carry_schemas, carry_stories
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.selecting import Wanted
from corpus_tool.workbench.settling import settle


class BundleReport(Struct, frozen=True):
    """What went into a bundle."""

    file: Path
    documents: int
    layers: int
    others: dict[str, int]
    """What went along beside them, by kind: `comments`, `assignments`, `guidelines` ..."""


def hers(store: Store, annotator: str) -> list[int]:
    """The ids of the documents that an annotator has, or has work on. Raises NotFoundError where there are none."""
    has = {share.document_id for share in store.work.shares() if share.annotator == annotator}
    found = [id for id in store.documents.ids() if id in has]
    if not found:
        raise NotFoundError(f"{annotator} has no work in {store.path}: say --documents KEY[,KEY], or --documents all.")
    return found


def bundle(store: Store, documents: Sequence[int], wanted: Wanted, target: Path, tell: Tell = ignore) -> BundleReport:
    """Copy documents to a new corpus file: wanted layers with their history, what goes with them, and the schemas.

    Raises StoreError where `target` is there already or cannot be written.
    """
    refuse_existing(target)
    layers = 0
    others: Counter[str] = Counter()
    with (
        TemporaryDirectory(prefix="corpus-tool-") as folder,
        store.reading(),
        _empty_twin(store, Path(folder) / target.name) as part,
    ):
        with part.writing():
            others += carry_schemas(store, part)
        for number, id in enumerate(documents, 1):
            with part.writing():
                here = part.exchange.bring(store.exchange.arrival(id))[0]
                layers += _copy_layers(store, part, id, here, wanted)
                others += carry(Journey(store, part, id, here, wanted)).counts
            tell(Progress(number, len(documents), store.documents.key_of(id)))
        with part.writing():
            others["near-duplicates"] += carry_stories(store, part)
        part.copy_to(target)
    return BundleReport(target, len(documents), layers, dict(+others))


def _empty_twin(store: Store, path: Path) -> Store:
    """A corpus with the same schemas and nothing else."""
    (first, at), *others = store.schemas.adopted()
    part = Store.create(path, first, at)
    with part.writing():
        for schema, at in others:
            part.schemas.adopt(schema, at)
    return part


def _copy_layers(store: Store, part: Store, id: int, here: int, wanted: Wanted) -> int:
    """Copy the wanted layers of one document; answer how many there are."""
    names = [name for name in store.layers.names(id) if wanted(name)]
    _, text = store.documents.key_and_text(id)
    for name in names:
        layer_id = store.layers.id_of(id, name) or 0
        copied = part.layers.add(here, Layer(name, store.layers.schema_of(layer_id)))
        part.lines.take(copied, store.lines.entries(layer_id))
        settle(part, copied, text)
    return len(names)
