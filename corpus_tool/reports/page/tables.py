"""Tables of the page, and the bars and shades in them. A number stands wherever a colour or a length does."""

from collections.abc import Iterable, Sequence
from math import ceil, sqrt

from corpus_tool.agreement import Score
from corpus_tool.reports.page.facts import figure, interval, why_not
from corpus_tool.reports.page.markup import Markup, element
from corpus_tool.saying import tr

SHADES = 6
"""Of a cell, besides none."""

BAR = 130
"""Width of a bar for 1, in pixels."""

HEIGHT = 14


def table(head: Sequence[str], rows: Iterable[Markup], caption: str = "", look: str | None = None) -> Markup:
    """A table that scrolls by itself where the window is too narrow."""
    heads = (element("th", one, scope="col") for one in head)
    whole = element(
        "table",
        *([element("caption", caption)] if caption else []),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_=look,
    )
    return element("div", whole, class_="scroll", tabindex="0", role="region", aria_label=caption or tr("table"))


def row(name: str, *cells: str, id: str | None = None) -> Markup:
    """A row with its heading; cells that are no `td` yet become one."""
    return element("tr", element("th", name, scope="row"), *(_cell(one) for one in cells), id=id)


def number(value: str | float) -> Markup:
    """A cell with a number in it, which stands under the others."""
    return element("td", f"{value:,}" if isinstance(value, int) else str(value), class_="number")


def _cell(inside: str) -> Markup:
    return inside if isinstance(inside, Markup) and inside.startswith("<td") else element("td", inside)


def shade(count: float, most: float) -> int:
    """0 for none, else 1..SHADES; by the root, so that few can be told from none beside many."""
    return ceil(SHADES * sqrt(count / most)) if count > 0 and most > 0 else 0


def shaded(count: int, most: int, look: str, href: str | None, title: str) -> Markup:
    """A cell of a heat map: the number, a shade, and where it leads."""
    if not count:
        return element("td", "\u00b7", class_="none", title=title)
    inside = element("a", f"{count:,}", href=href, title=title) if href else f"{count:,}"
    return element("td", inside, class_=f"number {look} s{shade(count, most)}", title=None if href else title)


def score_cells(score: Score | None, name: str) -> tuple[Markup, Markup]:
    """The figure, and its bar with the interval; why there is none, in its place."""
    if score is None or score.value is None:
        said = why_not(score) if score else tr("not taken")
        return number("n/a"), element("td", said, class_="why")
    return number(figure(score.value)), element("td", bar(score, name))


def bar(score: Score, name: str) -> Markup:
    """A figure of 0 to 1 as a bar, with the interval as a whisker; below 0 there is no bar."""
    value, low, high = score.value or 0.0, score.low, score.high
    between = f", {tr('interval {interval}', interval=interval(score))}" if interval(score) else ""
    parts = [
        element("rect", x=0, y=3, width=BAR, height=HEIGHT - 6, class_="track"),
        element("rect", x=0, y=3, width=_at(value), height=HEIGHT - 6, class_="bar"),
    ]
    if low is not None and high is not None:
        parts += [_line(_at(low), HEIGHT / 2, _at(high), HEIGHT / 2)]
        parts += [_line(_at(edge), 2, _at(edge), HEIGHT - 2) for edge in (low, high)]
    said = f"{name}: {figure(score.value)}{between}"
    return picture(BAR, HEIGHT, said, *parts)


def picture(width: float, height: float, said: str, *parts: str) -> Markup:
    """A drawing, with what it shows in words."""
    return element(
        "svg",
        element("title", said),
        *parts,
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        aria_label=said,
    )


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return element("line", x1=f"{x1:g}", y1=f"{y1:g}", x2=f"{x2:g}", y2=f"{y2:g}", class_="whisker")


def _at(value: float) -> float:
    return round(BAR * min(1.0, max(0.0, value)), 1)
