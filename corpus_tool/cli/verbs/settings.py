"""corpus-tool settings: what a corpus lets its annotators see, and how their time is measured."""

from typing import Annotated

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, WhoOption, open_corpus
from corpus_tool.errors import UsageError


def settings(
    context: typer.Context,
    setting: Annotated[str | None, typer.Argument(metavar="[SETTING]", help="Which one; without it, all.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="What it is from now on.")] = None,
    name: WhoOption = None,
    json: JsonOption = False,
    corpus: CorpusOption = None,
) -> None:
    """Show the settings of the corpus, or change one for everybody who works in it.

    blind (on, until-done, off): whether annotators see each other's layers and the gold layer; whoever has no layer of
    her own and no assignment sees them. idle-seconds: how much of a pause counts as work. time (on, off): whether
    working time is written down. A bundle has those of its corpus.

    \b
    corpus-tool settings
    corpus-tool settings blind until-done
    corpus-tool settings idle-seconds 90
    """
    from corpus_tool.cli.console import say, say_json, say_table
    from corpus_tool.cli.settings import annotator_name
    from corpus_tool.workbench.corpus_settings import SETTINGS, choose, value_of

    if setting is not None and setting not in SETTINGS:
        raise UsageError(f"There is no setting {setting!r}; there are {', '.join(SETTINGS)}.")
    with open_corpus(context, corpus) as store:
        if setting and value is not None:
            choose(store, setting, value, annotator_name(name))
        shown = [SETTINGS[setting]] if setting else list(SETTINGS.values())
        values = {one.name: value_of(store, one) for one in shown}
    if json:
        say_json(values)
    elif setting:
        say(f"{setting} is {values[setting]}.")
    else:
        say_table(("setting", "is", "may be", "for what"), [(s.name, values[s.name], s.wanted, s.help) for s in shown])
