"""How many keys layers cost to make again, with what the tool suggests and without: all of them are pressed.

    python benchmarks/keystrokes.py                    the gold layers of the sample corpus
    python benchmarks/keystrokes.py FILE.jsonl ...     the layers in these files, a session for each annotator

Somebody makes a layer of each article in turn, sentence by sentence: its spans, then its events with their arguments;
and says of each article that it is done. Each session begins in an empty corpus: one without suggestions, one with
those that every new corpus has, and one with the schema's word list as well (`settings suggest-starter on`). Every key
that is counted is pressed on the annotator's screen, and what stands in the layer afterwards is held against what was
to be made. In all of them the fewest keys are taken that the keymap has for it: motions by word, row, page and mark,
proclitics and suffixes trimmed, a label with a count of words, the label given last again.

With suggestions: enter takes one, ctrl+a all that are sure where all of them are right, Q all of a form, ~ rejects, a
label's key says what it is instead; borders are put right before it is taken. Every wrong one is rejected, though it
might be left alone. A label's key once more names the likely subtype. Where roles are asked for, enter takes the sure
fillers, a digit a likely one.
"""

import asyncio
import sys
import tempfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from fingers import Fingers
from msgspec.structs import replace
from propagation import bundles

from corpus_tool import languages
from corpus_tool.formats.jsonl import read
from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span, first_offset
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.keys import letter_keys
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.schemas import SUBTYPE, Role
from corpus_tool.model.suggestions import claim_of
from corpus_tool.store.store import Store
from corpus_tool.text.sentences import sentences
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.event_prompts import DIGITS
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.workbench import labelling
from corpus_tool.workbench.corpus_settings import choose
from corpus_tool.workbench.offers import Offer
from corpus_tool.workbench.role_habits import likeliest, proposals, sure_ones

TARGET = 0.3
NOA = "noa"
DEAREST = 8
"""Keys that borders are put right with."""
WINDOW = (100, 30)
TALLY: Counter[tuple[str, str]] = Counter()
"""Source, and whether a suggestion was taken, taken with other borders, given another label, or rejected."""

Articles = Sequence[tuple[Bundle, Layer]]
"""Documents, each with the layer that is to be made again in it."""


