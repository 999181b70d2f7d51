"""The first parts of the page: the figures with their intervals and concerns, who did what, and the pairs."""

from collections.abc import Iterator, Mapping, Sequence

from corpus_tool.agreement import Score
from corpus_tool.model.disagreement_counts import Counts
from corpus_tool.model.disagreements import What
from corpus_tool.reports.page.facts import PageFacts, Work, figure, interval, why_not
from corpus_tool.reports.page.grouping import MANY
from corpus_tool.reports.page.labels import pair_ids
from corpus_tool.reports.page.markup import Markup, element, isolated, joined, said
from corpus_tool.reports.page.tables import bar, number, row, shade, table
from corpus_tool.saying import tr, tr_many

PLACES = {"f1_bounds": "borders", "label_percent": "confusion", "ev_arg_cls_attached": "kinds", "ev_trig_cls": "kinds"}
"""Measure to the part of the page that leads to what it counts; of the others the whole list."""

HEADLINE = 9
"""Figures in the first row; the rest stands in the table of all figures."""


def head(facts: PageFacts) -> Markup:
    """What this page is about and where it comes from."""
    names = joined(*_listed(facts.annotators))
    made = f"{facts.made_at[:10]} {facts.made_at[11:16]} UTC".strip()
    return element(
        "header",
        element("p", tr("How far annotators agree"), class_="kicker"),
        element("h1", names),
        element(
            "p",
            isolated(facts.corpus),
            f" \u00b7 {tr('schema {schema}', schema=facts.schema)} \u00b7 ",
            isolated(made),
            " \u00b7 ",
            isolated(facts.program),
            class_="from",
        ),
    )


def _listed(names: tuple[str, ...]) -> Iterator[Markup | str]:
    for at, name in enumerate(names):
        yield isolated(name)
        yield "" if at + 1 == len(names) else tr(" and ") if at + 2 == len(names) else ", "


def overview(facts: PageFacts, counts: Counts) -> Markup:
    """The figures that tell most, and what is to be said of them."""
    shown = facts.taken[:HEADLINE]
    cards = (_card(facts, counts, name) for name in shown)
    return joined(
        _in_words(counts),
        element("div", *cards, class_="cards") if shown else Markup(""),
        _concerns(tr("Before you quote these figures"), facts.warnings() + facts.further_warnings(shown)),
        _beside(facts, shown),
    )


def _in_words(counts: Counts) -> Markup:
    things = counts.agreed + counts.disagreements
    if not counts.documents:
        return element("p", tr("No document was finished by two of them yet."), class_="lead")
    together = tr_many(
        "They finished {count:,} document together.",
        "They finished {count:,} documents together.",
        len(counts.documents),
    )
    said = tr(
        "Of {things:,} things that at least one of them marked, all say the same about {agreed:,} ({share}); about"
        " {others:,} they do not, and each of these stands below in its sentence.",
        things=things,
        agreed=counts.agreed,
        share=f"{counts.agreed / things:.0%}" if things else "\u2013",
        others=counts.disagreements,
    )
    clitics = tr(
        "{count:,} of them are about nothing but a prefix or a suffix written onto the word.", count=counts.of_clitics
    )
    return element("p", " ".join((together, said, *([clitics] if counts.of_clitics else []))), class_="lead")


def _card(facts: PageFacts, counts: Counts, measure: str) -> Markup:
    score = facts.overall(measure) or Score(None, None, None, 0)
    title = facts.title(measure)
    question = said(facts.measures[measure].question) if measure in facts.measures else ""
    between = _between(facts, score)
    under = why_not(score) if score.value is None else between
    return element(
        "div",
        element("h3", said(facts.measures[measure].title) if measure in facts.measures else measure),
        element("p", figure(score.value), class_="value"),
        bar(score, title) if score.value is not None else Markup(""),
        element("p", under, class_="interval"),
        element("p", question, class_="question"),
        element("p", element("a", tr("the places"), href=f"#{PLACES.get(measure, 'disagreements')}"), class_="question")
        if counts.disagreements
        else "",
        *(element("p", one, class_="concern") for one in facts.warnings(measure)),
        class_="card",
        id=f"m-{measure}",
    )


def _between(facts: PageFacts, score: Score) -> str:
    """The interval, or why there is none."""
    if not interval(score):
        return why_not(score) or tr("no interval")
    return tr("{level} interval {interval}", level=f"{facts.level:.0%}", interval=interval(score))


def _concerns(title: str, sentences: list[str]) -> Markup:
    if not sentences:
        return Markup("")
    return element(
        "aside", element("h3", title), element("ul", *(element("li", one) for one in sentences)), class_="concerns"
    )


def _beside(facts: PageFacts, shown: Sequence[str]) -> Markup:
    """The same figures without and with work that saw another's, where there is any."""
    if not facts.independent and not facts.assisted:
        return Markup("")
    rows = (
        row(
            facts.title(name),
            *(number(figure(_overall(scores, name))) for scores in (facts.independent, facts.assisted)),
        )
        for name in shown
    )
    heads = [tr("figure"), tr("independent work"), tr("with assisted work")]
    return table(heads, rows, tr("Work that went on after seeing another's, or suggestions, is told apart"))


def _overall(scores: Mapping[str, Score], measure: str) -> float | None:
    score = scores.get(measure) or scores.get(f"{measure}.mean")
    return score.value if score else None


def who(facts: PageFacts, counts: Counts) -> Markup:
    """Who did what."""
    rows = (
        row(
            isolated(name),
            *(number(count) for count in facts.work.get(name, Work())),
            *(number(counts.marked[name, what]) for what in What),
        )
        for name in facts.annotators
    )
    heads = [
        tr("annotator"),
        tr("finished"),
        tr("not finished"),
        tr("assisted"),
        tr("compared"),
        *(tr(MANY[what]) for what in What),
    ]
    return table(heads, rows, tr("Documents of each annotator, and what she marked in those that are compared"))


def pairs(facts: PageFacts, counts: Counts, measure: str) -> Markup:
    """A figure for each two annotators as a square; nothing for two, whose figure is the overall one."""
    found = dict(facts.pairs(measure))
    if len(facts.annotators) < 3 or not found:
        return Markup("")
    ids = pair_ids(counts)

    def cell(one: str, other: str) -> Markup:
        names = (min(one, other), max(one, other))
        return _pair(found.get((one, other)) or found.get((other, one)), ids.get(names))

    rows = (row(isolated(one), *(cell(one, other) for other in facts.annotators)) for one in facts.annotators)
    return table(
        ["", *map(isolated, facts.annotators)],
        rows,
        tr("{figure}, each two annotators", figure=facts.title(measure)),
        "heat",
    )


def _pair(score: Score | None, to: str | None) -> Markup:
    if score is None:
        return element("td", "\u2013", class_="none")
    if score.value is None:
        return element("td", "n/a", class_="number", title=why_not(score))
    items = tr_many("{count:,} item", "{count:,} items", score.n)
    between = tr("interval {interval}, {items}", interval=interval(score), items=items) if interval(score) else items
    inside = element("a", figure(score.value), href=f"#{to}", title=between) if to else figure(score.value)
    look = f"number same s{shade(max(0.0, score.value) ** 2, 1)}"
    return element("td", inside, class_=look, title=None if to else between)
