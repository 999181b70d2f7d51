"""What the formats of other programs give back of what was written: all that they can hold."""

import json

import pytest
from corpus_tool_testing.builders import document, layer
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.formats import AS_IT_IS, Notice, Refusal, Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer
from corpus_tool.model.policies import Clitics, Policy, Window

TOOLS = [formats()[name] for name in ("conllu", "doccano", "label-studio", "prodigy")]
NUMBERED = {"doccano"}
"""Formats that call annotations by numbers of their own."""
POLICIES = [Policy(clitics=clitics, window=window) for clitics in Clitics for window in Window]


def tokenized(parts) -> Bundle:
    document, layers = parts
    return Bundle(replace(document, tokens=tuple(languages.tokenize(document.text, document.language))), layers)


def written(format, bundles, policy) -> dict[str, list[bytes]]:
    """The lines of each file of an export."""
    files: dict[str, bytes] = {}
    for file, content in format.pieces(bundles, Writing("name", default_schema(), policy)):
        files[file] = files.get(file, b"") + (content.encode() if isinstance(content, str) else content)
    return {name: [line + b"\n" for line in content.split(b"\n")] for name, content in files.items()}


def bundles_in(format, lines, reading=AS_IT_IS) -> list[Bundle]:
    found = list(format.read(lines, reading))
    assert not [one for one in found if isinstance(one, Refusal)], found
    return [one for one in found if not isinstance(one, Notice)]


def content(bundles: list[Bundle], has_ids: bool):
    """Bundles as far as they are compared: without tokens, and numbers for ids where a format has its own."""
    layers = [layer for bundle in bundles for layer in bundle.layers]
    documents = {bundle.document.key: without_tokens(bundle.document) for bundle in bundles}
    return documents, {one.name: (one.schema, one.status, *annotations(one, has_ids)) for one in layers}


def without_tokens(document):
    return replace(document, tokens=(), cutter="", source_sha256="")


def in_order(bundle: Bundle) -> Bundle:
    """The same with its spans by their ids: columns of words have no other order than that of the text."""
    layers = [
        Layer.of(one.name, one.schema, sorted(one.spans, key=lambda span: span.id), one.status) for one in bundle.layers
    ]
    return Bundle(bundle.document, tuple(layers))


def annotations(layer, has_ids):
    """Its spans, events and relations."""
    if has_ids:
        return layer.spans, layer.events, layer.relations
    numbers = {one.id: str(number) for number, one in enumerate(layer.spans)}
    spans = tuple(replace(one, id=numbers[one.id]) for one in layer.spans)
    relations = tuple(
        replace(one, id="", source=numbers[one.source], target=numbers[one.target]) for one in layer.relations
    )
    return spans, layer.events, relations


@pytest.mark.parametrize("format", TOOLS, ids=lambda format: format.name)
@settings(max_examples=70, suppress_health_check=[HealthCheck.too_slow])
@given(parts=bundle_parts(), policy=st.sampled_from(POLICIES))
def test_a_tool_gives_back_all_that_its_format_can_hold(format, parts, policy):
    kept, _ = format.restricted(tokenized(parts), policy)
    assume(format.name != "conllu" or kept.document.tokens)
    files = written(format, [kept], policy)
    found = [one for name, lines in files.items() if name.endswith(format.suffix) for one in bundles_in(format, lines)]
    if format.name == "conllu":
        found, kept = [in_order(one) for one in found], in_order(kept)
    assert content(found, format.name not in NUMBERED) == content([kept], format.name not in NUMBERED)


FIELDS = (
    *("text", "spans", "start", "end", "label", "answer", "relations", "head", "child", "tokens", "token_start"),
    *("corpus_tool", "data", "annotations", "predictions", "result", "value", "labels", "type", "from_name", "id"),
    *("entities", "start_offset", "end_offset", "from_id", "to_id"),
)

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 40) | st.sampled_from(["accept", "ignore", "s1", "PER", "labels", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(FIELDS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("format", TOOLS, ids=lambda format: format.name)
@settings(max_examples=70)
@given(value=JSON_VALUES, noise=st.binary(max_size=6))
def test_whatever_json_a_file_holds_reading_it_never_breaks(format, value, noise):
    for raw in (json.dumps(value).encode(), json.dumps([value]).encode(), noise + json.dumps(value).encode() + noise):
        for found in format.read([raw], AS_IT_IS):
            assert isinstance(found, Bundle | Refusal | Notice)


@pytest.mark.parametrize("format", TOOLS, ids=lambda format: format.name)
def test_the_parts_of_the_data_are_files_of_their_own_or_named_in_the_tasks(format):
    writing = Writing("name", default_schema(), split_of=lambda key: "dev")
    files = dict(format.pieces([Bundle(document(), (layer([]),))], writing))
    if format.name == "label-studio":
        assert '"split": "dev"' in "".join(piece.content for piece in format.pieces([Bundle(document())], writing))
    else:
        assert list(files) == [f"{'name' if format.name == 'prodigy' else 'noa'}.dev{format.suffix}"]
