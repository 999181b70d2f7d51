"""What keeps a figure from meaning what it seems to mean, each in one plain sentence with its numbers.

The idea of concerns beside a coefficient is INCEpTION's (2026). To let something new be said: a function here, and its
line in `CONCERNS`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from msgspec import Struct, field

from corpus_tool.agreement import Score, Why
from corpus_tool.agreement.positions import MISSING, NOTHING, coding
from corpus_tool.agreement.study import Study
from corpus_tool.saying import tr_later

FEW_DOCUMENTS = 10
FEW_USES = 5
"""Below that many spans of a label, counts say more than a coefficient."""
MOST = 0.9
"""A share of the positions with one value that makes percent high and kappa low by itself."""
UNEQUAL = 1.5
"""How many times as much one marked as the other."""
ENOUGH = 10
"""Spans of the one who marked more, from which their ratio says anything."""
BORDERS = 0.1
"""How much overlap F1 is above strict F1 where borders are most of the trouble."""
UNITS = 0.02
"""How far strict F1 of tokens and of characters may lie apart."""
MANY_LABELS = 20


class Concern(Struct, frozen=True):
    """Something to know before a figure is believed."""

    name: str
    figure: str
    """The measure or key that it is about; empty: all."""
    sentence: str
    """To be said with `tr(sentence, **values)`."""
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.sentence.format(**self.values)


class Case(NamedTuple):
    """What concerns are found in."""

    study: Study
    annotators: tuple[str, ...]
    figures: Mapping[str, Score]

    def uses(self, annotator: str) -> Counter[str]:
        """Label to how many spans she has of it."""
        answers = (one.answers[annotator] for one in self.study.documents if annotator in one.answers)
        return Counter(mark.label for answer in answers for mark in answer.spans)


def concerns_of(study: Study, annotators: tuple[str, ...], figures: Mapping[str, Score]) -> tuple[Concern, ...]:
    """Everything that is to be known of these figures, the most general first."""
    case = Case(study, annotators, figures)
    return tuple(concern for find in CONCERNS for concern in find(case))


def few_documents(case: Case) -> Iterator[Concern]:
    """Documents are drawn for intervals, so there must be some to draw from."""
    if 0 < (count := len(case.study.documents)) < FEW_DOCUMENTS:
        yield Concern(
            "few_documents",
            "",
            tr_later("Only {count} documents are shared: below {enough}, intervals say little; look at the counts.")
            if count > 1
            else tr_later("Only one document is shared: below {enough}, intervals say little; look at the counts."),
            {"count": count, "enough": FEW_DOCUMENTS},
        )


def without_annotations(case: Case) -> Iterator[Concern]:
    """Done and empty is an answer, but seldom the one that was meant."""
    for who in case.annotators:
        answers = [one.answers[who] for one in case.study.documents if who in one.answers]
        if answers and not any(answer.spans or answer.events for answer in answers):
            yield Concern(
                "without_annotations",
                "",
                tr_later("{who} has done {count} documents and marked nothing in them: is that meant?")
                if len(answers) > 1
                else tr_later("{who} has done one document and marked nothing in it: is that meant?"),
                {"who": who, "count": len(answers)},
            )


def skewed_prevalence(case: Case) -> Iterator[Concern]:
    """Where nearly everything is one value, chance agreement is high (Feinstein and Cicchetti 1990)."""
    if len(case.annotators) < 2 or not any(key.startswith(_BY_CHANCE) for key in case.figures):
        return
    found = coding(case.study, case.annotators)
    done = found.values != MISSING
    everything = int((done * found.lengths).sum())
    unmarked = int(((found.values == NOTHING) * found.lengths).sum())
    if everything and unmarked / everything > MOST:
        yield Concern(
            "skewed_prevalence",
            "alpha",
            tr_later("{share} % of the text has no label: percent is high and kappa low by that alone."),
            {"share": round(100 * unmarked / everything)},
        )


_BY_CHANCE = ("alpha", "cohen", "scott", "fleiss", "conger", "percent", "ac1")


def unequal_margins(case: Case) -> Iterator[Concern]:
    """Who marks much more than the other; the label in which that is worst."""
    for one, other in combinations(case.annotators, 2):
        shared = Study(tuple(case.study.documents[number] for number in case.study.done_by((one, other))))
        left, right = (Case(shared, case.annotators, {}).uses(who) for who in (one, other))
        more, less = (one, other) if left.total() >= right.total() else (other, one)
        counts = sorted((left.total(), right.total()))
        if counts[1] >= ENOUGH and counts[1] > UNEQUAL * counts[0]:
            label = max(left | right, key=lambda label: abs(left[label] - right[label]))
            yield Concern(
                "unequal_margins",
                f"f1_strict[{one},{other}]",
                tr_later(
                    "In the same documents {more} marked {much} spans and {less} {little}; most apart in {label}."
                ),
                {"more": more, "less": less, "much": counts[1], "little": counts[0], "label": label},
            )


def few_items(case: Case) -> Iterator[Concern]:
    """A label used once has alpha 0 or 1."""
    uses = sum((case.uses(who) for who in case.annotators), Counter[str]())
    for label in case.study.labels:
        if uses[label] < FEW_USES:
            yield Concern(
                "few_items",
                f"alpha{{{label}}}",
                tr_later("{label} was used {count} times: below {enough}, read the counts and no coefficient.")
                if uses[label] != 1
                else tr_later("{label} was used once: below {enough}, read the counts and no coefficient."),
                {"label": label, "count": uses[label], "enough": FEW_USES},
            )


def single_category(case: Case) -> Iterator[Concern]:
    """Nothing to tell apart."""
    alpha = case.figures.get("alpha")
    if alpha is not None and alpha.reason is Why.NO_VARIATION:
        yield Concern(
            "single_category",
            "alpha",
            tr_later("Everybody has the same one value everywhere: nothing above chance can be said."),
        )
    elif len(case.study.labels) == 1:
        yield Concern(
            "single_category",
            "alpha",
            tr_later("{label} is the only label in use: the figures say where it stands, not what was told apart."),
            {"label": case.study.labels[0]},
        )


def border_disagreement(case: Case) -> Iterator[Concern]:
    """The same things found, and cut otherwise; over all labels, and for each."""
    for label in ("", *(f"{{{label}}}" for label in case.study.labels)):
        strict, overlap = (case.figures.get(f"{name}{label}.mean") for name in ("f1_strict", "f1_overlap_typed"))
        if strict is None or overlap is None or strict.value is None or overlap.value is None:
            continue
        if overlap.value - strict.value >= BORDERS:
            yield Concern(
                "border_disagreement",
                f"f1_strict{label}",
                tr_later("Borders are most of the trouble: F1 {strict} strict, {overlap} where spans only touch."),
                {"strict": f"{strict.value:.2f}", "overlap": f"{overlap.value:.2f}"},
            )


def many_labels(case: Case) -> Iterator[Concern]:
    """Of many figures some are bad by chance."""
    if (count := len(case.study.labels)) > MANY_LABELS:
        yield Concern(
            "many_labels",
            "",
            tr_later("With {count} labels some figures are low by chance: begin with what differs most often."),
            {"count": count},
        )


def units_differ(tokens: float | None, characters: float | None) -> tuple[Concern, ...]:
    """Borders inside words: what belongs to a word counts in characters alone."""
    if tokens is None or characters is None or abs(tokens - characters) <= UNITS:
        return ()
    return (
        Concern(
            "units_differ",
            "f1_strict",
            tr_later(
                "Strict F1 is {tokens} on tokens and {characters} on characters: borders inside words differ; do the"
                " guidelines say what becomes of clitics?"
            ),
            {"tokens": f"{tokens:.2f}", "characters": f"{characters:.2f}"},
        ),
    )


def not_independent(documents: int, *, included: bool) -> tuple[Concern, ...]:
    """Who saw what the others did, or suggestions, agrees more."""
    if not documents:
        return ()
    many, one = (_COUNTED, _ONE_COUNTED) if included else (_LEFT_OUT, _ONE_LEFT_OUT)
    return (Concern("not_independent", "", one if documents == 1 else many, {"count": documents}),)


_COUNTED = tr_later("In {count} documents somebody went on after seeing others' work or suggestions; that is counted.")
_LEFT_OUT = tr_later("In {count} documents somebody went on after seeing others' work or suggestions; left out.")
_ONE_COUNTED = tr_later("In one document somebody went on after seeing others' work or suggestions; that is counted.")
_ONE_LEFT_OUT = tr_later("In one document somebody went on after seeing others' work or suggestions; left out.")


CONCERNS: tuple[Callable[[Case], Iterator[Concern]], ...] = (
    few_documents,
    without_annotations,
    many_labels,
    skewed_prevalence,
    single_category,
    border_disagreement,
    unequal_margins,
    few_items,
)
"""Everything that is looked for."""
