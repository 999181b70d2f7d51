"""Suggestions offered to an annotator in the open document, and what she says of each. No screen in it.

They come from the layers of the kind suggestion, and from the names she has used in work that is done, which are looked
for when she opens a document and kept nowhere. Nothing of them is in her layer before she has accepted it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Span, first_offset, label_of, last_offset
from corpus_tool.model.changes import Changes, Revision
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import Claim, claim_of, score_of, unscored
from corpus_tool.saying import tr
from corpus_tool.store.choices import Choice
from corpus_tool.store.verdicts import Says, Verdict
from corpus_tool.text.finding import in_one_spelling
from corpus_tool.workbench.corpus_settings import LEXICON, SUGGEST, value_of
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.echoes import ECHO, Echoes
from corpus_tool.workbench.lexicon import AMOUNTS, SOURCE, STARTER, Known, known_names, suggested_in
from corpus_tool.workbench.open_offers import Answered, Way, is_answered, is_part, refused_forms
from corpus_tool.workbench.sighting import saw_suggestion
from corpus_tool.workbench.starter import wanted_starter

_NONE: Changes = ()

NOBODYS = {STARTER, AMOUNTS, ECHO}
"""Sources that know nothing of anybody's work, and say the same to everybody."""

LEARNED = "learned"
"""What suggestions of the recommender are called."""

UNSURE = 0.8
"""A score below it, or none, is looked at before it is accepted with others."""


class Offer(NamedTuple):
    """A suggestion that is not in the layer, and was not rejected."""

    source: str
    annotation: Span | Event
    """As it would be marked, but for its id."""
    score: float | None
    layer: Layer | None
    """The layer it stands in; None where it is kept nowhere."""

    @property
    def claim(self) -> Claim:
        """What it says."""
        return claim_of(self.annotation)

    @property
    def is_sure(self) -> bool:
        """Whether its source is sure of it."""
        return self.score is not None and self.score >= UNSURE

    @property
    def place(self) -> tuple[int, int]:
        """From its first character to its last, code points."""
        return first_offset(self.annotation), last_offset(self.annotation)


class Instead(NamedTuple):
    """What the annotator makes of a suggestion."""

    place: tuple[int, int] | None = None
    """Other borders, code points; None where those that are suggested are right."""
    label: str = ""
    """Another label, for a span; empty where the one that is suggested is right."""
    subtype: str | None = None

    def of(self, one: Span | Event) -> Span | Event:
        """The suggestion as it is marked. With another label nothing stays that was said of it under its own."""
        if self.place:
            one = replace(one, fragments=(self.place,))
        if isinstance(one, Span) and self.label not in {"", one.label}:
            one = replace(one, label=self.label, attributes={})
        if isinstance(one, Span) and self.subtype:
            one = replace(one, attributes={**one.attributes, SUBTYPE: self.subtype})
        return one


AS_IT_IS = Instead()


