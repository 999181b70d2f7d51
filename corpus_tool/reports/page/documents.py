"""Document by document, and over time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from corpus_tool.agreement import Score
from corpus_tool.model.disagreement_counts import DocumentCount
from corpus_tool.reports.page.facts import PageFacts, counted, figure
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.tables import bar, number, picture, row, table

MOST_DOTS = 400
"""Documents drawn one by one; of more, how many lie in each tenth is drawn."""

WIDTH, HEIGHT, LEFT, BOTTOM = 920, 200, 34, 26
"""Of a drawing and its margins."""


class Dot(NamedTuple):
    """A point of a plot."""

    name: str
    value: float
    href: str = ""
    said: str = ""
    """What stands behind the value: 12 documents."""


def documents(facts: PageFacts, of: Sequence[DocumentCount], numbers: Sequence[range]) -> Markup:
    """Strict F1 of each document, from the lowest to the highest, and a table of them."""
    if not of:
        return element("p", "There is no document to show.", class_="why")
    ordered = sorted(range(len(of)), key=lambda at: (facts.by_document.get(of[at].key, 2), at))
    dots = [
        Dot(of[at].key, facts.by_document[of[at].key], f"#doc{at + 1}")
        for at in ordered
        if of[at].key in facts.by_document
    ]
    rows = (_document(facts, of[at], at, numbers[at]) for at in ordered)
    heads = ["document", "", "strict F1", "", "marked", "agreed", "not agreed", "which"]
    listed = table(heads, rows, "Documents, from the least agreed on to the most")
    return joined(
        _spread(dots)
        if len(dots) > MOST_DOTS
        else plot(dots, "Strict F1 of each document, from the lowest", is_line=False),
        element("details", element("summary", f"All documents ({len(of):,})"), listed, id="documents-table"),
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
            f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}",
            number(count),
            bar(Score(count / most, None, None, count), f"{count} documents"),
        )
        for tenth, count in enumerate(tenths)
    )
    return table(["strict F1", "documents", ""], rows, "How many documents lie where")


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
    for one in of:
        if one.key in facts.by_document and when(one):
            values[when(one)].append(facts.by_document[one.key])
    return [
        Dot(name, sum(found) / len(found), said=counted(len(found), "document"))
        for name, found in sorted(values.items())
    ]


def _course(dots: Sequence[Dot], title: str, what: str) -> Markup:
    heading = element("h3", title)
    if len(dots) < 2:
        when = f"in {dots[0].name}" if dots else "nobody knows when"
        return joined(
            heading,
            element(
                "p",
                f"All of {what} {when}: there is no course to draw." if dots else f"When {what} is not known.",
                class_="why",
            ),
        )
    rows = (row(dot.name, number(figure(dot.value)), dot.said) for dot in dots)
    drawn = plot(dots, title, is_line=True)
    listed = table(["when", "mean strict F1", "of"], rows, title)
    return joined(heading, drawn, element("details", element("summary", "As a table"), listed))


def plot(dots: Sequence[Dot], said: str, *, is_line: bool) -> Markup:
    """Values of 0 to 1 from left to right, each a dot that may lead somewhere."""
    if not dots:
        return element("p", "No figure is defined for any of them.", class_="why")
    step = (WIDTH - LEFT - 10) / max(1, len(dots))
    placed = [(LEFT + step * (at + 0.5), _height(dot.value), dot) for at, dot in enumerate(dots)]
    low, high = min(dot.value for dot in dots), max(dot.value for dot in dots)
    parts: list[str] = [*_grid()]
    if is_line:
        parts.append(element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in placed), class_="course"))
    parts += [_dot(x, y, dot) for x, y, dot in placed]
    parts += _names(placed, step)
    return picture(WIDTH, HEIGHT, f"{said}: {len(dots)} values from {low:.3f} to {high:.3f}", *parts)


def _grid() -> Iterable[Markup]:
    for value in (0, 0.25, 0.5, 0.75, 1):
        y = f"{_height(value):.1f}"
        yield element("line", x1=LEFT, y1=y, x2=WIDTH, y2=y, class_="grid")
        yield element("text", f"{value:g}", x=LEFT - 6, y=f"{_height(value) + 4:.1f}", text_anchor="end")


def _dot(x: float, y: float, dot: Dot) -> Markup:
    behind = f", {dot.said}" if dot.said else ""
    circle = element(
        "circle", element("title", f"{dot.name}: {figure(dot.value)}{behind}"), cx=f"{x:.1f}", cy=f"{y:.1f}", r=4.5
    )
    return element("a", circle, href=dot.href) if dot.href else circle


def _names(placed: Sequence[tuple[float, float, Dot]], step: float) -> Iterable[Markup]:
    """Under as many as there is room for."""
    every = max(1, round(72 / step + 0.5))
    for x, _, dot in placed[::every]:
        yield element("text", dot.name, x=f"{x:.1f}", y=HEIGHT - 6, text_anchor="middle")


def _height(value: float) -> float:
    return 8 + (HEIGHT - BOTTOM - 8) * (1 - min(1.0, max(0.0, value)))
