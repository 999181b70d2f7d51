"""What each measure is, for people: how it is computed, who said so, and when there is no figure."""

from collections.abc import Iterator

from corpus_tool.agreement import Comparison, Measure, Why
from corpus_tool.saying import tr_later

REASONS: dict[Why, str] = {
    Why.NO_SHARED_DOCUMENTS: tr_later("no document was done by both (or by two of all)"),
    Why.FEWER_THAN_TWO_ANNOTATORS: tr_later("nobody, or one annotator alone, has finished anything"),
    Why.NO_ANNOTATIONS: tr_later("nobody marked what the measure is about"),
    Why.NO_VARIATION: tr_later("there is one value everywhere, so chance would agree always"),
    Why.OVERLAPPING_UNITS: tr_later("spans of one annotator overlap, for which the measure is not defined"),
    Why.NO_DOCUMENT_DONE_BY_ALL: tr_later("no document was done by all annotators"),
    Why.LABEL_NOT_USED: tr_later("nobody who is compared used the label"),
    Why.NO_SPANS_BY_FIRST: tr_later("the first annotator marked nothing to divide by"),
    Why.NO_SPANS_BY_SECOND: tr_later("the second annotator marked nothing to divide by"),
    Why.NO_SHARED_EVENTS: tr_later("no event was found by both"),
    Why.NO_SHARED_SPANS: tr_later("no text was marked by both"),
    Why.TOO_MANY_UNITS: tr_later("aligning so many units would take minutes to hours"),
    Why.NOT_INSTALLED: tr_later("what computes it is not installed"),
}
"""Why a figure is not there, in words."""


def undefined(measure: Measure) -> tuple[Why, ...]:
    """When there is no figure: what holds of every measure, and what of this one."""
    few = (Why.FEWER_THAN_TWO_ANNOTATORS,) if measure.comparison is Comparison.ALL else ()
    shared = () if Why.NO_DOCUMENT_DONE_BY_ALL in measure.undefined else (Why.NO_SHARED_DOCUMENTS,)
    unused = (Why.LABEL_NOT_USED,) if measure.by_label else ()
    return (*few, *shared, Why.NO_ANNOTATIONS, *measure.undefined, *unused)


def facts(measure: Measure) -> Iterator[tuple[str, str]]:
    """What there is to say of it: a word for each, and the sentence."""
    yield "name", f"{measure.title} ({measure.name})"
    yield "question", measure.question
    yield "computed", measure.definition
    if measure.source:
        yield "source", measure.source
    yield "about", f"{'two annotators' if measure.comparison is Comparison.PAIR else 'any number'}; {measure.items}"
    if measure.no_interval:
        yield "interval", measure.no_interval
    yield "n/a", "; ".join(f"{why}: {REASONS[why]}" for why in undefined(measure))
