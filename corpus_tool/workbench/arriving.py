"""A document and its layers as they arrive: what can be found out about a text, and places in the repaired one."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Fragments, Relation
from corpus_tool.model.cleaning import Cleaned
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import misplaced
from corpus_tool.model.rulings import Candidate, Ruling
from corpus_tool.saying.counting import counted
from corpus_tool.workbench.examining import Examination

TITLE_LENGTH = 120
"""How much of a first line is taken as a title, in code points."""


class UnmovableError(Exception):
    """Why an annotation does not survive the cleaning of its text."""


def described(document: Document, cleaned: Cleaned, found: Examination, path: Path, digest: str) -> Document:
    """The document with what was found out about its text; its tokens are kept apart (`found.beside`)."""
    text = cleaned.text
    return replace(
        document,
        text=text,
        language=found.language,
        direction=found.direction,
        title=document.title or _first_line(text) or path.stem,
        metadata=document.metadata if document.key else {**document.metadata, "file": path.name},
        tokens=(),
        cutter=found.cutter,
        source_sha256=digest,
    )


def _first_line(text: str) -> str:
    """The first line that is not blank, cut to the length of a title."""
    line = next((line.strip() for line in text.split("\n") if line.strip()), "")
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


def moved(layer: Layer, cleaned: Cleaned) -> Layer:
    """The layer at the offsets of the cleaned text."""
    if not cleaned.removed:
        return layer
    there = [_moved_annotation(annotation, cleaned) for annotation in layer.ordered]
    made = Layer.of(layer.name, layer.schema, there, layer.status)
    rulings = {key: _moved_ruling(ruling, cleaned) for key, ruling in layer.rulings.items()}
    return dataclasses.replace(made, rulings=rulings) if rulings else made


def _moved_ruling(ruling: Ruling, cleaned: Cleaned) -> Ruling:
    """What was chosen from, at the offsets of the cleaned text."""
    there = (Candidate(one.layer, _moved_annotation(one.annotation, cleaned)) for one in ruling.candidates)
    return replace(ruling, candidates=tuple(there))


def _moved_annotation(annotation: Annotation, cleaned: Cleaned) -> Annotation:
    if isinstance(annotation, Relation):
        return annotation
    fragments: Fragments = tuple((cleaned.offset(start), cleaned.offset(end)) for start, end in annotation.fragments)
    if wrong := misplaced(fragments, cleaned.text):
        raise UnmovableError(
            f"{annotation.id} covers only what is repaired at import (line ends, byte order mark): {wrong}"
        )
    return replace(annotation, fragments=fragments)


def in_words(layers: Sequence[Layer]) -> str:
    """What came in, in words."""
    if not layers:
        return ""
    return ", ".join(
        f"{layer.name.annotator}: {counted(len(layer.spans), 'span')}, {counted(len(layer.events), 'event')}"
        + (f", {counted(len(layer.relations), 'relation')}" if layer.relations else "")
        for layer in layers
    )
