"""UIMA CAS as JSON 0.4: `KEY.json`, a folder for each layer; what INCEpTION calls `UIMA CAS JSON 0.4.0`.

The same structures as in `cas-xmi`, with their types in the file: one file is enough. Offsets are UTF-16 code units as
in Java, ends exclusive. Read it with `cassis.load_cas_from_json(file)`.

As many files end in `.json`, it is read only where you say so: `import --format cas-json`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, TypeGuard

import msgspec
from msgspec import Struct, field

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing, one_name
from corpus_tool.model.abouts import passed_over_in_words
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying import Carries
from corpus_tool.model.json_values import BYTE_ORDER_MARK, UnusableError
from corpus_tool.model.uima.cas import FS_ARRAY, VIEW, Cas, Feature, Refs, Structure, Type, Types
from corpus_tool.model.uima.making import made
from corpus_tool.model.uima.taking import taken
from corpus_tool.model.uima.types import types_of
from corpus_tool.text.decoding import joined

LARGEST = 200_000_000
"""Bytes of a file that are read."""

MOST_STRUCTURES = 2_000_000
"""Each takes more memory than its bytes in the file."""

_ARRAY = "[]"
"""Behind the type of its elements, what an array is called."""


class CasFile(Struct, kw_only=True):
    """A file, as far as its shape is fixed."""

    types: dict[str, dict[str, Any]] = field(name="%TYPES", default={})
    structures: list[dict[str, Any]] = field(name="%FEATURE_STRUCTURES")
    views: dict[str, dict[str, Any]] = field(name="%VIEWS", default={})


_decoder = msgspec.json.Decoder(CasFile)


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """A file for each layer of each document."""
    types = Types(types_of(writing.schema))
    described = {type.name: _type(type) for type in types.declared.values()}
    for bundle in bundles:
        for layer in bundle.layers:
            cas = made(bundle.document, layer, types)
            ((sofa, members),) = cas.members.items()
            content = {
                "%TYPES": described,
                "%FEATURE_STRUCTURES": list(_structures(cas)),
                "%VIEWS": {VIEW: {"%SOFA": sofa, "%MEMBERS": sorted(members)}},
            }
            file = f"{one_name(layer.name.short)}/{one_name(bundle.document.key)}{FORMAT.suffix}"
            yield Piece(file, json.dumps(content, ensure_ascii=False))


def _type(type: Type) -> dict[str, Any]:
    features = {
        name: {"%NAME": name, "%RANGE": feature.element + _ARRAY if feature.range == FS_ARRAY else feature.range}
        for name, feature in type.features.items()
    }
    return {"%NAME": type.name, "%SUPER_TYPE": type.supertype, **features}


def _structures(cas: Cas) -> Iterator[dict[str, Any]]:
    """Each structure; an array of references is one of its own."""
    further = count(max(cas.structures) + 1)
    for one in cas.structures.values():
        written: dict[str, Any] = {"%ID": one.id, "%TYPE": one.type}
        known = cas.types.features(one.type)
        for feature, value in one.features.items():
            if isinstance(value, Refs) and feature in known and known[feature].range == FS_ARRAY:
                id = next(further)
                yield {"%ID": id, "%TYPE": FS_ARRAY, "%ELEMENTS": list(value)}
                written[f"@{feature}"] = id
            elif isinstance(value, Refs):
                written[f"@{feature}"] = value[0]
            else:
                written[feature] = value
        yield written


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The document and layer of one file."""
    try:
        found = taken(_cas(_file(lines)), reading.stem, reading.annotator)
    except UnusableError as wrong:
        yield Refusal("", str(wrong))
        return
    if found.passed_over:
        yield Notice(passed_over_in_words(found.passed_over))
    yield found.bundle


def _file(lines: Iterable[bytes]) -> CasFile:
    content = joined(_bounded(lines)).removeprefix(BYTE_ORDER_MARK)
    if (count := content.count(b"{")) > MOST_STRUCTURES:
        raise UnusableError(f"it has {count:,} structures or so; {MOST_STRUCTURES:,} are read of such a file")
    try:
        return _decoder.decode(content)
    except msgspec.ValidationError as wrong:
        raise UnusableError(f"not CAS JSON 0.4: {wrong}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as broken:
        raise UnusableError(f"not JSON: {broken}") from None
    except RecursionError:
        raise UnusableError("not JSON that we can read: nested too deeply") from None


def _bounded(lines: Iterable[bytes]) -> Iterator[bytes]:
    size = 0
    for line in lines:
        size += len(line)
        if size > LARGEST:
            raise UnusableError(f"it is larger than the {LARGEST:,} bytes that are read of such a file")
        yield line


def _cas(file: CasFile) -> Cas:
    structures: dict[int, Structure] = {}
    for said in file.structures:
        one = _structure(said)
        if one.id in structures:
            raise UnusableError(f"{one.id} is the %ID of two structures")
        structures[one.id] = one
    members = dict(_members(view) for view in file.views.values())
    if not file.types:
        raise UnusableError("it has no %TYPES, which say what its structures are; write it with its type system")
    return Cas(Types({name: _read_type(name, said) for name, said in file.types.items()}), structures, members)


def _structure(said: Mapping[str, Any]) -> Structure:
    id, type = said.get("%ID"), said.get("%TYPE")
    if not isinstance(type, str) or not _is_id(id):
        raise UnusableError(f"a structure has the %ID {id!r} and the %TYPE {type!r}; a number and a name are needed")
    if type.endswith(_ARRAY):
        type = FS_ARRAY
    features = dict(_features(said, f"{type} {id}"))
    return Structure(id, type, features)


def _features(said: Mapping[str, Any], whose: str) -> Iterator[tuple[str, Any]]:
    """Names without their marks: `@` for a reference, `^` for a number JSON has no sign for, `%` for ours."""
    for name, value in said.items():
        if name == "%ELEMENTS":
            if isinstance(value, list) and all(map(_is_id, value)):
                yield "elements", Refs(value)
        elif name.startswith("@"):
            if not _is_id(value):
                raise UnusableError(f"{whose}: {name} is {value!r}, which is no %ID")
            yield name[1:], Refs((value,))
        elif name.startswith("^"):
            yield name[1:], str(value)
        elif not name.startswith("%") and isinstance(value, str | int | float | bool):
            yield name, value


def _is_id(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _members(view: Mapping[str, Any]) -> tuple[int, frozenset[int]]:
    sofa, members = view.get("%SOFA"), view.get("%MEMBERS", [])
    if not _is_id(sofa) or not isinstance(members, list) or not all(map(_is_id, members)):
        raise UnusableError("a view has to have the %ID of its %SOFA, and its %MEMBERS")
    return sofa, frozenset(members)


def _read_type(name: str, said: Mapping[str, Any]) -> Type:
    features = {}
    for feature, described in said.items():
        if feature.startswith("%") or not isinstance(described, dict):
            continue
        range = str(described.get("%RANGE", ""))
        is_array = range.endswith(_ARRAY)
        element = range.removesuffix(_ARRAY) if is_array else str(described.get("%ELEMENT_TYPE", ""))
        features[feature] = Feature(FS_ARRAY if is_array else range, element)
    return Type(name, str(said.get("%SUPER_TYPE", "")), features)


FORMAT = Format(
    name="cas-json",
    title="UIMA CAS as JSON 0.4, for INCEpTION",
    suffix=".json",
    write=write,
    read=read,
    in_folders=True,
    carries=Carries(fragments_beside=True),
    by_name_only=True,
)
