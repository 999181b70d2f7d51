"""How many keys the sample corpus costs, with what the tool suggests and without: the gold layers made again.

    python benchmarks/keystrokes.py

Somebody makes the gold layer of each article in turn, and says of each that it is done. What a thing costs in keys is
what the commands ask for:

- to go to a mark: a key for each word, at most six (/ and four letters and enter lead anywhere)
- to select it: a key for each word behind the first, one for a proclitic taken off and one for a suffix
- a label 1, a subtype 2 more, a place in several pieces 2 more for each; the label given last again (;) is 1 as well
- an event: E and its type 2, each argument 2, escape 1; to go to an event that is there: a key for each event between
  (alt+arrow), where that is less than by words

With aids, suggestions are gone through first: } once, then a key each: enter where it is right, Q where all of its form
are, ~ where it is wrong, and what should stand there instead is made by hand. A name marked by hand is marked where it
stands besides: Q where all places are right, else } and enter or ~ for each. In the event prompt, enter takes the
sure fillers together, and 2 keys take off a wrong one; where that would not pay, each argument costs 2.
All of it is done on a real desk, so what is suggested is what an annotator would see.
"""

import tempfile
from collections import Counter
from pathlib import Path

from msgspec.structs import replace
from propagation import bundles

from corpus_tool import languages
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Fragments, Relation, Span, first_offset
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import claim_of
from corpus_tool.store.store import Store
from corpus_tool.text.selection import words_of
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.offering import Offer, names_for
from corpus_tool.workbench.role_habits import proposals, sure_ones

FARTHEST = 6
TALLY: Counter[tuple[str, str, bool]] = Counter()
NOA = LayerName("noa", LayerKind.ANNOTATOR)


class Session:
    """One article, made again; `keys` are those pressed."""

    def __init__(self, desk: Desk, gold: Layer, *, helped: bool) -> None:
        self.desk = desk
        self.work = Annotating(desk)
        self.gold = gold
        self.keys = 0
        self._helped = helped
        self._words = words_of(desk.document.tokens)
        self._here = 0
        self._ids: dict[str, str] = {}
        """Id in the gold to id in the layer that is made."""

    def run(self) -> int:
        """Make everything; answer the keys it cost."""
        if self._helped:
            self.work.offers.know(names_for(self.desk))
            self._go_through_suggestions()
        for span in sorted(self.gold.spans, key=lambda one: one.fragments):
            self._know()
            if span.id not in self._ids:
                self._mark(span)
                if self._helped:
                    self._mark_elsewhere(span)
        for event in sorted(self.gold.events, key=lambda one: one.fragments):
            self._make(event)
        self.keys += 1  # S
        self.desk.do("Done", edits.set_status(self.desk.layer, Status.DONE))
        return self.keys

    def _know(self) -> None:
        """Which marks of the gold are there now."""
        there = {claim_of(one): one.id for one in _placed(self.desk.layer)}
        for one in _placed(self.gold):
            if (id := there.get(claim_of(one))) is not None:
                self._ids[one.id] = id

    def _go_through_suggestions(self) -> None:
        right = {claim_of(one) for one in _placed(self.gold)}
        self.keys += bool(self.work.offers.listed())
        while offers := self.work.offers.listed():
            alike = self.work.offers.alike(offers[0])
            self.keys += 1
            TALLY[offers[0].source, offers[0].claim.label, offers[0].claim in right] += 1
            if offers[0].claim not in right:
                self.work.offers.reject(offers[:1])
            elif all(one.claim in right for one in alike):
                self._here = offers[0].place[0]
                self.work.offers.accept(alike)
            else:
                self._here = offers[0].place[0]
                self.work.offers.accept(offers[:1])
        self._know()
        for span in self.gold.spans:
            if span.id in self._ids:
                self._mend_subtype(span)

    def _mend_subtype(self, span: Span) -> None:
        mine = self.desk.layer[self._ids[span.id]]
        if mine.attributes.get(SUBTYPE) != span.attributes.get(SUBTYPE):
            self.keys += 2
            changes = edits.set_attribute(self.desk.layer, mine.id, SUBTYPE, span.attributes.get(SUBTYPE))
            self.desk.do("Subtype", changes)

    def _go_to(self, offset: int) -> None:
        low, high = sorted((self._here, offset))
        between = sum(low < word.start <= high for word in self._words)
        self.keys += min(FARTHEST, between)
        self._here = offset

    def _go_to_event(self, offset: int) -> None:
        """By words, or by the key that goes to the next event."""
        low, high = sorted((self._here, offset))
        words = sum(low < word.start <= high for word in self._words)
        events = sum(low < first_offset(one) <= high for one in self.desk.layer.events)
        self.keys += min(FARTHEST, words, events)
        self._here = offset

    def _select(self, fragments: Fragments) -> None:
        for number, (start, end) in enumerate(fragments):
            self._go_to(start)
            inside = [word for word in self._words if word.start < end and start < word.end]
            self.keys += max(0, len(inside) - 1) + 2 * bool(number)
            if inside:
                self.keys += (inside[0].start < start) + (end < inside[-1].end)

    def _mark(self, span: Span) -> None:
        self._select(span.fragments)
        self.keys += 1 + 2 * (SUBTYPE in span.attributes)
        attributes = {name: value for name, value in span.attributes.items() if name == SUBTYPE}
        mine = replace(span, id=self.desk.new_id("s"), attributes=attributes, note=None, link=None)
        self.desk.do("Mark", edits.add(self.desk.layer, mine))
        self._ids[span.id] = mine.id

    def _mark_elsewhere(self, span: Span) -> None:
        """What comes again is offered at once: Q where all places are right, else } and a key for each of them."""
        right = {claim_of(one) for one in _placed(self.gold)}
        like = self.desk.layer[self._ids[span.id]]
        assert isinstance(like, Span)
        found = self._echoes(like)
        good = [one for one in found if one.claim in right]
        if not good or len(good) * 5 <= 2 + len(found):
            return
        for one in found:
            TALLY[one.source, one.claim.label, one.claim in right] += 1
        if len(good) == len(found):
            self.keys += 1
        else:
            self.keys += 1 + len(found)
            self.work.offers.reject([one for one in found if one.claim not in right])
        self.work.offers.accept(good)
        self._know()
        for one in self.gold.spans:
            if one.id in self._ids and one.label == span.label:
                self._mend_subtype(one)

    def _echoes(self, like: Span) -> list[Offer]:
        return self.work.offers.like(like)

    def _make(self, event: Event) -> None:
        if event.id not in self._ids:
            self._select(event.fragments)
            self.keys += 2
            mine = Event(id=self.desk.new_id("e"), type=event.type, fragments=event.fragments)
            self.desk.do("Event", edits.add(self.desk.layer, mine))
            self._ids[event.id] = mine.id
        elif event.arguments:
            self._go_to_event(first_offset(event))
            self.keys += 1  # A
        wanted = [Argument(one.role, self._ids[one.target]) for one in event.arguments if one.target in self._ids]
        self.keys += 1  # escape
        while wanted:
            chosen = self._likely(self._ids[event.id]) if self._helped else []
            right = [one for one in chosen if one in wanted]
            pays = len(right) * 2 > 1 + 2 * (len(chosen) - len(right))
            self.keys += 1 + 2 * (len(chosen) - len(right)) if pays else 2
            for argument in right if pays else wanted[:1]:
                wanted.remove(argument)
                self.desk.do("Add", edits.add_argument(self.desk.layer, self._ids[event.id], argument))

    def _likely(self, id: str) -> list[Argument]:
        event = self.desk.layer[id]
        assert isinstance(event, Event)
        found = sure_ones(proposals(self.desk, event, self.work.habits))
        return [Argument(one.role.id, one.target.id) for one in found]


