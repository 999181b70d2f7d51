"""What every source suggests in the open document, each thing once.

They are the layers of the kind suggestion, the names she has used in work that is done, what the recommender learned,
and what the document says again of what she has marked.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from corpus_tool.model.annotations import Annotation, Event, Span
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.suggestions import Claim
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.offers import LEARNED, Offer, each_once, offer_of, offers_of
from corpus_tool.workbench.suggestions.echoes import ECHO, Echoes
from corpus_tool.workbench.suggestions.lexicon import AMOUNTS, STARTER, Known, suggested_in

NOBODYS = {STARTER, AMOUNTS, ECHO}
"""Sources that know nothing of anybody's work, and say the same to everybody."""


class Sources:
    """All of them for one open document."""

    def __init__(self, desk: Desk, known: Known | None) -> None:
        """`known`: the names to look for; without, only what stands in layers is suggested."""
        self._desk = desk
        self._known = known
        self._learned: Layer | None = None
        self._echoes = Echoes(desk)
        self._said: tuple[Offer, ...] = ()
        """What they say of the document, whatever is marked in it."""
        self._every: tuple[tuple[tuple[Offer, ...], tuple[Span | Event, ...]], Sequence[Offer]] | None = None
        """What was put together, and that."""

    def know(self, known: Known | None) -> None:
        """Look for these names from now on."""
        self._known = known

    def learn(self, told: Sequence[Annotation]) -> None:
        """Say what the recommender says of the document; it is kept nowhere."""
        name = LayerName(LEARNED, LayerKind.SUGGESTION)
        self._learned = Layer.of(name, self._desk.layer.schema, list(told)) if told else None

    def ask(self) -> None:
        """Ask all of them but the echoes, which are asked whenever something is marked."""
        kept = list(chain.from_iterable(map(offers_of, _suggestion_layers(self._desk))))
        live = list(self._live())
        told = {one.claim.fragments for one in (*kept, *live) if one.source not in NOBODYS}
        live = [one for one in live if one.source not in NOBODYS or one.claim.fragments not in told]
        self._said = tuple(each_once([*kept, *live]))

    def said(self, rejected: Collection[Claim]) -> Sequence[Offer]:
        """What they say, with the echoes of what is marked; put together anew where either is."""
        made_of = (self._said, self._echoes.listed(rejected))
        if self._every is None or any(one is not other for one, other in zip(self._every[0], made_of, strict=True)):
            echoes = [offer_of(ECHO, one) for one in made_of[1]]
            self._every = made_of, each_once([*made_of[0], *echoes]) if echoes else made_of[0]
        return self._every[1]

    def _live(self) -> Iterator[Offer]:
        """What is kept nowhere: it is looked for when the document is opened."""
        if self._learned is not None:
            yield from offers_of(self._learned)
        if self._known:
            found = suggested_in(self._desk.document, self._known, self._desk.schema)
            yield from (offer_of(source, one) for source, one in found)


def _suggestion_layers(desk: Desk) -> Iterator[Layer]:
    for name in desk.store.layers.names(desk.document_id):
        if name.kind is LayerKind.SUGGESTION and (layer := desk.store.layers.load(desk.document_id, name)):
            yield layer
