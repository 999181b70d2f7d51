"""IOB2 columns: a word, a tab, a tag; a blank line between sentences, `-DOCSTART- (KEY)` before a document.

The first word of a span has the tag `B-LABEL`, the others `I-LABEL`, every other word `O`. Each layer has a file of
its own. With `--overlaps layered` every line has four tags, outermost spans first, as in NEMO and Wojood. Sentences
are the windows of `--window`. What reads CoNLL-2003 reads it: seqeval scores the tags, Flair's `ColumnCorpus` and
`spacy convert --converter conll` take the file.

Read are IOB1, IOB2, BIOES and BILOU, with tabs or spaces, with several columns of tags, or with other columns between
word and tag, as in CoNLL-2003. The file holds no text: one is made of the words, a sentence a line.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import LABELS_ONLY, Nesting
from corpus_tool.model.columns import columns, read_columns
from corpus_tool.model.policies import Overlaps
from corpus_tool.model.tagging import iob2


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """Each layer's columns, in a file named after its annotator."""
    count = FORMAT.carries.columns if writing.policy.overlaps is Overlaps.LAYERED else 1
    for bundle in bundles:
        for layer in bundle.layers:
            lines = columns(bundle.document, layer, writing.policy, iob2, count)
            yield Piece(f"{layer.name.short}{FORMAT.suffix}", lines)


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """Each document, made of its words, with one layer."""
    for found in read_columns(lines, reading.stem, reading.annotator, reading.encoding):
        yield found if isinstance(found, Bundle) else Refusal(*found)


FORMAT = Format(
    name="iob2",
    title="IOB2 columns, whole words",
    suffix=".iob2",
    more_suffixes=(".iob", ".bio", ".conll"),
    write=write,
    read=read,
    carries=replace(LABELS_ONLY, whole_words=True, windowed=True, fragments=False, nesting=Nesting.COLUMNS),
    by_tokens=True,
)
