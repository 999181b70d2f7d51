"""How borders differ: at which side, by how many letters, and by which clitic."""

from collections.abc import Callable, Iterable, Sequence

from corpus_tool.model.disagreement_counts import BorderGap
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.spool import Spool
from corpus_tool.reports.page.tables import number, row, table

MOST = 40
"""Ways to differ that are listed; the rest are rare."""

LINKED = 50
"""Places that a row leads to."""


def borders(spool: Spool) -> Markup:
    """The ways to put a border differently, the most frequent first; those that a clitic explains apart."""
    gaps = spool.counts.gaps
    if not gaps:
        return element("p", "Wherever they marked the same thing, they drew the same borders.", class_="why")
    explained = sum(count for gap, count in gaps.items() if gap.clitic)
    said = f"{explained:,} of {gaps.total():,} borders lie apart by nothing but what is written onto the word."
    tables = (
        _ways(spool, "Written onto the word", "what", [gap for gap in gaps if gap.clitic], _clitic),
        _ways(spool, "Anything else", "letters", [gap for gap in gaps if not gap.clitic], _letters),
    )
    return joined(element("p", said), element("div", *tables, class_="beside"))


def _ways(
    spool: Spool, title: str, head: str, gaps: Iterable[BorderGap], name: Callable[[BorderGap], Markup]
) -> Markup:
    ordered = sorted(gaps, key=lambda gap: (-spool.counts.gaps[gap], gap))
    if not ordered:
        return Markup("")
    rows = (
        row(f"at the {gap.side}", name(gap), number(spool.counts.gaps[gap]), _places(spool.at_border[gap]))
        for gap in ordered[:MOST]
    )
    rest = sum(spool.counts.gaps[gap] for gap in ordered[MOST:])
    left = f"Another {len(ordered) - MOST:,} ways, {rest:,} times in all, are not listed." if rest else ""
    listed = table(["side", head, "how often", "where"], rows, title)
    return element("div", listed, element("p", left, class_="why") if left else "")


def _clitic(gap: BorderGap) -> Markup:
    return element("td", isolated(gap.clitic, class_="words"))


def _letters(gap: BorderGap) -> Markup:
    return number(gap.letters)


def _places(numbers: Sequence[int]) -> Markup:
    """Links to the disagreements."""
    shown = (part for one in numbers[:LINKED] for part in (element("a", f"{one}", href=f"#d{one}"), " "))
    return joined(*shown, f"and {len(numbers) - LINKED:,} more" if len(numbers) > LINKED else "")
