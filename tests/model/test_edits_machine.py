"""Random edits: undoing all leads back, nothing dangles, and the rules never fail to answer."""

from corpus_tool_testing.builders import ARABIC, document, layer, strike
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from corpus_tool.errors import RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Argument, Event, Relation, Span, references
from corpus_tool.model.changes import Changes, Status, inverse
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import violations

SCHEMA = default_schema()
DOCUMENT = document()
numbers = st.integers(0, 10)
ranges = st.tuples(st.integers(0, len(ARABIC) - 2), st.integers(1, 8)).map(
    lambda pair: ((pair[0], min(len(ARABIC), pair[0] + pair[1])),)
)


class Editing(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.layer: Layer = layer(strike(), status=Status.NEW)
        self.first = self.layer
        self.done: list[Changes] = []
        self.born = 0

    def pick(self, number: int) -> str | None:
        ids = list(self.layer.placed)
        return ids[number % len(ids)] if ids else None

    def act(self, changes: Changes) -> None:
        try:
            self.layer = self.layer.apply(changes)
        except RefusedError:
            return
        self.done.append(changes)

    def new_id(self, letter: str) -> str:
        self.born += 1
        return f"{letter}new{self.born}"

    @rule(where=ranges, label=st.sampled_from(["PER", "ORG", "GPE"]))
    def add_span(self, where, label) -> None:
        self.act(edits.add(self.layer, Span(id=self.new_id("s"), label=label, fragments=where)))

    @rule(where=ranges, number=numbers)
    def add_event(self, where, number) -> None:
        target = self.pick(number)
        arguments = (Argument("Target", target),) if target else ()
        self.act(
            edits.add(
                self.layer,
                Event(id=self.new_id("e"), type="Conflict.Attack", fragments=where, arguments=arguments),
            )
        )

    @rule(one=numbers, other=numbers)
    def relate(self, one, other) -> None:
        source, target = self.pick(one), self.pick(other)
        if source and target and not any(isinstance(self.layer[end], Relation) for end in (source, target)):
            relation = Relation(id=self.new_id("r"), type="coreference", source=source, target=target)
            self.act(edits.add(self.layer, relation))

    @rule(number=numbers)
    def remove(self, number) -> None:
        if id := self.pick(number):
            self.act(edits.remove(self.layer, id))

    @rule(number=numbers, where=ranges)
    def resize(self, number, where) -> None:
        if (id := self.pick(number)) and not isinstance(self.layer[id], Relation):
            self.act(edits.resize(self.layer, id, where))

    @rule(number=numbers, value=st.none() | st.sampled_from(["NAM", "PRO", "nonsense"]))
    def attribute(self, number, value) -> None:
        if id := self.pick(number):
            self.act(edits.set_attribute(self.layer, id, "mention", value))

    @rule(number=numbers, note=st.sampled_from(["", "sure", "\u0634\u0643"]))
    def note(self, number, note) -> None:
        if (id := self.pick(number)) and not isinstance(self.layer[id], Relation):
            self.act(edits.set_note(self.layer, id, note))

    @rule(status=st.sampled_from(list(Status)))
    def say_status(self, status) -> None:
        self.act(edits.set_status(self.layer, status))

    @rule()
    def undo_all_and_do_it_again(self) -> None:
        layer = self.layer
        for changes in reversed(self.done):
            layer = layer.apply(inverse(changes))
        assert (layer.ordered, layer.status) == (self.first.ordered, self.first.status)
        for changes in self.done:
            layer = layer.apply(changes)
        assert (layer.ordered, layer.status) == (self.layer.ordered, self.layer.status)

    @invariant()
    def nothing_dangles(self) -> None:
        for annotation in self.layer.ordered:
            assert all(id in self.layer for id in references(annotation))

    @invariant()
    def the_rules_answer(self) -> None:
        violations(self.layer, SCHEMA, DOCUMENT)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
