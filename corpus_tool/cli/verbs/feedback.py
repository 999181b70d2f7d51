"""corpus-tool feedback: an annotator's work against gold, and what the guidelines leave open."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.agreement.cases import Case
    from corpus_tool.workbench.agreement.feedback import AgainstGold, Because, Feedback


def feedback(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="[DOCUMENT]", help="Only this one.")] = "",
    whose: Annotated[str, typer.Option("--for", metavar="NAME", help="Whose work is held against gold.")] = "",
    gaps: Annotated[bool, typer.Option("--gaps", help="What annotators disagree about, as a work list.")] = False,
    gold: Annotated[bool, typer.Option("--gold", help="With --gaps: what annotators and gold disagree about.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="With --gaps: a list in Markdown.")] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="How many lines at most.")] = 50,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Give an annotator her work back: every difference from gold, and how often there is none.

    Figures are against gold, and no agreement: gold is right. Only documents count that she has done and that
    have gold. With --gaps, what annotators disagree about is grouped by labels, words and clitic, the most
    frequent first: what the guidelines should speak of next.

    \b
    corpus-tool feedback --for noa
    corpus-tool feedback ar-0001 --for noa --json
    corpus-tool feedback --gaps --markdown > gaps.md
    """
    if gaps == bool(whose):
        raise UsageError("--for NAME asks for one annotator's differences from gold, --gaps for a work list: give one.")
    if (markdown or gold) and not gaps:
        raise UsageError("--markdown and --gold go with --gaps.")
    if gaps and document:
        raise UsageError("--gaps asks for the whole corpus, not for one document.")
    with open_corpus(context, corpus) as store, store.reading():
        if gaps:
            _gaps(store, limit, gold=gold, markdown=markdown, json=json)
        else:
            _differences(store, whose, [document_id_of(store, document)] if document else [], limit, json=json)


def _gaps(store: "Store", limit: int, *, gold: bool, markdown: bool, json: bool) -> None:
    from corpus_tool.cli.console import progress_bar, say, say_json, say_table, talk
    from corpus_tool.cli.gap_printing import as_markdown, clitic_of, labels_of
    from corpus_tool.workbench.agreement.gaps import gaps as find

    with progress_bar("comparing") as tell:
        found = find(store, gold=gold, tell=tell)
    if json:
        say_json(found[:limit])
    elif markdown:
        for line in as_markdown(found[:limit]):
            say(line)
    elif found:
        rows = [
            (one.count, one.documents, labels_of(one), ", ".join(one.kinds), clitic_of(one), one.words)
            for one in found[:limit]
        ]
        say_table(["times", "documents", "labels", "differ by", "clitic", "words"], rows)
    if not found:
        talk("Nothing found: nobody disagrees about what was done by two or more.")
    elif len(found) > limit:
        talk(f"There are {len(found):,}; --limit says how many are shown ({limit}).")


def _differences(store: "Store", whose: str, documents: list[int], limit: int, *, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json, say_table, talk
    from corpus_tool.saying.counting import counted
    from corpus_tool.workbench.agreement.cases import lines_of_cases
    from corpus_tool.workbench.agreement.feedback import feedback as compare

    found = compare(store, whose, documents)
    if json:
        say_json(_told(store, found))
        return
    differences, documents_done = counted(len(found.cases), "difference"), counted(found.documents, "document")
    say(f"{whose} against gold: {differences} in {documents_done}.")
    figures = [*found.overall.items(), *found.labels.items()]
    say_table(["of", "precision", "recall", "F1", "both", "hers", "gold"], [_row(name, one) for name, one in figures])
    shown = found.cases[:limit]
    for case, line in zip(shown, lines_of_cases(store, shown), strict=True):
        place = f"{line.document}\t{line.start}\t{_kinds(case)}{_because(found.why(case))}\t{line.label}"
        say("\t".join((place, *(" ".join(part.split()) for part in (line.before, line.text, line.after)))))
    if len(found.cases) > limit:
        talk(f"There is more; --limit says how many differences are shown ({limit}).")


def _kinds(case: "Case") -> str:
    return ", ".join((*case.kinds, *case.details))


def _because(said: "Because | None") -> str:
    parts = (said.reason, said.guideline) if said else ()
    return f" ({': '.join(filter(None, parts))})" if said else ""


def _row(name: str, one: "AgainstGold") -> tuple[object, ...]:
    shares = ("n/a" if value is None else f"{value:.3f}" for value in (one.precision, one.recall, one.f1))
    return (name, *shares, one.both, one.hers, one.gold)


def _told(store: "Store", found: "Feedback") -> dict[str, object]:
    from corpus_tool.workbench.agreement.cases import lines_of_cases
    from corpus_tool.workbench.agreement.feedback import advice

    lines = lines_of_cases(store, found.cases)
    labels = sorted({label for case in found.cases for label in case.labels if label})
    return {
        "annotator": found.annotator,
        "against": "gold",
        "documents": found.documents,
        "overall": {name: _figures(one) for name, one in found.overall.items()},
        "labels": {name: _figures(one) for name, one in found.labels.items()},
        "differences": [
            {
                "document": line.document,
                "start": line.start,
                "end": line.end,
                "text": line.text,
                "is": case.what,
                "kinds": case.kinds,
                "details": case.details,
                "hers": _spot(case, 0),
                "gold": _spot(case, 1),
                "because": because._asdict() if (because := found.why(case)) else None,
            }
            for case, line in zip(found.cases, lines, strict=True)
        ],
        "guidelines": {label: advice(store, label) for label in labels},
    }


def _figures(one: "AgainstGold") -> dict[str, float | int | None]:
    return {"precision": one.precision, "recall": one.recall, "f1": one.f1, **one._asdict()}


def _spot(case: "Case", number: int) -> dict[str, object] | None:
    spot = (case.first, case.second)[number]
    return None if spot is None else {"label": spot.label, "fragments": spot.fragments, "id": spot.id}
