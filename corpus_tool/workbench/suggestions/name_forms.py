"""The forms in which a name comes again: other spellings, behind proclitics, written in one word or in two.

A name is its folded words. Whether a place of a text says it is asked of whole words, so never of a part of another.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from corpus_tool import languages
from corpus_tool.languages import Language
from corpus_tool.text.folding import Fold, fold, folded_text
from corpus_tool.text.queries import Phrase, find

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile("[^\\S\n]*[\"'\u00ab\u00bb\u201c\u201d\u2018\u2019\u05f3\u05f4]*[^\\S\n]*")
"""What may stand between two words of a name, folded: hyphens are spaces there. No line end, no comma."""

_JOINED = ("عبد", "ابو", "ابي", "ابا")
"""What some write in one word with the next: عبدالله, أبوظبي."""

_CASES = {"ابو": ("ابو", "ابي", "ابا"), "ابي": ("ابي", "ابو", "ابا"), "ابا": ("ابا", "ابو", "ابي")}
"""A first word that changes with its place in the sentence, and is the same name."""

_TATWEEL = "\u0640"

_TYPED = str.maketrans({"\u05f3": "'", "\u2019": "'", "\u05f4": '"', "\u201c": '"', "\u201d": '"'})

_SPELLED_OUT = Fold.MARKS | Fold.TATWEEL | Fold.UNSEEN | Fold.FORMS
"""What may be dropped of a word before it is held against words that are no names."""


class Mention(NamedTuple):
    """A place where a name stands, code points, without what is written onto it."""

    start: int
    end: int
    form: str
    """How it stands there, with what is written onto it, in one spelling."""
    is_exact: bool
    """Whether it is the name itself, and not one with an article more or less."""


class Name:
    """A name that is looked for, as somebody marked it."""

    def __init__(self, text: str, behind: str = "") -> None:
        """`behind`: the letters of its word that stand in front of it where it was marked."""
        self.text = text
        self.words = tuple(_WORD.findall(folded_text(text)))
        """Folded; nothing for a name without letters and digits."""
        inner = _WORD.search(text)
        self._lead = text[: inner.start()] if inner else ""
        self._trail = re.sub(r".*[^\W_][\u0300-\u036f\u0591-\u05c7\u064b-\u0652]*", "", text, flags=re.DOTALL)
        self._gaps = _gaps(folded_text(text))
        self._variants = tuple(dict.fromkeys((*_variants(self.words), *_with_article(self.words, behind))))

    @cached_property
    def phrases(self) -> list[Phrase]:
        """What finds every text that may hold it; more than it is found too."""
        return [Phrase(_heads(words[0]), words[1:], is_prefix=False) for words in self._variants]

    def mentions(self, text: str, language: Language) -> Iterator[Mention]:
        """Every place in `text` where it stands, in order."""
        for hit in find(text, self.phrases) if self.words else ():
            if found := self._mention(text, hit.start, hit.end, language):
                yield found

    def _mention(self, text: str, start: int, end: int, language: Language) -> Mention | None:
        folded = fold(text[start:end])
        words = list(_WORD.finditer(folded.text))
        tail = tuple(word[0] for word in words[1:])
        wanted = {one[0] for one in self._variants if one[1:] == tail}
        if not self._hangs_together(folded.text):
            return None
        starts = [one for one in language.name_starts(words[0][0]) if one.head in wanted]
        if not starts:
            return None
        best = max(starts, key=lambda one: (one.is_exact, -one.offset))
        inside, _ = folded.origin(words[0].start() + best.offset, len(folded.text))
        while text.startswith(_TATWEEL, end):
            end += 1
        first, last = self._with_marks(text, start + inside, end)
        if not tail and self._is_no_name(text[first:last], language):
            return None
        return Mention(first, last, folded.text, best.is_exact)

    def _hangs_together(self, folded: str) -> bool:
        """Whether nothing parts the words there that does not part them in the name."""
        gaps = _gaps(folded)
        return gaps == self._gaps or all(_BETWEEN.fullmatch(gap) for gap in gaps)

    def _with_marks(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The place with the marks around it that belong to the name as it was marked."""
        lead, trail = len(self._lead), len(self._trail)
        if lead and text[start - lead : start].translate(_TYPED) == self._lead.translate(_TYPED):
            start -= lead
        if trail and text[end : end + trail].translate(_TYPED) == self._trail.translate(_TYPED):
            end += trail
        return start, end

    def _is_no_name(self, words: str, language: Language) -> bool:
        spelled = folded_text(words, _SPELLED_OUT)
        return spelled in language.no_names and spelled != folded_text(self.text, _SPELLED_OUT)


def name_at(text: str, start: int, end: int) -> Name:
    """The name that is marked at a place of a text, code points."""
    begun = start
    while begun and not text[begun - 1].isspace():
        begun -= 1
    return Name(text[start:end], text[begun:start])


def _gaps(folded: str) -> tuple[str, ...]:
    """What stands between the words."""
    return tuple(_WORD.split(folded)[1:-1])


def _variants(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words themselves, then the other ways to write them."""
    if not words:
        return
    heads = _CASES.get(words[0], (words[0],)) if len(words) > 1 else (words[0],)
    for head in heads:
        one = (head, *words[1:])
        yield one
        for number, word in enumerate(one):
            if word in _JOINED and number + 1 < len(one):
                yield (*one[:number], word + one[number + 1], *one[number + 2 :])
            elif opened := _opened(word):
                yield (*one[:number], *opened, *one[number + 1 :])
            elif word.isascii() and word.isalpha() and number + 1 < len(one) and one[number + 1].isdecimal():
                yield (*one[:number], word + one[number + 1], *one[number + 2 :])


def _with_article(words: tuple[str, ...], behind: str) -> Iterator[tuple[str, ...]]:
    """The name with the alef of its article, which is not written behind ل: لأمم in للأمم."""
    if words and words[0].startswith("ل") and folded_text(behind).endswith("ل"):
        yield ("ا" + words[0], *words[1:])


def _opened(word: str) -> tuple[str, str] | None:
    """عبدالله as two words; None for what is one."""
    rest = word.removeprefix("عبد")
    return ("عبد", rest) if rest != word and rest.startswith("ال") and len(rest) > 3 else None


def _heads(head: str) -> tuple[str, ...]:
    """Every word that may begin with the name whose first word is `head`, and some more."""
    bare = [head, *(head.removeprefix(article) for article in ("ال", "ה") if len(head) > len(article) + 1)]
    if head.startswith("ו"):
        bare.append("ו" + head)
    forms = [form for one in bare for known in languages.languages() for form in known.behind_proclitics(one)]
    if not forms:
        forms = [proclitics + head for proclitics in _every_proclitic()]
    return tuple(dict.fromkeys((head, *forms)))


@cache
def _every_proclitic() -> tuple[str, ...]:
    """What is written onto a foreign name or a number, in any language."""
    stems = ("\u062f\u062f\u062f", "\u05d3\u05d3\u05d3")
    known = [one.behind_proclitics for one in languages.languages()]
    forms = [(form, stem) for stem in stems for behind in known for form in behind(stem)]
    return tuple(dict.fromkeys(form.removesuffix(stem) for form, stem in forms))
