"""What a thing says is small where it lies and travels, and comes back to the letter."""

import bz2
import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_tool import languages
from corpus_tool.errors import RefusedError
from corpus_tool.hub import squeezing
from corpus_tool.hub.squeezing import BLOCK, BY_LABEL, PLAIN, ZLIB, Label, squeezed, unsqueezed
from corpus_tool.hub.things import Kind, Thing
from corpus_tool.model.documents import Document
from corpus_tool.store.exchange import Arrival
from corpus_tool.workbench.hub.packing import Packer, arrival_in

LABEL = Label("0123456789abcdef" * 2, "noa", "fedcba9876543210" * 2)


@given(st.binary(max_size=5_000), st.text(max_size=9), st.none() | st.just("f" * 32))
def test_what_goes_in_comes_out(says, author, parent):
    label = Label("a" * 32, author, parent)
    assert unsqueezed(squeezed(says, label), label) == says


def test_a_revision_is_a_fifth_of_what_it_says_and_names_in_its_label_cost_nothing():
    says = (
        b'{"entry":{"uid":"0123456789abcdef0123456789abcdef","parent":"fedcba9876543210fedcba9876543210","of":null,'
        b'"closes":[],"deed":["2026-01-31T12:00:07.123+00:00","noa","Mark ORG","do","1.0.0","[{\\"of\\":\\"annotation'
        b'\\",\\"position\\":4,\\"before\\":null,\\"after\\":{\\"is\\":\\"span\\",\\"id\\":\\"s4hk2m9x\\",\\"label\\":'
        b'\\"ORG\\",\\"fragments\\":[[71,76]],\\"attributes\\":{},\\"link\\":null,\\"note\\":null}}]"]},"schema":'
        b'["conflict-news","1.0.0"]}'
    )
    assert len(squeezed(says, LABEL)) < len(says) / 5


def test_rows_of_older_programs_are_read_as_they_were_written():
    assert unsqueezed(PLAIN + b"{}", LABEL) == b"{}"
    assert unsqueezed(ZLIB + zlib.compress(b"x" * 900, 1), LABEL) == b"x" * 900
    written = bytes.fromhex("02c3884a12ac80780100")
    assert unsqueezed(written, LABEL) == b'{"entry":{"uid":"0123456789abcdef0123456789abcdef","parent":null}}'


@pytest.mark.parametrize(
    "stored",
    [b"", b"\x09what", ZLIB + b"no", BY_LABEL + b"\xff\xff", BLOCK + b"no", BLOCK + bz2.compress(b"cut")[:-4]],
)
def test_what_cannot_be_read_says_nothing_and_is_refused_by_its_reader(stored):
    assert unsqueezed(stored, LABEL) == b""


def test_a_small_row_that_would_fill_the_memory_says_nothing(monkeypatch):
    monkeypatch.setattr(squeezing, "MOST", 1_000)
    for stored in (ZLIB + zlib.compress(bytes(9_000)), BLOCK + bz2.compress(bytes(9_000))):
        assert unsqueezed(stored, LABEL) == b""


def arrival(text: str) -> Arrival:
    tokens = tuple(languages.tokenize(text, "ar"))
    document = Document(key="ar-1", text=text, language="ar", direction="rtl", tokens=tokens)
    return Arrival(document, (), "2026-01-31T12:00:00.000+00:00", "ar-1")


@given(st.text(st.sampled_from("حلب سانا 15,.\n\u200f\u0651🔴x"), max_size=60))
def test_the_tokens_of_a_document_come_back(text):
    one = arrival(text)
    assert arrival_in(Packer(one.document.text_sha256).document(one, "lea")) == one


def test_a_document_as_an_older_program_sent_it_is_read_and_a_broken_one_refused():
    one = arrival("قالت سانا.")
    thing = Packer(one.document.text_sha256).document(one, "lea")
    assert arrival_in(thing._replace(payload=msgspec.json.encode(one))) == one
    broken = thing.payload.replace(b'"cut":[', b'"cut":[1,')
    assert isinstance(thing, Thing) and thing.kind is Kind.DOCUMENT
    with pytest.raises(RefusedError, match="cannot be read"):
        arrival_in(thing._replace(payload=broken))
