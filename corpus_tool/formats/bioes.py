"""BIOES columns: as `iob2`, but the last of several words has the tag `E-LABEL`, and one that stands alone `S-LABEL`.

What NEMO's corpus and many sequence taggers use. Files, sentences, `--overlaps layered` and what is read are those of
`iob2`; BILOU, which has `L-` and `U-` in their place, is read too.
"""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import Format, Piece, Writing, columns_each_layer, columns_of_plain, documents_of_columns
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import TAGS_OF_WORDS
from corpus_tool.model.plain_layers import PlainLayers
from corpus_tool.model.tagging import bioes


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """Each layer's columns, in a file named after its annotator."""
    return columns_each_layer(bundles, writing, FORMAT, bioes)


def write_plain(layers: PlainLayers, writing: Writing) -> Iterator[Piece]:
    """The same of plain layers, where all of them fit."""
    return columns_of_plain(layers, writing, FORMAT, bioes)


FORMAT = Format(
    name="bioes",
    title="BIOES columns, whole words",
    suffix=".bioes",
    more_suffixes=(".bilou",),
    write=write,
    write_plain=write_plain,
    apart=True,
    read=documents_of_columns,
    carries=TAGS_OF_WORDS,
    by_tokens=True,
    described=False,
)
