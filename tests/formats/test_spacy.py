"""spaCy's DocBin: what spaCy itself sees in it, and everything back again."""

import gc
import zlib

import msgspec
import pytest
from corpus_tool_testing.builders import ARABIC, HEBREW, document, event, layer, span, strike
from corpus_tool_testing.strategies import bundle_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as DocSpan
from spacy.vocab import Vocab

from corpus_tool import languages
from corpus_tool.formats import Reading, Refusal, Writing, formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import Clitics, Overlaps, Policy

SPACY = formats()["spacy"]
SPLIT = Policy(clitics=Clitics.SPLIT)
POLICIES = st.builds(Policy, clitics=st.sampled_from(Clitics), overlaps=st.sampled_from(Overlaps))
TRAPS = '😀  זירה\u200cא קרא\u2028ל\u05bbנד \u200fצה"ל\u00a0כאן. סוף\n\n '


def restricted(bundle, policy=SPLIT):
    return SPACY.restricted(bundle, policy)[0]


def files(bundles, policy=SPLIT, **more):
    return {
        piece.file: piece.content for piece in SPACY.pieces(bundles, Writing("x", default_schema(), policy, **more))
    }


def docs(content):
    return list(DocBin().from_bytes(content).get_docs(Vocab()))


def written(text, annotations, policy=SPLIT):
    (content,) = files([restricted(Bundle(document(text), (layer(annotations),)), policy)], policy).values()
    (doc,) = docs(content)
    return doc


@settings(max_examples=100)
@given(parts=bundle_parts(), policy=POLICIES)
def test_everything_that_it_can_hold_comes_back(parts, policy):
    of, layers = parts
    of = replace(of, tokens=tuple(languages.tokenize(of.text, of.language)))
    kept = restricted(Bundle(of, layers), policy)
    found = [next(iter(SPACY.read([content]))) for content in files([kept], policy).values()]
    for bundle, wanted in zip(found, kept.layers, strict=True):
        assert isinstance(bundle, Bundle), bundle
        assert bundle.document == replace(of, tokens=(), cutter="")
        (back,) = bundle.layers
        assert (back.name, back.schema, back.status, back.ordered) == (
            wanted.name,
            wanted.schema,
            wanted.status,
            wanted.ordered,
        )


@pytest.mark.parametrize("text", [ARABIC, HEBREW, TRAPS, "", "\n", " a", "a "])
def test_the_text_of_a_doc_is_the_article(text):
    assert written(text, []).text == text


def test_spacy_finds_what_was_annotated_at_the_offsets_it_was_annotated_at():
    marked = [
        span("s1", TRAPS, "זירה\u200cא קרא\u2028ל\u05bbנד"),
        span("s2", TRAPS, "קרא", "NORP", link="Q1"),
        span("s3", TRAPS, 'ה"ל', "GPE"),
    ]
    doc = written(TRAPS, marked)
    assert [(one.id_, one.label_, one.start_char, one.end_char) for one in doc.spans["sc"]] == [
        (one.id, one.label, *one.fragments[0]) for one in marked
    ]
    assert doc.spans["sc"][1].kb_id_ == "Q1"
    assert [(one.text, one.label_) for one in doc.ents] == [("זירה\u200cא קרא\u2028ל\u05bbנד", "ORG"), ('ה"ל', "GPE")]


def test_entities_are_the_narrowest_where_that_is_asked_for():
    doc = written(ARABIC, strike(), Policy(overlaps=Overlaps.NARROWEST))
    assert [one.id_ for one in doc.ents] == ["s2", "s4"]
    assert [one.id_ for one in doc.spans["sc"]] == ["s1", "s2", "s4"]


def test_spans_that_are_in_the_group_alone_are_told():
    _, losses = SPACY.restricted(Bundle(document(), (layer([*strike()[:2], event("e1", ARABIC, "قصف", Target="s2")]),)))
    assert [(loss.annotation, loss.why) for loss in losses] == [
        ("s2", 'nested in another span: not in doc.ents, but in doc.spans["sc"]')
    ]
    assert not any(loss.keeps_from_writing for loss in losses)


def test_sentences_are_ours():
    assert [sentence.text.strip() for sentence in written(ARABIC, []).sents] == ARABIC.split("\n")


def test_events_are_in_the_user_data():
    told = msgspec.json.decode(written(ARABIC, strike()).user_data["corpus_tool"])
    assert told["key"] == "ar-0001"
    assert told["annotations"][-1]["arguments"] == [
        {"role": "Attacker", "target": "s1"},
        {"role": "Target", "target": "s3"},
    ]


def test_each_layer_and_part_of_the_data_has_a_folder_and_each_file_a_bounded_number_of_documents(
    monkeypatch,
):
    monkeypatch.setattr("corpus_tool.formats.spacy_docbin.writing.SHARD", 5)

    def bundles():
        for number in range(13):
            yield Bundle(document("חלב", f"k{number}"), (layer([]), layer([], "sami")))

    found = files(bundles(), split_of=lambda key: "dev" if key == "k7" else "train")
    assert sorted(found) == [
        *(f"noa/{name}.spacy" for name in ("dev/00000", "train/00000", "train/00001", "train/00002")),
        *(f"sami/{name}.spacy" for name in ("dev/00000", "train/00000", "train/00001", "train/00002")),
    ]
    assert [len(docs(found[f"noa/train/0000{number}.spacy"])) for number in range(3)] == [5, 5, 2]


