"""More documents out of few: twins of annotated articles, in which names are swapped for others of their label.

The offsets of everything else move along. A name is swapped everywhere in an article for the same other one, behind a
proclitic in the form it has there: لداعش becomes للجيش where داعش becomes الجيش. Names come from the documents of the
same side of the split only, so nothing of one side reaches the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer

LABELS = frozenset({"PER", "ORG", "GPE", "LOC", "FAC", "VEH", "WEA"})
"""What is swapped: names. Numbers, times and titles stay."""

LAM = "ل"
ARTICLE = "ال"


class Name(NamedTuple):
    """A name that can stand for another: as it is written with nothing before it."""

    label: str
    subtype: str
    is_definite: bool
    """Whether it begins with the article, which its verb and its adjectives agree with."""
    words: str


class Edit(NamedTuple):
    """A piece of text and what comes instead."""

    start: int
    end: int
    text: str
    canonical: str
    """The name, where what is written of it has lost a letter."""


Pool = dict[tuple[str, str, str, bool], list[str]]
"""Language, label, subtype and definiteness to the names there are."""


def pool_of(bundles: Iterable[Bundle]) -> Pool:
    """Every name that can be swapped in these documents."""
    found: dict[tuple[str, str, str, bool], set[str]] = defaultdict(set)
    for bundle in bundles:
        for span in swappable(bundle):
            name = name_of(span, bundle.document.text)
            found[bundle.document.language, *name[:3]].add(name.words)
    return {kind: sorted(names) for kind, names in found.items()}


def twin(bundle: Bundle, pool: Pool, number: int, chance: Random) -> Bundle:
    """The same story with other names. Number 0 is the article itself."""
    if number == 0:
        return bundle
    text = bundle.document.text
    chosen: dict[Name, str] = {}
    edits = []
    for span in swappable(bundle):
        name = name_of(span, text)
        if name not in chosen:
            others = [words for words in pool[bundle.document.language, *name[:3]] if words != name.words]
            chosen[name] = chance.choice(others) if others else name.words
        edits.append(_edit(span, text, chosen[name]))
    return _made(bundle, sorted(edits), f"{bundle.document.key}~{number:02}")


def swappable(bundle: Bundle) -> list[Span]:
    """The names of the one layer that nothing else begins or ends in, each place once."""
    (layer,) = bundle.layers
    placed = [*layer.spans, *layer.events]
    edges = sorted({edge for one in placed for fragment in one.fragments for edge in fragment})
    text, language = bundle.document.text, bundle.document.language
    found = {}
    for span in layer.spans:
        (start, end), *others = span.fragments
        is_named = span.attributes.get("mention", "name") == "name"
        is_whole = is_named and not others and not any(start < edge < end for edge in edges)
        if span.label in LABELS and is_whole and "\n" not in text[start:end] and _is_plain(span, text, language):
            found.setdefault((start, end), span)
    return [found[place] for place in sorted(found)]


def _is_plain(span: Span, text: str, language: str) -> bool:
    """Whether its name can be told from what is written: behind a Hebrew proclitic the article is swallowed."""
    start, end = span.fragments[0]
    follows = text[end : end + 1].isalpha()
    return not follows and not (language == "he" and text[start - 1 : start].isalpha())


def name_of(span: Span, text: str) -> Name:
    """The name as it would stand alone: behind ل its article has lost the alef, and the annotator says so."""
    start, end = span.fragments[0]
    words, canonical = text[start:end], str(span.attributes.get("canonical", ""))
    if text[start - 1 : start] == LAM and canonical == ARTICLE + words[1:]:
        words = canonical
    return Name(span.label, str(span.attributes.get("subtype", "")), words.startswith((ARTICLE, "ה")), words)


def _edit(span: Span, text: str, words: str) -> Edit:
    start, end = span.fragments[0]
    is_behind_lam = text[start - 1 : start] == LAM
    written = LAM + words.removeprefix(ARTICLE) if is_behind_lam and words.startswith(ARTICLE) else words
    return Edit(start, end, written, words)


def _made(bundle: Bundle, edits: Sequence[Edit], key: str) -> Bundle:
    """The bundle with its text edited, and everything where it now stands."""
    old = bundle.document.text
    text = "".join(_pieces(old, edits))
    title = text.partition("\n")[0] if bundle.document.title == old.partition("\n")[0] else bundle.document.title
    document = Document(
        key=key,
        text=text,
        language=bundle.document.language,
        direction=bundle.document.direction,
        title=title,
        metadata=bundle.document.metadata,
    )
    (layer,) = bundle.layers
    names = {(edit.start, edit.end): edit.canonical for edit in edits}
    moved = [_moved(annotation, edits, names) for annotation in layer.ordered]
    return Bundle(document, (Layer.of(layer.name, layer.schema, moved, layer.status),))


def _pieces(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    at = 0
    for edit in edits:
        yield text[at : edit.start]
        yield edit.text
        at = edit.end
    yield text[at:]


def _moved(annotation: Annotation, edits: Sequence[Edit], names: dict[tuple[int, int], str]) -> Annotation:
    if isinstance(annotation, Relation):
        return annotation
    fragments: Fragments = tuple((_place(start, edits), _place(end, edits)) for start, end in annotation.fragments)
    if isinstance(annotation, Event) or annotation.fragments[0] not in names:
        return replace(annotation, fragments=fragments)
    attributes = dict(annotation.attributes)
    if "canonical" in attributes:
        attributes["canonical"] = names[annotation.fragments[0]]
    return replace(annotation, fragments=fragments, attributes=attributes, link=None)


def _place(offset: int, edits: Sequence[Edit]) -> int:
    """Where an edge comes to stand; no edge lies inside an edit."""
    return offset + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= offset)
