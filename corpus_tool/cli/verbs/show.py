"""corpus-tool show: one document with what was said about it."""

from typing import Annotated

import typer

from corpus_tool.cli.opening import document_id_of
from corpus_tool.cli.options import CorpusOption, LayersOption, open_corpus


def show(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its key.")],
    layers: LayersOption = "all",
    audit: Annotated[bool, typer.Option("--audit", help="Print what is odd about the text, and where.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the document's line of our JSONL.")] = False,
    corpus: CorpusOption = None,
) -> None:
    """Print a document with what was said about it.

    \b
    corpus-tool show ar-0001
    corpus-tool show ar-0001 --layers gold --json
    corpus-tool show ar-0001 --audit
    """
    from corpus_tool.cli.console import say_as_it_is, say_json
    from corpus_tool.cli.findings import print_audit
    from corpus_tool.cli.printing import print_bundle
    from corpus_tool.cli.talk_printing import print_comments, print_versions
    from corpus_tool.formats.jsonl import line_of
    from corpus_tool.model.history import made_under
    from corpus_tool.workbench.selecting import bundle_of, wanted_layers

    with open_corpus(context, corpus) as store:
        id = document_id_of(store, document)
        bundle = bundle_of(store, id, wanted_layers(store, layers))
        findings = store.findings.of(id)
        comments = store.comments.on(id)
        made = {layer.name: made_under(store.revisions.of_layer(id, layer.name)) for layer in bundle.layers}
    if audit and json:
        say_json(findings)
    elif audit:
        print_audit(bundle.document.text, findings)
    elif json:
        say_as_it_is(line_of(bundle))
    else:
        print_bundle(bundle, findings)
        print_versions(bundle, made)
        print_comments(comments)
