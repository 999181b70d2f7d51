"""Document by document."""

from collections.abc import Sequence

from corpus_tool.agreement import Score
from corpus_tool.model.disagreement_counts import DocumentCount
from corpus_tool.reports.page.facts import PageFacts, figure
from corpus_tool.reports.page.facts import documents as _counted
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.plots import Dot, plot
from corpus_tool.reports.page.tables import bar, number, row, table
from corpus_tool.saying import tr

MOST_DOTS = 400
"""Documents drawn one by one; of more, how many lie in each tenth is drawn."""


def documents(facts: PageFacts, of: Sequence[DocumentCount], numbers: Sequence[range]) -> Markup:
    """Strict F1 of each document, from the lowest to the highest, and a table of them."""
    if not of:
        return element("p", tr("There is no document to show."), class_="why")
    ordered = sorted(range(len(of)), key=lambda at: (facts.by_document.get(of[at].key, 2), at))
    dots = [
        Dot(of[at].key, facts.by_document[of[at].key], f"#doc{at + 1}")
        for at in ordered
        if of[at].key in facts.by_document
    ]
    rows = (_document(facts, of[at], at, numbers[at]) for at in ordered)
    heads = [
        tr("document"),
        "",
        tr("strict F1"),
        "",
        tr("marked"),
        tr("agreed"),
        tr("not agreed"),
        tr("which"),
    ]
    listed = table(heads, rows, tr("Documents, from the least agreed on to the most"))
    everything = tr("All documents ({count:,})", count=len(of))
    return joined(
        _spread(dots)
        if len(dots) > MOST_DOTS
        else plot(dots, tr("Strict F1 of each document, from the lowest"), is_line=False),
        element("details", element("summary", everything), listed, id="documents-table"),
    )


def _document(facts: PageFacts, one: DocumentCount, at: int, numbers: range) -> Markup:
    value = facts.by_document.get(one.key)
    title = isolated(one.title, lang=None if one.language == "other" else one.language, dir=one.direction)
    drawn = bar(Score(value, None, None, 0), one.key) if value is not None else Markup("")
    return row(
        isolated(one.key),
        title,
        number(figure(value)),
        drawn,
        number(one.things),
        number(one.agreed),
        number(one.disagreements),
        _first_and_last(numbers),
        id=f"doc{at + 1}",
    )


def _first_and_last(numbers: range) -> Markup:
    """Links to the disagreements of a document."""
    return joined(*(part for number in numbers for part in (element("a", f"{number}", href=f"#d{number}"), " ")))


def _spread(dots: Sequence[Dot]) -> Markup:
    """How many documents lie in each tenth."""
    tenths = [0] * 10
    for dot in dots:
        tenths[min(9, max(0, int(dot.value * 10)))] += 1
    most = max(tenths)
    rows = (
        row(
            tr("{low} to {high}", low=f"{tenth / 10:.1f}", high=f"{(tenth + 1) / 10:.1f}"),
            number(count),
            bar(Score(count / most, None, None, count), _counted(count)),
        )
        for tenth, count in enumerate(tenths)
    )
    return table([tr("strict F1"), tr("documents"), ""], rows, tr("How many documents lie where"))
