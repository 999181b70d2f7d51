"""How many keys layers cost to make again, with what the tool suggests and without.

    python benchmarks/keystrokes.py                    the gold layers of the sample corpus
    python benchmarks/keystrokes.py FILE.jsonl ...     the layers in these files, a session for each annotator

Somebody makes a layer of each article in turn, sentence by sentence: its spans, then its events with their arguments;
and says of each article that it is done. Each session begins in an empty corpus: one without aids, one with those that
every new corpus has, and one with the schema's word list as well (`settings suggest-starter on`). What a thing costs in
keys is what the commands ask for:

- to go to a mark: a key for each word, at most six (/ and four letters and enter lead anywhere)
- to select it: a key for each word behind the first, one for a proclitic taken off and one for a suffix
- a label 1, a subtype 2 more, a place in several pieces 2 more for each; the label given last again (;) is 1 as well
- an event: E and its type 2, each argument 2, escape 1

With aids: } goes to the next suggestion, 1; enter takes it and goes on to the next, Q takes all of its form, ~ rejects
it, 1 each. Where its borders are wrong these are moved, a key for each word or letters written on (2 more for an end
that comes nearer, 1 more for the other edge), and enter takes it so, where that is less than by hand; where its label
is wrong, the right one is pressed on it. A wrong subtype is put right by going back (1) and naming it (2). Accepting a
trigger asks for roles: enter takes the sure fillers, + the likeliest, 2 keys take off a wrong one; } ends it and goes
on.
A name marked by hand is marked by Q where it stands besides.
All of it is done on a real desk, so what is suggested is what an annotator would see.
"""

import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace
from propagation import bundles

from corpus_tool import languages
from corpus_tool.formats.jsonl import read
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Fragments, Relation, Span, first_offset, label_of
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import claim_of
from corpus_tool.store.store import Store
from corpus_tool.text.selection import words_of
from corpus_tool.text.sentences import sentences
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.offer_wishes import names_for
from corpus_tool.workbench.offers import Instead, Offer
from corpus_tool.workbench.role_habits import proposals, sure_ones

FARTHEST = 6
TARGET = 0.3
NOA = LayerName("noa", LayerKind.ANNOTATOR)
TALLY: Counter[tuple[str, str, str]] = Counter()
"""Source, label, and whether a suggestion was taken, taken with other borders, given another label, or rejected."""

Range = tuple[int, int]
Job = tuple[Desk, Layer]
"""A document, and the layer that is to be made again in it."""


