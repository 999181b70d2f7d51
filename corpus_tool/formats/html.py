"""A web page: its article as trafilatura finds it. Optional: `pip install 'corpus-tool[html]'`.

The text kept is the one extracted; the digest of the page's bytes is kept with it.
"""

import re
from collections.abc import Iterable, Iterator

from corpus_tool.formats import AS_IT_IS, Format, Need, Notice, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.documents import Document
from corpus_tool.text.decoding import UndecodableError, decode, is_encoding, joined

METADATA = ("author", "date", "url", "sitename")
"""What is taken over from what trafilatura finds beside the text."""

_HEAD = 2048
"""Bytes in which a page has to say its encoding (HTML standard, 13.2.3.2: 1,024; many pages are late)."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The article in the page. Its encoding is the one named by the user, else by the page, else UTF-8."""
    content = joined(lines)
    try:
        page = decode(content, reading.encoding or _declared(content))
    except UndecodableError as broken:
        yield Refusal(f"byte {broken.at}", str(broken))
        return
    yield _article(page) or Refusal("", "no article was found in this page")


def _declared(content: bytes) -> str:
    """The encoding that the page says it is in, where that is one we know."""
    found = _CHARSET.search(content[:_HEAD])
    name = found[1].decode("ascii", "replace") if found else ""
    return name if is_encoding(name) else ""


def _article(page: str) -> Bundle | None:
    from trafilatura import __version__, bare_extraction

    found = bare_extraction(page, with_metadata=True, include_comments=False) if page.strip() else None
    if found is None or isinstance(found, dict) or not found.text:
        return None
    metadata = {name: value for name in METADATA if (value := getattr(found, name))}
    metadata["extracted_by"] = f"trafilatura {__version__}"
    title = " ".join((found.title or "").split())
    return Bundle(Document(key="", text=found.text, language="", direction="", title=title, metadata=metadata))


FORMAT = Format(
    name="html",
    title="a web page, its article found by trafilatura",
    suffix=".html",
    more_suffixes=(".htm",),
    read=read,
    has_sidecar=True,
    need=Need("trafilatura", "html"),
)
