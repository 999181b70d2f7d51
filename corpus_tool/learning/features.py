"""What is to be seen of a word, an event, a possible beginning: features as strings, for `crf.py`."""

from collections.abc import Sequence
from functools import lru_cache

from corpus_tool.learning.articles import Sentence, Word
from corpus_tool.learning.crf import Seen

EDGES = (2, 3)
GRAMS = (2, 3, 4)
AROUND = (-2, -1, 1, 2)
KEPT = 1 << 16
"""Words of which it is remembered."""


def of_names(sentence: Sentence, known: Sequence[str], listed: Sequence[str], around: str = "") -> Seen:
    """What tells names: the word in one spelling, without what is written onto it, its edges, what stands beside it.

    `known`: what the gazetteer says of each word, `listed`: what the list; `around`: the label that all are already in.
    """
    seen = []
    for at, word in enumerate(sentence):
        found = [*_own(word.kind, word.folded, word.borders), "first" if at == 0 else "later"]
        for step in AROUND:
            if 0 <= at + step < len(sentence):
                found += _near(step, sentence[at + step].kind, sentence[at + step].folded, sentence[at + step].core)
                if known[at + step]:
                    found.append(f"{step}k{known[at + step]}")
                if listed[at + step]:
                    found.append(f"{step}s{listed[at + step]}")
            else:
                found.append(f"{step}edge")
        if known[at]:
            found += [f"k{known[at]}", f"k{known[at]}{word.kind}"]
        if listed[at]:
            found += [f"s{listed[at]}", f"s{listed[at][:-1]}"]
        if around:
            found.append(f"in{around}")
        seen.append(found)
    return seen


def of_triggers(sentence: Sentence, known: Sequence[str], listed: Sequence[str]) -> Seen:
    """What tells triggers: the letters of the word two to four at a time, whether it was one before or is listed."""
    return [
        [*_grams(word.kind, word.folded, word.core), f"k{label}", *((f"s{said}", "s") if said else ())]
        for word, label, said in zip(sentence, known, listed, strict=True)
    ]


@lru_cache(maxsize=KEPT)
def _grams(kind: str, folded: str, core: str) -> tuple[str, ...]:
    if kind != "word":
        return (f"kind{kind}",)
    edged = f"<{folded}>"
    cut = {edged[at : at + size] for size in GRAMS for at in range(len(edged) - size + 1)}
    return (f"c{core}", *sorted(cut))


def of_type(words: Sequence[Word], family: str) -> list[str]:
    """What tells the type of a trigger of some family."""
    return [f"f{family}", *(f"f{family}{one}" for word in words for one in _grams(word.kind, word.folded, word.core))]


def of_subtype(words: Sequence[Word], label: str) -> list[str]:
    """What tells the subtype of a name of some label."""
    cores = [word.core for word in words]
    ends = [f"{label}{part}" for core in cores for part in (f"<{core[:3]}", f">{core[-3:]}")]
    return [
        label,
        f"{label}first {cores[0]}",
        f"{label}last {cores[-1]}",
        *(f"{label} {core}" for core in cores),
        *ends,
    ]


def of_border(word: Word, offset: int, rest: str, label: str, known: bool, listed: bool, is_best: bool) -> list[str]:
    """What tells whether a name of some label begins at an offset of a word."""
    front = word.folded[: len(word.folded) - len(rest)] if offset else ""
    return [
        f"p{front}",
        f"p{front}{label}",
        f"p{front}{rest[:2]}",
        f"p{front}k{known}",
        f"k{known}",
        f"s{listed}",
        f"w{rest}",
        f"best{is_best}{bool(offset)}",
        f"l{min(len(rest), 5)}{bool(offset)}",
    ]


def of_role(kind: str, label: str, before: str, distance: int, between: Sequence[str]) -> list[str]:
    """What tells which role a span of some label plays: `distance` in words, negative before the trigger."""
    family, side = kind.partition(".")[0], "behind" if distance >= 0 else "before"
    near = min(abs(distance).bit_length(), 5)
    return [
        f"t{kind}{label}",
        f"f{family}{label}",
        f"t{kind}{label}{side}",
        f"f{family}{label}{side}",
        f"l{label}{side}{near}",
        f"s{side}{near}",
        f"b{before}",
        f"b{before}{label}",
        f"n{min(len(between), 4)}{label in between}",
        f"t{kind}{label}{label in between}",
    ]


@lru_cache(maxsize=KEPT)
def _own(kind: str, text: str, borders: tuple[tuple[int, str], ...]) -> tuple[str, ...]:
    """Of a word, alone; words come again, and making these is most of the time that learning takes."""
    if kind != "word":
        return f"w{text}", f"kind{kind}"
    core = borders[0][1] if borders else text
    edges = [f"{size}<{text[:size]}" for size in EDGES] + [f"{size}>{text[-size:]}" for size in EDGES]
    cores = [f"w{text}", *(f"c{rest}" for _, rest in borders)] if borders else [f"c{text}"]
    return (*cores, *edges, f"ce{core[:3]}", _shape(text))


@lru_cache(maxsize=KEPT)
def _near(step: int, kind: str, text: str, core: str) -> tuple[str, ...]:
    """Of a word, so many words away."""
    if abs(step) > 1:
        return (f"{step}c{core}",)
    if kind != "word":
        return f"{step}c{core}", f"{step}{kind}"
    whole = (f"{step}w{text}",) if text != core else ()
    return (f"{step}c{core}", f"{step}e{text[-2:]}", f"{step}b{text[:2]}", *whole)


def _shape(text: str) -> str:
    if any(letter.isdigit() for letter in text):
        return "digits"
    return "latin" if text.isascii() else "letters"
