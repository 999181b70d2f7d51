"""Suggestions offered to an annotator in the open document, and what she says of each. No screen in it.

Nothing of them is in her layer before she has accepted it. Where they come from: `offer_sources.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from corpus_tool.model.annotations import Annotation, Event, Span, label_of
from corpus_tool.model.changes import Revision
from corpus_tool.model.layers import Layer
from corpus_tool.model.suggestions import Claim
from corpus_tool.store.choices import Choice
from corpus_tool.store.verdicts import Says, Verdict
from corpus_tool.text.finding import in_one_spelling
from corpus_tool.workbench.corpus_settings import LEXICON, SUGGEST, value_of
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.offers import AS_IT_IS, Instead, Offer
from corpus_tool.workbench.sighting import saw_suggestion
from corpus_tool.workbench.suggestions.echoes import ECHO
from corpus_tool.workbench.suggestions.lexicon import SOURCE, Known
from corpus_tool.workbench.suggestions.offer_sources import NOBODYS, Sources
from corpus_tool.workbench.suggestions.offer_wishes import is_wanted
from corpus_tool.workbench.suggestions.open_offers import Answered, Way, is_answered, is_part, refused_forms
from corpus_tool.workbench.suggestions.taking_over import taking


class Offers:
    """What is offered in one open document, kept up with every act."""

    def __init__(self, desk: Desk, known: Known | None = None) -> None:
        """`known`: the names to look for; without, only what stands in layers is offered."""
        self._desk = desk
        self._sources = Sources(desk, known)
        self.is_on = is_wanted(desk)
        """Whether they are shown."""
        self._are_asked = False
        self._rejected: set[Claim] = set()
        self._accepted: dict[Claim, str] = {}
        self._of: Layer | None = None
        self._open: tuple[Offer, ...] = ()
        self._told: set[str] = set()
        self.pointed_at: Offer | None = None
        """The one that was gone to last: where several stand at one place, it is meant."""
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
        if not self._are_asked:
            self._read()
        if self._of is not self._desk.layer:
            self._of = self._desk.layer
            self._open = tuple(self._still_open(self._sources.said(self._rejected)))
        return self._open

    def know(self, known: Known | None) -> None:
        """Look for these names from now on."""
        self._sources.know(known)
        self.renew()

    def learn(self, told: Sequence[Annotation]) -> None:
        """Offer what the recommender says of the document, as of now; it is kept nowhere."""
        self._sources.learn(told)
        self.renew()

    def renew(self) -> None:
        """Ask the sources again."""
        self._are_asked, self._of = False, None

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
            return moved, one.width, one != self.pointed_at, isinstance(one.annotation, Event)

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
        self._sources.ask()
        self._are_asked = True
        verdicts, document, who = self._desk.store.verdicts, self._desk.document_id, self._desk.layer.name.annotator
        self._rejected = verdicts.rejected(document, who)
        self._accepted = {one.claim: id for id, one in verdicts.origins(document, who).items()}

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


def _borders_moved(place: tuple[int, int], other: tuple[int, int]) -> int:
    """0 to 2."""
    return (place[0] != other[0]) + (place[1] != other[1])
