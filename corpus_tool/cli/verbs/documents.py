"""corpus-tool documents: a list."""

import typer

from corpus_tool.cli.options import CorpusOption, JsonOption, open_corpus


def documents(context: typer.Context, json: JsonOption = False, corpus: CorpusOption = None) -> None:
    """List the documents with their layers.

    \b
    corpus-tool documents
    corpus-tool documents --json | jq '.[].key'
    """
    from corpus_tool.cli.console import say_json
    from corpus_tool.cli.printing import print_documents

    with open_corpus(context, corpus) as store:
        entries = list(store.documents.entries())
    if json:
        say_json(entries)
    else:
        print_documents(entries)