class Session:
    """One article, made again by hand."""

    def __init__(self, fingers: Fingers, goal: Layer) -> None:
        self.fingers = fingers
        self.work = fingers.work
        self.desk = fingers.work.desk
        self.goal = goal
        self.schema = self.desk.schema
        self._starts = [start for start, _ in sentences(self.desk.document.text)]

    def run(self) -> None:
        """Make everything, and say that it is done."""
        for number in range(len(self._starts) + 1):
            self.make_spans(number)
            self.make_events(number)
        for event in self.goal.events:
            if self.wanted(event):
                self.go_to(event)
                self.fingers.press("A")
                self.fill(event)
        self.fingers.leave_question()
        self.fingers.press("S")
        if self.desk.layer.status is not Status.DONE or _said(self.desk.layer) != _said(self.goal):
            differing = _said(self.desk.layer) ^ _said(self.goal)
            raise SystemExit(f"{self.desk.document.key} was not made as it is: {differing}")

    def make_spans(self, sentence: int) -> None:
        """Those of a sentence."""
        for span in self.missing(sentence, self.goal.spans):
            self.mark(span)

    def make_events(self, sentence: int) -> None:
        """Those of a sentence."""
        for event in self.missing(sentence, self.goal.events):
            self.begin_event(event)
            self.fill(event)

    def missing(self, sentence: int, wanted: Iterable[Span | Event]) -> Iterator[Span | Event]:
        """What of a sentence is not there yet, in text order."""
        for one in sorted(wanted, key=lambda one: one.fragments):
            if self.sentence_of(first_offset(one)) == sentence and self.made(one) is None:
                yield one

    def sentence_of(self, offset: int) -> int:
        """The number of the sentence of an offset."""
        return bisect_right(self._starts, offset)

    def made(self, one: Span | Event) -> Span | Event | None:
        """What stands for it in the layer that is made."""
        placed = self.desk.layer.spans if isinstance(one, Span) else self.desk.layer.events
        return next((mine for mine in placed if claim_of(mine) == claim_of(one)), None)

    def go_to(self, event: Event) -> None:
        """Select its trigger."""
        self.fingers.select(event.fragments)

    def mark(self, span: Span | Event) -> None:
        """By hand."""
        assert isinstance(span, Span)
        counted = self.fingers.counted(span.fragments[0]) if len(span.fragments) == 1 else None
        if counted is not None and len(counted) < len(self.fingers.way(span.fragments[0])) and not self.is_last(span):
            if len(counted) == 1:
                self.fingers.leave_question()  # a motion does that by itself
            self.fingers.press(*counted)
        else:
            self.fingers.select(span.fragments)
        self.label(span)

    def is_last(self, span: Span) -> bool:
        """Whether its label and subtype were given last."""
        last = labelling.last_marked(self.work)
        return last is not None and (last[0].id, last[1]) == (span.label, _subtype(span))

    def label(self, span: Span) -> None:
        """Give the selection its label and its subtype."""
        fingers, label, subtype = self.fingers, self.schema.label_by_id[span.label], _subtype(span)
        fingers.leave_question()
        if self.is_last(span):
            fingers.press(";")
            return
        fingers.press(label.key)
        if subtype:
            self.name_subtype(span, subtype)

    def name_subtype(self, span: Span, subtype: str) -> None:
        """Of the mark that is selected."""
        mine = self.made(span)
        if isinstance(mine, Span) and labelling.next_subtype(self.work, mine) == subtype:
            self.fingers.press(self.schema.label_by_id[span.label].key)
        else:
            self.fingers.press("T")
            self.fingers.answer(list(self.schema.subtypes_of(span.label)).index(subtype))

    def begin_event(self, event: Event) -> None:
        """By hand; its roles are asked for."""
        self.go_to(event)
        self.fingers.leave_question()
        self.fingers.press("E")
        self.fingers.answer_of(event.type)

    def fill(self, event: Event) -> None:
        """Every argument that can be filled by now; roles are being asked for."""
        while wanted := self.wanted(event):
            self.fill_in(event, wanted[0])

    def fill_in(self, event: Event, argument: Argument) -> None:
        """One role: its letter, and the letters of who plays it."""
        roles = list(self.schema.roles_of(event.type))
        self.fingers.press(letter_keys(roles)[roles.index(argument.role)])
        self.fingers.answer_target(argument.target)

    def wanted(self, event: Event) -> list[Argument]:
        """What is still to be said of it."""
        mine = self.made(event)
        assert isinstance(mine, Event)
        targets = [(one.role, self.made(self.goal[one.target])) for one in event.arguments]
        there = (Argument(role, target.id) for role, target in targets if target is not None)
        return [one for one in there if one not in mine.arguments]


