"""A text as words that may each have one space behind them, and nothing else: what spaCy makes its documents of."""

from collections.abc import Sequence

from corpus_tool.text.tokens import Token


def with_white_space(text: str, tokens: Sequence[Token]) -> tuple[list[str], list[bool], list[int]]:
    """(words, whether a space stands behind each, the number among them of each of `tokens`).

    Joined they are the text, to the last character: what stands between two tokens beyond one space is a word too.
    """
    words: list[str] = []
    spaces: list[bool] = []
    numbers: list[int] = []
    position = 0
    for token in (*tokens, Token(len(text), len(text), "end")):
        gap = text[position : token.start]
        if gap and words and gap[0] == " ":
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if token.start < token.end:
            numbers.append(len(words))
            words.append(text[token.start : token.end])
            spaces.append(False)
        position = token.end
    return words, spaces, numbers
