"""Plain UTF-8 text, one article a file."""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import Format, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document


def read(lines: Iterable[bytes]) -> Iterator[Bundle | Refusal]:
    """The whole file as one document without a name, a language or layers: the importer finds those."""
    content = b"".join(lines)
    try:
        text = content.decode()
    except UnicodeDecodeError as broken:
        seen = content[broken.start : broken.start + 8].hex(" ")
        yield Refusal(f"byte {broken.start}", f"not UTF-8 ({broken.reason}; the bytes there are {seen})")
        return
    yield Bundle(Document(key="", text=text, language="", direction=""))


FORMAT = Format(name="txt", title="plain text, an article a file", suffix=".txt", read=read)
