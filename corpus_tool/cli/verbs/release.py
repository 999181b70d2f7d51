"""corpus-tool release: data frozen under a name and a number, with proof of what it is."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.cli.at_hub import ClearTextOption, at_hub
from corpus_tool.cli.hub_reading import HubForGoodOption, corpus_after_hub
from corpus_tool.cli.options import CorpusOption, JsonOption, LayersOption, WhoOption, open_corpus
from corpus_tool.cli.writing_options import (
    AllowLossOption,
    CliticsOption,
    OverlapsOption,
    PseudonymsOption,
    WindowOption,
    WithoutAssistedOption,
    WithoutTextOption,
    parts,
)
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window

if TYPE_CHECKING:
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.releasing import Order, ReleaseReport

ToOption = Annotated[
    Path | None, typer.Option("--to", metavar="FOLDER", help="A new folder for it. Else releases/NAME-vN here.")
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Of the release; numbers count up by themselves.")]
FormatsOption = Annotated[
    str, typer.Option("--formats", metavar="NAME[,NAME]", help="`corpus-tool formats` lists them.")
]
SplitOption = Annotated[str, typer.Option("--split", metavar="NAME", help="Part the data as `corpus-tool splits` did.")]
AboutOption = Annotated[
    Path | None,
    typer.Option("--about", metavar="FILE", help="TOML with what only you know: motivation, licences ..."),
]
TitleArgument = Annotated[str, typer.Argument(metavar="RELEASE", help="NAME-vN; NAME alone is the newest.")]


def release_make(
    context: typer.Context,
    name: NameArgument,
    formats: FormatsOption = "jsonl",
    layers: LayersOption = "gold",
    split: SplitOption = "",
    about: AboutOption = None,
    to: ToOption = None,
    allow_loss: AllowLossOption = False,
    clitics: CliticsOption = Clitics.DROP,
    overlaps: OverlapsOption = Overlaps.WIDEST,
    window: WindowOption = Window.SENTENCE,
    pseudonyms: PseudonymsOption = False,
    without_text: WithoutTextOption = False,
    without_assisted: WithoutAssistedOption = False,
    who: WhoOption = None,
    hub: HubForGoodOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Freeze data under a name and the next number, and write it with its cards, manifest and checksums.

    What went out is kept in the corpus, so that later work never changes it. Nothing is released (exit code 1) where
    one story is in several parts of the split or a layer waits for a choice, nor (3) where a format loses something
    and --allow-loss is not given.

    \b
    corpus-tool release make news --split news --about about.toml
    corpus-tool release make news --hub
    corpus-tool release make news --formats jsonl,iob2 --clitics expand --allow-loss --pseudonyms
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.release_printing import print_release
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.model.releases import About, Settings
    from corpus_tool.workbench.releasing import Order, read_about

    order = Order(
        name=name,
        settings=Settings(
            formats=parts(formats),
            layers=layers,
            policy=Policy(clitics=clitics, overlaps=overlaps, window=window),
            with_text=not without_text,
            without_assisted=without_assisted,
            pseudonyms=pseudonyms,
            about=About() if about is None else read_about(about),
        ),
        split=split,
        who=annotator_name(who),
        allow_loss=allow_loss,
    )
    with corpus_after_hub(context, corpus, hub=hub, clear_text=clear_text) as store:
        report = _made(store, order, to)
    if json:
        say_json(report)
    else:
        print_release(report)


def _made(store: "Store", order: "Order", to: Path | None) -> "ReleaseReport":
    """Make the release, with a bar; say what would be lost, or which stories are on two sides."""
    from corpus_tool.cli.console import progress_bar
    from corpus_tool.cli.release_printing import print_leaks, print_release_losses
    from corpus_tool.workbench.release_writing import ReleaseLossError
    from corpus_tool.workbench.releasing import LeakError, make_release

    with progress_bar("releasing") as tell:
        try:
            return make_release(store, order, to, tell=tell)
        except ReleaseLossError as refused:
            print_release_losses(refused.losses)
            raise
        except LeakError as refused:
            print_leaks(refused.leaks)
            raise


def release_list(
    context: typer.Context,
    hub: Annotated[bool, typer.Option("--hub", help="What the hub knows of: every lead's, whatever the file.")] = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """List what was released from this corpus, or everything the hub knows of that was released.

    \b
    corpus-tool release list
    corpus-tool release list --hub
    """
    from corpus_tool.cli.console import say_json

    if hub:
        return _list_at_hub(context, corpus, clear_text=clear_text, json=json)
    from corpus_tool.cli.release_printing import print_releases
    from corpus_tool.workbench.releasing import listed_releases

    with open_corpus(context, corpus) as store:
        found = listed_releases(store)
    return say_json(found) if json else print_releases(found)


def _list_at_hub(context: typer.Context, corpus: Path | None, *, clear_text: bool, json: bool) -> None:
    from corpus_tool.cli.console import say_json, say_table, talk

    with at_hub(context, corpus, clear_text=clear_text) as (_, hub):
        from corpus_tool.workbench.hub_luggage import releases_at

        found = releases_at(hub)
    if json:
        return say_json(found)
    if not found:
        return talk("The hub knows of no release; the next push of whoever made one tells it.")
    rows = [
        (f"{one.name}-v{one.number}", one.at[:19], one.documents, one.layers, " ".join(one.schema), one.who)
        for one in found
    ]
    return say_table(("release", "at", "documents", "layers", "schema", "who"), rows)


def release_diff(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="OLD", help="NAME-vN.")],
    after: Annotated[str, typer.Argument(metavar="NEW", help="NAME-vN; NAME alone is the newest.")],
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show what changed between two releases: documents, and annotations by their ids and their places.

    \b
    corpus-tool release diff news-v1 news-v2
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.release_printing import print_release_diff
    from corpus_tool.workbench.release_diff import diff_releases

    with open_corpus(context, corpus) as store:
        found = diff_releases(store, before, after)
    if json:
        say_json(found)
    else:
        print_release_diff(found)


def release_verify(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="That a release was written to.")],
    json: JsonOption = False,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", metavar="PATH", help="That it was made of: its memory counts then.")
    ] = None,
) -> None:
    """Prove that the files of a release are those it was made of; exit code 1 where they are not.

    Needs no corpus. Who forges the manifest and CHECKSUMS with it is found out by the corpus alone, with --corpus.

    \b
    corpus-tool release verify releases/news-v1
    corpus-tool release verify releases/news-v1 --corpus corpus.db
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.release_printing import print_verified
    from corpus_tool.workbench.release_verifying import verify_release

    found = verify_release(folder, _remembered(corpus, folder) if corpus else "")
    if json:
        say_json(found)
    else:
        print_verified(found)
    if not found.genuine:
        raise typer.Exit(1)


def _remembered(corpus: Path, folder: Path) -> str:
    """The digest of the manifest as the corpus kept it when it made the release."""
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.release_verifying import read_manifest
    from corpus_tool.workbench.releasing import release_named

    with Store.open_to_read(corpus) as store:
        return release_named(store, read_manifest(folder).title).manifest_sha256


def release_rebuild(
    context: typer.Context,
    release: TitleArgument,
    to: ToOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Write the files of a release again, from the log: the same bytes, whatever was done since.

    Exit code 1 where they are not the same, as with a program whose formats have changed.

    \b
    corpus-tool release rebuild news-v1 --to again
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.release_printing import print_release
    from corpus_tool.workbench.releasing import rebuild_release

    with open_corpus(context, corpus) as store, progress_bar("releasing") as tell:
        report = rebuild_release(store, release, to, tell)
    if json:
        say_json(report)
    else:
        print_release(report)
    if not report.same:
        raise typer.Exit(1)
