"""Rules W1 to I2 of UAX #9 for one isolating run sequence, each a replacement in a string of class letters."""

import re

from corpus_tool.text.bidi_brackets import resolve_brackets
from corpus_tool.text.bidi_sequences import RunSequence

_W1 = re.compile(r"(.)(M+)")
_W2 = re.compile(r"A[^LRA]*E[^LRA]*")
_W4 = re.compile(r"(?<=E)[+,](?=E)|(?<=N),(?=N)")
_W5 = re.compile(r"[E%]+")
_W6 = str.maketrans("+%,", "OOO")
_W7 = re.compile(r"L[^LR]*E[^LR]*")
_NEUTRALS = "[BSWO()ijft]"
_N1 = {"R": re.compile(f"(?<=L){_NEUTRALS}+(?=L)"), "L": re.compile(f"(?<=[REN]){_NEUTRALS}+(?=[REN])")}
_N2 = {side: str.maketrans(dict.fromkeys(_NEUTRALS[1:-1], side)) for side in "LR"}


def resolve_implicit(sequence: RunSequence, characters: str) -> bytes:
    """Return the level of each character of the sequence; `characters` are those of the sequence."""
    original = sequence.before + sequence.classes + sequence.after
    embedding = "R" if sequence.level % 2 else "L"
    classes = _resolve_weak(original)
    if "(" in classes:
        classes = resolve_brackets(classes, f" {characters} ", original, embedding)
    classes = _resolve_neutral(classes, embedding)
    return classes[1:-1].translate(_LEVELS[sequence.level]).encode("latin-1")


def _resolve_weak(classes: str) -> str:
    if "M" in classes:
        classes = _W1.sub(_mark_like_its_base, classes)
    if "E" in classes:
        classes = _W2.sub(lambda found: found[0].replace("E", "N"), classes)
    classes = classes.replace("A", "R")  # W3
    classes = _W4.sub(lambda found: found.string[found.start() - 1], classes)
    classes = _W5.sub(lambda found: found[0].replace("%", "E") if "E" in found[0] else found[0], classes)
    classes = classes.translate(_W6)
    return _W7.sub(lambda found: found[0].replace("E", "L"), classes) if "E" in classes else classes


def _mark_like_its_base(found: re.Match[str]) -> str:
    base, marks = found.groups()
    return base + ("O" if base in "ijft()" else base) * len(marks)


def _resolve_neutral(classes: str, embedding: str) -> str:
    """N1 and N2 at once: neutrals take the embedding direction, save where both sides have the other one."""
    other = "L" if embedding == "R" else "R"
    classes = _N1[embedding].sub(lambda found: other * len(found[0]), classes)
    return classes.translate(_N2[embedding])


def _final_levels(level: int) -> dict[int, int]:
    """I1 and I2: what L, R and the two numbers add to the level."""
    steps = {"L": 1, "R": 0, "E": 1, "N": 1} if level % 2 else {"L": 0, "R": 1, "E": 2, "N": 2}
    return {ord(letter): level + step for letter, step in steps.items()}


_LEVELS = [_final_levels(level) for level in range(126)]
