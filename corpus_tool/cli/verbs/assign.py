"""corpus-tool assign: who works on what."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import AsOption, CorpusOption, JsonOption, open_corpus
from corpus_tool.errors import UsageError
from corpus_tool.model.dealing import Copies
from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.store.store import Store


def assign(
    context: typer.Context,
    to: Annotated[str, typer.Option("--to", metavar="NAME[,NAME]", help="Who gets them.")],
    documents: Annotated[list[str] | None, typer.Argument(metavar="[DOCUMENT...]", help="Their keys.")] = None,
    from_: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="A list of keys, one a line.")] = None,
    evenly: Annotated[
        bool, typer.Option("--evenly", help="Deal out what nobody has yet, the same number of words to each.")
    ] = False,
    doubly: Annotated[
        float, typer.Option("--doubly", metavar="SHARE", min=0, max=1, help="With --evenly: this part goes to two.")
    ] = 0.0,
    copies: Annotated[
        Copies,
        typer.Option("--copies", help="With --evenly: a story's copies go to one, some to each of two, or all to two."),
    ] = Copies.TOGETHER,
    language: Annotated[str | None, typer.Option("--language", metavar="CODE", help="Only documents in it.")] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take these documents from them instead.")] = False,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Of the chance that picks what goes to two.")] = 1,
    name: AsOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Give documents to annotators.

    Documents named go to every one of them. With --evenly, what nobody has yet is dealt out by words, and articles
    that tell one story, as `corpus-tool duplicates` found them, stay together; --copies apart or twice deals them to
    two on purpose.

    \b
    corpus-tool assign ar-0001 ar-0002 --to noa,sami
    corpus-tool assign --evenly --to noa,sami,lea --doubly 0.2
    corpus-tool assign --evenly --to noa,sami --copies apart
    corpus-tool assign --from today.txt --to noa
    """
    from corpus_tool.cli.console import say, say_json, say_table
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.model.people import names_in
    from corpus_tool.workbench import assigning

    people = names_in(to)
    who = annotator_name(name)
    for option, is_said in (("--doubly", doubly), (f"--copies {copies}", copies is not Copies.TOGETHER)):
        if is_said and (not evenly or len(people) < 2):
            raise UsageError(f"{option} goes with --evenly and two people or more.")
    with open_corpus(context, corpus) as store:
        ids = _chosen(store, documents or [], from_, language, all_of_them=evenly)
        if take_back:
            back = counted(assigning.take_back(store, ids, people, who), "assignment is", "assignments are")
            say(f"{back} taken back; layers stay as they are.")
            return
        if evenly:
            _tell_of_copies(store)
            dealt = assigning.deal_out(store, people, who, among=ids, share_doubled=doubly, copies=copies, seed=seed)
        else:
            dealt = assigning.give(store, ids, people, who)
    if json:
        say_json(dealt)
    else:
        say_table(("documents", "words", "annotator"), [(one.documents, one.words, one.annotator) for one in dealt])


def _tell_of_copies(store: "Store") -> None:
    from corpus_tool.cli.console import talk
    from corpus_tool.workbench.duplicates import not_looked_at

    if number := not_looked_at(store):
        talk(
            f"{counted(number, 'document was', 'documents were')} not looked at yet:"
            " `corpus-tool duplicates` finds those that tell one story."
        )


def _chosen(
    store: "Store", keys: list[str], file: Path | None, language: str | None, *, all_of_them: bool
) -> list[int]:
    """The documents that are meant."""
    from corpus_tool.store.list_questions import Wanted
    from corpus_tool.workbench.assigning import keys_in

    named = [*keys, *(keys_in(file) if file else [])]
    if not named and not all_of_them and language is None:
        raise UsageError("Name documents by their keys, --from a list, by --language, or say --evenly.")
    ids = [document_id_of(store, key) for key in named] or store.documents.ids()
    if language is None:
        return ids
    spoken = {id for batch in store.listing.ids(wanted=Wanted(language=language)) for id in batch}
    return [id for id in ids if id in spoken]