class Helped(Session):
    """The same with suggestions."""

    def __init__(self, fingers: Fingers, goal: Layer) -> None:
        super().__init__(fingers, goal)
        self.offers = self.work.offers
        self._right = {claim_of(one): one for one in (*goal.spans, *goal.events)}

    def make_spans(self, sentence: int) -> None:
        """What is suggested and what is not, in text order."""
        while True:
            self.take_all(sentence)
            offer = next(iter(self._offered(sentence, Span)), None)
            span = next(self.missing(sentence, self.goal.spans), None)
            if offer is not None and (span is None or offer.place[0] <= first_offset(span) or self._is_offered(span)):
                self.answer(offer)
            elif span is not None:
                self.mark(span)
            else:
                return

    def take_all(self, sentence: int) -> None:
        """All that are sure, where some are in this sentence and all of them are right, their subtypes as well."""
        sure = [one for one in self.offers.listed() if one.is_sure and isinstance(one.annotation, Span)]
        if any(self.sentence_of(one.place[0]) == sentence for one in sure) and all(map(self._is_right, sure)):
            self._tell(sure, "taken")
            self.fingers.leave_question()
            self.fingers.press("ctrl+a")

    def make_events(self, sentence: int) -> None:
        """What is suggested, then the rest."""
        while offer := next(iter(self._offered(sentence, Event)), None):
            self.answer(offer)
        super().make_events(sentence)

    def answer(self, offer: Offer) -> None:
        """Say what a suggestion is."""
        target = self._right.get(offer.claim)
        if isinstance(target, Event):
            self._take_trigger(offer, target)
        elif isinstance(target, Span):
            self._take(offer, target)
        elif (span := self._at_its_place(offer)) is not None:
            self._tell([offer], "another label")
            self.mark(span)
        elif (span := self._with_other_borders(offer)) is not None:
            self._tell([offer], "other borders")
            self._reach(offer)
            self.fingers.press(*(self.fingers.redrawing(offer.place, span.fragments[0], DEAREST) or ()), "enter")
            self._mend(span)
        else:
            self._tell([offer], "rejected")
            self._reach(offer)
            self.fingers.press("~")

    def mark(self, span: Span | Event) -> None:
        """By hand; then, by one key, all like it, unless all that are sure can be taken later."""
        super().mark(span)
        mine = self.made(span)
        assert isinstance(mine, Span)
        like = self.offers.like(mine)
        sure = [one for one in self.offers.listed() if one.is_sure and isinstance(one.annotation, Span)]
        if like and all(map(self._is_right, like)) and not all(map(self._is_right, sure)):
            self._tell(like, "taken")
            self.fingers.press("Q")

    def fill(self, event: Event) -> None:
        """With the likely ones."""
        while wanted := self.wanted(event):
            mine = self.made(event)
            assert isinstance(mine, Event)
            habits = self.work.habits
            sure = [_argument(one.role, one.target) for one in sure_ones(proposals(self.desk, mine, habits))]
            likely = [_argument(one.role, one.target) for one in likeliest(self.desk, mine, habits, len(DIGITS))]
            right = next((one for one in likely if one in wanted), None)
            if sure and all(one in wanted for one in sure):
                self.fingers.press("enter")
            elif right is not None:
                self.fingers.press(DIGITS[likely.index(right)])
            else:
                self.fill_in(event, wanted[0])

    def _take(self, offer: Offer, span: Span) -> None:
        """Enter; where its subtype is another, the key of its label, which stays there."""
        self._reach(offer)
        if _subtype(offer.annotation) != _subtype(span):
            self._tell([offer], "taken")
            self.fingers.press(self.schema.label_by_id[span.label].key)
            self._mend(span)
            return
        alike = self.offers.alike(offer)
        all_right = len(alike) > 1 and all(map(self._is_right, alike))
        self._tell(alike if all_right else [offer], "taken")
        self.fingers.press("Q" if all_right else "enter")

    def _take_trigger(self, offer: Offer, event: Event) -> None:
        """Enter; its roles are asked for where somebody may play one, and are where they are wanted."""
        self._tell([offer], "taken")
        self._reach(offer)
        self.fingers.press("enter")
        if self.fingers.prompt is None and self.wanted(event):
            self.go_to(event)
            self.fingers.press("A")
        self.fill(event)

    def _mend(self, span: Span) -> None:
        """Give a mark its subtype."""
        mine, wanted = self.made(span), _subtype(span)
        assert isinstance(mine, Span)
        if _subtype(mine) != wanted:
            self.fingers.select(span.fragments)
            if wanted:
                self.name_subtype(span, wanted)
            else:
                self.fingers.press("T", "enter")

    def _reach(self, offer: Offer) -> None:
        """Select it: by the key that goes to the next one, or by motions."""
        fingers = self.fingers
        if self.offers.at(*self.work.selection.range) == offer and self.work.selection.range == offer.place:
            fingers.leave_question()
        elif self.offers.next(*self.work.selection.range, forward=True) == offer:
            fingers.press("}")
        else:
            fingers.press(*fingers.way(offer.place))
            if self.offers.at(*offer.place) != offer:
                fingers.press("}")  # the other one at this place comes first

    def _offered(self, sentence: int, kind: type[Span] | type[Event]) -> Iterator[Offer]:
        for one in self.offers.listed():
            if isinstance(one.annotation, kind) and self.sentence_of(one.place[0]) == sentence:
                yield one

    def _is_offered(self, one: Span | Event) -> bool:
        return any(offer.claim == claim_of(one) for offer in self.offers.listed())

    def _is_right(self, offer: Offer) -> bool:
        target = self._right.get(offer.claim)
        return target is not None and _subtype(target) == _subtype(offer.annotation)

    def _open(self, offer: Offer) -> Iterator[Span]:
        """Spans that are still to be made, where one is offered."""
        if isinstance(offer.annotation, Span):
            yield from (one for one in self.goal.spans if self.made(one) is None)

    def _at_its_place(self, offer: Offer) -> Span | None:
        return next((one for one in self._open(offer) if one.fragments == (offer.place,)), None)

    def _with_other_borders(self, offer: Offer) -> Span | None:
        """What it would be with other borders, where putting these right is less than rejecting it and marking that."""
        assert isinstance(offer.annotation, Span | Event)
        for one in self._open(offer):
            if len(one.fragments) > 1 or one.label != offer.claim.label or not _meet(one.fragments[0], offer.place):
                continue
            if self.offers.at(*one.fragments[0]) != offer:
                continue  # enter would take another one there
            by_hand = 2 + 2 * bool(_subtype(one)) + len(self.fingers.way(one.fragments[0]))
            if self.fingers.redrawing(offer.place, one.fragments[0], min(by_hand - 2, DEAREST)) is not None:
                return one
        return None

    @staticmethod
    def _tell(offers: Iterable[Offer], what: str) -> None:
        TALLY.update((one.source, what) for one in offers)


