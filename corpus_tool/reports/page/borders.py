"""How borders differ: at which side, by how many letters, and by which clitic."""

from collections.abc import Sequence

from corpus_tool.model.disagreement_counts import BorderGap, Counts
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.spool import Spool
from corpus_tool.reports.page.tables import number, row, table

MOST = 40
"""Ways to differ that are listed; the rest are rare."""

LINKED = 50
"""Places that a row leads to."""


def borders(spool: Spool) -> Markup:
    """The ways to put a border differently, the most frequent first."""
    counts = spool.counts
    if not counts.gaps:
        return element("p", "Wherever they marked the same thing, they drew the same borders.", class_="why")
    ordered = sorted(counts.gaps, key=lambda gap: (-counts.gaps[gap], gap))
    rows = (_way(counts, gap, spool.at_border[gap]) for gap in ordered[:MOST])
    heads = ["side", "letters", "written onto the word", "how often", "where"]
    rest = sum(counts.gaps[gap] for gap in ordered[MOST:])
    left = f"Another {len(ordered) - MOST:,} ways, {rest:,} times in all, are not listed." if rest else ""
    return joined(
        table(heads, rows, "What one has at a border and another has not"),
        element("p", left, class_="why") if left else "",
    )


def _way(counts: Counts, gap: BorderGap, numbers: Sequence[int]) -> Markup:
    shown = (part for one in numbers[:LINKED] for part in (element("a", f"{one}", href=f"#d{one}"), " "))
    more = f"and {len(numbers) - LINKED:,} more" if len(numbers) > LINKED else ""
    clitic = isolated(gap.clitic, class_="words") if gap.clitic else element("span", "\u2013", class_="none")
    return row(f"at the {gap.side}", number(gap.letters), clitic, number(counts.gaps[gap]), joined(*shown, more))
