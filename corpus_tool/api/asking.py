"""What is asked of a corpus in Python, checked before it is answered: a name nobody has is no empty table."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.languages import languages
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.schemas import Schema
from corpus_tool.saying.counting import counted
from corpus_tool.store.store import Store
from corpus_tool.workbench.selecting import ALL, GOLD, taken_layers, wanted_layers

if TYPE_CHECKING:
    from corpus_tool.reports.frames import Frame, Takes
    from corpus_tool.store.facts import LayerFact

Names: TypeAlias = str | Sequence[str] | None
"""One name, several, or None for every one."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Question(NamedTuple):
    """Which rows of which table."""

    table: str
    layers: Names = None
    language: str | None = None
    labels: Names = None


def answers(store: Store, question: Question, documents: int) -> "Iterator[Frame]":
    """The rows asked for, in frames of so many documents; one frame at least, so that there are columns.

    Raises NotFoundError or UsageError where nothing can be called as the question says.
    """
    from corpus_tool.reports.frames import batches, of_labels

    labels = _labels(store.schemas.current(), question)
    if documents < 1:
        raise UsageError(f"{counted(documents, 'document')} at a time is not possible; 1 is the least.")
    ids = store.facts.document_ids(_language(question.language))
    for frame in batches(store.facts, _table(question.table), ids, _takes(store, question.layers), documents):
        yield of_labels(frame, question.table, labels)


def in_words(layers: Names) -> str:
    """Layers as the command line names them."""
    return ALL if layers is None else ",".join(_several(layers))


def several(names: Names) -> tuple[str, ...]:
    """The names that something is narrowed to; none where it is not."""
    return () if names is None else tuple(_several(names))


def chosen(kind: type[_Choice], word: str) -> _Choice:
    """The choice with that name; UsageError tells the others."""
    known = [str(one) for one in kind]
    if word not in known:
        raise UsageError(f"{kind.__name__.lower()} cannot be {word!r} (it can be {', '.join(known)}).")
    return kind(word)


def _table(name: str) -> str:
    from corpus_tool.reports.frames import TABLES

    if name not in TABLES:
        raise NotFoundError(f"There is no table {name!r} (there are {', '.join(TABLES)}).")
    return name


def _language(code: str | None) -> str | None:
    known = [one.code for one in languages()]
    if code is not None and code not in known:
        raise NotFoundError(f"There is no language {code!r} (known: {', '.join(known)}).")
    return code


def _takes(store: Store, layers: Names) -> "Takes":
    """Says of a layer whether one of the names is its own; `gold` is what exports take for it."""
    names = [ALL] if layers is None else _several(layers)
    wants = wanted_layers(store, in_words(names)) if names else lambda _name: False
    of_gold = _gold(store) if GOLD in names and ALL not in names else None

    def takes(fact: "LayerFact") -> bool:
        if of_gold is not None and fact.kind == LayerKind.GOLD:
            return fact.id in of_gold
        return wants(LayerName(fact.annotator, LayerKind(fact.kind)))

    return takes


def _gold(store: Store) -> set[int]:
    """The layers that are gold, and finished; NotFoundError where none is."""
    from corpus_tool.reports.statistics import gold_layers

    taken_layers(store, GOLD)
    return gold_layers(store)


def _labels(schema: Schema, question: Question) -> list[str] | None:
    """The names of the schema that are asked for: labels or types, a family as all its types; None for every one."""
    if question.labels is None:
        return None
    there = _names(schema, question.table)
    found = []
    for word in _several(question.labels):
        matching = [name for name in there if name == word or name.startswith(f"{word}.")]
        if not matching:
            raise NotFoundError(f"The schema has no {word!r} for {question.table} (it has {', '.join(there)}).")
        found += matching
    return found


def _names(schema: Schema, table: str) -> list[str]:
    match table:
        case "spans":
            return [label.id for label in schema.labels]
        case "events" | "arguments":
            return [event.id for event in schema.events]
        case "relations":
            return [relation.id for relation in schema.relations]
        case _:
            raise UsageError(f"The table {table} has no labels to choose from.")


def _several(names: str | Sequence[str]) -> list[str]:
    """The names in a list, or in words with commas between."""
    return [part.strip() for part in names.split(",")] if isinstance(names, str) else list(names)
