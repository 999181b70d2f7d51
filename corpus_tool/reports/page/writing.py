"""The whole page, piece by piece: what is long is never held at once."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files

from corpus_tool.agreement import Measure
from corpus_tool.model.disagreements import What
from corpus_tool.reports.page.borders import borders
from corpus_tool.reports.page.courses import over_time
from corpus_tool.reports.page.documents import documents
from corpus_tool.reports.page.facts import PageFacts, figure, interval, why_not
from corpus_tool.reports.page.labels import by_label, confusion
from corpus_tool.reports.page.learning import learning
from corpus_tool.reports.page.listing import kinds, listed
from corpus_tool.reports.page.markup import Markup, element, end, joined, said, start
from corpus_tool.reports.page.overview import head, overview, pairs, who
from corpus_tool.reports.page.spool import Anchors, Spool
from corpus_tool.reports.page.tables import number, row, table
from corpus_tool.saying import side, spoken, tr, tr_later

PARTS = (
    ("overview", tr_later("In short")),
    ("who", tr_later("Who did what")),
    ("pairs", tr_later("Each two annotators")),
    ("labels", tr_later("Label by label")),
    ("confusion", tr_later("Which label against which")),
    ("kinds", tr_later("How they differ")),
    ("borders", tr_later("Where borders differ")),
    ("documents", tr_later("Document by document")),
    ("time", tr_later("Over time")),
    ("learning", tr_later("What is learned from more documents")),
    ("disagreements", tr_later("Every disagreement")),
    ("figures", tr_later("All figures")),
    ("about", tr_later("How this was counted")),
)
"""Id and heading of each part."""

SQUARES = ("f1_strict", "f1_bounds", "label_percent", "ev_trig_cls")
"""Figures that are shown for each two annotators, where they were taken."""


def pieces(facts: PageFacts, spool: Spool) -> Iterator[str]:
    """The page from its first character to its last, in pieces."""
    anchors = spool.anchors()
    yield "<!DOCTYPE html>\n"
    yield start("html", lang=spoken(), dir=side())
    yield _top(facts)
    yield start("body")
    yield head(facts)
    yield _contents(facts)
    yield start("main")
    for id, inside in _summaries(facts, spool, anchors):
        yield _part(id, inside)
    yield start("section", id="disagreements", aria_labelledby="disagreements-heading")
    yield element("h2", tr(dict(PARTS)["disagreements"]), id="disagreements-heading")
    yield from listed(spool, anchors)
    yield end("section")
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
        element("title", tr("Agreement of {names}", names=", ".join(facts.annotators))),
        element("style", Markup(style)),
    )


def _contents(facts: PageFacts) -> Markup:
    links = (element("li", element("a", tr(title), href=f"#{id}")) for id, title in _shown_parts(facts))
    return element("nav", element("ul", *links), aria_label=tr("Parts of this page"))


def _shown_parts(facts: PageFacts) -> list[tuple[str, str]]:
    left_out = {"pairs"} if len(facts.annotators) <= 2 else set[str]()
    if not facts.curves:
        left_out.add("learning")
    return [(id, title) for id, title in PARTS if id not in left_out]


def _summaries(facts: PageFacts, spool: Spool, anchors: Anchors) -> Iterator[tuple[str, Markup]]:
    counts = spool.counts
    yield "overview", overview(facts, counts)
    yield "who", who(facts, counts)
    if len(facts.annotators) > 2:
        yield "pairs", element("div", *(pairs(facts, counts, name) for name in SQUARES), class_="beside")
    yield "labels", by_label(facts, anchors)
    squares = joined(*(confusion(counts, anchors, what) for what in What))
    yield "confusion", squares or element("p", tr("Nothing was marked."), class_="why")
    yield "kinds", kinds(spool)
    yield "borders", borders(spool)
    yield "documents", documents(facts, counts.documents, spool.of_document)
    yield "time", over_time(facts, counts.documents)
    if facts.curves:
        yield "learning", learning(facts.curves)


def _part(id: str, *inside: str) -> Markup:
    return element(
        "section",
        element("h2", tr(dict(PARTS)[id]), id=f"{id}-heading"),
        *inside,
        id=id,
        aria_labelledby=f"{id}-heading",
    )


def _all_figures(facts: PageFacts) -> Markup:
    if not facts.scores:
        return element("p", tr("No figure was taken."), class_="why")
    rows: Iterable[Markup] = (
        row(element("code", key), number(figure(score.value)), interval(score), number(score.n), why_not(score))
        for key, score in facts.scores.items()
    )
    heads = [tr("figure"), tr("value"), tr("{level} interval", level=f"{facts.level:.0%}"), tr("of"), tr("why not")]
    listed = table(heads, rows, tr("Every figure that was taken, by the name that it has in JSON"))
    return element("details", element("summary", tr("{count:,} figures", count=len(facts.scores))), listed)


def _about(facts: PageFacts) -> Markup:
    intervals = (
        tr(
            "Intervals are of {level}, from {times:,} draws of whole documents with replacement (seed {seed}).",
            level=f"{facts.level:.0%}",
            times=facts.times,
            seed=facts.seed,
        )
        if facts.times
        else tr("No intervals were asked for.")
    )
    said = [
        tr("Only documents that are finished count: finished with nothing marked is an answer, unfinished is none."),
        tr(
            "Positions of the figures are {unit}. The list compares borders letter by letter, so that it may hold"
            " disagreements about a prefix that are none in tokens.",
            unit=tr(facts.unit),
        ),
        intervals,
        tr("What is not defined is n/a with its reason, and never 0 or 1."),
        *(f"{tr(what)}: {tr(which)}." for what, which in facts.filters),
    ]
    questions = (part for name in facts.taken if name in facts.measures for part in _defined(facts.measures[name]))
    return joined(element("ul", *(element("li", one) for one in said)), element("dl", *questions, class_="questions"))


def _defined(measure: Measure) -> tuple[Markup, Markup]:
    """What a measure answers, how it is counted and who says so."""
    told = " ".join(part for part in (measure.definition, measure.source) if part)
    return (
        element("dt", said(measure.title), " ", element("code", measure.name)),
        element("dd", said(measure.question), " ", element("span", told, lang="en", dir="ltr")),
    )
