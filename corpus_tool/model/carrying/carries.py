"""What a format can hold: its declaration."""

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.saying.counting import counted


class Nesting(StrEnum):
    """Whether spans may share characters."""

    ANY = "any"
    NONE = "none"
    COLUMNS = "columns"
    """Only where the user asks for further columns (`Overlaps.LAYERED`)."""


class Carries(Struct, frozen=True, kw_only=True):
    """What of a layer comes through. The default is everything."""

    nesting: Nesting = Nesting.ANY
    columns: int = 4
    """With `Nesting.COLUMNS`: how many there are where further ones are asked for. NEMO has four."""
    fragments: bool = True
    """Annotations of several fragments."""
    trigger_fragments: bool = False
    """Where spans are in one piece: whether triggers may still have several."""
    whole_words: bool = False
    """Places are token numbers: an edge inside a word needs `Policy.clitics`."""
    fragment_a_line: bool = False
    """What goes over a line end is written as a fragment on each line; told, since programs see it so."""
    part_a_sentence: bool = False
    """What crosses the border of a sentence is written in parts that share a number; told, since programs see it so."""
    fragments_beside: bool = False
    """The first fragment is the annotation and the others are written beside it; told, since programs see it so."""
    lines: bool = True
    """Annotations that go over a line end."""
    blanks: bool = True
    """Annotations of white space alone."""
    white_edges: bool = True
    """Annotations that begin or end with white space, or are nothing else."""
    windowed: bool = False
    """Documents are cut into pieces (`Policy.window`); what crosses a border is lost."""
    events: bool = True
    one_word_triggers: bool = False
    events_as_arguments: bool = True
    repeated_roles: bool = True
    """A role that two arguments of an event share."""
    relations: bool = True
    relations_of_events: bool = True
    relations_of_relations: bool = True
    """The schema allows none, but layers that were made elsewhere may have some."""
    span_attributes: frozenset[str] | None = None
    """Names of those that come through; None: all."""
    event_attributes: frozenset[str] | None = None
    relation_attributes: frozenset[str] | None = None
    links: bool = True
    notes: bool = True
    decisions: bool = False
    """How gold was decided. Where that does not come along it is told, but keeps nobody from writing: what was decided
    is all there."""

    def lost_in_words(self) -> list[str]:
        """What does not come through, one phrase each; none where everything does."""
        said = (
            (not self.events, "events"),
            (not self.fragments and self.trigger_fragments, "spans of several fragments"),
            (not self.fragments and not self.trigger_fragments, "further fragments of what is not in one piece"),
            (not self.lines, "what goes over a line end"),
            (not self.blanks, "what is white space alone"),
            (self.whole_words, "edges inside a word (`--clitics` says how)"),
            (not self.white_edges, "what has white space at an edge"),
            (self.windowed, "what crosses the border of a sentence (`--window` says of what)"),
            (self.events and self.one_word_triggers, "events whose trigger is several words"),
            (self.nesting is Nesting.NONE, "all but one of the spans that share characters (`--overlaps` says which)"),
            (
                self.nesting is Nesting.COLUMNS,
                "all but one of the spans that share characters (`--overlaps` says which; `layered` gives them"
                f" {counted(self.columns, 'column')})",
            ),
            (self.events and not self.events_as_arguments, "events as arguments"),
            (self.events and not self.repeated_roles, "all but the first argument in a role"),
            (not self.relations, "relations"),
            (self.relations and not self.relations_of_events, "relations of events"),
            (self.span_attributes is not None, f"attributes of spans{_but(self.span_attributes)}"),
            (self.events and self.event_attributes is not None, f"attributes of events{_but(self.event_attributes)}"),
            (self.relations and self.relation_attributes is not None, "attributes of relations"),
            (not self.links, "links"),
            (not self.notes, "notes"),
            (self.fragments_beside, "further fragments, which are beside the first (told, and no reason to refuse)"),
            (not self.decisions, "how gold was decided (told, and no reason to refuse)"),
        )
        return [phrase for is_lost, phrase in said if is_lost]


def _but(names: frozenset[str] | None) -> str:
    return f" but {', '.join(sorted(names))}" if names else ""


EVERYTHING = Carries(decisions=True)
"""Nothing is lost."""

NOTHING: frozenset[str] = frozenset()
"""For the fields above: no attribute comes through."""

LABELS_ONLY = Carries(
    events=False, relations=False, span_attributes=NOTHING, links=False, notes=False, nesting=Nesting.NONE
)
"""Flat spans with their labels."""

EVENTS_IN_WINDOWS = Carries(
    fragments=False, whole_words=True, windowed=True, events_as_arguments=False, relations_of_events=False
)
"""Words of one window at a time, with what is marked on them, events included."""

TAGS_OF_WORDS = replace(LABELS_ONLY, whole_words=True, windowed=True, fragments=False, nesting=Nesting.COLUMNS)
"""A tag for each word, or several columns of them."""
