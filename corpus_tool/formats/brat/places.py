"""Fragments as brat can hold them: cut at line ends, and what was cut only there put together again."""

import re

from corpus_tool.model.annotations import Fragment, Fragments
from corpus_tool.model.regions import LINE_ENDS

_PIECE = re.compile(f"[^{LINE_ENDS}]+")


def cut_at_line_ends(fragments: Fragments, text: str) -> Fragments:
    """The same characters without line ends, so that none goes over one; as they are where nothing else is there."""
    cut = tuple(found.span() for start, end in fragments for found in _PIECE.finditer(text, start, end))
    return cut or fragments


def joined_over_line_ends(fragments: Fragments, text: str) -> Fragments:
    """Fragments that have nothing but line ends between them become one."""
    joined: list[Fragment] = []
    for start, end in fragments:
        if joined and joined[-1][1] < start and not text[joined[-1][1] : start].strip(LINE_ENDS):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return tuple(joined)


def line_of(text: str, fragments: Fragments) -> str:
    """What stands there, on one line; a blank for each character that would end it."""
    return " ".join(re.sub(f"[{LINE_ENDS}\t]", " ", text[start:end]) for start, end in fragments)
