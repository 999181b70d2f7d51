"""How agreement went over time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from corpus_tool.model.disagreement_counts import DocumentCount
from corpus_tool.reports.page.facts import PageFacts, documents, figure
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.plots import Dot, plot
from corpus_tool.reports.page.tables import number, row, table
from corpus_tool.saying import tr, tr_later

LINKED = 50
"""Documents that a row leads to."""


def over_time(facts: PageFacts, of: Sequence[DocumentCount]) -> Markup:
    """The mean of the documents of each week in which work was finished, and of each month of the articles."""
    weeks = _means(facts, of, lambda one: one.week)
    months = _means(facts, of, lambda one: one.date[:7])
    return joined(
        _course(
            weeks,
            tr("By the week in which the last annotator finished"),
            tr_later("All of the work was finished in {when}: there is no course to draw."),
            tr_later("Nobody knows when the work was finished."),
        ),
        _course(
            months,
            tr("By the month of the article"),
            tr_later("All of the articles appeared in {when}: there is no course to draw."),
            tr_later("Nobody knows when the articles appeared."),
        ),
    )


def _means(facts: PageFacts, of: Iterable[DocumentCount], when: Callable[[DocumentCount], str]) -> list[Dot]:
    values: dict[str, list[float]] = defaultdict(list)
    places: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, one in enumerate(of, 1):
        if one.key in facts.by_document and when(one):
            values[when(one)].append(facts.by_document[one.key])
            places[when(one)].append((at, one.key))
    return [
        Dot(name, sum(found) / len(found), said=documents(len(found)), of=tuple(places[name]))
        for name, found in sorted(values.items())
    ]


def _course(dots: Sequence[Dot], title: str, at_once: str, unknown: str) -> Markup:
    heading = element("h3", title)
    if len(dots) < 2:
        when = tr(at_once, when=dots[0].name) if dots else tr(unknown)
        return joined(heading, element("p", when, class_="why"))
    rows = (row(dot.name, number(figure(dot.value)), dot.said, _links(dot.of)) for dot in dots)
    listed = table([tr("when"), tr("mean strict F1"), tr("of"), tr("which")], rows, title)
    drawn = plot(dots, title, is_line=True)
    return joined(heading, drawn, element("details", element("summary", tr("As a table")), listed))


def _links(of: Sequence[tuple[int, str]]) -> Markup:
    """To the rows of some documents."""
    shown = (part for at, key in of[:LINKED] for part in (element("a", isolated(key), href=f"#doc{at}"), " "))
    return joined(*shown, tr("and {count:,} more", count=len(of) - LINKED) if len(of) > LINKED else "")
