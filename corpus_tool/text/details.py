"""What a finding tells besides its kind: kept in English, said in the language of whoever reads it.

Findings lie in files that outlive a version and a language. So a sentence is filled in once, in English, and its
numbers are read out of it where it is shown.
"""

import re
from functools import cache

from corpus_tool.saying import clauses, tr, tr_later

BETWEEN = "; "
"""Stands between the reasons of one finding."""

ONE_COMPOSED = tr_later("{count} composed letter beside")
COMPOSED = tr_later("{count} composed letters beside")
NONE_COMPOSED = tr_later("no composed letter beside")
TOLD_BEFORE = tr_later("the first one told before at {place}")
FINALS_FIRST = tr_later("final Hebrew letters start {count} words, end {ending}")
ENDINGS_FIRST = tr_later("ta marbuta or alef maqsura start {count} words, end {ending}")
ARTICLE_LAST = tr_later("the article stands backwards in {count} words, forwards in {forwards}")
JOINED_BACKWARDS = tr_later("{count} initial forms join backwards, {forwards} forwards")
ARABIC = tr_later("Arabic")
HEBREW = tr_later("Hebrew")

_SENTENCES = (
    ONE_COMPOSED,
    COMPOSED,
    NONE_COMPOSED,
    TOLD_BEFORE,
    FINALS_FIRST,
    ENDINGS_FIRST,
    ARTICLE_LAST,
    JOINED_BACKWARDS,
    ARABIC,
    HEBREW,
)


def said(detail: str) -> str:
    """A detail in the language that is spoken. Names of characters, which are Unicode's, stay as they are."""
    return clauses(map(_said, detail.split(BETWEEN)))


def _said(part: str) -> str:
    for sentence in _SENTENCES:
        if found := _pattern(sentence).fullmatch(part):
            return tr(sentence, **found.groupdict())
    return part


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """A sentence with any number where it has a name in braces."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[\\d,]+)", re.escape(sentence)))
