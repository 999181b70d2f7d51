"""Formats of words without a text: what was marked comes back on the same words, whatever else is in the file."""

import pytest
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagging import token_ranges

WORD_FORMATS = [format for name, format in formats().items() if name in {"iob2", "bioes", "gliner"}]
POLICIES = st.builds(
    Policy, clitics=st.sampled_from(Clitics), overlaps=st.sampled_from(Overlaps), window=st.sampled_from(Window)
)
READING = Reading(stem="name", annotator="noa")


def words_of(document):
    return [document.text[token.start : token.end] for token in document.tokens]


def marks_of(layer, document):
    return sorted(
        (first, end, span.label)
        for span, (first, end) in zip(
            layer.spans, token_ranges(SpanColumns.of(layer.spans), document.tokens), strict=True
        )
    )


def ties_of(layer):
    labels = {span.id: span.label for span in layer.spans}
    return sorted((one.type, labels[one.source], labels[one.target]) for one in layer.relations)


def kept_bundles(format, policy, parts):
    """Bundles of one layer each, brought down to what the format holds, no two of one key."""
    kept = []
    for number, (document, layers) in enumerate(parts):
        tokens = tuple(languages.tokenize(document.text, document.language))
        document = replace(document, tokens=tokens, key=f"{document.key}{number}")
        kept.append(format.restricted(Bundle(document, layers[:1]), policy)[0])
    return [bundle for bundle in kept if bundle.layers]


@pytest.mark.parametrize("format", WORD_FORMATS, ids=lambda format: format.name)
@settings(max_examples=80)
@given(parts=st.lists(bundle_parts(), min_size=1, max_size=3), policy=POLICIES)
def test_words_and_what_is_marked_in_them_come_back(format, parts, policy):
    kept = kept_bundles(format, policy, parts)
    files: dict[str, str] = {}
    for file, content in format.pieces(kept, Writing("all", default_schema(), policy)):
        files[file] = files.get(file, "") + content
    found = {}
    for content in files.values():
        for bundle in format.read([line.encode() + b"\n" for line in content.split("\n")], READING):
            assert isinstance(bundle, Bundle), bundle
            found[bundle.document.key] = bundle
    for bundle in kept:
        if not bundle.document.tokens and format.name == "gliner":
            continue  # it has no sentence
        document, layer = bundle.document, bundle.layers[0]
        back = found[document.key]
        assert words_of(back.document) == words_of(document)
        assert marks_of(back.layers[0], back.document) == marks_of(layer, document)
        assert back.layers[0].name.annotator == "noa"
        assert ties_of(back.layers[0]) == ties_of(layer)


@pytest.mark.parametrize("format", WORD_FORMATS, ids=lambda format: format.name)
@settings(max_examples=200)
@given(
    lines=st.lists(
        st.one_of(
            st.binary(max_size=20),
            st.sampled_from([b"", b"-DOCSTART- (a)\tO", b"x\tB-ORG", b"x O B-ORG", b"[", b"]"]),
            st.just(b'{"tokenized_text":["a"],"ner":[[0,0,"x"]]},'),
            st.text(max_size=12).map(str.encode),
        ),
        max_size=8,
    )
)
def test_rubbish_is_refused_and_never_raises(format, lines):
    for found in format.read([line + b"\n" for line in lines], READING):
        assert isinstance(found, Bundle | Refusal)
        assert not isinstance(found, Refusal) or found.reason
