"""What the formats of event extraction have in common: windows of words that come home as they went."""

import json
from copy import deepcopy

import pytest
from corpus_tool_testing.builders import document, event, layer, span
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.model.annotations import Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import Clitics, Policy, Window

WINDOWED = [formats()[name] for name in ("textee", "oneie", "dygie")]
POLICIES = st.builds(Policy, clitics=st.sampled_from(Clitics), window=st.sampled_from(Window))
every_format = pytest.mark.parametrize("format", WINDOWED, ids=lambda format: format.name)

HOSTILE = "😀 قصف الجيش\u00a0السوري مواقع لداعش\u200c في حلب.\u2028وقالت\u200f «سانا»"
HOSTILE += " إن ٱلْقُوَّاتُ تقدمت! \n\n\tانتهى e\u0301te\u0301. "


def bundle_of(text, annotations):
    return Bundle(document(text), (layer(annotations),))


def files_of(format, bundle, policy):
    """The restricted bundle, and the files it was written to."""
    kept, _ = format.restricted(bundle, policy)
    files: dict[str, str] = {}
    for file, content in format.pieces([kept], Writing("name", default_schema(), policy)):
        files[file] = files.get(file, "") + content
    return kept, files


def read(format, content, **reading):
    return list(format.read((line + b"\n" for line in content.encode().split(b"\n")), Reading(**reading)))


def by_id(annotations):
    return {one.id: one for one in annotations}


@every_format
@settings(max_examples=150)
@given(parts=bundle_parts(), policy=POLICIES)
def test_what_was_written_comes_home_with_its_text_its_ids_and_whose_it_is(format, parts, policy):
    text_document, layers = parts
    tokens = tuple(languages.tokenize(text_document.text, text_document.language))
    kept, files = files_of(format, Bundle(replace(text_document, tokens=tokens), layers), policy)
    assert len(files) == len({one.name.short for one in layers})
    if len(files) < len(layers):
        return
    for expected, content in zip(kept.layers, files.values(), strict=True):
        (found,) = read(format, content)
        assert isinstance(found, Bundle), found
        assert found.document == replace(kept.document, tokens=(), cutter="", source_sha256="")
        (back,) = found.layers
        assert (back.name, back.schema, back.status) == (expected.name, expected.schema, expected.status)
        assert back.ordered == expected.ordered


@every_format
def test_hostile_characters_do_not_move_a_span(format):
    surfaces = ["الجيش\u00a0السوري", "السوري", "لداعش\u200c", "«سانا»", "ٱلْقُوَّاتُ", "e\u0301te\u0301"]
    spans = [span(f"s{number}", HOSTILE, surface) for number, surface in enumerate(surfaces)]
    _, files = files_of(format, bundle_of(HOSTILE, [*spans, event("e", HOSTILE, "قصف", Attacker="s0")]), Policy())
    (found,) = read(format, files[f"noa{format.suffix}"])
    assert found.document.text == HOSTILE
    back = by_id(found.layers[0].ordered)
    assert [found.document.text[slice(*back[one.id].fragments[0])] for one in spans] == surfaces
    assert back["e"].arguments[0].target == "s0"


@every_format
def test_the_parts_of_the_data_have_files_of_their_own(format):
    bundles = [bundle_of("قصف الجيش حلب", []), Bundle(document("صه تقف", "ar-2"), (layer([]),))]
    writing = Writing("name", default_schema(), split_of=lambda key: "train" if key == "ar-0001" else "test")
    files = [piece.file for piece in format.pieces(bundles, writing)]
    assert files == [f"noa.train{format.suffix}", f"noa.test{format.suffix}"]


@every_format
@settings(max_examples=100)
@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_make_the_reader_fail(format, content):
    for found in format.read(content.splitlines(keepends=True)):
        assert isinstance(found, Bundle | Refusal)


def good_lines(format):
    text = "قصف الجيش حلب. انسحب المسلحون."
    found = [
        span("s1", text, "الجيش"),
        span("s2", text, "حلب", "GPE"),
        event("e1", text, "قصف", Attacker="s1"),
        Relation(id="r1", type="coreference", source="s1", target="s2"),
    ]
    return files_of(format, bundle_of(text, found), Policy())[1][f"noa{format.suffix}"].split("\n")[:-1]


@every_format
@settings(max_examples=200)
@given(data=st.data())
def test_no_change_of_a_good_file_makes_the_reader_fail(format, data):
    lines = [json.loads(line) for line in good_lines(format)]
    junk = st.sampled_from([None, -1, 0, 7, 10**30, 1.5, "", "s1", "\x00", [], [[]], {}, True])
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(lines))
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and data.draw(st.booleans()):
                place = place[key]
                continue
            place[key] = deepcopy(data.draw(junk))
            break
    for found in read(format, "\n".join(map(json.dumps, lines))):
        assert isinstance(found, Bundle | Refusal)
