"""How far annotators agree: what they finished becomes a study, and every measure is taken of it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from corpus_tool import __version__
from corpus_tool.agreement import Measure, Score, Tally, Why, known
from corpus_tool.agreement.concerns import Concern, concerns_of, not_independent, units_differ
from corpus_tool.agreement.drawing import AS_USUAL, NO_INTERVALS, Resampling
from corpus_tool.agreement.scoring import figures
from corpus_tool.agreement.study import Answer, Study
from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.store.store import Store
from corpus_tool.workbench.agreement.rulers import Unit
from corpus_tool.workbench.agreement.studying import EVERYTHING, Counted, Filters, Part, Studied, studied_in
from corpus_tool.workbench.progress import Progress, Tell, ignore

InLabel = Callable[[Study, tuple[str, ...], str], Tally | Why]

OTHER = {Unit.TOKENS: Unit.CHARACTERS, Unit.CHARACTERS: Unit.TOKENS}
"""What strict F1 is held against: where the two differ, borders inside words do."""

NOT_USED = "nobody used it"
NOT_ASKED_FOR = "not asked for"


class Agreement(Struct, frozen=True):
    """Figures, and what they were counted from."""

    annotators: tuple[str, ...]
    unit: Unit
    documents: Mapping[str, int]
    """Annotator to how many of the chosen documents she has done."""
    shared: int
    """Documents that are compared: done by two or more."""
    resampling: Resampling
    figures: Mapping[str, Score]
    """Key, as `f1_strict[A,B]`, `f1_strict{ORG}[A,B]`, `alpha`, `alpha{ORG}`, to score."""
    counted: Counted
    concerns: tuple[Concern, ...] = ()
    filters: Filters = EVERYTHING
    independent: Mapping[str, Score] = field(default_factory=dict)
    """The figures over all labels without assisted work; empty where all work is independent."""
    assisted: Mapping[str, Score] = field(default_factory=dict)
    """The same with assisted work taken in; empty where all work is independent."""
    program: str = __version__
    schema: str = ""
    """Name and version."""


class Asked(NamedTuple):
    """What is to be measured."""

    between: Sequence[str] = ()
    """Whom; everybody where nobody is named."""
    unit: Unit = Unit.TOKENS
    names: Sequence[str] = ()
    """Of measures; all where none is named."""
    resampling: Resampling = AS_USUAL
    filters: Filters = EVERYTHING


AS_A_WHOLE = Asked()


def measure(store: Store, asked: Asked = AS_A_WHOLE) -> Agreement:
    """The figures alone of `measure_study`."""
    return measure_study(store, asked)[0]


def measure_study(store: Store, asked: Asked, tell: Tell = ignore) -> tuple[Agreement, Study]:
    """Take measures of what annotators have finished.

    And what they were taken of. Only documents that are done count: done with nothing marked is an answer, open is
    none. Work that was not independent is left out, unless the filters take it in. Raises NotFoundError for a measure,
    an annotator or another thing that is not there, UsageError where one annotator alone is named.
    """
    between, unit, names, resampling, filters = asked
    chosen = _measures(names)
    with store.reading():
        beside = [OTHER[unit]] if "f1_strict" in [one.name for one in chosen] else []
        found, *others = studied_in(store, between, [unit, *beside], filters)
        schema = store.schemas.current()
        annotators = _annotators(store, found, between)
    study, *studies = (one.everything if filters.include_assisted else one.independent for one in (found, *others))
    scores = measured(study, annotators, chosen, resampling, tell=tell)
    other_study = found.independent if filters.include_assisted else found.everything
    other = measured(other_study, annotators, chosen, resampling, by_label=False) if found.assisted else {}
    same = {key: scores[key] for key in other}
    counted = _counted(found, study, annotators, schema.label_by_id, filters)
    concerns = (
        *not_independent(counted.assisted, included=filters.include_assisted),
        *_of_units(unit, scores, studies, annotators),
        *concerns_of(study, annotators, scores),
    )
    agreement = Agreement(
        annotators=annotators,
        unit=unit,
        documents={name: counted.annotators[name].done for name in annotators if name in counted.annotators},
        shared=counted.shared,
        resampling=resampling,
        figures=scores,
        counted=counted,
        concerns=concerns,
        filters=filters,
        independent=other if filters.include_assisted else same,
        assisted=same if filters.include_assisted else other,
        schema=f"{schema.name} {schema.version}",
    )
    return agreement, study


def measured(
    study: Study,
    annotators: tuple[str, ...],
    measures: Sequence[Measure],
    resampling: Resampling,
    *,
    by_label: bool = True,
    tell: Tell = ignore,
) -> dict[str, Score]:
    """The figures of these measures, over all labels and for each label alone."""
    found: dict[str, Score] = {}
    labels = study.labels if by_label else ()
    total = len(measures) * (1 + len(labels))
    for done, one in enumerate(measures, 1):
        if not one.only_by_label:
            found.update(figures(one, study, annotators, resampling))
        tell(Progress(done, total, one.name))
    for round, label in enumerate(labels, 1):
        alone = study.of_label(label)
        for done, one in enumerate(measures, 1):
            if one.in_label is not None:
                among = replace(one, tally=partial(_among, one.in_label, label))
                found.update(_of_label(one, label, figures(among, study, annotators, resampling)))
            elif one.by_label:
                found.update(_of_label(one, label, figures(one, alone, annotators, resampling)))
            tell(Progress(round * len(measures) + done, total, one.name))
    return found


def _among(in_label: InLabel, label: str, study: Study, annotators: tuple[str, ...]) -> Tally | Why:
    return in_label(study, annotators, label)


def _of_label(one: Measure, label: str, scores: Iterable[tuple[str, Score]]) -> Iterator[tuple[str, Score]]:
    for key, score in scores:
        unused = score.reason is Why.NO_ANNOTATIONS
        yield (
            key.replace(one.name, f"{one.name}{{{label}}}", 1),
            replace(score, reason=Why.LABEL_NOT_USED) if unused else score,
        )


def _measures(names: Sequence[str]) -> list[Measure]:
    there = known()
    if unknown := [name for name in names if name not in there]:
        raise NotFoundError(f"There is no measure {unknown[0]!r} (known: {', '.join(there)}).")
    return [there[name] for name in names] if names else list(there.values())


def _of_units(
    unit: Unit, scores: Mapping[str, Score], beside: Sequence[Study], annotators: tuple[str, ...]
) -> tuple[Concern, ...]:
    """Whether tokens and characters tell different stories."""
    if not beside or len(annotators) < 2:
        return ()
    mean = "f1_strict.mean"
    here, there = (
        scores[mean].value,
        dict(figures(known()["f1_strict"], beside[0], annotators, NO_INTERVALS))[mean].value,
    )
    return units_differ(here, there) if unit is Unit.TOKENS else units_differ(there, here)


def _annotators(store: Store, found: Studied, between: Sequence[str]) -> tuple[str, ...]:
    if not between:
        return found.people
    there = ", ".join(found.people) or "nobody"
    people = set(store.listing.people())
    if missing := [name for name in between if name not in people]:
        raise NotFoundError(f"{missing[0]} has finished no document here (who has: {there}).")
    if len(set(between)) < 2:
        raise UsageError(f"Agreement needs two annotators who have finished documents (here: {there}).")
    return tuple(dict.fromkeys(between))


def _counted(
    found: Studied, study: Study, annotators: tuple[str, ...], labels: Iterable[str], filters: Filters
) -> Counted:
    uses = Counter(mark.label for one in study.documents for said in one.answers.values() for mark in said.spans)
    chosen = filters.choice.labels
    why = {label: NOT_ASKED_FOR if chosen and label not in chosen else NOT_USED for label in labels}
    mixed = {key for key, _ in found.assisted}
    return Counted(
        documents=found.documents,
        shared=len(study.documents),
        by_all=len(study.done_by(annotators)) if annotators else 0,
        positions=sum(one.length for one in study.documents),
        assisted=len(mixed),
        annotators={who: _part(who, part, study) for who, part in found.parts.items()},
        labels=dict(sorted(uses.items())),
        left_out={label: reason for label, reason in why.items() if label not in uses},
    )


def _part(who: str, part: Part, study: Study) -> Part:
    said: list[Answer] = [one.answers[who] for one in study.documents if who in one.answers]
    return replace(
        part,
        shared=len(said),
        spans=sum(len(answer.spans) for answer in said),
        events=sum(len(answer.events) for answer in said),
        arguments=sum(len(event.arguments) for answer in said for event in answer.events),
        relations=sum(len(answer.ties) for answer in said),
    )
