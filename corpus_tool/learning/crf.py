"""Conditional random fields, by python-crfsuite: sequences of features and tags to a model in bytes, and back.

A sequence of one is a choice among classes; so names, triggers, prefixes and roles are all learned by this. Few
sequences are fitted by maximum likelihood, the same every time; many by the averaged perceptron (Collins 2002), in a
third of the time. What either believes is no probability; `calibration.py` makes one of it.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from corpus_tool.errors import NotFoundError
from corpus_tool.learning.chunks import OUTSIDE

Seen = list[list[str]]
"""What is to be seen at each place of a sequence."""

QUICK: dict[str, object] = {"max_iterations": 6}
THOROUGH: dict[str, object] = {"c1": 0.0, "c2": 0.002, "max_iterations": 30}
SURE = 0.85
"""Where it is believed less than this that there is nothing, the likeliest label is told: beliefs run to the ends."""


class Told(NamedTuple):
    """What a model says of one sequence."""

    tags: list[str]
    sure: list[float]
    """How sure it is of each, from 0 to 1, as it believes."""


def refuse_missing() -> None:
    """Raise NotFoundError where nothing can be learned with."""
    if find_spec("pycrfsuite") is None:
        raise NotFoundError(
            "Learning needs python-crfsuite, which is not installed. pip install 'corpus-tool[suggest]' brings it."
        )


class Lesson:
    """Sequences to learn from, in parts, so that models of all but one part and of all come from one reading."""

    def __init__(self, is_long: bool = False) -> None:
        """`is_long`: there is much to be learned, and it shall not take long."""
        from pycrfsuite import BaseTrainer  # the other one reads what is logged, and cannot read all of it

        self._trainer = BaseTrainer(algorithm="ap" if is_long else "lbfgs", verbose=False)
        self._trainer.set_params(QUICK if is_long else THOROUGH)
        self._tags: dict[int, set[str]] = defaultdict(set)

    def add(self, seen: Seen, tags: list[str], part: int = 0) -> None:
        """Take in a sequence of some part."""
        self._trainer.append(seen, tags, part)
        self._tags[part].update(tags)

    def learned(self, but: int = -1) -> bytes:
        """A model of all parts but one; nothing where fewer than two tags are among them."""
        if len(set().union(*(tags for part, tags in self._tags.items() if part != but))) < 2:
            return b""
        with _nameless_file() as path:
            self._trainer.train(str(path), but)
            return path.read_bytes()


@contextmanager
def _nameless_file() -> Iterator[Path]:
    """Where a model can be written, in memory where there is such a thing: one who is ended leaves nothing."""
    if not hasattr(os, "memfd_create"):
        with TemporaryDirectory() as folder:
            yield Path(folder) / "model"
        return
    file = os.memfd_create("model")
    try:
        yield Path(f"/proc/self/fd/{file}")
    finally:
        os.close(file)


class Tagger:
    """A model that was learned."""

    def __init__(self, model: bytes) -> None:
        """`model`: what `learned` gave; an empty one tells nothing of anything."""
        from pycrfsuite import Tagger as Reader

        self._reader = Reader() if model else None
        self._model = model
        if self._reader is not None:
            self._reader.open_inmemory(model)
        self._labels: list[str] = self._reader.labels() if self._reader is not None else []

    def tell(self, seen: Seen, eager: bool = False) -> Told:
        """The likeliest tags of a sequence; `eager`: a label also where it is somewhat likelier that there is none."""
        if self._reader is None or not seen:
            return Told([OUTSIDE] * len(seen), [1.0] * len(seen))
        tags = self._reader.tag(seen)
        if eager:
            tags = [self._eager(tag, at) for at, tag in enumerate(tags)]
        return Told(tags, [self._reader.marginal(tag, at) for at, tag in enumerate(tags)])

    def _eager(self, tag: str, at: int) -> str:
        reader = self._reader
        if reader is None or tag != OUTSIDE or reader.marginal(OUTSIDE, at) >= SURE:
            return tag
        return max((one for one in self._labels if one != OUTSIDE), key=lambda one: float(reader.marginal(one, at)))

    def share(self, seen: list[str], tag: str) -> float:
        """How likely a tag is for a sequence of one; 0 for one it never saw."""
        if self._reader is None:
            return 0.0
        self._reader.set([seen])
        return float(self._reader.marginal(tag, 0)) if tag in self._labels else 0.0
