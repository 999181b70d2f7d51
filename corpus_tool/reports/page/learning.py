"""What the recommender makes of more and more documents: whether there are enough."""

from collections.abc import Iterable

from corpus_tool.learning.curve import sentence, svg
from corpus_tool.reports.page.facts import Curve
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.tables import number, row, table
from corpus_tool.saying import tr


def learning(curves: Iterable[Curve]) -> Markup:
    """Each curve as a picture, in a sentence, and as a table."""
    return joined(*(_shown(one) for one in curves))


def _shown(curve: Curve) -> Markup:
    rows = (
        row(f"{one.documents:,}", number(f"{one.f1:.2f}"), number(f"{one.low:.2f}–{one.high:.2f}"))
        for one in curve.points
    )
    old = [tr("More was done since; corpus-tool learn --curve reckons it again.")] if curve.is_old else []
    return joined(
        element("h3", *_whose(curve)),
        element("div", Markup(svg(curve.points)), class_="curve"),
        *(element("p", one) for one in (sentence(curve.points), *old)),
        table(
            [tr("documents"), "F1", tr("95 % interval")], rows, tr("Held against stories that it did not learn from")
        ),
    )


def _whose(curve: Curve) -> tuple[Markup | str, ...]:
    return (tr("From the work of:"), " ", isolated(curve.whose)) if curve.whose else (tr("From all work"),)