def _argument(role: Role, target: Span | Event) -> Argument:
    return Argument(role.id, target.id)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _subtype(one: Span | Event) -> str | None:
    said = one.attributes.get(SUBTYPE)
    return said if isinstance(said, str) else None


def _said(layer: Layer) -> set[object]:
    """What a layer says, whatever its ids are."""
    claims = {one.id: claim_of(one) for one in (*layer.spans, *layer.events)}
    roles = {(claims[event.id], one.role, claims[one.target]) for event in layer.events for one in event.arguments}
    subtypes = {(claims[one.id], _subtype(one)) for one in layer.spans}
    return {*claims.values(), *roles, *subtypes}


def session(articles: Articles, kind: type[Session], *, listed: bool = False) -> list[int]:
    """Keys for each article; `listed`: with the schema's word list."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store,
    ):
        choose(store, "suggest-starter", "on" if listed else "off", "lead")
        for bundle, _ in articles:
            tokens = tuple(languages.tokenize(bundle.document.text, bundle.document.language))
            with store.writing():
                store.documents.add(replace(bundle.document, tokens=tokens), (), "now")
        return asyncio.run(_typed(store, articles, kind))


async def _typed(store: Store, articles: Articles, kind: type[Session]) -> list[int]:
    """Open the annotator, and make the articles one after the other."""
    app = CorpusTool(store, NOA, 1)
    async with app.run_test(size=WINDOW) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Annotate)
        screen.where.learned_of = lambda _: ()  # the recommender is an extra, and learns beside
        fingers, counts = Fingers(screen), []
        for _, layer in articles:
            if kind is Session:
                screen.work.offers.want(wanted=False)
            before = len(fingers.pressed)
            try:
                kind(fingers, _without_relations(layer)).run()
            except BaseException:
                print(fingers.pressed[-30:])
                raise
            counts.append(len(fingers.pressed) - before)
            fingers.press("N")
            await pilot.pause()
        return counts


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
    """The sessions of each annotator, article by article; fail where a new corpus saves too little."""
    worst = 1.0
    for who, articles in _sessions(sys.argv[1:]).items():
        without = session(articles, Session)
        counts = {}
        for listed in (False, True):
            TALLY.clear()
            counts[listed] = session(articles, Helped, listed=listed)
            print(f"{who}, {'with' if listed else 'without'} the word list:")
            for source in sorted({source for source, _ in TALLY}):
                print(
                    f"  {source}: " + ", ".join(f"{TALLY[one]} {one[1]}" for one in sorted(TALLY) if one[0] == source)
                )
        for (bundle, _), *keys in zip(articles, without, counts[False], counts[True], strict=True):
            print(f"{who} {bundle.document.key}: {_told(*keys)}")
        print(f"{who}: {_told(sum(without), sum(counts[False]), sum(counts[True]))}", flush=True)
        worst = min(worst, 1 - sum(counts[False]) / sum(without))
    print(f"target: {TARGET:.0%} fewer")
    sys.exit(worst < TARGET)


def _told(without: int, own: int, listed: int) -> str:
    fewer, fewest = 1 - own / without, 1 - listed / without
    return (
        f"{without:5} keys, with aids {own:5} ({fewer:.0%} fewer), with the word list {listed:5} ({fewest:.0%} fewer)"
    )


if __name__ == "__main__":
    main()
