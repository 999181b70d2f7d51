"""How agreement went over time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from corpus_tool.model.disagreement_counts import DocumentCount
from corpus_tool.reports.page.facts import PageFacts, counted, figure
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.plots import Dot, plot
from corpus_tool.reports.page.tables import number, row, table

LINKED = 50
"""Documents that a row leads to."""


def over_time(facts: PageFacts, of: Sequence[DocumentCount]) -> Markup:
    """The mean of the documents of each week in which work was finished, and of each month of the articles."""
    weeks = _means(facts, of, lambda one: one.week)
    months = _means(facts, of, lambda one: one.date[:7])
    return joined(
        _course(weeks, "By the week in which the last annotator finished", "the work was finished"),
        _course(months, "By the month of the article", "the articles appeared"),
    )


def _means(facts: PageFacts, of: Iterable[DocumentCount], when: Callable[[DocumentCount], str]) -> list[Dot]:
    values: dict[str, list[float]] = defaultdict(list)
    places: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, one in enumerate(of, 1):
        if one.key in facts.by_document and when(one):
            values[when(one)].append(facts.by_document[one.key])
            places[when(one)].append((at, one.key))
    return [
        Dot(name, sum(found) / len(found), said=counted(len(found), "document"), of=tuple(places[name]))
        for name, found in sorted(values.items())
    ]


def _course(dots: Sequence[Dot], title: str, what: str) -> Markup:
    heading = element("h3", title)
    if len(dots) < 2:
        when = f"All of {what} in {dots[0].name}: there is no course to draw." if dots else f"Nobody knows when {what}."
        return joined(heading, element("p", when, class_="why"))
    rows = (row(dot.name, number(figure(dot.value)), dot.said, _links(dot.of)) for dot in dots)
    listed = table(["when", "mean strict F1", "of", "which"], rows, title)
    drawn = plot(dots, title, is_line=True)
    return joined(heading, drawn, element("details", element("summary", "As a table"), listed))


def _links(documents: Sequence[tuple[int, str]]) -> Markup:
    """To the rows of some documents."""
    shown = (part for at, key in documents[:LINKED] for part in (element("a", isolated(key), href=f"#doc{at}"), " "))
    return joined(*shown, f"and {len(documents) - LINKED:,} more" if len(documents) > LINKED else "")
