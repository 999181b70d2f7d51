"""Where a name may begin or end inside a written word of a document: behind proclitics, before suffixes.

Words and answers are offsets of the document, in code points.
"""

from corpus_tool import languages
from corpus_tool.model.documents import Document


def starts_inside(document: Document, start: int, end: int) -> list[int]:
    """Where a name may begin behind the proclitics of the word `start`..`end`."""
    language = languages.language_or_plain(document.language)
    return [start + border for border in language.clitic_borders(document.text[start:end])]


def ends_inside(document: Document, start: int, end: int) -> list[int]:
    """Where a name may end before the suffixes of the word `start`..`end`."""
    language = languages.language_or_plain(document.language)
    return [start + border for border in language.enclitic_borders(document.text[start:end])]
