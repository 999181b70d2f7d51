"""What every format promises, over the registry."""

import pytest
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.errors import NotFoundError
from corpus_tool.formats import formats, readable, writable
from corpus_tool.model.bundles import Bundle

WRITERS = [format for format in formats().values() if format.write]
LOSSLESS = [format for format in WRITERS if format.read and format.losses is None]


def test_the_registry_finds_every_module():
    assert list(formats()) == ["html", "iob2", "jsonl", "table", "txt"]
    assert readable(".TXT").name == "txt"
    assert readable(".docx") is None
    assert {readable(suffix).name for suffix in (".csv", ".TSV", ".parquet")} == {"table"}
    with pytest.raises(NotFoundError, match=r"no format 'xml' to export to \(known: iob2, jsonl\)"):
        writable("xml")


def files_of(format, bundles):
    files: dict[str, str] = {}
    for piece in format.pieces(bundles, "name"):
        files[piece.file] = files.get(piece.file, "") + piece.text
    return files


@pytest.mark.parametrize("format", LOSSLESS, ids=lambda format: format.name)
@settings(max_examples=150)
@given(parts=bundle_parts())
def test_a_format_that_loses_nothing_gives_back_what_it_was_given(format, parts):
    document, layers = parts
    files = files_of(format, [Bundle(document, layers)])
    lines = next(iter(files.values())).encode().split(b"\n")
    (found,) = list(format.read(line + b"\n" for line in lines))
    assert isinstance(found, Bundle), found
    assert found.document == replace(document, tokens=(), cutter="", source_sha256="")
    assert [(one.name, one.schema, one.status, one.ordered) for one in found.layers] == [
        (one.name, one.schema, one.status, (*one.spans, *one.events, *one.relations)) for one in layers
    ]
    assert files_of(format, [found]) == files


@pytest.mark.parametrize("format", WRITERS, ids=lambda format: format.name)
@settings(max_examples=60)
@given(parts=bundle_parts())
def test_a_format_tells_each_loss_of_what_is_there(format, parts):
    document, layers = parts
    document = replace(document, tokens=tuple(languages.tokenize(document.text, document.language)))
    bundle = Bundle(document, layers)
    files_of(format, [bundle])
    ids = {annotation.id for layer in layers for annotation in layer.ordered}
    losses = list(format.losses(bundle)) if format.losses else []
    assert {loss.annotation for loss in losses} <= ids
    assert all(loss.document == document.key for loss in losses)
