"""Somebody who makes a layer again: by hand, and with what is suggested. Whatever that costs is pressed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from fingers import Fingers

from corpus_tool.model.annotations import Argument, Event, Span, first_offset
from corpus_tool.model.changes import Status
from corpus_tool.model.keys import letter_keys
from corpus_tool.model.layers import Layer
from corpus_tool.model.schemas import SUBTYPE, Role
from corpus_tool.model.suggestions import claim_of
from corpus_tool.text.selection import Selection
from corpus_tool.text.sentences import sentences
from corpus_tool.tui.event_prompts import DIGITS
from corpus_tool.workbench import labelling
from corpus_tool.workbench.offers import Offer
from corpus_tool.workbench.suggestions.role_habits import likeliest, proposals, sure_ones

DEAREST = 8
"""Keys that borders are put right with."""
TALLY: Counter[tuple[str, str]] = Counter()
"""Source, and whether a suggestion was taken, taken with other borders, given another label, or rejected."""


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
            redrawn = self.fingers.redrawing(self.work.spot.selection, span.fragments[0], 2 * DEAREST)
            self.fingers.press(*(redrawn or ()), "enter")
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
        if self.offers.at(*self.work.spot.selection.range) == offer and self.work.spot.selection.range == offer.place:
            fingers.leave_question()
        elif self.offers.next(*self.work.spot.selection.range, forward=True) == offer:
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
            most = min(by_hand - 2, DEAREST)
            if self.fingers.redrawing(Selection(*offer.place), one.fragments[0], most) is not None:
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