class Session:
    """One article, made again by hand; `keys` are those pressed."""

    def __init__(self, desk: Desk, goal: Layer) -> None:
        self.desk = desk
        self.goal = goal
        self.keys = 0
        self.here: Range = (0, 0)
        """What is selected."""
        self._words = words_of(desk.document.tokens)
        self._starts = [start for start, _ in sentences(desk.document.text)]
        self.made: dict[str, str] = {}
        """Id in the goal to id in the layer that is made."""

    def run(self) -> int:
        """Make everything; answer the keys it cost."""
        for number in range(len(self._starts) + 1):
            self.make_spans(number)
            self.make_events(number)
        for event in self.goal.events:
            if self.wanted(event):
                self.keys += self.way(first_offset(event)) + 1  # A
                self.here = event.fragments[0]
                self.fill(event)
        self.keys += 1  # S
        self.desk.do("Done", edits.set_status(self.desk.layer, Status.DONE))
        if _said(self.desk.layer) != _said(self.goal):
            raise SystemExit(f"{self.desk.document.key} was not made as it is: this counts wrong.")
        return self.keys

    def make_spans(self, sentence: int) -> None:
        """Those of a sentence."""
        for span in sorted(self.goal.spans, key=lambda one: one.fragments):
            if self.sentence_of(span) == sentence and span.id not in self.made:
                self.mark(span)

    def make_events(self, sentence: int) -> None:
        """Those of a sentence."""
        for event in sorted(self.goal.events, key=lambda one: one.fragments):
            if self.sentence_of(event) == sentence and event.id not in self.made:
                self.trigger(event)
                self.fill(event)

    def sentence_of(self, one: Span | Event) -> int:
        """Its number."""
        return bisect_right(self._starts, first_offset(one))

    def mark(self, span: Span) -> None:
        """By hand."""
        self._select(span.fragments)
        self.keys += 1 + 2 * (SUBTYPE in span.attributes)
        attributes = {name: value for name, value in span.attributes.items() if name == SUBTYPE}
        mine = replace(span, id=self.desk.new_id("s"), attributes=attributes, note=None, link=None)
        self.desk.do("Mark", edits.add(self.desk.layer, mine))
        self.made[span.id] = mine.id

    def trigger(self, event: Event) -> None:
        """By hand; its roles are asked for."""
        self._select(event.fragments)
        self.keys += 2
        mine = Event(id=self.desk.new_id("e"), type=event.type, fragments=event.fragments)
        self.desk.do("Event", edits.add(self.desk.layer, mine))
        self.made[event.id] = mine.id

    def fill(self, event: Event) -> None:
        """Every argument, and enough."""
        for argument in self.wanted(event):
            self.keys += 2
            self.desk.do("Add", edits.add_argument(self.desk.layer, self.made[event.id], argument))
        self.keys += 1

    def wanted(self, event: Event) -> list[Argument]:
        """What is still to be said of it."""
        mine = self.desk.layer[self.made[event.id]]
        assert isinstance(mine, Event)
        all_made = (Argument(one.role, self.made[one.target]) for one in event.arguments if one.target in self.made)
        return [one for one in all_made if one not in mine.arguments]

    def way(self, offset: int) -> int:
        """Keys to a place from what is selected."""
        low, high = sorted((self.here[0], offset))
        return min(FARTHEST, sum(low < word.start <= high for word in self._words))

    def inside(self, start: int, end: int) -> list[Range]:
        """The words that a stretch of text touches."""
        return [(word.start, word.end) for word in self._words if word.start < end and start < word.end]

    def selecting(self, start: int, end: int) -> int:
        """Keys to select a stretch from its first word."""
        inside = self.inside(start, end)
        return max(0, len(inside) - 1) + (inside[0][0] < start) + (end < inside[-1][1]) if inside else 0

    def _select(self, fragments: Fragments) -> None:
        for number, (start, end) in enumerate(fragments):
            self.keys += self.way(start) + self.selecting(start, end) + 2 * bool(number)
            self.here = (start, end)


