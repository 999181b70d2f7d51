"""What labels there are for the selection besides the one whose key is pressed."""

from corpus_tool.model.annotations import Event, Span, label_of
from corpus_tool.model.schemas import SUBTYPE, Attribute, Label
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.suggestions.subtype_habits import likely_subtypes


def last_marked(work: Annotating) -> tuple[Label, str | None] | None:
    """The label and subtype of the newest span of the layer; None where there is none, or the schema lost its label."""
    for span in reversed(work.desk.layer.spans):
        if label := work.desk.schema.label_by_id.get(span.label):
            subtype = span.attributes.get(SUBTYPE)
            return label, subtype if subtype in work.desk.schema.subtypes_of(label.id) else None
    return None


def marked_here(work: Annotating, label: str) -> Span | None:
    """The span of that label that covers just the selection."""
    found = (one for one in work.spot.here() if isinstance(one, Span) and one.fragments == work.spot.places)
    return next((one for one in found if one.label == label), None)


def next_subtype(work: Annotating, one: Span) -> str:
    """The likely subtype of a mark that comes after the one it has; empty where no other is likely.

    Whoever wants no suggestions is told none.
    """
    likely = likely_subtypes(work.desk, one, work.subtypes_known) if work.offers.is_on else []
    has = one.attributes.get(SUBTYPE)
    behind = likely[likely.index(has) + 1 :] if has in likely else likely
    return next(iter(behind), "")


def settable(work: Annotating, one: Span | Event) -> list[Attribute]:
    """Everything about a mark that can be said besides its label: the subtype and choices first, then what is typed."""
    choices = work.attributes(one)
    kind = "entity" if isinstance(one, Span) else "event"
    typed = work.desk.schema.attributes_on(kind, label_of(one)).values()
    return [*choices, *(attribute for attribute in typed if attribute.type != "choice")]


def with_subtypes(work: Annotating) -> list[Span]:
    """The spans that cover just the selection and whose label has subtypes."""
    found = [one for one in work.spot.here() if isinstance(one, Span) and work.desk.schema.subtypes_of(one.label)]
    return [one for one in found if one.fragments == work.spot.places]
