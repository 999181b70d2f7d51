"""IOB2 columns: a word, a tab, a tag; a blank line between sentences, `-DOCSTART- (KEY)` before a document.

The first word of a span has the tag `B-LABEL`, the others `I-LABEL`, every other word `O`. Each layer has a file of
its own. With `--overlaps layered` every line has four tags, outermost spans first, as in NEMO and Wojood. Sentences
are the windows of `--window`. What reads CoNLL-2003 reads it: seqeval scores the tags, Flair's `ColumnCorpus` and
`spacy convert --converter conll` take the file.

Read are IOB1, IOB2, BIOES and BILOU, with tabs or spaces, with several columns of tags, or with other columns between
word and tag, as in CoNLL-2003; and the columns of CoNLL-2012 (OntoNotes), which begin with `#begin document` and have
names in brackets. The file holds no text: one is made of the words, a sentence a line.
"""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import Format, Piece, Writing, columns_each_layer, columns_of_plain, documents_of_columns
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import TAGS_OF_WORDS
from corpus_tool.model.plain_layers import PlainLayers
from corpus_tool.model.tagging import iob2


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """Each layer's columns, in a file named after its annotator."""
    return columns_each_layer(bundles, writing, FORMAT, iob2)


def write_plain(layers: PlainLayers, writing: Writing) -> Iterator[Piece]:
    """The same of plain layers, where all of them fit."""
    return columns_of_plain(layers, writing, FORMAT, iob2)


FORMAT = Format(
    name="iob2",
    title="IOB2 columns, whole words",
    suffix=".iob2",
    more_suffixes=(".iob", ".bio", ".conll", ".v4_gold_conll"),
    write=write,
    write_plain=write_plain,
    apart=True,
    read=documents_of_columns,
    carries=TAGS_OF_WORDS,
    by_tokens=True,
    described=False,
)
