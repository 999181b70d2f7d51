"""The characters of a text, each once: by them many questions about the text are answered without reading it again."""

from functools import lru_cache


@lru_cache(maxsize=4)
def alphabet(text: str) -> str:
    """Every character of `text` once, sorted. Remembered for the newest texts: what comes in is asked four times."""
    return "".join(sorted(set(text)))
