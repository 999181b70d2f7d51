"""An annotator at work on one document: what is selected, and what she does to it. No screen in it.

Every act goes through the desk; each answers a sentence about what was done, for the line that says so.
"""

from collections.abc import Sequence
from functools import cached_property

from corpus_tool.errors import NotDoneError, RefusedError
from corpus_tool.model import edits
from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span, label_of
from corpus_tool.model.changes import Change, Changes, Revision, Status
from corpus_tool.model.naming import attribute_named, mark_named, role_named, subtype_named, value_named
from corpus_tool.model.regions import RegionKind
from corpus_tool.model.rules import Violation
from corpus_tool.model.schemas import SUBTYPE, Attribute, EventType, Label
from corpus_tool.saying import tr
from corpus_tool.workbench import eventing
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.problems import Problems
from corpus_tool.workbench.retelling import told_again
from corpus_tool.workbench.searching import Search
from corpus_tool.workbench.spot import Spot
from corpus_tool.workbench.suggestions.offer_wishes import whose_names
from corpus_tool.workbench.suggestions.offering import Offers
from corpus_tool.workbench.suggestions.role_habits import RoleHabits, habits_of
from corpus_tool.workbench.suggestions.subtype_habits import SubtypeHabits, known_subtypes


class Annotating:
    """The desk, the spot in the text where the annotator is, and each act of hers."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.spot = Spot(desk)
        """Where in the text she is."""
        self.search = Search(desk.document.text)
        self.offers = Offers(desk)
        """What is suggested here."""
        self.problems = Problems(desk)
        """What is wrong in the layer, kept up with every act."""

    @cached_property
    def habits(self) -> RoleHabits:
        """Who played which roles in done work that may be told from; read when it is first asked for."""
        whose = whose_names(self.desk)
        return RoleHabits() if whose is None else habits_of(self.desk.store, whose, self.desk.schema)

    @cached_property
    def subtypes_known(self) -> SubtypeHabits:
        """Which subtypes she gave in done work, where that may be told from; read when it is first asked for."""
        if whose_names(self.desk) is None:
            return SubtypeHabits()
        return known_subtypes(self.desk.store, self.desk.layer.name.annotator)

    def mark(self, label: Label, subtype: str | None = None) -> str:
        """Make the selection a span, of a subtype where one is named."""
        attributes = {SUBTYPE: subtype} if subtype else {}
        places = self.spot.places_selected()
        span = Span(id=self.desk.new_id("s"), label=label.id, fragments=places, attributes=attributes)
        self.desk.do(f"Mark {label.id}", edits.add(self.desk.layer, span))
        self.spot.pieces = ()
        finer = f"/{subtype_named(self.desk.schema, label.id, subtype)}" if subtype else ""
        return self._done(f"{label.id}{finer}", span)

    def new_event(self, type: EventType) -> Event:
        """Make the selection the trigger of a new event."""
        event = Event(id=self.desk.new_id("e"), type=type.id, fragments=self.spot.places_selected())
        self.desk.do(f"Mark {type.id}", edits.add(self.desk.layer, event))
        self.spot.pieces = ()
        return event

    def remove_argument(self, event_id: str, argument: Argument) -> str:
        """Take an argument off an event."""
        self.desk.do(f"Remove {argument.role}", edits.remove_argument(self.desk.layer, event_id, argument))
        role = role_named(self.desk.schema, eventing.event_of(self.desk, event_id).type, argument.role)
        return tr("Removed {what}: {text}", what=role, text=self.desk.text_of(self.desk.layer[argument.target]))

    def tie(self, type: str, source: str, target: str) -> str:
        """Tie two annotations by a relation."""
        relation = Relation(id=self.desk.new_id("r"), type=type, source=source, target=target)
        self.desk.do(f"Tie {type}", edits.add(self.desk.layer, relation))
        return self._done(mark_named(self.desk.schema, relation), self.desk.layer[target])

    def remove(self, id: str) -> str:
        """Remove an annotation with what hangs on it."""
        annotation = self.desk.layer[id]
        text = eventing.words_of(self.desk, annotation)
        self.desk.do(f"Remove {label_of(annotation)}", edits.remove(self.desk.layer, id))
        return tr("Removed {what}: {text}", what=mark_named(self.desk.schema, annotation), text=text)

    def relabel(self, id: str, label: str) -> str:
        """Give an annotation another label or type; an event keeps the arguments that fit, and the others are told."""
        if isinstance(self.desk.layer[id], Event):
            return eventing.change_type(self.desk, id, label)
        self.desk.do(f"Change to {label}", edits.relabel(self.desk.layer, id, label))
        return self._done(label, self.desk.layer[id])

    def resize(self, id: str) -> str:
        """Give an annotation the selection as its place."""
        self.desk.do("Move edges", edits.resize(self.desk.layer, id, self.spot.places_selected()))
        self.spot.pieces = ()
        return self._done(
            tr("{label} now", label=mark_named(self.desk.schema, self.desk.layer[id])), self.desk.layer[id]
        )

    def set_attribute(self, id: str, name: str, value: object | None) -> str:
        """Set an attribute, or take it away."""
        self.desk.do(f"Set {name}", edits.set_attribute(self.desk.layer, id, name, value))
        schema, label = self.desk.schema, label_of(self.desk.layer[id])
        called = attribute_named(schema, name)
        if value is None:
            return tr("{name} taken away", name=called)
        return f"{called}: {value_named(schema, label, name, value)}"

    def set_note(self, id: str, note: str) -> str:
        """Write a note on an annotation, or take it away."""
        if not (changes := edits.set_note(self.desk.layer, id, note.strip())):
            return ""
        self.desk.do("Note", changes)
        return tr("Note: {note}", note=note.strip()) if note.strip() else tr("Note taken away")

    def attributes(self, annotation: Span | Event) -> list[Attribute]:
        """The attributes an annotation may have, its subtype first, choices only."""
        schema = self.desk.schema
        label = label_of(annotation)
        known = schema.attributes_on("entity" if isinstance(annotation, Span) else "event", label)
        choices = [attribute for attribute in known.values() if attribute.type == "choice" and attribute.values]
        subtypes = schema.subtypes_of(label)
        names = {id: one.names for id, one in subtypes.items()}
        subtype = Attribute(id=SUBTYPE, on=(label,), values=tuple(subtypes), value_names=names)
        return [subtype, *choices] if subtypes and isinstance(annotation, Span) else choices

    def toggle_done(self) -> str:
        """Say that the work on this document is done, or that it goes on."""
        done = self.desk.layer.status is Status.DONE
        if not done and (blocking := self.problems.blocking()):
            raise NotDoneError(self._not_done(blocking))
        status = Status.IN_PROGRESS if done else Status.DONE
        self.desk.do("Reopen" if done else "Done", edits.set_status(self.desk.layer, status))
        return tr("Reopened: in progress again.") if done else tr("Done. S reopens it.")

    def _not_done(self, blocking: Sequence[Violation]) -> str:
        first = blocking[0]
        start, end = self.problems.place(first.annotation)
        words, others = self.desk.document.text[start:end], len(blocking) - 1
        if not others:
            return tr("Not done yet: {words}: {problem}.", words=words, problem=first.message)
        return tr(
            "Not done yet: {words}: {problem} (and {others} more).", words=words, problem=first.message, others=others
        )

    def toggle_boilerplate(self) -> str:
        """Say that the line of the selection is not the article's own, or that it is."""
        start, end = self.spot.selection.range
        line = next((region for region in self.desk.regions if region.start < end and start < region.end), None)
        if line is None:
            raise RefusedError(tr("There is no line here to say anything about."))
        is_own = line.kind is RegionKind.BOILERPLATE
        self.desk.set_region(line, RegionKind.BODY if is_own else RegionKind.BOILERPLATE)
        return tr("This line is the article's own.") if is_own else tr("This line is boilerplate: dimmed, and kept.")

    def undo(self) -> str:
        """Take the last act back, and go where it was."""
        return self._went_back(self.desk.undo(), tr("Nothing to undo."))

    def redo(self) -> str:
        """Bring back what was undone, and go where it is."""
        return self._went_back(self.desk.redo(), tr("Nothing to redo."))

    def _went_back(self, revision: Revision | None, nothing: str) -> str:
        if revision is None:
            return nothing
        if (place := _place_of(revision.changes)) is not None:
            self.spot.select(place)
        return f"{told_again(revision.title, self.desk.schema)}."

    def _done(self, what: str, annotation: Annotation) -> str:
        return f"{what}: {self.desk.text_of(annotation)}"


def _place_of(changes: Changes) -> Span | Event | None:
    """An annotation that changes are about, to go to."""
    for change in changes:
        if isinstance(change, Change):
            annotation = change.after or change.before
            if isinstance(annotation, Span | Event):
                return annotation
    return None
