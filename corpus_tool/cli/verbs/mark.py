"""corpus-tool mark: a name marked wherever it stands."""

from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, WhoOption, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.suggestions.name_places import InCorpus

NameArgument = Annotated[str, typer.Argument(metavar="[NAME]", help="As it is written without prefixes.")]
LabelArgument = Annotated[str, typer.Argument(metavar="[LABEL]", help="As what it is marked.")]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take back what was marked at once last.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="List the places, and mark nothing.")]


def mark(
    context: typer.Context,
    name: NameArgument = "",
    label: LabelArgument = "",
    undo: UndoOption = False,
    dry_run: DryRunOption = False,
    who: WhoOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Mark a name in your own layers wherever it stands, in any spelling and behind prefixes.

    Each document has one act of it, and --undo takes all of them back where nothing was done since. Places that are
    marked already, or across a mark, stay as they are; documents that you are done with, that are locked for you or
    assigned to others alone are passed over, and counted. Exit code 1 where a document refused it. In the annotator,
    Z does the same with a look at each place.

    \b
    corpus-tool mark داعش ORG --as noa --dry-run
    corpus-tool mark "الجيش السوري" ORG --as noa
    corpus-tool mark --undo --as noa
    """
    from corpus_tool.cli.settings import annotator_name

    if bool(name and label) == undo:
        raise UsageError("Say a name and a label, as in `corpus-tool mark داعش ORG`, or --undo.")
    annotator = annotator_name(who)
    with open_corpus(context, corpus) as store:
        if undo:
            _take_back(store, annotator, json=json)
        else:
            listed = _listed(store, annotator, name, label)
            if dry_run:
                _list(listed, json=json)
            else:
                _mark(store, annotator, name, label, listed, json=json)


def _listed(store: "Store", annotator: str, name: str, label: str) -> "InCorpus":
    """The places that would be marked."""
    from corpus_tool.workbench.suggestions.name_forms import Name
    from corpus_tool.workbench.suggestions.name_places import in_corpus

    known = store.schemas.current().label_by_id
    if label not in known:
        raise UsageError(f"The schema has no label {label!r}; it has {', '.join(known)}.")
    sought = Name(name)
    if not sought.words:
        raise UsageError(f"There is no word in {name!r}: give letters or digits.")
    listed = in_corpus(store, annotator, sought, label, limit=None)
    return listed._replace(found=[one for one in listed.found if one.is_proposed])


def _list(listed: "InCorpus", *, json: bool) -> None:
    from corpus_tool.cli.concordance import print_concordance
    from corpus_tool.cli.console import say_json, talk
    from corpus_tool.workbench.concordance import Line

    lines = [Line(one.document, *one.range, one.before, one.text, one.after) for one in listed.found]
    if json:
        say_json(lines)
    elif lines:
        print_concordance(lines)
    _tell_passed_over(listed)
    talk(f"{counted(len(lines), 'place')}. This was a dry run: nothing was marked.")


def _mark(store: "Store", annotator: str, name: str, label: str, listed: "InCorpus", *, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json, talk
    from corpus_tool.model.annotations import Span
    from corpus_tool.workbench.suggestions.propagating import mark_everywhere
    from corpus_tool.workbench.surroundings import Surroundings

    like = Span(id="", label=label, fragments=((0, len(name)),))
    batch = mark_everywhere(store, annotator, like, listed.found, Surroundings())
    _tell_passed_over(listed)
    for refused in batch.refused:
        talk(f"Refused: {refused.document}: {refused.why}")
    if json:
        say_json({"documents": batch.documents, "places": batch.places, "refused": len(batch.refused)})
    else:
        say(f"{counted(batch.places, 'place')} marked as {label} in {counted(batch.documents, 'document')}.")
    if batch.refused:
        raise typer.Exit(1)


def _take_back(store: "Store", annotator: str, *, json: bool) -> None:
    from corpus_tool.cli.console import say, say_json
    from corpus_tool.workbench.suggestions.propagating import take_back
    from corpus_tool.workbench.surroundings import Surroundings

    done = take_back(store, annotator, Surroundings())
    if json:
        say_json({"documents": done.documents, "kept": done.kept})
    else:
        kept = f"; it stands in {done.kept:,} where something was done since" if done.kept else ""
        say(f"Taken back in {counted(done.documents, 'document')}{kept}.")


def _tell_passed_over(listed: "InCorpus") -> None:
    from corpus_tool.cli.console import talk

    for why, count in sorted(listed.passed_over.items()):
        talk(f"Passed over: {counted(count, 'document')}: {why}.")
