"""A bundle with some labels only: what else hangs on a mark that was not chosen is told."""

from collections.abc import Collection

from msgspec.structs import replace

from corpus_tool.model.annotations import label_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.decided import with_only
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import Loss, Lost, Reason, losses_of
from corpus_tool.model.thinning import thinned


def only_labels(bundle: Bundle, labels: Collection[str]) -> tuple[Bundle, list[Loss]]:
    """The annotations whose label or type is one of `labels`.

    Lost are the arguments and the relations among them that lead to something else: not what was not asked for.
    """
    layers: list[Layer] = []
    losses: list[Loss] = []
    for layer in bundle.layers:
        gone = {one.id for one in layer.ordered if label_of(one) not in labels}
        left = thinned(layer.ordered, gone)
        lost: list[Lost] = [
            *((event, Reason.ARGUMENT_NOT_CHOSEN) for event, _ in left.arguments),
            *((relation, Reason.RELATION_NOT_CHOSEN) for relation in left.relations),
        ]
        losses += losses_of(lost, bundle, layer)
        layers.append(with_only(layer, left.kept) if gone else layer)
    return replace(bundle, layers=tuple(layers)), losses
