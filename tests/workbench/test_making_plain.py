"""Layers of plain spans are written sooner, and the same to the letter."""

import pytest
from corpus_tool_testing.builders import document, layer
from corpus_tool_testing.strategies import hostile_text
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.formats import Writing, formats
from corpus_tool.model.annotations import Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.plain_layers import NotPlainError, PlainLayer
from corpus_tool.model.policies import Clitics, Overlaps, Policy, Window
from corpus_tool.store.token_blobs import cut_from_blob, tokens_to_blob

PLAIN = sorted(format.name for format in formats().values() if format.write_plain)
POLICIES = st.builds(
    Policy, clitics=st.sampled_from(Clitics), overlaps=st.sampled_from(Overlaps), window=st.sampled_from(Window)
)
NAMES = st.sampled_from([LayerName("noa", LayerKind.ANNOTATOR), LayerName("gold", LayerKind.GOLD)])


@st.composite
def plain_bundles(draw):
    """Some articles, each with one or two layers of spans, most of them on words and one behind the other."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        text = draw(hostile_text)
        tokens = languages.tokenize(text, draw(st.sampled_from(["ar", "he"])))
        kept = draw(st.booleans())
        cut = cut_from_blob(tokens_to_blob(tokens, text if kept else ""))
        article = replace(document(text, f"a {number}/%"), tokens=cut, id=number + 1)
        names = draw(st.lists(NAMES, min_size=1, max_size=2, unique=True))
        layers = [layer(draw(spans_on(text, tokens)), name.annotator, kind=name.kind) for name in names]
        found.append(Bundle(article, tuple(layers)))
    return found


@st.composite
def spans_on(draw, text, tokens):
    """Spans of one to three words in their order; now and then one that is on no words."""
    spans = []
    at = 0
    while at < len(tokens) and draw(st.booleans()):
        last = min(at + draw(st.sampled_from([0, 0, 0, 1, 2])), len(tokens) - 1)
        spans.append((tokens[at].start, tokens[last].end))
        at = last + 1 + draw(st.integers(0, 3))
    if text and draw(st.sampled_from([False] * 5 + [True])):
        start = draw(st.integers(0, len(text) - 1))
        spans.append((start, draw(st.integers(start + 1, len(text)))))
    labels = st.sampled_from(["PER", "ORG", "مكان"])
    return [Span(id=f"s{at}", label=draw(labels), fragments=(place,)) for at, place in enumerate(spans)]


def in_files(format, pieces, writing):
    """Name of each file to what is in it."""
    found = {}
    for file, content in format.gathered(pieces, writing):
        found.setdefault(file, bytearray()).extend(content if isinstance(content, bytes) else content.encode())
    return found


def plain_layers(bundles, together):
    """The layers as the store brings them."""
    found = [
        PlainLayer(
            bundle.document,
            LayerHead(number, bundle.document.id, one.name, one.status, one.schema, 1),
            one.plain,
            one.plain.surfaces(bundle.document.text),
        )
        for bundle in bundles
        for number, one in enumerate(bundle.layers)
    ]
    return [found[start : start + together] for start in range(0, len(found), together)]


@pytest.mark.parametrize("name", PLAIN)
@settings(max_examples=150)
@given(bundles=plain_bundles(), policy=POLICIES, with_text=st.booleans(), together=st.integers(1, 3))
def test_what_is_written_sooner_is_the_same(name, bundles, policy, with_text, together):
    format = formats()[name]
    writing = Writing("all", default_schema(), policy, with_text=with_text or not format.textless)
    kept, losses = zip(*[format.restricted(bundle, policy) for bundle in bundles], strict=True)
    try:
        pieces = list(format.write_plain(plain_layers(bundles, together), writing))
    except NotPlainError:
        assert name != "parquet"
        return
    assert not any(losses)
    assert in_files(format, pieces, writing) == in_files(format, format.write_some(kept, writing), writing)


@pytest.mark.parametrize("name", PLAIN)
@given(bundles=plain_bundles(), window=st.sampled_from(Window))
def test_of_names_on_words_nothing_goes_the_long_way(name, bundles, window):
    """Else it would be the same because nothing was written sooner."""
    format, policy = formats()[name], Policy(window=window)
    spans = [one.plain for bundle in bundles for one in bundle.layers]
    in_order = all(one.starts == sorted(one.starts) for one in spans)
    if in_order and not any(format.restricted(bundle, policy)[1] for bundle in bundles):
        assert list(format.write_plain(plain_layers(bundles, 2), Writing("all", default_schema(), policy)))
