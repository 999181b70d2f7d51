"""Values of 0 to 1 drawn from left to right."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus_tool.reports.page.facts import figure
from corpus_tool.reports.page.markup import Markup, element
from corpus_tool.reports.page.tables import picture
from corpus_tool.saying import tr

WIDTH, HEIGHT, LEFT, BOTTOM = 920, 200, 34, 26
"""Of a drawing and its margins."""


class Dot(NamedTuple):
    """A point of a plot."""

    name: str
    value: float
    href: str = ""
    said: str = ""
    """What stands behind the value: 12 documents."""
    of: tuple[tuple[int, str], ...] = ()
    """(number, key) of each of these documents."""


def plot(dots: Sequence[Dot], said: str, *, is_line: bool) -> Markup:
    """Values of 0 to 1 from left to right, each a dot that may lead somewhere."""
    if not dots:
        return element("p", tr("No figure is defined for any of them."), class_="why")
    step = (WIDTH - LEFT - 10) / max(1, len(dots))
    placed = [(LEFT + step * (at + 0.5), _height(dot.value), dot) for at, dot in enumerate(dots)]
    low, high = min(dot.value for dot in dots), max(dot.value for dot in dots)
    parts: list[str] = [*_grid()]
    if is_line:
        parts.append(element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in placed), class_="course"))
    parts += [_dot(x, y, dot) for x, y, dot in placed]
    parts += _names(placed, step)
    return picture(
        WIDTH,
        HEIGHT,
        tr(
            "{what}: {count} values from {low} to {high}",
            what=said,
            count=len(dots),
            low=f"{low:.3f}",
            high=f"{high:.3f}",
        ),
        *parts,
    )


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
