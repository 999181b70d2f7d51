"""Words that stand alone in a file, found again in the text they come from, or made into one."""

from collections.abc import Sequence

from corpus_tool.text.tokens import Token


class MisalignedError(Exception):
    """The words are not those of the text; the message says which is the first that is not, and what stands there."""


SHOWN = 20
"""Characters of the text shown where a word is not found."""


def placed(words: Sequence[str], text: str) -> list[Token]:
    """Where each of `words` stands in `text`, in order, with nothing but white space between them and around.

    Raises MisalignedError where they do not cover it so.
    """
    found: list[Token] = []
    position = 0
    for number, word in enumerate(words, 1):
        start = _behind_space(text, position)
        if not text.startswith(word, start):
            there = text[start : start + SHOWN]
            raise MisalignedError(f"word {number} is {word!r}, but at offset {start} of the text stands {there!r}")
        position = start + len(word)
        found.append(Token(start, position, "word"))
    if rest := text[position:].strip():
        raise MisalignedError(f"the words end at offset {position}, but the text goes on: {rest[:SHOWN]!r}")
    return found


def _behind_space(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def laid_out(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Token]]]:
    """A text of the words, one space between them and a sentence a line; and where each word of each sentence is."""
    lines: list[list[Token]] = []
    start = 0
    for sentence in sentences:
        tokens = []
        for word in sentence:
            tokens.append(Token(start, start + len(word), "word"))
            start += len(word) + 1
        lines.append(tokens)
    return "\n".join(" ".join(sentence) for sentence in sentences), lines
