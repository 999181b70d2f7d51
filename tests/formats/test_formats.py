"""What every format promises, over the registry."""

from io import BytesIO

import pytest
from corpus_tool_testing.builders import ARABIC, document, layer, span
from corpus_tool_testing.formats import read_back
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.errors import NotFoundError
from corpus_tool.formats import Reading, Writing, formats, readable, writable
from corpus_tool.model.annotations import Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVERYTHING
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import AS_USUAL, Clitics, Overlaps, Policy, Window

WRITERS = [format for format in formats().values() if format.write]
A_FILE_A_LAYER = {"pubannotation", "brat", "cas-json", "cas-xmi"}
"""Formats whose files hold one layer each: what they lose is tested beside them."""
LOSSLESS = [
    format for format in WRITERS if format.read and format.carries == EVERYTHING and format.name not in A_FILE_A_LAYER
]
POLICIES = [
    Policy(clitics=clitics, overlaps=overlaps, window=window)
    for clitics, overlaps, window in zip(Clitics, Overlaps, Window, strict=True)
]


def test_the_registry_finds_every_module():
    known = (
        "apf bioes brat cas-json cas-xmi conllu csv doccano dygie gliner hf html iob2 jsonl label-studio nemo"
        " oneie parquet plover prodigy pubannotation spacy table textee txt webanno-tsv wojood"
    )
    assert list(formats()) == known.split()
    assert readable(".TXT").name == "txt"
    assert readable(".docx") is None
    assert {readable(suffix).name for suffix in (".csv", ".TSV", ".parquet")} == {"table"}
    with pytest.raises(NotFoundError, match=r"no format 'xml' to export to \(known: .*iob2, jsonl, .*\)"):
        writable("xml")


def files_of(format, bundles, policy=AS_USUAL):
    """The files of an export: name to bytes."""
    kept = [format.restricted(bundle, policy)[0] for bundle in bundles]
    files: dict[str, bytes] = {}
    for file, content in format.pieces(kept, Writing("name", default_schema(), policy)):
        files[file] = files.get(file, b"") + (content.encode() if isinstance(content, str) else content)
    return files


@pytest.mark.parametrize("format", LOSSLESS, ids=lambda format: format.name)
@settings(max_examples=150)
@given(parts=bundle_parts())
def test_a_format_that_loses_nothing_gives_back_what_it_was_given(format, parts):
    document, layers = parts
    files = files_of(format, [Bundle(document, layers)])
    first, content = next(iter(files.items()))
    stem = first.removesuffix(format.suffix)
    (found,) = list(format.read(BytesIO(content), Reading(format.suffix, stem=stem, beside=files.get)))
    assert isinstance(found, Bundle), found
    assert found.document == replace(document, tokens=(), cutter="", source_sha256="")
    assert [(one.name, one.schema, one.status, one.ordered) for one in found.layers] == [
        (one.name, one.schema, one.status, (*one.spans, *one.events, *one.relations)) for one in layers
    ]
    assert files_of(format, [found]) == files


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.clitics.value)
@pytest.mark.parametrize("format", WRITERS, ids=lambda format: format.name)
@settings(max_examples=40)
@given(parts=bundle_parts())
def test_a_format_writes_what_it_holds_and_tells_each_loss_of_what_is_there(format, policy, parts):
    document, layers = parts
    document = replace(document, tokens=tuple(languages.tokenize(document.text, document.language)))
    bundle = Bundle(document, layers)
    files_of(format, [bundle], policy)
    kept, losses = format.restricted(bundle, policy)
    ids = {annotation.id for layer in layers for annotation in layer.ordered}
    assert {loss.annotation for loss in losses} <= ids
    assert all(loss.document == document.key for loss in losses)
    assert format.restricted(kept, policy)[0].layers == kept.layers


TO_TOOLS = [formats()[name] for name in ("brat", "cas-json", "cas-xmi", "webanno-tsv")]


@pytest.mark.parametrize("format", TO_TOOLS, ids=lambda format: format.name)
@settings(max_examples=100)
@given(parts=bundle_parts())
def test_a_layer_that_was_in_another_tool_comes_back_as_it_was(format, parts):
    document, layers = parts
    document = replace(document, tokens=tuple(languages.tokenize(document.text, document.language)))
    kept, _ = format.restricted(Bundle(document, layers))
    files = files_of(format, [kept])
    found = read_back(format, files)
    for bundle in found:
        assert isinstance(bundle, Bundle), bundle
        assert bundle.document == replace(document, tokens=(), cutter="", source_sha256="")
    back = tuple(layer for bundle in found for layer in bundle.layers)
    assert back == kept.layers
    assert files_of(format, [Bundle(document, back)]) == files


@pytest.mark.parametrize("name", ["apf", "brat", "cas-json", "cas-xmi", "pubannotation", "webanno-tsv"])
def test_strokes_in_names_neither_make_folders_nor_let_two_documents_share_a_file(name):
    found = [
        Bundle(document(key=key), (layer([span("s1", ARABIC, "حلب", "GPE")], who),))
        for who, key in (("noa", "x/y"), ("noa/x", "y"))
    ]
    files = files_of(formats()[name], found)
    folders = {file.rpartition("/")[0] for file in files} - {""}
    assert folders == {"noa", "noa%2Fx"}
    suffix = formats()[name].suffix
    assert {f"noa/x%2Fy{suffix}", f"noa%2Fx/y{suffix}"} <= set(files)


@pytest.mark.parametrize("format", WRITERS, ids=lambda format: format.name)
def test_a_relation_of_a_relation_is_written_or_told(format):
    def tied(id, source, target):
        return Relation(id=id, type="coreference", source=source, target=target)

    apart = Span(id="s3", label="ORG", fragments=((0, 1), (3, 4)))
    spans = [span("s1", ARABIC, "داعش"), span("s2", ARABIC, "حلب", "GPE"), apart]
    ties = [tied("r4", "r2", "r3"), tied("r1", "s1", "s2"), tied("r2", "r1", "s1"), tied("r3", "s3", "s1")]
    kept, losses = format.restricted(Bundle(document(), (layer([*spans, *ties]),)))
    assert files_of(format, [kept])
    (left,) = kept.layers
    held = {one.id for one in left.ordered}
    assert all({one.source, one.target} <= held for one in left.relations)
    lost = {loss.annotation for loss in losses if loss.keeps_from_writing and loss.annotation.startswith("r")}
    assert lost == {"r1", "r2", "r3", "r4"} - held
