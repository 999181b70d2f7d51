"""The tables of the agreement screen: what stands in each cell, and what is behind it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.agreement import Score
from corpus_tool.model.readings import Kind
from corpus_tool.saying import tr, tr_later
from corpus_tool.tui import palette
from corpus_tool.tui.widgets.grid import Cell, Table, bar, block
from corpus_tool.workbench.agreement.cases import Case
from corpus_tool.workbench.agreement.measuring import Agreement
from corpus_tool.workbench.agreement.overview import MEASURES, Overview, Wanted, confusion, labels_of, strict_f1

NOTHING = tr_later("nothing")

KINDS = (Kind.MISSING, Kind.BORDER, Kind.LABEL, Kind.BORDER_AND_LABEL, Kind.ATTRIBUTE)
"""How spans differ, a column each."""

WHAT = (tr_later("span"), tr_later("event"), tr_later("relation"))

UNITS = (tr_later("tokens"), tr_later("characters"))

FEW = 5
"""Below as many uses of a label, a coefficient says nothing: counts are shown."""

QUESTIONS = {
    "f1_strict": (
        tr_later("strict F1"),
        tr_later("Of everything either marked, how much did both mark with the same borders and label?"),
    ),
    "f1_bounds": (tr_later("borders F1"), tr_later("Of everything either marked, how much has the same borders?")),
    "f1_overlap_typed": (
        tr_later("overlap F1, same label"),
        tr_later("How much did both mark with the same label, if borders only have to touch?"),
    ),
    "alpha": (
        tr_later("Krippendorff's alpha"),
        tr_later("How far above chance is the labelling of the whole text?"),
    ),
    "label_percent": (
        tr_later("same label, same borders"),
        tr_later("Where both marked the same thing, did they call it the same?"),
    ),
    "ev_trig_cls": (
        tr_later("triggers with type"),
        tr_later("Of all triggers, how many did both mark with the same borders and type?"),
    ),
    "ev_arg_cls_attached": (
        tr_later("arguments with role"),
        tr_later("Of all arguments, how many did both give the same role at the same trigger?"),
    ),
}
"""Measure to its name, and what it answers."""

OF = {
    "f1_strict": Wanted(what="span"),
    "f1_bounds": Wanted(what="span"),
    "f1_overlap_typed": Wanted(what="span"),
    "alpha": Wanted(what="span"),
    "label_percent": Wanted(what="span", kind=Kind.LABEL),
    "ev_trig_cls": Wanted(what="event"),
    "ev_arg_cls_attached": Wanted(what="event"),
}
"""Measure to the things it is about."""


class View(NamedTuple):
    """A table, and what is behind its cells and said of its rows."""

    table: Table
    wanted: tuple[tuple[Wanted, ...], ...]
    """As the cells of the table."""
    said: tuple[str, ...] = ()
    """A sentence on each row, where there are any."""
    about: tuple[tuple[str, ...], ...] = ()
    """The figures that each row is about, by their keys without annotators."""


class Shown(NamedTuple):
    """What all tables are made from."""

    overview: Overview
    agreement: Agreement
    pair: tuple[str, ...]
    """Two annotators, where only they are looked at; else nobody."""

    @property
    def cases(self) -> Sequence[Case]:
        """What the tables count."""
        if not self.pair:
            return self.overview.cases
        pair = Wanted(frozenset(self.pair))
        return [case for case in self.overview.cases if pair.allows(case)]

    def score(self, measure: str, label: str = "") -> Score | None:
        """A figure, of the pair where there is one."""
        named = f"{measure}{{{label}}}" if label else measure
        over = f"[{','.join(self.pair)}]" if self.pair else ".mean"
        found = self.agreement.figures
        return found.get(f"{named}{over}") or found.get(named)


def figures_view(shown: Shown) -> View:
    """A row for each measure."""
    rows, said = [], []
    for name in MEASURES:
        score = shown.score(name)
        value = score.value if score else None
        rows.append((Cell(told(score), palette.BOLD), Cell(bar(value)), Cell(interval(score))))
        said.append(f"{tr(QUESTIONS[name][1])} {reason(score)}".strip())
    wanted = tuple((OF[name],) * 3 for name in MEASURES)
    names = tuple(tr(QUESTIONS[name][0]) for name in MEASURES)
    columns = (tr("figure"), "", tr("95 % interval"))
    return View(
        Table("", columns, names, tuple(rows)),
        _of_pair(wanted, shown),
        tuple(said),
        tuple((name,) for name in MEASURES),
    )


def pairs_view(shown: Shown) -> View:
    """Annotators against annotators: strict F1."""
    people = shown.agreement.annotators
    figures = {frozenset(pair): f"f1_strict[{','.join(pair)}]" for pair in combinations(people, 2)}
    rows, wanted = [], []
    for one in people:
        scores = [shown.agreement.figures.get(figures.get(frozenset((one, other)), "")) for other in people]
        rows.append(
            tuple(Cell("-" if one == other else valued(score)) for other, score in zip(people, scores, strict=True))
        )
        wanted.append(tuple(Wanted(frozenset((one, other)), what="span") for other in people))
    said = tuple(tr("Strict F1: the same borders and the same label.") for _ in people)
    return View(Table(tr("strict F1"), people, people, tuple(rows)), tuple(wanted), said)


def labels_view(shown: Shown) -> View:
    """A row for each label, those with most disagreements first."""
    labels = list(labels_of(shown.cases))
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for case in shown.cases:
        if case.what == "span":
            for label in set(filter(None, case.labels)):
                counted[label].update(case.kinds or ("",))
                counted[label]["all"] += 1
    rows, wanted = [], []
    for label in labels:
        score = shown.score("f1_strict", label)
        of = counted[label]
        is_few = of["all"] < FEW
        figure = (tr("few"), "", "") if is_few else (told(score), bar(score.value if score else None), interval(score))
        counts = (Cell(number(of[kind])) for kind in ("", *KINDS))
        rows.append((Cell(figure[0], palette.BOLD), *map(Cell, figure[1:]), *counts))
        alike = Wanted(what="span", label=label)
        wanted.append((alike,) * 4 + tuple(Wanted(what="span", label=label, kind=kind) for kind in KINDS))
    columns = (tr("strict F1"), "", tr("95 % interval"), tr("alike"), *(tr(kind) for kind in KINDS))
    table = Table(tr("label"), columns, tuple(labels), tuple(rows))
    about = tuple((f"f1_strict{{{label}}}", f"alpha{{{label}}}") for label in labels)
    return View(table, _of_pair(tuple(wanted), shown), about=about)


def documents_view(shown: Shown) -> View:
    """A row for each document, those with most disagreements first."""
    by_document: dict[int, list[Case]] = defaultdict(list)
    for case in shown.cases:
        by_document[case.document_id].append(case)
    differing = {id: sum(bool(case.kinds) for case in cases) for id, cases in by_document.items()}
    order = sorted(by_document, key=lambda id: (-differing[id], shown.overview.keys[id]))
    rows, wanted = [], []
    for id in order:
        value, _ = strict_f1(by_document[id])
        alike = len(by_document[id]) - differing[id]
        shares = ("n/a" if value is None else f"{value:.2f}", bar(value), number(alike), number(differing[id]))
        of_what = [number(sum(bool(case.kinds) and case.what == what for case in by_document[id])) for what in WHAT]
        rows.append(tuple(map(Cell, (*shares, *of_what))))
        here = Wanted(document_id=id)
        wanted.append((here,) * 4 + tuple(Wanted(document_id=id, what=what) for what in WHAT))
    columns = (tr("strict F1"), "", tr("alike"), tr("differ"), tr("spans"), tr("events"), tr("relations"))
    names = tuple(shown.overview.keys[id] for id in order)
    said = tuple(tr("F1 of spans, by letters.") for _ in order)
    return View(Table(tr("document"), columns, names, tuple(rows)), _of_pair(tuple(wanted), shown), said)


def confusion_view(shown: Shown) -> View:
    """Labels of the one against labels of the other; everybody against everybody where no pair is chosen."""
    counts = confusion(shown.cases, symmetric=not shown.pair)
    labels = (*labels_of(shown.cases), "")
    most = max((count for (one, other), count in counts.items() if one != other), default=1)
    rows, wanted = [], []
    for one in labels:
        rows.append(tuple(_confused(counts[one, other], most, is_alike=one == other) for other in labels))
        wanted.append(tuple(Wanted(what="span", labels=(one, other)) for other in labels))
    names = tuple(label or tr(NOTHING) for label in labels)
    who = " / ".join(shown.pair) if shown.pair else tr("one / the other")
    return View(Table(who, names, names, tuple(rows)), _of_pair(tuple(wanted), shown))


def _confused(count: int, most: int, *, is_alike: bool) -> Cell:
    """A count with a block for its height among the confusions; what is alike is dimmed."""
    if not count:
        return Cell("\u00b7", palette.DIM)
    return Cell(f"{count} ", palette.DIM) if is_alike else Cell(f"{count}{block(count / most)}", palette.BOLD)


def _of_pair(wanted: tuple[tuple[Wanted, ...], ...], shown: Shown) -> tuple[tuple[Wanted, ...], ...]:
    if not shown.pair:
        return wanted
    return tuple(tuple(replace(one, pair=frozenset(shown.pair)) for one in row) for row in wanted)


def told(score: Score | None) -> str:
    """The figure, or n/a."""
    return "n/a" if score is None or score.value is None else f"{score.value:.3f}"


def valued(score: Score | None) -> str:
    """The figure with a block of its height."""
    return told(score) + block(score.value if score else None)


def interval(score: Score | None) -> str:
    """From where to where, once it is known."""
    if score is None or score.low is None or score.high is None:
        return ""
    return f"{score.low:.3f}\u2013{score.high:.3f}"


def reason(score: Score | None) -> str:
    """Why there is no figure."""
    if score is None or score.reason is None:
        return ""
    return tr("Not defined: {why}.", why=score.reason.replace("_", " "))


def number(count: int) -> str:
    """A count; a dot for none, so that the eye finds the others."""
    return f"{count:,}" if count else "\u00b7"


VIEWS: tuple[tuple[str, Callable[[Shown], View]], ...] = (
    (tr_later("Figures"), figures_view),
    (tr_later("Pairs"), pairs_view),
    (tr_later("Labels"), labels_view),
    (tr_later("Documents"), documents_view),
    (tr_later("Confusion"), confusion_view),
)
"""The tabs, in their order."""
