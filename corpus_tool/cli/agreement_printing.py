"""Figures of agreement for the eye: what each answers, how far it is known, from how much, and what to beware of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from corpus_tool.agreement import Measure, Score, known
from corpus_tool.agreement.concerns import Concern
from corpus_tool.agreement.explaining import facts
from corpus_tool.agreement.scoring import rest_of
from corpus_tool.cli.console import say
from corpus_tool.cli.folding import say_folded
from corpus_tool.errors import NotFoundError
from corpus_tool.reports.page.facts import Key, key_of
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.workbench.agreement.measuring import Agreement

BAR = 10
"""Cells."""
EIGHTHS = " ▏▎▍▌▋▊▉"


def name_of(key: str) -> str:
    """The measure that a key is of: `f1_strict` of `f1_strict{ORG}[noa,sami]`."""
    return key_of(key).measure


def print_agreement(found: "Agreement", *, by_label: bool) -> None:
    """All of it as a page: what was counted, then each measure with its figures and concerns."""
    for line in (*_heads(found), ""):
        say_folded(line, "  ")
    for concern in found.concerns:
        if not concern.figure:
            say_folded(f"! {concern.text}", "  ")
    width = max((len(_who(key)) for key in found.figures), default=0)
    for name in dict.fromkeys(map(name_of, found.figures)):
        for line in ("", *_question(known()[name])):
            say_folded(line, "  ")
        for line in _figures(found, name, width, by_label=by_label):
            say(line)
        for line in _beware(found.concerns, name, by_label=by_label):
            say_folded(line, "    ")


def _heads(found: "Agreement") -> Iterator[str]:
    basis = found.counted
    yield (
        f"Done by two or more: {basis.shared} of {counted(basis.documents, 'document')}, by all: {basis.by_all};"
        f" {counted(basis.positions, 'position')}, in {found.unit}."
    )
    for who, part in basis.annotators.items():
        spans, events = counted(part.spans, "span"), counted(part.events, "event")
        yield f"{who}: {part.done} done, {part.open} open; compared: {spans} and {events}."
    if basis.left_out:
        yield f"Labels without figures: {', '.join(f'{label} ({why})' for label, why in basis.left_out.items())}."
    if found.filters.ignore_marks:
        yield "Combining marks at borders are ignored."
    if not found.filters.boilerplate:
        yield "Boilerplate is left out."
    if found.resampling.times:
        yield (
            f"Intervals of {found.resampling.level:.0%}: {counted(found.resampling.times, 'draw')} of documents,"
            f" seed {found.resampling.seed}."
        )


def _question(measure: Measure) -> tuple[str, ...]:
    return (f"{measure.title} ({measure.name}): {measure.question}",)


def _figures(found: "Agreement", name: str, width: int, *, by_label: bool) -> Iterator[str]:
    alone = len(found.annotators) == 2
    for key, score in found.figures.items():
        parts = key_of(key)
        if parts.measure != name or (parts.label and not by_label):
            continue
        if alone and parts.over:
            continue  # of one pair, all of them are the pair's
        if alone and parts.pair and key.removesuffix(f"[{parts.pair}]") in found.figures:
            continue
        items = "pairs" if _is_over_pairs(parts, found.annotators) else known()[name].items
        yield _figure(_who(key), score, width, items)
    for word, others in (("independent work only", found.independent), ("with assisted work", found.assisted)):
        for key, score in others.items():
            if key in (name, f"{name}.mean"):
                items = "pairs" if _is_over_pairs(key_of(key), found.annotators) else known()[name].items
                yield _figure(word, score, width, items)


def _who(key: str) -> str:
    """What stands before a figure: the label, and who is compared."""
    parts = key_of(key)
    words = (parts.label, parts.over, parts.pair.replace(",", " and "))
    return " ".join(word for word in words if word) or "all"


def _figure(who: str, score: Score, width: int, items: str) -> str:
    if score.value is None:
        why = str(score.reason or "").replace("_", " ")
        return f"  {who:<{width}}  {'n/a':<{BAR + 7}}  {why}{f'; {score.note}' if score.note else ''}"
    interval = "" if score.low is None or score.high is None else f"{score.low:.3f} to {score.high:.3f}"
    return f"  {who:<{width}}  {bar(score.value)} {score.value:6.3f}  {interval:<16}  {score.n:,} {items}".rstrip()


def _is_over_pairs(parts: Key, annotators: Sequence[str]) -> bool:
    """Whether the figure is put together from those of pairs, and counts them."""
    return bool(parts.over) or (parts.pair.endswith(f",{rest_of(annotators)}") and len(annotators) > 2)


def bar(value: float) -> str:
    """A figure between 0 and 1 as blocks, with dots for the rest."""
    eighths = round(min(1.0, max(0.0, value)) * BAR * 8)
    full, rest = divmod(eighths, 8)
    blocks = "█" * full + (EIGHTHS[rest] if rest else "")
    return blocks + "·" * (BAR - len(blocks))


def _beware(concerns: Iterable[Concern], name: str, *, by_label: bool) -> Iterator[str]:
    for one in concerns:
        parts = key_of(one.figure)
        if parts.measure == name and (by_label or not parts.label):
            yield f"  ! {_label_before(one)}{one.text}"


def _label_before(concern: Concern) -> str:
    label = key_of(concern.figure).label
    return f"{label}: " if label and label not in concern.values.values() else ""


def csv_rows(figures: Mapping[str, Score]) -> Iterator[Sequence[str]]:
    """A heading, and a row for each figure; what a spreadsheet would take for a formula is no formula."""
    yield ("figure", "measure", "about", "value", "low", "high", "n", "items", "reason")
    for key, score in figures.items():
        name = name_of(key)
        numbers = ("" if one is None else repr(one) for one in (score.value, score.low, score.high))
        yield (cell(key), name, cell(_who(key)), *numbers, str(score.n), known()[name].items, score.reason or "")


def cell(text: str) -> str:
    """No formula, whatever the name of an annotator begins with."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t"} else text


def as_json(found: "Agreement") -> dict[str, Any]:
    """What scripts read; the keys stay."""
    return {
        "annotators": found.annotators,
        "documents": found.documents,
        "shared": found.shared,
        "unit": found.unit,
        "seed": found.resampling.seed,
        "resamples": found.resampling.times,
        "level": found.resampling.level,
        "program": found.program,
        "schema": found.schema,
        "filters": found.filters,
        "counted": found.counted,
        "concerns": [
            {"name": one.name, "figure": one.figure, "text": one.text, "values": one.values} for one in found.concerns
        ],
        "figures": found.figures,
        "independent": found.independent,
        "assisted": found.assisted,
    }


def explain_named(name: str) -> None:
    """What a measure, or each of them, is. Raises NotFoundError for one that is not there."""
    there = known()
    if name != "all" and name not in there:
        raise NotFoundError(f"There is no measure {name!r} (known: {', '.join(there)}).")
    for number, one in enumerate(there.values() if name == "all" else (there[name],)):
        if number:
            say()
        for word, text in facts(one):
            say_folded(f"{word + ':':<10} {text}", " " * 11)
