"""The characters of a text, each once: by them many questions about the text are answered without reading it again."""

from functools import lru_cache

from corpus_tool.text.everyday import in_bytes, in_characters


@lru_cache(maxsize=4)
def alphabet(text: str) -> str:
    """Every character of `text` once, sorted. Remembered for the newest texts: what comes in is asked four times."""
    coded = in_bytes(text)
    return "".join(sorted(set(text))) if coded is None else in_characters(bytes(sorted(set(coded))))
