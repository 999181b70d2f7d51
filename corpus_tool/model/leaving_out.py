"""A bundle without some lines of its document: their tokens go, and what is marked in them. The text stays."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Event
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import Loss, Reason, losses_of
from corpus_tool.model.regions import inside, within


def leave_out(bundle: Bundle, ranges: Sequence[tuple[int, int]]) -> tuple[Bundle, list[Loss]]:
    """The bundle without what lies in `ranges`, and what is lost with it."""
    tokens = tuple(token for token in bundle.document.tokens if not inside(token.start, token.end, ranges))
    layers, losses = [], list[Loss]()
    for layer in bundle.layers:
        gone = within(layer.ordered, ranges)
        losses += losses_of(((annotation, Reason.BOILERPLATE) for annotation in gone), bundle, layer)
        kept = list(_without(layer, {annotation.id for annotation in gone}))
        layers.append(Layer.of(layer.name, layer.schema, kept, layer.status))
    return Bundle(replace(bundle.document, tokens=tokens), tuple(layers)), losses


def _without(layer: Layer, gone: set[str]) -> Iterator[Annotation]:
    """The annotations that stay; an event no longer has the arguments that are gone."""
    for annotation in layer.ordered:
        if annotation.id in gone:
            continue
        if isinstance(annotation, Event):
            arguments = tuple(argument for argument in annotation.arguments if argument.target not in gone)
            yield replace(annotation, arguments=arguments)
        else:
            yield annotation
