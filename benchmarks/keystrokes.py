"""How many keys the sample corpus costs, with what the tool suggests and without: the gold layers made again.

    python benchmarks/keystrokes.py

Somebody makes the gold layer of each article in turn, and says of each that it is done. What a thing costs in keys is
what the commands ask for:

- to go to a mark: a key for each word, at most six (/ and four letters and enter lead anywhere)
- to select it: a key for each word behind the first, one for a proclitic taken off and one for a suffix
- a label 1, a subtype 2 more, a place in several pieces 2 more for each; the label given last again (;) is 1 as well
- an event: E and its type 2, each argument 2, escape 1

With aids, suggestions are gone through first: } once, then a key each: enter where it is right, Q where all of its form
are, ~ where it is wrong, and what should stand there instead is made by hand. A name marked by hand is marked where it
stands besides: Z, a and escape where all places are right, else ' or down for each. In the event prompt, enter takes a
likely filler. All of it is done on a real desk, so what is suggested is what an annotator would see.
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
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.offering import names_for
from corpus_tool.workbench.propagating import in_document, mark_all, name_of
from corpus_tool.workbench.role_habits import proposals

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
        like = self.desk.layer[self._ids[span.id]]
        assert isinstance(like, Span)
        right = {one.fragments for one in self.gold.spans if one.label == span.label}
        found = [one for one in in_document(self.desk, name_of(self.desk, like), span.label) if one.is_proposed]
        good = [one for one in found if (one.range,) in right]
        # She sees in the text whether the name comes again as such; she does not try where it would not pay.
        if not good or len(good) * 3 <= 2 + len(found):
            return
        self.keys += 3 if len(good) == len(found) else 2 + len(found)
        mark_all(self.desk, like, good)
        self._know()
        for one in self.gold.spans:
            if (one.fragments[0] in {each.range for each in good}) and one.label == span.label:
                self._mend_subtype(one)

    def _make(self, event: Event) -> None:
        if event.id not in self._ids:
            self._select(event.fragments)
            self.keys += 2
            mine = Event(id=self.desk.new_id("e"), type=event.type, fragments=event.fragments)
            self.desk.do("Event", edits.add(self.desk.layer, mine))
            self._ids[event.id] = mine.id
        elif event.arguments:
            self._go_to(first_offset(event))
            self.keys += 1  # A
        wanted = [Argument(one.role, self._ids[one.target]) for one in event.arguments if one.target in self._ids]
        self.keys += 1  # escape
        while wanted:
            chosen = self._likely(self._ids[event.id]) if self._helped else None
            argument = chosen if chosen in wanted else wanted[0]
            self.keys += 1 if chosen in wanted else 2
            wanted.remove(argument)
            self.desk.do("Add", edits.add_argument(self.desk.layer, self._ids[event.id], argument))

    def _likely(self, id: str) -> Argument | None:
        event = self.desk.layer[id]
        assert isinstance(event, Event)
        found = proposals(self.desk, event, self.work.habits)
        return Argument(found[0].role.id, found[0].target.id) if found else None


def _placed(layer: Layer) -> list[Span | Event]:
    return [*layer.spans, *layer.events]


def session(*, helped: bool) -> list[int]:
    """Keys for each gold article of the sample corpus, those of one language one after the other."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store,
    ):
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
