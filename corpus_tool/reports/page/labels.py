"""Label by label: the figures as bars, and which label stands against which as a heat map."""

from collections import Counter
from collections.abc import Sequence

from corpus_tool.model.disagreement_counts import Counts
from corpus_tool.model.disagreements import NOTHING, What
from corpus_tool.reports.page.facts import PageFacts
from corpus_tool.reports.page.grouping import name_of
from corpus_tool.reports.page.markup import Markup, element, isolated, joined
from corpus_tool.reports.page.spool import Anchors
from corpus_tool.reports.page.tables import number, row, score_cells, shaded, table
from corpus_tool.saying import side, tr, tr_later

BARS = ("f1_strict", "alpha")
"""Figures that are drawn for each label, where they were taken."""

LABELS_OF = {
    What.SPAN: tr_later("Labels of spans"),
    What.EVENT: tr_later("Types of events"),
    What.RELATION: tr_later("Types of relations"),
}

Cells = Counter[tuple[str, str]]
"""(label of the first, label of the second) to how often."""


def by_label(facts: PageFacts, anchors: Anchors) -> Markup:
    """The figures of each label alone."""
    measures = [name for name in BARS if any(facts.overall(name, label) for label in facts.labels)]
    if not measures:
        return element("p", tr("No figure was taken of single labels."), class_="why")
    heads = [
        tr("label"),
        tr("of"),
        *(head for name in measures for head in (facts.title(name), "")),
        tr("where they differ"),
        tr("to know"),
    ]
    return table(
        heads, (_label(facts, anchors, measures, label) for label in facts.labels), tr("Figures of each label")
    )


def _label(facts: PageFacts, anchors: Anchors, measures: Sequence[str], label: str) -> Markup:
    scores = [facts.overall(name, label) for name in measures]
    cells = (cell for score in scores for cell in score_cells(score, label))
    links = (
        part
        for group in anchors.with_label(label)
        for part in (element("a", isolated(group.title), href=f"#{anchors.id(group)}"), element("br"))
    )
    places = element("details", element("summary", tr("places")), *links)
    said = element("td", " ".join(facts.warnings(label=label)), class_="why")
    return row(
        isolated(label), number(facts.uses.get(label, 0)), *cells, places if anchors.with_label(label) else "", said
    )


def confusion(counts: Counts, anchors: Anchors, what: What) -> Markup:
    """Which label stands against which: of two annotators one down and one across; of more, both ways together."""
    between = sorted({(one.first, one.second) for one in counts.label_pairs if one.what is what})
    if not between:
        return Markup("")
    if len(between) == 1:
        ((first, second),) = between
        return _square(_cells(counts, what, first, second), anchors, what, first, second)
    both: Cells = Counter()
    for one, count in counts.label_pairs.items():
        if one.what is what:
            both[one.label, one.other] += count
            if one.label != one.other:
                both[one.other, one.label] += count
    whole = _square(both, anchors, what, "", "")
    single = (_of_pair(counts, anchors, what, *pair) for pair in between)
    return joined(whole, *single)


def pair_ids(counts: Counts) -> dict[tuple[str, str], str]:
    """The ids of the heat maps of spans, of each two annotators in the order of the alphabet."""
    between = {(one.first, one.second) for one in counts.label_pairs if one.what is What.SPAN}
    return {pair: f"pair{number}" for number, pair in enumerate(sorted(between), 1)} if len(between) > 1 else {}


def _of_pair(counts: Counts, anchors: Anchors, what: What, first: str, second: str) -> Markup:
    square = _square(_cells(counts, what, first, second), anchors, what, first, second)
    id = pair_ids(counts).get((first, second)) if what is What.SPAN else None
    return element("details", element("summary", isolated(first), tr(" and "), isolated(second)), square, id=id)


def _cells(counts: Counts, what: What, first: str, second: str) -> Cells:
    return Counter(
        {
            (one.label, one.other): count
            for one, count in counts.label_pairs.items()
            if (one.what, one.first, one.second) == (what, first, second)
        }
    )


def _square(cells: Cells, anchors: Anchors, what: What, first: str, second: str) -> Markup:
    labels = _labels(cells)
    if not labels:
        return element("p", tr("They gave everything the same labels."), class_="why")
    most = max((count for (one, other), count in cells.items() if one != other), default=0)
    most_alike = max((count for (one, other), count in cells.items() if one == other), default=0)
    rows = (
        row(
            isolated(name_of(one)),
            *(_cell(cells, (one, other), most_alike if one == other else most, anchors, what) for other in labels),
        )
        for one in labels
    )
    across = "\u2190" if side() == "rtl" else "\u2192"
    corner = joined(isolated(first), " \u2193  ", isolated(second), f" {across}") if first else Markup("")
    of_whom = (
        tr("{first} down, {second} across", first=first, second=second)
        if first
        else tr("counted for each two annotators, either way round")
    )
    heads = [corner, *(element("span", isolated(name_of(label)), class_="up") for label in labels)]
    return table(heads, rows, f"{tr(LABELS_OF[what])}: {of_whom}", "heat labels")


def _labels(cells: Cells) -> list[str]:
    """Those that stand against another one, in alphabetical order, and nothing at the end."""
    found = {label for pair, count in cells.items() if count and pair[0] != pair[1] for label in pair}
    return sorted(found, key=lambda label: (label == NOTHING, label))


def _cell(cells: Cells, labels: tuple[str, str], most: int, anchors: Anchors, what: What) -> Markup:
    one, other = labels
    if one == other:
        if one == NOTHING:
            return element("td", "", class_="none")
        return shaded(cells[labels], most, "same", None, tr("{label}: the same label", label=one))
    to = anchors.of_labels(what, one, other)
    title = tr("{one} against {other}", one=name_of(one), other=name_of(other))
    return shaded(cells[labels], most, "other", f"#{to}" if to else None, title)
