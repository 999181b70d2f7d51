"""corpus-tool check: whether nothing is damaged, lost or astray."""

import typer

from corpus_tool.cli.at_hub import ClearTextOption
from corpus_tool.cli.hub_reading import HubOption, corpus_or_hub
from corpus_tool.cli.options import CorpusOption, JsonOption
from corpus_tool.saying.counting import counted


def check(
    context: typer.Context,
    hub: HubOption = False,
    clear_text: ClearTextOption = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Prove that a corpus is sound: pages, references, offsets, and that the log leads to the tables.

    Work that breaks a rule of the schema is told as a warning. Exit code 1 where the corpus is unsound. Ctrl-C stops
    it and prints what was found until then.

    \b
    corpus-tool check
    corpus-tool check --corpus war.db --json
    corpus-tool check --hub
    """
    from corpus_tool.cli.console import INTERRUPTED, progress_bar, say_json, stoppable, talk
    from corpus_tool.cli.printing import print_check
    from corpus_tool.workbench.checking import CheckReport
    from corpus_tool.workbench.checking import check as look
    from corpus_tool.workbench.progress import CancelledError

    report, stopped = CheckReport(), False
    with (
        corpus_or_hub(context, corpus, hub=hub, clear_text=clear_text) as store,
        progress_bar("checking") as draw,
        stoppable(draw) as tell,
    ):
        try:
            look(store, tell, report)
        except CancelledError:
            stopped = True
    if json:
        say_json({"sound": report.sound, "report": report})
    else:
        print_check(report)
    if stopped:
        talk(f"Stopped after {counted(report.documents, 'document')}; the others were not looked at.")
        raise typer.Exit(INTERRUPTED)
    if not report.sound:
        raise typer.Exit(1)
