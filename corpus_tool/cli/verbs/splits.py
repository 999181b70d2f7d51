"""corpus-tool splits: which documents are for training and which for testing."""

from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, LayersOption, WhoOption, open_corpus
from corpus_tool.model.splitting import SplitMode

SplitName = Annotated[str, typer.Argument(metavar="NAME", help="Of the split.")]


def splits_make(
    context: typer.Context,
    name: SplitName,
    parts: Annotated[
        str, typer.Option("--parts", metavar="NAME=SHARE,...", help="The parts and their shares of the documents.")
    ] = "train=80,dev=10,test=10",
    folds: Annotated[int | None, typer.Option("--folds", metavar="N", help="Equal parts instead: fold1, ...")] = None,
    by: Annotated[
        SplitMode, typer.Option("--by", help="What stays together, besides stories: a source, or a stretch of time.")
    ] = SplitMode.STORY,
    seed: Annotated[int, typer.Option("--seed", help="The same seed and documents give the same split.")] = 1,
    layers: LayersOption = "gold",
    undated: Annotated[
        str, typer.Option("--undated", metavar="PART", help="With --by date: where documents without a date go.")
    ] = "",
    anew: Annotated[bool, typer.Option("--anew", help="Forget the split of that name first.")] = False,
    who: WhoOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Deal documents out to train, dev and test, so that no story is on two sides.

    Articles that tell the same in whole or in part, or come from one page, go to one side; languages and labels are
    spread evenly. The split is kept in the corpus.

    \b
    corpus-tool splits make news
    corpus-tool splits make later --by date --parts train=70,test=30
    corpus-tool splits make five --folds 5 --seed 42
    """
    from corpus_tool.cli.console import progress_bar, say_found
    from corpus_tool.cli.release_printing import print_split
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.errors import UsageError
    from corpus_tool.model.splitting import folds as equal
    from corpus_tool.model.splitting import shares
    from corpus_tool.store.data_splits import DataSplit
    from corpus_tool.workbench.data_splits import make_split
    from corpus_tool.workbench.surroundings import utc_now

    if not name.strip() or not name.isprintable():
        raise UsageError(f"{name!r} cannot be the name of a split: letters and digits would do.")
    wanted = DataSplit(
        name=name,
        mode=by.value,
        seed=seed,
        shares=shares(parts) if folds is None else equal(folds),
        layers=layers,
        undated=undated,
        at=utc_now(),
        who=annotator_name(who),
    )
    with open_corpus(context, corpus) as store, progress_bar("comparing") as tell:
        report = make_split(store, wanted, anew=anew, tell=tell)
    say_found(report, print_split, json=json)


def splits_extend(
    context: typer.Context, name: SplitName, json: JsonOption = False, corpus: CorpusOption = None
) -> None:
    """Deal out the documents that have come since. Nothing that is in a part moves.

    \b
    corpus-tool splits extend news
    """
    from corpus_tool.cli.console import progress_bar, say_found
    from corpus_tool.cli.release_printing import print_split
    from corpus_tool.workbench.data_splits import extend_split

    with open_corpus(context, corpus) as store, progress_bar("comparing") as tell:
        report = extend_split(store, name, tell)
    say_found(report, print_split, json=json)


def splits_show(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Of the split. Else all are listed.")] = None,
    documents: Annotated[bool, typer.Option("--documents", help="Say of each document in which part it is.")] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show the splits there are, or what is in the parts of one.

    \b
    corpus-tool splits show
    corpus-tool splits show news --documents
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.release_printing import print_places, print_split, print_splits
    from corpus_tool.errors import UsageError
    from corpus_tool.workbench.data_splits import places, show_split

    if name is None and documents:
        raise UsageError("--documents needs the name of a split.")
    with open_corpus(context, corpus) as store:
        if name is None:
            found = store.data_splits.all()
            say_json(found) if json else print_splits(found)
        elif documents:
            there = places(store, name)
            say_json(there) if json else print_places(there)
        else:
            report = show_split(store, name)
            say_json(report) if json else print_split(report)


def splits_check(
    context: typer.Context, name: SplitName, json: JsonOption = False, corpus: CorpusOption = None
) -> None:
    """Prove that no story is in two parts of a split; exit code 1 where one is.

    Compares all articles of the corpus anew, those outside of the split too: a later copy may tie two parts together.

    \b
    corpus-tool splits check news
    """
    from corpus_tool.cli.console import progress_bar, say_found
    from corpus_tool.cli.release_printing import print_split_check
    from corpus_tool.workbench.data_splits import check_split

    with open_corpus(context, corpus) as store, progress_bar("comparing") as tell:
        found = check_split(store, name, tell)
    say_found(found, print_split_check, json=json)
    if found.leaks:
        raise typer.Exit(1)