def test_spacy_has_no_error_to_tell_of_the_data(tmp_path, capsys):
    from spacy.cli.debug_data import debug_data
    from spacy.cli.init_config import init_config

    texts = [f"{ARABIC}\n\nخبر {number} من حلب .  \n" for number in range(160)]
    bundles = [
        restricted(Bundle(document(text, f"k{number}"), (layer([*strike(text), span("x", text, "حلب .  ", "GPE")]),)))
        for number, text in enumerate(texts)
    ]
    parts = {f"k{number}": "dev" for number in range(0, 160, 4)}
    for name, content in files(bundles, split_of=lambda key: parts.get(key, "train")).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    config = tmp_path / "config.cfg"
    init_config(lang="ar", pipeline=["ner", "spancat"], optimize="efficiency", gpu=False, silent=True).to_disk(config)
    paths = {"paths.train": str(tmp_path / "noa/train"), "paths.dev": str(tmp_path / "noa/dev")}
    debug_data(config, config_overrides=paths, silent=False)
    told = capsys.readouterr().out
    assert "No entities consisting of or starting/ending with whitespace" in told
    assert "No entities crossing sentence boundaries" in told
    assert "error" not in told


def foreign(*found, groups=()):
    doc = Doc(Vocab(), words=["قصف", "حلب", "😀", "x"], spaces=[True, False, True, False])
    doc.ents = [DocSpan(doc, start, end, label=label) for start, end, label in found]
    for name, start, end in groups:
        doc.spans[name] = [DocSpan(doc, start, end, label=name)]
    return doc


def test_the_work_of_others_is_read_from_entities_and_groups():
    content = DocBin(docs=[foreign((1, 3, "GPE"), groups=[("b", 0, 4), ("GPE", 1, 3)])]).to_bytes()
    (found,) = SPACY.read([content], Reading(stem="corpus", annotator="sami"))
    assert (found.document.key, found.document.text) == ("corpus-1", "قصف حلب😀 x")
    assert [(one.label, one.fragments) for one in found.layers[0].spans] == [("GPE", ((4, 8),)), ("b", ((0, 10),))]
    assert found.layers[0].name.annotator == "sami"


def test_what_was_changed_in_spacy_counts_more_than_our_notes():
    doc = written(ARABIC, strike())
    doc.spans["sc"] = []
    doc.ents = [DocSpan(doc, 0, 1, label="NORP")]
    (found,) = SPACY.read([DocBin(store_user_data=True, docs=[doc]).to_bytes()])
    assert found.document.key == "ar-0001"
    assert [(one.label, one.fragments) for one in found.layers[0].ordered] == [("NORP", ((0, 3),))]


def test_heads_of_a_parse_are_not_looked_at():
    doc = Doc(Vocab(), words=["a", "b"], heads=[1, 1], deps=["dep", "ROOT"])
    (found,) = SPACY.read([DocBin(docs=[doc]).to_bytes()])
    assert found.document.text == "a b "


def packed(**changes):
    fields = msgspec.msgpack.decode(zlib.decompress(DocBin(docs=[foreign((1, 2, "X"))]).to_bytes()))
    return zlib.compress(msgspec.msgpack.encode(fields | changes))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "cut short"),
        (b"{}", "not a DocBin"),
        (DocBin(docs=[foreign()]).to_bytes()[:-9], "cut short"),
        (zlib.compress(b"\x80"), "missing required field"),
        (packed(lengths=b"\xff\xff\xff\xff"), "do not fit together"),
        (packed(lengths=b"\x04"), "do not fit together"),
        (packed(tokens=b"12345678"), "do not fit together"),
        (packed(cats=[]), "do not fit together"),
        (packed(strings=[]), "not a document as spaCy writes it"),
        (packed(strings=[1]), "Expected `str`"),
        (packed(span_groups=[b"\xc1"]), "not a document"),
        (packed(span_groups=[msgspec.msgpack.encode([msgspec.msgpack.encode({"spans": [b"x"]})])]), "not a document"),
    ],
)
def test_a_file_that_is_none_is_refused(content, words):
    (refused,) = SPACY.read([content])
    assert isinstance(refused, Refusal)
    assert words in refused.reason


def test_an_enormous_file_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr("corpus_tool.formats.spacy_docbin.packed.LARGEST", 1000)
    (refused,) = SPACY.read([zlib.compress(bytes(2000))])
    assert "not a DocBin" in refused.reason or "1,000 bytes" in refused.reason


@settings(max_examples=150)
@given(
    name=st.sampled_from(["tokens", "spaces", "lengths", "strings", "cats", "span_groups", "user_data", "flags"]),
    at=st.integers(0, 200),
    byte=st.integers(0, 255),
)
def test_a_damaged_file_is_refused_and_never_raises(name, at, byte):
    fields = msgspec.msgpack.decode(
        zlib.decompress(DocBin(store_user_data=True, docs=[written(ARABIC, strike())]).to_bytes())
    )
    value = fields[name]
    where = value[0] if isinstance(value, list) and value and isinstance(value[0], bytes) else value
    if isinstance(where, bytes) and where:
        damaged = bytearray(where)
        damaged[at % len(damaged)] = byte
        fields[name] = [bytes(damaged)] if isinstance(value, list) else bytes(damaged)
    elif isinstance(where, list) and where:
        del where[at % len(where)]
    for found in SPACY.read([zlib.compress(msgspec.msgpack.encode(fields))]):
        assert isinstance(found, Bundle | Refusal)
    assert gc.isenabled()
