"""What the recommender makes of more and more documents: whether there are enough."""

from collections.abc import Iterable, Sequence

from corpus_tool.learning.curve import ENOUGH, Point, gain, svg
from corpus_tool.reports.page.facts import Curve
from corpus_tool.reports.page.markup import Markup, element, joined
from corpus_tool.reports.page.tables import number, row, table
from corpus_tool.saying import tr


def learning(curves: Iterable[Curve]) -> Markup:
    """Each curve as a picture, in a sentence, and as a table."""
    return joined(*(_shown(one) for one in curves))


def _shown(curve: Curve) -> Markup:
    rows = (
        row(f"{one.documents:,}", number(f"{one.f1:.2f}"), number(f"{one.low:.2f} – {one.high:.2f}"))
        for one in curve.points
    )
    old = [tr("More was done since; corpus-tool learn --curve reckons it again.")] if curve.is_old else []
    return joined(
        element("h3", tr("From the work of {who}", who=curve.whose) if curve.whose else tr("From all work")),
        element("div", Markup(svg(curve.points)), class_="curve"),
        *(element("p", one) for one in (*_said(curve.points), *old)),
        table(
            [tr("documents"), "F1", tr("{level} interval", level="95%")],
            rows,
            tr("Held against stories that it did not learn from"),
        ),
    )


def _said(points: Sequence[Point]) -> list[str]:
    """How good it is by now, and whether more would help."""
    now, more = points[-1], gain(points)
    said = tr(
        "After {documents} documents F1 is {f1} ({low} to {high}).",
        documents=now.documents,
        f1=f"{now.f1:.2f}",
        low=f"{now.low:.2f}",
        high=f"{now.high:.2f}",
    )
    if len(points) < 2:
        return [said]
    if more < ENOUGH:
        return [said, tr("Twice as many are not expected to help: the curve is flat. Other stories may.")]
    return [
        said,
        tr("Twice as many are expected to bring about {more} more: it is not enough yet.", more=f"{more:.2f}"),
    ]
