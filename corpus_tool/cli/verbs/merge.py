"""corpus-tool merge: work that was done elsewhere comes home."""

from pathlib import Path
from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus, saying_what_stays


def merge(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Corpus files that came back.")],
    with_time: Annotated[bool, typer.Option("--with-time", help="Bring the working time in them too.")] = False,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Bring in what other corpus files hold and this one does not: documents, layers, history, comments, decisions.

    Nothing is overwritten, a file can be merged twice, and no order matters. A layer that was changed here and there
    keeps both sides until `corpus-tool resolve` chooses; work under an older schema goes the way that `schema apply`
    took. Of two decisions about an assignment, a lock or a line, the later one stands, and it is said. Exit code 1
    where a choice waits, or something was refused.

    \b
    corpus-tool merge noa.db
    corpus-tool merge noa.db sami.db --corpus war.db
    """
    from corpus_tool.cli.console import progress_bar, say_json
    from corpus_tool.cli.printing import print_merge, print_waiting
    from corpus_tool.store.store import Store
    from corpus_tool.workbench.merging import Outcome
    from corpus_tool.workbench.merging import merge as bring_home
    from corpus_tool.workbench.settling import waiting
    from corpus_tool.workbench.time_spent import bring_time

    with open_corpus(context, corpus) as store:
        reports = []
        for file in files:
            with progress_bar(f"merging {file.name}") as tell, saying_what_stays(store):
                reports.append(bring_home(store, file, tell))
            if with_time:
                with Store.copy_of(file) as other:
                    bring_time(store, other, lambda _layer: True)
        left = waiting(store)
    if json:
        say_json({"files": reports, "waiting": left})
    else:
        for report in reports:
            print_merge(report)
        print_waiting(left)
    if left or any(report.count(Outcome.REFUSED) for report in reports):
        raise typer.Exit(1)
