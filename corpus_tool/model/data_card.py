"""The card of a data set as Hugging Face's `datasets` reads it: what the columns of each configuration are, and where.

https://huggingface.co/docs/hub/datasets-cards; the YAML is written here, quoted as JSON is, which YAML includes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

Feature: TypeAlias = "str | Names | Each | Mapping[str, Feature]"
"""What a column holds: a plain type (`string`, `int32`), one of some names, a list, or named parts."""


class Each(NamedTuple):
    """A list of what is the same for each."""

    of: "Feature"


class Names:
    """Names that are stored as numbers, from 0; one that comes up later is added behind the others."""

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[str, int] = {}
        for name in names:
            self.number(name)

    def number(self, name: str) -> int:
        """Of a name."""
        return self._numbers.setdefault(name, len(self._numbers))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)


class Size(NamedTuple):
    """Of a part of the data. `datasets` refuses one that has another number of rows: a file is missing."""

    rows: int = 0
    bytes: int = 0
    """In memory, about."""


class Configuration(NamedTuple):
    """One of the shapes that the data is had in."""

    name: str
    features: Mapping[str, Feature]
    parts: Mapping[str, "Size"]
    """Part of the data (`train`) to how much there is of it."""
    files: str
    """A pattern of the files of a part; `{}` stands for its name."""


def header(lists: Mapping[str, Sequence[str]], configurations: Sequence[Configuration]) -> str:
    """The YAML before a card, between its two lines of dashes; the first configuration is the default."""
    return "\n".join(("---", *_header(lists, configurations), "---", ""))


def _header(lists: Mapping[str, Sequence[str]], configurations: Sequence[Configuration]) -> Iterator[str]:
    for name, values in lists.items():
        yield f"{name}: {_quoted(list(values))}"
    yield "configs:"
    for number, one in enumerate(configurations):
        yield f"- config_name: {_quoted(one.name)}"
        if number == 0:
            yield "  default: true"
        yield "  data_files:"
        for part in one.parts:
            yield f"  - split: {_quoted(part)}"
            yield f"    path: {_quoted(one.files.format(part))}"
    yield "dataset_info:"
    for one in configurations:
        yield f"- config_name: {_quoted(one.name)}"
        yield "  features:"
        yield from (f"  {line}" for line in _columns(one.features))
        yield "  splits:"
        for part, size in one.parts.items():
            yield f"  - name: {_quoted(part)}"
            yield f"    num_bytes: {size.bytes}"
            yield f"    num_examples: {size.rows}"


def configurations_of(card: str, folder: str) -> Iterator[str]:
    """The configurations in the header of a card (see `header`), for the card of the folder that `folder` lies in."""
    head = card.split("---\n", 2)[1]
    for line in head[head.index("configs:\n") :].rstrip("\n").split("\n"):
        before, path, pattern = line.partition('path: "')
        yield f"{before}{path}{folder}/{pattern}" if path and not before.strip() else line


def _columns(features: Mapping[str, Feature]) -> Iterator[str]:
    """An entry for each column, the first line with the dash."""
    for name, feature in features.items():
        yield f"- name: {_quoted(name)}"
        yield from (f"  {line}" for line in _described(feature, "dtype"))


def _described(feature: Feature, word: str) -> Iterator[str]:
    """What a column holds, behind the word that introduces it."""
    match feature:
        case str():
            yield f"{word}: {feature}"
        case Names() if not list(feature):
            yield f"{word}: int64"  # `datasets` knows no class label without a name; there is none to number either
        case Names():
            yield f"{word}:"
            yield "  class_label:"
            yield "    names:"
            yield from (f"      '{number}': {_quoted(name)}" for number, name in enumerate(feature))
        case Each():
            yield from _described(feature.of, "list")
        case _:
            yield f"{'struct' if word == 'dtype' else word}:"
            yield from _columns(feature)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
