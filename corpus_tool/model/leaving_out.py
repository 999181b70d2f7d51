"""A bundle without some lines of its document: their tokens go, and what is marked in them. The text stays."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.decided import with_only
from corpus_tool.model.losses import Loss, Lost, Reason, losses_of
from corpus_tool.model.regions import inside, reaches_into, within
from corpus_tool.model.thinning import thinned


def leave_out(
    bundle: Bundle, ranges: Sequence[tuple[int, int]], *, tokens_too: bool = True
) -> tuple[Bundle, list[Loss]]:
    """The bundle without what lies in `ranges`, and what is lost with it: arguments that pointed there, too.

    `tokens_too`: whether the format holds tokens alone, so that nothing of these lines has to be in it: what only
    reaches into one of them goes as well then, since its words are no longer all there.
    """
    document = bundle.document
    if tokens_too:
        kept = tuple(token for token in document.tokens if not inside(token.start, token.end, ranges))
        document = replace(document, tokens=kept)
    layers, losses = [], list[Loss]()
    for layer in bundle.layers:
        gone = within(layer.ordered, ranges)
        if tokens_too:
            ids = {one.id for one in gone}
            gone += [one for one in _torn(layer.ordered, ranges) if one.id not in ids]
        left = thinned(layer.ordered, {annotation.id for annotation in gone})
        lost: list[Lost] = [
            *((annotation, Reason.BOILERPLATE) for annotation in (*gone, *left.relations)),
            *((event, Reason.ARGUMENT) for event, _ in left.arguments),
        ]
        losses += losses_of(lost, bundle, layer)
        layers.append(with_only(layer, left.kept) if gone else layer)
    return Bundle(document, tuple(layers)), losses


def _torn(annotations: Sequence[Annotation], ranges: Sequence[tuple[int, int]]) -> Iterator[Annotation]:
    """Those of which a character lies in one of `ranges`."""
    for one in annotations:
        if not isinstance(one, Relation) and any(reaches_into(start, end, ranges) for start, end in one.fragments):
            yield one
