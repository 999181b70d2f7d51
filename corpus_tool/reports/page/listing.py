"""The list of every disagreement, family by family and group by group, and the table of kinds that leads into it."""

from collections.abc import Iterator

from corpus_tool.model.disagreements import What
from corpus_tool.reports.page.grouping import MANY, TITLES, Family, Group, family_of
from corpus_tool.reports.page.markup import Markup, element, end, isolated, start
from corpus_tool.reports.page.spool import Anchors, Spool
from corpus_tool.reports.page.tables import row, shaded, table
from corpus_tool.saying import tr


def kinds(spool: Spool) -> Markup:
    """How often they differ in each way."""
    found = spool.counts.kinds
    if not found:
        return element("p", tr("No difference was found."), class_="why")
    ways = sorted({kind for _, kind in found}, key=lambda kind: -sum(found[what, kind] for what in What))
    families = {group.family for group in spool.groups}
    most = max(found.values())
    rows = (
        row(
            tr(kind),
            *(
                shaded(
                    found[what, kind],
                    most,
                    "other",
                    f"#family-{family_of(kind, what)}" if family_of(kind, what) in families else None,
                    f"{tr(kind)}: {tr(MANY[what])}",
                )
                for what in What
            ),
        )
        for kind in ways
    )
    caption = tr("Disagreements by kind; one that differs in two ways is counted under both")
    return table([tr("kind"), *(tr(MANY[what]) for what in What)], rows, caption, "heat")


def listed(spool: Spool, anchors: Anchors) -> Iterator[str]:
    """Every disagreement, family by family and group by group."""
    groups = spool.groups
    if not groups:
        yield element("p", tr("There is none."), class_="why")
    for family in Family:
        if of_family := [group for group in groups if group.family is family]:
            yield from _family(spool, anchors, family, of_family)


def _family(spool: Spool, anchors: Anchors, family: Family, groups: list[Group]) -> Iterator[str]:
    title, means = TITLES[family]
    total = sum(spool.size(group) for group in groups)
    yield start("section", id=f"family-{family}", class_="family")
    yield element("h3", tr(title), " ", element("span", f"{total:,}", class_="count"))
    yield element("p", tr(means), class_="question")
    for group in groups:
        yield start("details", id=anchors.id(group))
        yield element(
            "summary",
            isolated(group.title),
            " ",
            element("span", f"{spool.size(group):,}", class_="count"),
        )
        yield from spool.entries(group)
        yield _others(anchors, group)
        yield end("details")
    yield end("section")


def _others(anchors: Anchors, group: Group) -> Markup:
    others = anchors.others(group)
    if not others:
        return Markup("")
    links = (part for one in others for part in (element("a", isolated(one.title), href=f"#{anchors.id(one)}"), " "))
    return element("p", tr("With a third reading: "), *links, class_="why")
