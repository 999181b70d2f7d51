"""Suggestions: what a machine proposes of a document, as annotations that nobody has accepted yet.

How sure it is stands in an attribute of each, so that whatever keeps attributes keeps it: the log, bundles, formats.
"""

from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Attributes, Event, Fragments, Relation, Span, label_of

SCORE = "score"
"""The attribute that says how sure the source is: a number from 0 to 1; where there is none, it does not say."""

Scored = TypeVar("Scored", bound=Span | Event | Relation)


class Claim(Struct, frozen=True):
    """What a suggestion says, whoever makes it: that something of this label is here."""

    what: str
    """`span` or `event`."""
    label: str
    fragments: Fragments


def claim_of(one: Span | Event) -> Claim:
    """What an annotation says of its place."""
    return Claim("span" if isinstance(one, Span) else "event", label_of(one), one.fragments)


def score_of(one: Annotation) -> float | None:
    """How sure the source is, from 0 to 1; None where it does not say, or not in a number."""
    return score_in(one.attributes.get(SCORE))


def score_in(said: Any) -> float | None:
    """What somebody calls a score as one of ours; None where it is no number from 0 to 1."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        return None
    return float(said) if 0 <= said <= 1 else None


def first_score(*said: Any) -> Attributes:
    """The first of these that is a score, as the attribute that holds it; nothing where none is."""
    return next(({SCORE: round(score, 4)} for one in said if (score := score_in(one)) is not None), {})


def scored(one: Scored, score: float) -> Scored:
    """The annotation with how sure the source is, from 0 to 1."""
    return replace(one, attributes={**one.attributes, SCORE: round(score, 4)})


def unscored(one: Scored) -> Scored:
    """The annotation as an annotator takes it over: without the score."""
    if SCORE not in one.attributes:
        return one
    return replace(one, attributes={name: value for name, value in one.attributes.items() if name != SCORE})
