"""Wojood's columns (SinaLab's Arabic corpus): a word and its tags a line, one tag for each name that the word is in.

Tags are IOB2, the outermost first, and there are as many as names lie in each other: `المالية I-ORG B-GPE`. A blank
line ends a sentence. The file holds no text: where it is beside `NAME.txt` in `NAME.source.txt`, the words are found in
it, and the document is the one that is in the corpus already; else a text is made of the words, a sentence a line, and
a long file becomes documents of 100 sentences.
"""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.tag_rows import Origin, bundles
from corpus_tool.text.decoding import UndecodableError, decode


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The documents of the file, each with one layer."""
    try:
        there = reading.beside(f"{reading.stem}.source.txt")
        text = None if there is None else decode(there, reading.encoding)
    except UndecodableError as broken:
        yield Refusal(f"{reading.stem}.source.txt", str(broken))
        return
    yield from bundles(lines, reading.encoding, Origin(reading.stem, reading.annotator, text))


FORMAT = Format(
    name="wojood", title="Wojood's columns of nested names", suffix=".txt", by_name_only=True, by_tokens=True, read=read
)
