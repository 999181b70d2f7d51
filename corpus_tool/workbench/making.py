"""Some documents of an export into pieces of its files, by this process or another one (see helping.py)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from corpus_tool.formats import Format, Piece, Writing, format_alone
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.choosing import only_labels
from corpus_tool.model.documents import Document
from corpus_tool.model.leaving_out import leave_out
from corpus_tool.model.losses import Loss
from corpus_tool.model.plain_layers import NotPlainError, PlainLayer, PlainLayers
from corpus_tool.model.policies import Policy
from corpus_tool.model.regions import Region, boilerplate
from corpus_tool.model.schemas import Schema
from corpus_tool.store.document_rows import Extent
from corpus_tool.store.moments import Moment
from corpus_tool.workbench.helping import Task
from corpus_tool.workbench.stored import RowsOf, Stored, bundles_of, plain_layers, read


class Plan(Struct, frozen=True):
    """How every document of an export is written."""

    corpus: str
    """The path of the file, for another process."""
    format: str
    name: str
    schema: Schema
    policy: Policy
    with_text: bool
    labels: tuple[str, ...]
    """Those that are taken; none: all."""
    names: dict[str, str]
    """Annotators to their pseudonyms; none: everybody under her own name."""

    @property
    def writing(self) -> Writing:
        """What the format is told."""
        return Writing(self.name, self.schema, self.policy, with_text=self.with_text)


class Order(Struct, array_like=True):
    """Some documents that are to be written."""

    plan: Plan
    wanted: RowsOf
    regions: dict[int, list[Region]] | None = None
    """Where boilerplate stays at home: a document's id to what is stored of its lines."""
    some: Stored | None = None
    """The rows, for a process that cannot read them by itself."""
    is_look: bool = False
    """Whether nothing is to be written: the other process looks at the corpus, and sees what is there then from then
    on."""

    def rows(self, moment: Moment | None) -> Stored:
        """The rows, read now where they are not here yet."""
        if self.some is not None:
            return self.some
        if moment is None:
            raise ValueError("an order without rows, and no corpus to read them from")
        return read(moment, self.wanted)


class Passed(Struct, array_like=True):
    """What is to be told of documents that were written."""

    documents: int = 0
    layers: int = 0
    spans: int = 0
    events: int = 0
    relations: int = 0
    losses: list[Loss] = []
    last: str = ""
    """The key of the last of them."""

    def add(self, bundle: Bundle, losses: list[Loss]) -> None:
        """Count one more document."""
        self.documents += 1
        self.layers += len(bundle.layers)
        for layer in bundle.layers:
            if layer.plain is not None:
                self.spans += len(layer.placed)
            else:
                self.spans += len(layer.spans)
                self.events += len(layer.events)
                self.relations += len(layer.relations)
        self.losses += losses
        self.last = bundle.document.key


class Made(Struct, array_like=True):
    """What became of an order."""

    passed: Passed
    pieces: list[tuple[str, bytes]]
    """Names of files and what is to be added to them."""


def restricted(order: Order, some: Stored, tell: Callable[[Bundle, list[Loss]], None]) -> Iterator[Bundle]:
    """The bundles of an order brought down to what is chosen and what the format holds; each is told of, with what is
    lost."""
    plan, format = order.plan, format_alone(order.plan.format)
    for whole in bundles_of(some):
        bundle, losses = _chosen(order, whole, format)
        kept, lost = format.restricted(bundle, plan.policy)
        tell(kept, losses + lost)
        yield kept


def _chosen(order: Order, whole: Bundle, format: Format) -> tuple[Bundle, list[Loss]]:
    """A bundle with what was chosen of it, and what is lost with the rest."""
    bundle = _masked(whole, order.plan.names) if order.plan.names else whole
    losses = list[Loss]()
    if order.plan.labels:
        bundle, losses = only_labels(bundle, order.plan.labels)
    if order.regions is not None:
        lines = _boilerplate(bundle.document, order.regions.get(bundle.document.id or 0, ()))
        bundle, lost = leave_out(bundle, lines, tokens_too=format.by_tokens)
        losses += lost
    return bundle, losses


def _masked(bundle: Bundle, names: dict[str, str]) -> Bundle:
    from corpus_tool.workbench.pseudonyms import masked  # brings the store along, which few exports want here

    return masked(bundle, names)


def _boilerplate(document: Document, said: Sequence[Region]) -> tuple[tuple[int, int], ...]:
    from corpus_tool.workbench.regions import regions_over  # likewise

    return boilerplate(regions_over(document, said))


def make(order: Order, moment: Moment | None) -> Made:
    """What a format that writes documents apart (`Format.apart`) makes of an order."""
    plan, format, some = order.plan, format_alone(order.plan.format), order.rows(moment)
    if format.write_plain and not plan.labels and not plan.names and order.regions is None:
        with suppress(NotPlainError):
            return _made_of_plain(plan, some, format.write_plain)
    passed = Passed()
    pieces = format.write_some(restricted(order, some, passed.add), plan.writing)
    return Made(passed, _joined(pieces))


def _made_of_plain(plan: Plan, some: Stored, write: Callable[[PlainLayers, Writing], Iterator[Piece]]) -> Made:
    """The same, sooner; NotPlainError where something is more than plain spans, or the format does not hold it."""
    passed = Passed(len(some.documents))
    return Made(passed, _joined(write(_passing(plain_layers(some), passed), plan.writing)))


def _passing(layers: PlainLayers, passed: Passed) -> Iterator[Sequence[PlainLayer]]:
    for some in layers:
        yield some
        passed.layers += len(some)
        passed.spans += sum([len(layer.words) for layer in some])
        passed.last = some[-1].document.key


def _joined(pieces: Iterable[Piece]) -> list[tuple[str, bytes]]:
    """Some pieces of files as one of each file."""
    found: dict[str, list[bytes]] = {}
    for file, content in pieces:
        found.setdefault(file, []).append(content.encode() if isinstance(content, str) else content)
    return [(file, b"".join(contents)) for file, contents in found.items()]


def opening(plan: Plan) -> Order:
    """The order to look at the corpus of a plan."""
    return Order(plan, RowsOf([], Extent()), is_look=True)


class _There:
    """What makes orders in another process: with a look at the corpus of its own."""

    def __init__(self) -> None:
        self._moment: Moment | None = None

    def make(self, order: Order) -> Made:
        """Make an order, or look."""
        if order.is_look:
            if self._moment is not None:
                self._moment.close()
            self._moment = Moment.of(Path(order.plan.corpus))
            return Made(Passed(), [])
        return make(order, self._moment)


MAKING = Task(f"{__name__}:MAKING", Order, Made, _There().make)
