"""BIOES columns: as `iob2`, but the last of several words has the tag `E-LABEL`, and one that stands alone `S-LABEL`.

What NEMO's corpus and many sequence taggers use. Files, sentences, `--overlaps layered` and what is read are those of
`iob2`; BILOU, which has `L-` and `U-` in their place, is read too.
"""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import TAGS_OF_WORDS
from corpus_tool.model.columns import columns_of, read_columns
from corpus_tool.model.tagging import bioes


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """Each layer's columns, in a file named after its annotator."""
    for bundle in bundles:
        for name, lines in columns_of(bundle, writing.policy, bioes, FORMAT.carries.columns):
            yield Piece(f"{name}{FORMAT.suffix}", lines)


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """Each document, made of its words, with one layer."""
    return read_columns(lines, reading.stem, reading.annotator, reading.encoding)


FORMAT = Format(
    name="bioes",
    title="BIOES columns, whole words",
    suffix=".bioes",
    more_suffixes=(".bilou",),
    write=write,
    apart=True,
    read=read,
    carries=TAGS_OF_WORDS,
    by_tokens=True,
)
