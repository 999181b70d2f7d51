"""Exports of hard articles, read by programs of others: what they find is what was annotated, but for what is told.

Each annotation has to be found where it was made, unless the list of losses beside the export names it with a reason
why it is not there, or why it is somewhat elsewhere; and nothing else may be found.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from corpus_tool_testing.formats import HARD, hard_bundle
from corpus_tool_testing.other_readers import READERS, Export, Found, Owner, Where, placed, squeezed

from corpus_tool import Corpus
from corpus_tool.formats import formats
from corpus_tool.formats.jsonl import line_of
from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.losses import Reason
from corpus_tool.store.store import Store
from corpus_tool.workbench.importing import import_files
from corpus_tool.workbench.surroundings import utc_now

EDGES = "\ufdf2\u0301漢字\U00010330 קרא\tתל אביב\nمدينة\u200f\u202bحلب\u202c e\u0301 \u0085x\u2029y <ב&> הסוף"
"""Words at the start and the end, a mark that stands alone, characters beyond the 16 bits, tabs, bidi controls."""

GONE = frozenset(
    {
        Reason.NESTED,
        Reason.AROUND,
        Reason.OVERLAPPING,
        Reason.TOO_DEEP,
        Reason.PART_OF_WORD,
        Reason.CROSSES_LINE,
        Reason.CROSSES_SENTENCE,
        Reason.WORDLESS,
        Reason.EVENT,
        Reason.LONG_TRIGGER,
    }
)
"""Reasons why it is not there."""

ELSEWHERE = frozenset({Reason.GROWN, Reason.IN_LINES, Reason.IN_SENTENCES, Reason.IN_PIECES})
"""Reasons why it is there in pieces, or with more around it."""

EITHER = frozenset({Reason.DISCONTINUOUS, Reason.WHITE_SPACE})
"""A span goes and a trigger keeps a piece; columns of words do without the space, others without the mark."""

POLICIES = (
    {},
    {"clitics": "expand", "window": "document"},
    {"clitics": "split-clitics", "overlaps": "narrowest"},
    {"clitics": "split-clitics", "overlaps": "layered", "window": "paragraph"},
)


def edges() -> dict[str, object]:
    """An article whose marks lie at its edges and across everything, as another program would write it."""
    words = {
        "PER": "\ufdf2\u0301",
        "LOC": "漢字\U00010330",
        "ORG": "字\U00010330",
        "GPE": "קרא\tתל אביב",
        "FAC": "אביב\nمدينة",
        "TTL": "\u202bحلب\u202c",
        "NORP": "حلب",
        "NUM": "e\u0301",
        "DOC": "x\u2029y",
        "VEH": "<ב&>",
        "OPN": "הסוף",
        "WEA": EDGES,
    }
    spans = [
        {"id": f"s{number}", "label": label, "fragments": [[EDGES.index(said), EDGES.index(said) + len(said)]]}
        for number, (label, said) in enumerate(words.items())
    ]
    layer = {"annotator": "noa", "kind": "annotator", "status": "done", "events": [], "relations": []}
    schema = {"name": "conflict-news", "version": "1.0.0"}
    return {
        "format": "corpus-tool/1",
        "key": "odd/ä 😀 مفتاح",
        "language": "he",
        "direction": "rtl",
        "title": "-",
        "text": EDGES,
        "text_sha256": sha256(EDGES.encode()).hexdigest(),
        "metadata": {},
        "layers": [layer | {"schema": schema, "spans": [span | {"text": _said(span)} for span in spans]}],
    }


def _said(span: dict[str, object]) -> str:
    ((start, end),) = span["fragments"]
    return EDGES[start:end]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Corpus:
    folder = tmp_path_factory.mktemp("other_readers")
    lines = [line_of(hard_bundle()), json.dumps(edges(), ensure_ascii=False)]
    (folder / "in.jsonl").write_bytes("\n".join(lines).encode())
    with Store.create(folder / "corpus.db", default_schema(), utc_now()) as store:
        import_files(store, [folder / "in.jsonl"])
    return Corpus(folder / "corpus.db")


@pytest.fixture(scope="module")
def annotated(corpus, tmp_path_factory) -> dict[Owner, Bundle]:
    """What was annotated, as our own JSONL has it, which other tests hold against what came in."""
    folder = tmp_path_factory.mktemp("annotated")
    corpus.export("jsonl", folder, layers="all")
    lines = (folder / "all.jsonl").read_bytes().split(b"\n")
    found = [one for one in formats()["jsonl"].read(lines) if isinstance(one, Bundle)]
    assert {one.document.text for one in found} == {HARD, EDGES}
    return {(layer.name.annotator, one.document.key): one for one in found for layer in one.layers}


CASES = [
    (name, number, policy)
    for name, readers in READERS.items()
    for number in range(len(readers))
    for policy in (POLICIES if formats()[name].carries.whole_words or formats()[name].parts else POLICIES[:1])
]


@pytest.mark.parametrize(("name", "number", "policy"), CASES)
def test_another_program_finds_what_was_annotated_but_for_what_is_told(
    name, number, policy, corpus, annotated, tmp_path
):
    part, read = READERS[name][number]
    corpus.export(name, tmp_path / "out", layers="all", allow_loss=True, **policy)
    export = Export(tmp_path / "out", {bundle.document.text: key for (_, key), bundle in annotated.items()})
    found = read(export)
    told = reasons_told(export.folder, part)
    assert set(found.spans) | set(found.events) <= set(annotated)
    differences = [one for owner, bundle in annotated.items() for one in compared(owner, bundle, found, told)]
    assert differences == []


def reasons_told(folder: Path, part: str) -> dict[tuple[str, ...], set[str]]:
    """(annotator, key, id) to the reasons in the list of losses, those of one part of the export or of the whole."""
    told: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for path in folder.glob("*.losses.tsv"):
        for line in path.read_text(encoding="utf-8").split("\n")[1:-1]:
            why, key, annotator, id, _ = line.split("\t")
            reason, _, where = why.partition(": not in ")
            if not where or (part and where.startswith(part)):
                told[annotator, key, id].add(reason)
    return told


def compared(owner: Owner, bundle: Bundle, found: Found, told: dict[tuple[str, ...], set[str]]) -> Iterator[str]:
    """Each difference that is not told."""
    ordered = bundle.layers[0].ordered
    for kind, marks in ((Span, found.spans[owner]), (Event, found.events[owner])):
        if kind is Event and not found.events[owner]:
            continue
        left, moved = Counter(marks), []
        for one in ordered:
            if not isinstance(one, kind) or (why := told[(*owner, one.id)]) & GONE:
                continue
            label = one.label if isinstance(one, Span) else one.type
            if left[label, where_in(bundle, one.fragments, left)]:
                left[label, where_in(bundle, one.fragments, left)] -= 1
            elif why & ELSEWHERE or why & EITHER:
                moved.append((label, one, bool(why & ELSEWHERE)))
            else:
                yield f"{one.id} is not found"
        yield from _elsewhere(bundle, moved, +left)


def where_in(bundle: Bundle, fragments, marks: Counter[tuple[str, Where]]) -> Where:
    """A place as the program says places."""
    if any(isinstance(where, str) for _, where in marks):
        return squeezed(bundle.document.text[start:end] for start, end in fragments)
    return placed(*fragments)


def _elsewhere(bundle: Bundle, moved, left: Counter[tuple[str, Where]]) -> Iterator[str]:
    """What is left over belongs to what is told to be elsewhere, and each of that has something."""
    for label, one, has_to_be_there in moved:
        near = [mark for mark in left if mark[0] == label and _meet(bundle, mark[1], one.fragments)]
        if has_to_be_there and not near:
            yield f"{one.id} is told to be there otherwise, and is not found"
    for label, where in left:
        if not any(label == other and _meet(bundle, where, one.fragments) for other, one, _ in moved):
            yield f"{label} at {where} is found, and was not annotated"


def _meet(bundle: Bundle, where: Where, fragments) -> bool:
    """Whether a place has something of an annotation."""
    if not isinstance(where, str):
        return any(begin < end and start < after for begin, after in where for start, end in fragments)
    pieces = [squeezed(bundle.document.text[start:end]) for start, end in fragments]
    return any(piece in where or where in piece for piece in pieces)
