"""Plain text, one article a file: UTF-8, or the encoding that is named."""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import AS_IT_IS, Format, Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.text.decoding import UndecodableError, decode, joined


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The whole file as one document without a name, a language or layers: the importer finds those."""
    try:
        text = decode(joined(lines), reading.encoding)
    except UndecodableError as broken:
        yield Refusal(f"byte {broken.at}", str(broken))
        return
    yield Bundle(Document(key="", text=text, language="", direction=""))


FORMAT = Format(name="txt", title="plain text, an article a file", suffix=".txt", read=read, has_sidecar=True)