def _placed(layer: Layer) -> list[Span | Event]:
    return [*layer.spans, *layer.events]


def session(*, helped: bool) -> list[int]:
    """Keys for each gold article of the sample corpus, those of one language one after the other."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store,
    ):
        choose(store, "suggest-starter", "on", "lead")
        keys = []
        for bundle in bundles():
            gold = next((layer for layer in bundle.layers if layer.name.kind is LayerKind.GOLD), None)
            if gold is None:
                continue
            tokens = tuple(languages.tokenize(bundle.document.text, bundle.document.language))
            with store.writing():
                id = store.documents.add(replace(bundle.document, tokens=tokens), (), "now")
            keys.append(Session(Desk(store, id, NOA), _without_relations(gold), helped=helped).run())
        return keys


def _without_relations(gold: Layer) -> Layer:
    """Relations cost the same either way."""
    kept: list[Annotation] = [one for one in gold.ordered if not isinstance(one, Relation)]
    return Layer.of(gold.name, gold.schema, kept, gold.status)


def main() -> None:
    """Both sessions, article by article."""
    without, helped = session(helped=False), session(helped=True)
    for number, (more, fewer) in enumerate(zip(without, helped, strict=True), 1):
        print(f"article {number}: {more:5} keys, with aids {fewer:5}   {1 - fewer / more:4.0%} fewer")
    for source, label in dict.fromkeys((source, label) for source, label, _ in sorted(TALLY)):
        right, wrong = TALLY[source, label, True], TALLY[source, label, False]
        print(f"  {source} {label}: {right} right, {wrong} wrong")
    print(f"all:       {sum(without):5} keys, with aids {sum(helped):5}   {1 - sum(helped) / sum(without):4.0%} fewer")


if __name__ == "__main__":
    main()
