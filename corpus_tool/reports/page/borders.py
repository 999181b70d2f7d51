"""How borders differ: at which side, by how many letters, and by which clitic."""

from collections.abc import Callable, Iterable, Sequence

from corpus_tool.model.border_gaps import Side
from corpus_tool.model.disagreement_counts import BorderGap
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.spool import Spool
from corpus_tool.reports.page.tables import number, row, table
from corpus_tool.saying import tr, tr_later

MOST = 40
"""Ways to differ that are listed; the rest are rare."""

LINKED = 50
"""Places that a row leads to."""

AT = {Side.START: tr_later("at the start"), Side.END: tr_later("at the end")}


def borders(spool: Spool) -> Markup:
    """The ways to put a border differently, the most frequent first; those that a clitic explains apart."""
    gaps = spool.counts.gaps
    if not gaps:
        return element("p", tr("Wherever they marked the same thing, they drew the same borders."), class_="why")
    explained = sum(count for gap, count in gaps.items() if gap.clitic)
    said = tr(
        "{count:,} of {total:,} borders lie apart by nothing but what is written onto the word.",
        count=explained,
        total=gaps.total(),
    )
    tables = (
        _ways(spool, tr("Written onto the word"), tr("what"), [gap for gap in gaps if gap.clitic], _clitic),
        _ways(spool, tr("Anything else"), tr("letters"), [gap for gap in gaps if not gap.clitic], _letters),
    )
    return joined(element("p", said), element("div", *tables, class_="beside"))


def _ways(
    spool: Spool, title: str, head: str, gaps: Iterable[BorderGap], name: Callable[[BorderGap], Markup]
) -> Markup:
    ordered = sorted(gaps, key=lambda gap: (-spool.counts.gaps[gap], gap))
    if not ordered:
        return Markup("")
    rows = (
        row(tr(AT[gap.side]), name(gap), number(spool.counts.gaps[gap]), _places(spool.at_border[gap]))
        for gap in ordered[:MOST]
    )
    rest = sum(spool.counts.gaps[gap] for gap in ordered[MOST:])
    left = (
        tr("Another {ways:,} ways, {times:,} times in all, are not listed.", ways=len(ordered) - MOST, times=rest)
        if rest
        else ""
    )
    listed = table([tr("side"), head, tr("how often"), tr("where")], rows, title)
    return element("div", listed, element("p", left, class_="why") if left else "")


def _clitic(gap: BorderGap) -> Markup:
    return element("td", isolated(gap.clitic, class_="words"))


def _letters(gap: BorderGap) -> Markup:
    return number(gap.letters)


def _places(numbers: Sequence[int]) -> Markup:
    """Links to the disagreements."""
    shown = (part for one in numbers[:LINKED] for part in (element("a", f"{one}", href=f"#d{one}"), " "))
    return joined(*shown, tr("and {count:,} more", count=len(numbers) - LINKED) if len(numbers) > LINKED else "")
