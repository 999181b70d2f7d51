"""The whole page, piece by piece: what is long is never held at once."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from corpus_tool.agreement import Measure
from corpus_tool.model.disagreements import What
from corpus_tool.reports.page.borders import borders
from corpus_tool.reports.page.documents import documents, over_time
from corpus_tool.reports.page.facts import PageFacts, counted, figure, interval, why_not
from corpus_tool.reports.page.grouping import TITLES, Family, Group, family_of
from corpus_tool.reports.page.labels import by_label, confusion
from corpus_tool.reports.page.markup import Markup, element, end, isolated, joined, start
from corpus_tool.reports.page.overview import head, overview, pairs, who
from corpus_tool.reports.page.spool import Anchors, Spool
from corpus_tool.reports.page.tables import number, row, shaded, table

PARTS = (
    ("overview", "In short"),
    ("who", "Who did what"),
    ("pairs", "Each two annotators"),
    ("labels", "Label by label"),
    ("confusion", "Which label against which"),
    ("kinds", "How they differ"),
    ("borders", "Where borders differ"),
    ("documents", "Document by document"),
    ("time", "Over time"),
    ("disagreements", "Every disagreement"),
    ("figures", "All figures"),
    ("about", "How this was counted"),
)
"""Id and heading of each part."""

SQUARES = ("f1_strict", "f1_bounds", "label_percent", "ev_trig_cls")
"""Figures that are shown for each two annotators, where they were taken."""


def pieces(facts: PageFacts, spool: Spool) -> Iterator[str]:
    """The page from its first character to its last, in pieces."""
    anchors = spool.anchors()
    yield "<!DOCTYPE html>\n"
    yield start("html", lang="en", dir="ltr")
    yield _top(facts)
    yield start("body")
    yield head(facts)
    yield _contents(facts)
    yield start("main")
    for id, inside in _summaries(facts, spool, anchors):
        yield _part(id, inside)
    yield from _listed(spool, anchors)
    yield _part("figures", _all_figures(facts))
    yield _part("about", _about(facts))
    yield end("main") + end("body") + end("html") + "\n"


def _top(facts: PageFacts) -> Markup:
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    # Nothing may be fetched and nothing run: neither by us nor by anything that a text smuggled in.
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"Agreement of {', '.join(facts.annotators)}"),
        element("style", Markup(style)),
    )


def _contents(facts: PageFacts) -> Markup:
    links = (element("li", element("a", title, href=f"#{id}")) for id, title in _shown_parts(facts))
    return element("nav", element("ul", *links), aria_label="Parts of this page")


def _shown_parts(facts: PageFacts) -> list[tuple[str, str]]:
    return [(id, title) for id, title in PARTS if id != "pairs" or len(facts.annotators) > 2]


def _summaries(facts: PageFacts, spool: Spool, anchors: Anchors) -> Iterator[tuple[str, Markup]]:
    counts = spool.counts
    yield "overview", overview(facts, counts)
    yield "who", who(facts, counts)
    if len(facts.annotators) > 2:
        yield "pairs", joined(*(pairs(facts, name) for name in SQUARES))
    yield "labels", by_label(facts, anchors)
    squares = joined(*(confusion(counts, anchors, what) for what in What))
    yield "confusion", squares or element("p", "Nothing was marked.", class_="why")
    yield "kinds", _kinds(spool)
    yield "borders", borders(spool)
    yield "documents", documents(facts, counts.documents, spool.of_document)
    yield "time", over_time(facts, counts.documents)


def _part(id: str, *inside: str) -> Markup:
    return element(
        "section", element("h2", dict(PARTS)[id], id=f"{id}-heading"), *inside, id=id, aria_labelledby=f"{id}-heading"
    )


def _kinds(spool: Spool) -> Markup:
    found = spool.counts.kinds
    if not found:
        return element("p", "They say the same everywhere.", class_="why")
    kinds = sorted({kind for _, kind in found}, key=lambda kind: -sum(found[what, kind] for what in What))
    families = {group.family for group in spool.groups}
    most = max(found.values())
    rows = (
        row(
            str(kind),
            *(
                shaded(
                    found[what, kind],
                    most,
                    "other",
                    f"#family-{family_of(kind, what)}" if family_of(kind, what) in families else None,
                    f"{kind}: {what}s",
                )
                for what in What
            ),
        )
        for kind in kinds
    )
    caption = "Disagreements by kind; one that differs in two ways is counted under both"
    return table(["kind", *(f"{what}s" for what in What)], rows, caption, "heat")


def _listed(spool: Spool, anchors: Anchors) -> Iterator[str]:
    """Every disagreement, family by family and group by group."""
    yield start("section", id="disagreements", aria_labelledby="disagreements-heading")
    yield element("h2", dict(PARTS)["disagreements"], id="disagreements-heading")
    groups = spool.groups
    if not groups:
        yield element("p", "There is none.", class_="why")
    for family in Family:
        if of_family := [group for group in groups if group.family is family]:
            yield from _family(spool, anchors, family, of_family)
    yield end("section")


def _family(spool: Spool, anchors: Anchors, family: Family, groups: list[Group]) -> Iterator[str]:
    title, means = TITLES[family]
    total = sum(spool.size(group) for group in groups)
    yield start("section", id=f"family-{family}", class_="family")
    yield element("h3", title, " ", element("span", f"{total:,}", class_="count"))
    yield element("p", means, class_="question")
    for group in groups:
        yield start("details", id=anchors.id(group))
        yield element(
            "summary",
            isolated(group.title),
            " ",
            element("span", counted(spool.size(group), group.what), class_="count"),
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
    return element("p", "With a third reading: ", *links, class_="why")


def _all_figures(facts: PageFacts) -> Markup:
    if not facts.scores:
        return element("p", "No figure was taken.", class_="why")
    rows: Iterable[Markup] = (
        row(element("code", key), number(figure(score.value)), interval(score), number(score.n), why_not(score))
        for key, score in facts.scores.items()
    )
    heads = ["figure", "value", f"{facts.level:.0%} interval", "of", "why not"]
    listed = table(heads, rows, "Every figure that was taken, by the name that it has in JSON")
    return element("details", element("summary", f"{len(facts.scores):,} figures"), listed)


def _about(facts: PageFacts) -> Markup:
    intervals = (
        f"Intervals are of {facts.level:.0%}, from {facts.times:,} draws of whole documents with replacement (seed "
        f"{facts.seed})."
        if facts.times
        else "No intervals were asked for."
    )
    said = [
        "Only documents that are finished count: finished with nothing marked is an answer, unfinished is none.",
        f"Positions of the figures are {facts.unit}. The list compares borders letter by letter, so that it may hold "
        "disagreements about a prefix that are none in tokens.",
        intervals,
        "What is not defined is n/a with its reason, and never 0 or 1.",
        *(f"{what}: {which}." for what, which in facts.filters),
    ]
    questions = (part for name in facts.taken if name in facts.measures for part in _defined(facts.measures[name]))
    return joined(element("ul", *(element("li", one) for one in said)), element("dl", *questions, class_="questions"))


def _defined(measure: Measure) -> tuple[Markup, Markup]:
    """What a measure answers, how it is counted and who says so."""
    said = " ".join(part for part in (measure.question, measure.definition, measure.source) if part)
    return element("dt", measure.title, " ", element("code", measure.name)), element("dd", said)
