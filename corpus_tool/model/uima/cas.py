"""A CAS: its text, its structures, and the types that say what their features hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from corpus_tool.model.json_values import UnusableError

TOP = "uima.cas.TOP"
BASE = "uima.cas.AnnotationBase"
ANNOTATION = "uima.tcas.Annotation"
DOCUMENT_ANNOTATION = "uima.tcas.DocumentAnnotation"
SOFA = "uima.cas.Sofa"
FS_ARRAY = "uima.cas.FSArray"
STRING, BOOLEAN, DOUBLE = "uima.cas.String", "uima.cas.Boolean", "uima.cas.Double"
INTEGERS = frozenset(f"uima.cas.{name}" for name in ("Integer", "Long", "Short", "Byte"))
REALS = frozenset({DOUBLE, "uima.cas.Float"})
VIEW = "_InitialView"


class Refs(tuple[int, ...]):
    """The ids of structures that a feature points at."""

    __slots__ = ()


Value: TypeAlias = str | int | float | bool | Refs
"""As a file says it: XML says numbers and references as strings."""


class Feature(NamedTuple):
    """What a structure can have."""

    range: str
    """The type of its value."""
    element: str = ""
    """Of an array: the type of its elements, where that is said."""


class Type(NamedTuple):
    """What a structure can be."""

    name: str
    supertype: str
    features: Mapping[str, Feature] = {}

    @property
    def short(self) -> str:
        """The name without its package."""
        return self.name.rpartition(".")[2]


_BUILT_IN = (
    Type(TOP, ""),
    Type(BASE, TOP, {"sofa": Feature(SOFA)}),
    Type(ANNOTATION, BASE, {"begin": Feature("uima.cas.Integer"), "end": Feature("uima.cas.Integer")}),
    Type(DOCUMENT_ANNOTATION, ANNOTATION, {"language": Feature(STRING)}),
)


class Types:
    """The types of a CAS by name, with those that every CAS has."""

    def __init__(self, declared: Mapping[str, Type]) -> None:
        self.declared = declared
        self._all = {type.name: type for type in _BUILT_IN} | dict(declared)
        self._features: dict[str, dict[str, Feature]] = {}
        self._lines: dict[str, tuple[str, ...]] = {}

    def line(self, name: str) -> tuple[str, ...]:
        """The type and all above it; raises UnusableError where they run in a circle."""
        if name not in self._lines:
            line = [name]
            while (type := self._all.get(line[-1])) and type.supertype:
                if type.supertype in line:
                    raise UnusableError(f"the type {name} is a kind of itself")
                line.append(type.supertype)
            self._lines[name] = tuple(line)
        return self._lines[name]

    def is_a(self, name: str, above: str) -> bool:
        """Whether one type is another or a kind of it."""
        return above in self.line(name)

    def features(self, name: str) -> dict[str, Feature]:
        """The features of a type, those it inherits first."""
        if name not in self._features:
            found: dict[str, Feature] = {}
            for one in reversed(self.line(name)):
                found |= self._all[one].features if one in self._all else {}
            self._features[name] = found
        return self._features[name]

    def __contains__(self, name: str) -> bool:
        return name in self._all


class Structure(NamedTuple):
    """Something in a CAS."""

    id: int
    type: str
    features: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Cas:
    """Everything of one file."""

    types: Types
    structures: dict[int, Structure] = field(default_factory=dict)
    """By id, in the order of the file. The text is in one of the type Sofa."""
    members: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The id of a sofa to those of the structures that are found in its view."""

    def refs(self, of: Structure, feature: str) -> Iterator[Structure]:
        """What a feature points at, through an array or not.

        Raises UnusableError where that is not there, or where an array is in an array, or in itself.
        """
        for target in self._targets(of, feature):
            if target.type != FS_ARRAY:
                yield target
                continue
            for element in self._targets(target, "elements"):
                if element.type == FS_ARRAY:
                    raise UnusableError(f"{of.type} {of.id}: {feature} is the array {target.id}, which holds an array")
                yield element

    def _targets(self, of: Structure, feature: str) -> Iterator[Structure]:
        for id in _ids(of, feature):
            target = self.structures.get(id)
            if target is None:
                raise UnusableError(f"{of.type} {of.id}: {feature} points at {id}, which is not there")
            yield target


def _ids(of: Structure, feature: str) -> tuple[int, ...]:
    match of.features.get(feature):
        case None:
            return ()
        case Refs() as ids:
            return ids
        case bool() | float():
            raise UnusableError(f"{of.type} {of.id}: {feature} has to be the id of something")
        case int(id):
            return (id,)
        case str(said):
            try:
                return tuple(int(piece) for piece in said.split())
            except ValueError:
                raise UnusableError(f"{of.type} {of.id}: {feature} is {said[:40]!r}, no ids") from None