class Helped(Session):
    """The same with suggestions."""

    def __init__(self, desk: Desk, goal: Layer) -> None:
        super().__init__(desk, goal)
        self.work = Annotating(desk)
        self._right = {claim_of(one): one for one in (*goal.spans, *goal.events)}

    def run(self) -> int:
        """Look for suggestions first."""
        self.work.offers.know(names_for(self.desk))
        return super().run()

    def make_spans(self, sentence: int) -> None:
        """What is suggested, then the rest."""
        while offer := self._first(sentence, Span):
            self._reach(offer)
            self._answer(offer)
        super().make_spans(sentence)

    def make_events(self, sentence: int) -> None:
        """What is suggested, then the rest."""
        while offer := self._first(sentence, Event):
            self._reach(offer)
            self._answer(offer)
        super().make_events(sentence)

    def mark(self, span: Span) -> None:
        """By hand, and with Q where it stands besides, where all of that is right."""
        super().mark(span)
        mine = self.desk.layer[self.made[span.id]]
        assert isinstance(mine, Span)
        found = self.work.offers.like(mine)
        if found and all(one.claim in self._right for one in found):
            self._take(found)

    def fill(self, event: Event) -> None:
        """With the likely ones."""
        while wanted := self.wanted(event):
            mine = self.desk.layer[self.made[event.id]]
            assert isinstance(mine, Event)
            likely = [
                Argument(one.role.id, one.target.id) for one in sure_ones(proposals(self.desk, mine, self.work.habits))
            ]
            right = [one for one in likely if one in wanted]
            if len(right) * 2 > 1 + 2 * (len(likely) - len(right)):
                taken, cost = right, 1 + 2 * (len(likely) - len(right))
            elif likely and likely[0] in wanted:
                taken, cost = likely[:1], 1
            else:
                taken, cost = wanted[:1], 2
            self.keys += cost
            for one in taken:
                self.desk.do("Add", edits.add_argument(self.desk.layer, mine.id, one))
        self.keys += 1
        self._go_on()

    def _first(self, sentence: int, kind: type[Span] | type[Event]) -> Offer | None:
        found = (one for one in self.work.offers.listed() if isinstance(one.annotation, kind))
        return next((one for one in found if self.sentence_of(one.annotation) == sentence), None)

    def _reach(self, offer: Offer) -> None:
        if self.here != offer.place:
            is_next = self.work.offers.next(*self.here, forward=True) == offer
            self.keys += 1 if is_next else max(1, self.way(offer.place[0]))
            self.here = offer.place

    def _answer(self, offer: Offer) -> None:
        if offer.claim in self._right:
            self._accept(offer)
        elif target := self._other_label(offer):
            TALLY[offer.source, offer.claim.label, "another label"] += 1
            self.mark(target)
        elif target := self._other_borders(offer):
            TALLY[offer.source, offer.claim.label, "other borders"] += 1
            self.keys += self._redrawing(offer.place, target.fragments[0]) + 1
            self.work.offers.accept([offer], Instead(target.fragments[0]))
            self.here = target.fragments[0]
            self._accepted(target)
        else:
            TALLY[offer.source, offer.claim.label, "rejected"] += 1
            self.keys += 1
            self.work.offers.reject([offer])
            self._go_on()

    def _accept(self, offer: Offer) -> None:
        alike = self.work.offers.alike(offer)
        if not all(one.claim in self._right for one in alike) or isinstance(offer.annotation, Event):
            alike = [offer]
        self._take(alike)
        self._accepted(self._right[offer.claim])

    def _take(self, offers: list[Offer]) -> None:
        self.keys += 1
        for one in offers:
            TALLY[one.source, one.claim.label, "taken"] += 1
        self.work.offers.accept(offers)
        self._know()
        for one in offers:
            self._mend_subtype(self._right[one.claim])

    def _accepted(self, target: Span | Event) -> None:
        self._know()
        if isinstance(target, Span):
            self._mend_subtype(target)
            self._go_on()
        elif target.arguments or self._asks(target):
            self.keys += not self._asks(target)  # A
            self.fill(target)
        else:
            self._go_on()

    def _asks(self, target: Event) -> bool:
        mine = self.desk.layer[self.made[target.id]]
        return isinstance(mine, Event) and bool(proposals(self.desk, mine, self.work.habits))

    def _go_on(self) -> None:
        """The caret goes to the next by itself."""
        if one := self.work.offers.next(*self.here, forward=True):
            self.here = one.place

    def _know(self) -> None:
        """Which marks of the goal are there now."""
        there = {claim_of(one): one.id for one in (*self.desk.layer.spans, *self.desk.layer.events)}
        self.made |= {one.id: there[claim] for claim, one in self._right.items() if claim in there}

    def _mend_subtype(self, target: Span | Event) -> None:
        mine = self.desk.layer[self.made[target.id]]
        wanted = target.attributes.get(SUBTYPE)
        if mine.attributes.get(SUBTYPE) != wanted:
            self.keys += 3
            self.desk.do("Subtype", edits.set_attribute(self.desk.layer, mine.id, SUBTYPE, wanted))

    def _open(self, offer: Offer) -> Iterator[Span | Event]:
        """What is still to be made of the kind that is offered."""
        for one in self._right.values():
            if one.id not in self.made and isinstance(one, Event) is isinstance(offer.annotation, Event):
                yield one

    def _other_label(self, offer: Offer) -> Span | None:
        if isinstance(offer.annotation, Event):
            return None
        return next(
            (one for one in self._open(offer) if isinstance(one, Span) and one.fragments == (offer.place,)), None
        )

    def _other_borders(self, offer: Offer) -> Span | Event | None:
        """What it would be with other borders, where moving these is less than marking it."""
        start, end = offer.place
        for one in self._open(offer):
            ((first, last), *others) = one.fragments
            if others or label_of(one) != offer.claim.label or last <= start or end <= first:
                continue
            by_hand = 2 + self.selecting(first, last) + 2 * (SUBTYPE in one.attributes or isinstance(one, Event))
            if self._redrawing(offer.place, (first, last)) < by_hand:
                return one
        return None

    def _redrawing(self, old: Range, new: Range) -> int:
        """Keys from the borders that are suggested to others."""
        keys = self._moving((new[0], old[0]), new[0], is_nearer=False) if new[0] < old[0] else 0
        if new[0] > old[0]:
            keys = self._moving((old[0], new[0]), new[0], is_nearer=True)
        further = self._moving((old[1], new[1]), new[1], is_nearer=False) if new[1] > old[1] else 0
        if new[1] < old[1]:
            further = self._moving((new[1], old[1]), new[1], is_nearer=True) + 1
        return keys + further + bool(keys and further)

    def _moving(self, over: Range, to: int, *, is_nearer: bool) -> int:
        """An edge over the words between; a key where it comes to stand within one, and one to say which edge."""
        between = self.inside(*over)
        if not between:
            return 1
        (first, last) = self.inside(to, to + 1)[0] if self.inside(to, to + 1) else (to, to)
        is_within = first < to < last
        if is_within and len(between) == 1:
            return 1
        return len(between) + is_nearer + is_within


