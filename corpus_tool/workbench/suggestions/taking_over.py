"""Suggestions that become marks: with ids of her own, and the arguments of events to what says the same."""

from collections.abc import Sequence

from msgspec.structs import replace

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument, Event, Span
from corpus_tool.model.changes import Changes
from corpus_tool.model.layers import Layer
from corpus_tool.model.suggestions import claim_of
from corpus_tool.saying import tr
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.offers import AS_IT_IS, Instead, Offer, placed

_NONE: Changes = ()


def taking(
    desk: Desk, offers: Sequence[Offer], instead: Instead = AS_IT_IS
) -> tuple[Changes, list[tuple[Offer, Span | Event]]]:
    """What takes offers over, spans before the events they play in; an event's arguments go to what says the same.

    `instead`: what is marked where that is not what each suggests. Raises RefusedError where there are none.
    """
    if not offers:
        raise RefusedError(tr("There is no suggestion here."))
    layer, changes = desk.layer, _NONE
    taken: list[tuple[Offer, Span | Event]] = []
    for offer in sorted(offers, key=lambda one: isinstance(one.annotation, Event)):
        own = _own(desk, layer, offer, instead)
        added = edits.add(layer, own)
        layer, changes = layer.apply(added), (*changes, *added)
        taken.append((offer, own))
    return changes, taken


def _own(desk: Desk, layer: Layer, offer: Offer, instead: Instead) -> Span | Event:
    """A suggestion as a mark of hers."""
    one = instead.of(offer.annotation)
    if isinstance(one, Span):
        return replace(one, id=desk.new_id("s", layer))
    return replace(one, id=desk.new_id("e", layer), arguments=_arguments(one, offer.layer, layer))


def _arguments(event: Event, there: Layer | None, here: Layer) -> tuple[Argument, ...]:
    """Those arguments whose filler says what an annotation of the layer says."""
    if there is None:
        return ()
    own = {claim_of(one): one.id for one in placed(here)}
    found = []
    for argument in event.arguments:
        target = there[argument.target]
        if isinstance(target, Span | Event) and (id := own.get(claim_of(target))):
            found.append(Argument(argument.role, id))
    return tuple(found)