class Offers:
    """What is offered in one open document, kept up with every act."""

    def __init__(self, desk: Desk, known: Known | None = None) -> None:
        """`known`: the names to look for; without, only what stands in layers is offered."""
        self._desk = desk
        self._known = known
        self._learned: Layer | None = None
        self.is_on = is_wanted(desk)
        """Whether they are shown."""
        self._all: tuple[Offer, ...] | None = None
        self._every: tuple[tuple[tuple[Offer, ...], tuple[Span | Event, ...]], Sequence[Offer]] | None = None
        """What was put together, and that."""
        self._rejected: set[Claim] = set()
        self._accepted: dict[Claim, str] = {}
        self._of: Layer | None = None
        self._open: tuple[Offer, ...] = ()
        self._told: set[str] = set()
        self.pointed_at: Offer | None = None
        """The one that was gone to last: where several stand at one place, it is meant."""
        self._echoes = Echoes(desk)
        self._origins: Mapping[str, Verdict] = {}
        self._origins_of: Layer | None = None

    @cached_property
    def _way(self) -> Way:
        """Made when somebody goes from one to the next."""
        return Way(self._desk.document.text)

    def listed(self) -> tuple[Offer, ...]:
        """Those that are open, in text order, the widest first; none while they are not wanted."""
        if not self.is_on:
            return ()
        if self._all is None:
            self._read()
        if self._of is not self._desk.layer:
            self._of = self._desk.layer
            self._open = tuple(self._still_open(self._with_echoes()))
        return self._open

    def _with_echoes(self) -> Sequence[Offer]:
        """What all sources say, and what the layer itself does; put together anew where either is."""
        made_of = (self._all or (), self._echoes.listed(self._rejected))
        if self._every is None or any(one is not other for one, other in zip(self._every[0], made_of, strict=True)):
            echoes = [Offer(ECHO, unscored(one), score_of(one), None) for one in made_of[1]]
            self._every = made_of, _each_once([*made_of[0], *echoes]) if echoes else made_of[0]
        return self._every[1]

    def know(self, known: Known | None) -> None:
        """Look for these names from now on."""
        self._known = known
        self.renew()

    def learn(self, told: Sequence[Annotation]) -> None:
        """Offer what the recommender says of the document, as of now; it is kept nowhere."""
        name = LayerName(LEARNED, LayerKind.SUGGESTION)
        self._learned = Layer.of(name, self._desk.layer.schema, list(told)) if told else None
        self.renew()

    def renew(self) -> None:
        """Ask the sources again."""
        self._all = self._of = None

    def seen(self) -> None:
        """Write down that they are before the annotator's eyes.

        What she knows from her own work is no news to her; what stands beside the schema is, and the same for all.
        """
        no_news = {ECHO} | ({SOURCE} if value_of(self._desk.store, LEXICON) == "own" else set())
        for source in dict.fromkeys(one.source for one in self.listed()):
            if source not in self._told and source not in no_news:
                saw_suggestion(self._desk, source)
            self._told.add(source)

    def origin_of(self, annotation: str) -> Verdict | None:
        """The suggestion that an annotation of hers was, by its id; None where it was none."""
        if self._origins_of is not self._desk.layer:
            self._origins_of = self._desk.layer
            self._origins = self._desk.store.verdicts.origins(self._desk.document_id, self._desk.layer.name.annotator)
        return self._origins.get(annotation)

    def at(self, start: int, end: int) -> Offer | None:
        """The one that fits a stretch of text best; None where none touches it.

        Of several at one place, the one that was gone to, else a name before a trigger.
        """
        touching = [one for one in self.listed() if one.place[0] < end and start < one.place[1]]

        def fit(one: Offer) -> tuple[int, int, bool, bool]:
            moved = _borders_moved(one.place, (start, end))
            return moved, _width(one), one != self.pointed_at, isinstance(one.annotation, Event)

        return min(touching, key=fit, default=None)

    def span_at(self, start: int, end: int) -> Offer | None:
        """The span that is suggested at just this place, the surest of several; None where none is."""
        spans = [one for one in self.listed() if isinstance(one.annotation, Span) and one.place == (start, end)]
        return max(spans, key=lambda one: one.score or 0, default=None)

    def is_gone_to(self, place: tuple[int, int]) -> bool:
        """Whether the one that was gone to last stands at just this place, and is open."""
        one = self.pointed_at
        return one is not None and one.place == place and one in self.listed()

    def next(self, start: int, end: int, *, forward: bool, unsure: bool = False) -> Offer | None:
        """The next behind a stretch of text, in each sentence the spans before the triggers, round the end.

        `unsure`: of those that are not sure.
        """
        found = [one for one in self.listed() if not (unsure and one.is_sure)]
        steps = [(self._way.step(one.place, is_event=isinstance(one.annotation, Event)), one) for one in found]
        here = self._way.step((start, end), is_event=self._is_event((start, end), found))
        return self._way.next(steps, here, forward=forward)

    def _is_event(self, place: tuple[int, int], offers: Iterable[Offer]) -> bool:
        """Whether a place on the way is a trigger's: that of the one that was gone to, else of any."""
        if self.pointed_at is not None and self.pointed_at.place == place:
            return isinstance(self.pointed_at.annotation, Event)
        found = (one.place for one in offers if isinstance(one.annotation, Event))
        return (place,) in self._desk.layer.events_at or place in found

    def alike(self, one: Offer) -> list[Offer]:
        """It and those that say the same words with the same label."""
        spelled = self._spelled(one)
        return [
            other
            for other in self.listed()
            if (other.claim.what, other.claim.label) == (one.claim.what, one.claim.label)
            and self._spelled(other) == spelled
        ]

    def like(self, mark: Span) -> list[Offer]:
        """Those that say the words of a mark of hers with its label."""
        spelled = in_one_spelling(self._desk.text_of(mark))
        return [one for one in self.listed() if one.claim.label == mark.label and self._spelled(one) == spelled]

    def accept(self, offers: Sequence[Offer], instead: Instead = AS_IT_IS) -> Revision:
        """Take them over, as one act; it is kept where each came from. Raises RefusedError with nothing done.

        `instead`: what is marked where that is not what was suggested.
        """
        changes, taken = taking(self._desk, offers, instead)
        title = f"Accept {label_of(taken[0][1])}" if len(taken) == 1 else f"Accept {len(taken)}"
        with self._desk.store.writing():
            revision = self._desk.do(title, changes)
            uid = self._desk.store.revisions.uid_of(revision.number or 0)
            self._keep([self._verdict(offer, Says.ACCEPTED, one.id, uid) for offer, one in taken])
        self._accepted |= {offer.claim: one.id for offer, one in taken}
        self._of = None
        return revision

    def reject(self, offers: Sequence[Offer]) -> None:
        """Do not offer this again, whoever suggests it."""
        with self._desk.store.writing():
            self._keep([self._verdict(one, Says.REJECTED) for one in offers])
        self._rejected |= {one.claim for one in offers}
        self._of = None

    def reconsider(self, offer: Offer) -> None:
        """Offer it again."""
        with self._desk.store.writing():
            self._keep([self._verdict(offer, Says.RECONSIDERED)])
        self._rejected.discard(offer.claim)
        self._of = None

    def want(self, *, wanted: bool) -> None:
        """Show them from now on, or no longer, in this document and every other."""
        at, who = self._desk.surroundings.now(), self._desk.layer.name.annotator
        with self._desk.store.writing():
            self._desk.store.choices.keep(Choice(SUGGEST, "on" if wanted else "off", who, at), who)
        self.is_on = wanted

    def _read(self) -> None:
        desk = self._desk
        kept = [
            Offer(layer.name.annotator, unscored(one), score_of(one), layer)
            for layer in _suggestion_layers(desk)
            for one in _placed(layer)
        ]
        known = suggested_in(desk.document, self._known, desk.schema) if self._known else ()
        live = [Offer(source, unscored(one), score_of(one), None) for source, one in known]
        if self._learned is not None:
            said = (Offer(LEARNED, unscored(one), score_of(one), self._learned) for one in _placed(self._learned))
            live = [*said, *live]
        told = {one.claim.fragments for one in (*kept, *live) if one.source not in NOBODYS}
        live = [one for one in live if one.source not in NOBODYS or one.claim.fragments not in told]
        self._all = tuple(_each_once([*kept, *live]))
        who = desk.layer.name.annotator
        self._rejected = desk.store.verdicts.rejected(desk.document_id, who)
        self._accepted = {one.claim: id for id, one in desk.store.verdicts.origins(desk.document_id, who).items()}

    def _still_open(self, offers: Iterable[Offer]) -> Iterator[Offer]:
        """Those that are not answered; what knows nobody's work does not insist on words that were rejected."""
        layer, text = self._desk.layer, self._desk.document.text

        def spelled(place: tuple[int, int]) -> str:
            return in_one_spelling(text[slice(*place)])

        answered = Answered(self._rejected, self._accepted)
        refused = refused_forms(self._rejected, layer, spelled)
        for one in offers:
            insists = one.source not in NOBODYS or (one.claim.label, spelled(one.place)) not in refused
            if one.source == ECHO and isinstance(one.annotation, Event) and is_part(one.place, layer):
                continue  # the word that names a happening elsewhere is one of a name here
            if insists and not is_answered(one.annotation, layer, answered):
                yield one

    def _spelled(self, one: Offer) -> str:
        return in_one_spelling(self._desk.text_of(one.annotation))

    def _verdict(self, offer: Offer, says: Says, annotation: str = "", revision: str = "") -> Verdict:
        return Verdict(
            who=self._desk.layer.name.annotator,
            says=says,
            claim=offer.claim,
            source=offer.source,
            score=offer.score,
            annotation=annotation,
            revision=revision,
            at=self._desk.surroundings.now(),
        )

    def _keep(self, verdicts: Iterable[Verdict]) -> None:
        self._desk.store.verdicts.add(self._desk.document_id, verdicts)