def _said(layer: Layer) -> set[object]:
    """What a layer says, whatever its ids are."""
    claims = {one.id: claim_of(one) for one in (*layer.spans, *layer.events)}
    roles = {(claims[event.id], one.role, claims[one.target]) for event in layer.events for one in event.arguments}
    subtypes = {(claims[one.id], one.attributes.get(SUBTYPE)) for one in layer.spans}
    return {*claims.values(), *roles, *subtypes}


def session(articles: Iterable[tuple[Bundle, Layer]], kind: type[Session], *, listed: bool = False) -> list[int]:
    """Keys for each article; `listed`: with the schema's word list."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store,
    ):
        choose(store, "suggest-starter", "on" if listed else "off", "lead")
        keys = []
        for bundle, layer in articles:
            tokens = tuple(languages.tokenize(bundle.document.text, bundle.document.language))
            with store.writing():
                id = store.documents.add(replace(bundle.document, tokens=tokens), (), "now")
            keys.append(kind(Desk(store, id, NOA), _without_relations(layer)).run())
        return keys


def _without_relations(layer: Layer) -> Layer:
    """Relations cost the same either way."""
    kept: list[Annotation] = [one for one in layer.ordered if not isinstance(one, Relation)]
    return Layer.of(layer.name, layer.schema, kept, layer.status)


def _sessions(files: list[str]) -> dict[str, list[tuple[Bundle, Layer]]]:
    """Whose layers, to these with their articles."""
    found: dict[str, list[tuple[Bundle, Layer]]] = {}
    given = [one for name in files for one in read(Path(name).read_bytes().split(b"\n")) if isinstance(one, Bundle)]
    for bundle in given or bundles():
        for layer in bundle.layers:
            if layer.name.kind is LayerKind.GOLD or (files and layer.name.kind is LayerKind.ANNOTATOR):
                found.setdefault(layer.name.short, []).append((bundle, layer))
    return found


def main() -> None:
    """The sessions of each annotator, article by article; fail where the list does not save enough."""
    worst = 1.0
    for who, articles in _sessions(sys.argv[1:]).items():
        without, own = session(articles, Session), session(articles, Helped)
        TALLY.clear()
        listed = session(articles, Helped, listed=True)
        rows = zip(articles, without, own, listed, strict=True)
        for (bundle, _), *keys in rows:
            print(f"{who} {bundle.document.key}: {_told(*keys)}")
        for source in dict.fromkeys(source for source, _, _ in sorted(TALLY)):
            counts: Counter[str] = Counter()
            for (name, _, what), count in TALLY.items():
                counts[what] += count * (name == source)
            print(f"  {source}: " + ", ".join(f"{count} {what}" for what, count in counts.most_common()))
        print(f"{who}: {_told(sum(without), sum(own), sum(listed))}")
        worst = min(worst, 1 - sum(listed) / sum(without))
    print(f"target: {TARGET:.0%} fewer")
    sys.exit(worst < TARGET)


def _told(without: int, own: int, listed: int) -> str:
    fewer, fewest = 1 - own / without, 1 - listed / without
    return (
        f"{without:5} keys, with aids {own:5} ({fewer:.0%} fewer), with the word list {listed:5} ({fewest:.0%} fewer)"
    )


if __name__ == "__main__":
    main()
