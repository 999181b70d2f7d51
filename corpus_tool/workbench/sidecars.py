"""Metadata that lies beside an article: NAME.json or NAME.toml beside NAME.txt or NAME.html."""

from datetime import date, time
from typing import Any

import msgspec
from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.model.bundles import Bundle

PARTS_OF_A_DOCUMENT = ("key", "title", "language")
"""What becomes a part of the document itself; the rest is metadata."""


class SidecarError(Exception):
    """Why the metadata cannot be read."""


def with_sidecar(bundle: Bundle, content: bytes, suffix: str) -> Bundle:
    """The bundle with what the sidecar says, which counts more than what was found in the article's file.

    Raises SidecarError for a sidecar that is no table of names and values.
    """
    said = _read(content, suffix)
    parts = {name: said.pop(name) for name in PARTS_OF_A_DOCUMENT if name in said}
    if wrong := [name for name, value in parts.items() if not isinstance(value, str)]:
        raise SidecarError(f"{wrong[0]} has to be a text")
    codes = [known.code for known in languages.languages()]
    if parts.get("language", codes[0]) not in codes:
        raise SidecarError(f"language is {parts['language']!r}; there are {', '.join(codes)}")
    metadata = bundle.document.metadata | said
    return Bundle(replace(bundle.document, **parts, metadata=metadata), bundle.layers)


def _read(content: bytes, suffix: str) -> dict[str, Any]:
    decoder = msgspec.toml if suffix == ".toml" else msgspec.json
    try:
        said = decoder.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise SidecarError(f"not {suffix.removeprefix('.').upper()}: {wrong}") from None
    if not isinstance(said, dict):
        raise SidecarError("it has to hold names and values")
    return {str(name): _plain(value) for name, value in said.items()}


def _plain(value: Any) -> Any:
    """A value as JSON holds it: the dates of TOML as texts."""
    match value:
        case date() | time():
            return value.isoformat()
        case list():
            return [_plain(part) for part in value]
        case dict():
            return {name: _plain(part) for name, part in value.items()}
        case _:
            return value