def is_wanted(desk: Desk) -> bool:
    """Whether the annotator wants suggestions shown; yes where she has said nothing."""
    choice = desk.store.choices.newest(SUGGEST, desk.layer.name.annotator)
    return choice is None or choice.value == "on"


def names_for(desk: Desk) -> Known | None:
    """The names that may be suggested to the annotator of a desk; None where there are none, or none may be."""
    whose = whose_names(desk)
    known = None if whose is None else known_names(desk.store, whose, wanted_starter(desk.store))
    return known if known and len(known.lexicon) else None


def whose_names(desk: Desk) -> str | None:
    """Whose done work may be told from to the annotator of a desk; empty: everybody's, None: nobody's."""
    wanted = value_of(desk.store, LEXICON)
    if wanted == "off" or not is_wanted(desk):
        return None
    return desk.layer.name.annotator if wanted == "own" else ""


def taking(
    desk: Desk, offers: Sequence[Offer], instead: Instead = AS_IT_IS
) -> tuple[Changes, list[tuple[Offer, Span | Event]]]:
    """What takes offers over, spans before the events they play in; an event's arguments go to what says the same.

    `instead`: what is marked where that is not what each suggests.
    """
    if not offers:
        raise RefusedError(tr("There is no suggestion here."))
    layer, changes = desk.layer, _NONE
    taken: list[tuple[Offer, Span | Event]] = []
    for offer in sorted(offers, key=lambda one: isinstance(one.annotation, Event)):
        one = instead.of(offer.annotation)
        own: Span | Event
        if isinstance(one, Span):
            own = replace(one, id=desk.new_id("s", layer))
        else:
            own = replace(one, id=desk.new_id("e", layer), arguments=_arguments(one, offer.layer, layer))
        added = edits.add(layer, own)
        layer, changes = layer.apply(added), (*changes, *added)
        taken.append((offer, own))
    return changes, taken


