"""Some documents of an export into pieces of its files: pure, so that another process can do it (see helping.py)."""

from collections.abc import Callable, Iterator

from msgspec import Struct

from corpus_tool.formats import Format, Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.choosing import only_labels
from corpus_tool.model.leaving_out import leave_out
from corpus_tool.model.losses import Loss
from corpus_tool.model.policies import Policy
from corpus_tool.model.regions import Region, boilerplate
from corpus_tool.model.schemas import Schema
from corpus_tool.workbench.helping import Task
from corpus_tool.workbench.pseudonyms import masked
from corpus_tool.workbench.regions import regions_over
from corpus_tool.workbench.selecting import Stored, bundles_of


class Plan(Struct, frozen=True):
    """How every document of an export is written."""

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
    some: Stored
    regions: dict[int, list[Region]] | None
    """Where boilerplate stays at home: a document's id to what is stored of its lines."""


class Passed(Struct, array_like=True):
    """What is to be told of a document that was written."""

    key: str
    layers: int
    spans: int
    events: int
    relations: int
    losses: list[Loss]


class Made(Struct, array_like=True):
    """What became of an order."""

    passed: list[Passed]
    pieces: list[tuple[str, bytes]]
    """Names of files and what is to be added to them."""


def restricted(order: Order, tell: Callable[[Passed], None]) -> Iterator[Bundle]:
    """The bundles of an order brought down to what is chosen and what the format holds; each is told of."""
    plan, format = order.plan, formats()[order.plan.format]
    for whole in bundles_of(order.some):
        bundle, losses = _chosen(order, whole, format)
        kept, lost = format.restricted(bundle, plan.policy)
        tell(_passed(kept, losses + lost))
        yield kept


def _chosen(order: Order, whole: Bundle, format: Format) -> tuple[Bundle, list[Loss]]:
    """A bundle with what was chosen of it, and what is lost with the rest."""
    bundle = masked(whole, order.plan.names) if order.plan.names else whole
    losses = list[Loss]()
    if order.plan.labels:
        bundle, losses = only_labels(bundle, order.plan.labels)
    if order.regions is not None:
        lines = boilerplate(regions_over(bundle.document, order.regions.get(bundle.document.id or 0, ())))
        bundle, lost = leave_out(bundle, lines, tokens_too=format.by_tokens)
        losses += lost
    return bundle, losses


def _passed(bundle: Bundle, losses: list[Loss]) -> Passed:
    spans = events = relations = 0
    for layer in bundle.layers:
        if layer.plain is not None:
            spans += len(layer.placed)
            continue
        spans += len(layer.spans)
        events += len(layer.events)
        relations += len(layer.relations)
    return Passed(bundle.document.key, len(bundle.layers), spans, events, relations, losses)


def make(order: Order) -> Made:
    """What a format that writes documents apart (`Format.apart`) makes of an order."""
    passed: list[Passed] = []
    pieces: dict[str, list[bytes]] = {}
    for file, content in formats()[order.plan.format].write_some(restricted(order, passed.append), order.plan.writing):
        pieces.setdefault(file, []).append(content.encode() if isinstance(content, str) else content)
    return Made(passed, [(file, b"".join(contents)) for file, contents in pieces.items()])


MAKING = Task(f"{__name__}:MAKING", Order, Made, make, formats)
