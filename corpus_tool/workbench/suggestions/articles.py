"""Documents as the recommender reads them: sentences of words, in one spelling, with where names may begin in them."""

from functools import lru_cache

from corpus_tool.languages import Language, language_or_plain, tokenize
from corpus_tool.learning.articles import Article, Sentence, Word
from corpus_tool.model.documents import Document
from corpus_tool.text.folding import folded_text
from corpus_tool.text.sentences import sentences
from corpus_tool.text.tokens import tokens_in

BORDERS = 2
"""Places in a word that are tried."""


def article_of(document: Document, cluster: str = "") -> Article:
    """A document as it is learned from; without a cluster it is a story of its own."""
    text = document.text
    tokens = document.tokens or tuple(tokenize(text, language_or_plain(document.language).code))
    found: list[Sentence] = []
    for start, end in sentences(text):
        some = (tokens[number] for number in tokens_in(tokens, start, end))
        if words := tuple(_word(text, *token, document.language) for token in some):
            found.append(words)
    return Article(document.id or 0, document.language, cluster or document.key, tuple(found))


def folded_words(text: str, code: str) -> tuple[str, ...]:
    """The words of a text in some language as they stand in an article, in one spelling."""
    return tuple(_folded(text[start:end]) for start, end, _ in tokenize(text, code))


def _word(text: str, start: int, end: int, kind: str, code: str) -> Word:
    written = text[start:end]
    if kind != "word":
        return Word(start, end, kind, _folded(written), ())
    return Word(start, end, kind, _folded(written), _borders(written, code))


@lru_cache(maxsize=1 << 16)
def _folded(written: str) -> str:
    return folded_text(written) or written


@lru_cache(maxsize=1 << 16)
def _borders(written: str, code: str) -> tuple[tuple[int, str], ...]:
    known: Language = language_or_plain(code)
    return tuple((at, _folded(written[at:])) for at in known.clitic_borders(written)[:BORDERS])