def _borders_moved(place: tuple[int, int], other: tuple[int, int]) -> int:
    """0 to 2."""
    return (place[0] != other[0]) + (place[1] != other[1])


def _width(one: Offer) -> int:
    return one.place[1] - one.place[0]


def _arguments(event: Event, there: Layer | None, here: Layer) -> tuple[Argument, ...]:
    """Those arguments whose filler says what an annotation of the layer says."""
    if there is None:
        return ()
    own = {claim_of(one): one.id for one in _placed(here)}
    found = []
    for argument in event.arguments:
        target = there[argument.target]
        if isinstance(target, Span | Event) and (id := own.get(claim_of(target))):
            found.append(Argument(argument.role, id))
    return tuple(found)


def _placed(layer: Layer) -> Iterator[Span | Event]:
    yield from layer.spans
    yield from layer.events


def _suggestion_layers(desk: Desk) -> Iterator[Layer]:
    for name in desk.store.layers.names(desk.document_id):
        if name.kind is LayerKind.SUGGESTION and (layer := desk.store.layers.load(desk.document_id, name)):
            yield layer


def _each_once(offers: Iterable[Offer]) -> list[Offer]:
    """Of those that say the same the surest, in text order, the widest first."""
    best: dict[Claim, Offer] = {}
    for one in offers:
        there = best.get(one.claim)
        if there is None or (one.score or 0) > (there.score or 0):
            best[one.claim] = one
    return sorted(best.values(), key=lambda one: (one.place[0], -one.place[1], one.claim.label))
