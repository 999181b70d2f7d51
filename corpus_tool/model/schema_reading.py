"""A schema out of its TOML file; a broken one is refused with line, key and what was expected."""

import re

import msgspec

from corpus_tool.errors import SchemaError
from corpus_tool.model.schema_checks import contradictions
from corpus_tool.model.schema_places import Place, line_of, places, spelled
from corpus_tool.model.schemas import Schema
from corpus_tool.saying.counting import counted

_WRONG = re.compile(r"(?P<what>.*?)(?: - at `\$(?P<where>.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
_UNKNOWN = re.compile("unknown field `(.+)`")


def read_schema(source: str | bytes, name: str) -> Schema:
    """The schema in a TOML source.

    `name` (a file's name) leads the sentence of the SchemaError that is raised where the source is no TOML, has a
    field of the wrong kind, or refers to what it does not define.
    """
    text = source if isinstance(source, str) else _decoded(source, name)
    try:
        schema = msgspec.toml.decode(text, type=Schema)
    except msgspec.ValidationError as wrong:
        raise SchemaError(f"{name} is not a schema: {_explained(str(wrong), text)}.") from None
    except RecursionError:
        raise SchemaError(f"{name} is no schema: it is nested more deeply than any schema is.") from None
    except ValueError as broken:  # msgspec's DecodeError is one; a number of thousands of digits is another
        raise SchemaError(f"{name} is not TOML: {broken}.") from None
    _refuse_contradictions(schema, text, name)
    return schema


def _decoded(source: bytes, name: str) -> str:
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as broken:
        line = source.count(b"\n", 0, broken.start) + 1
        raise SchemaError(f"{name} is not TOML: line {line} is not UTF-8 (byte {broken.start}).") from None


def _refuse_contradictions(schema: Schema, text: str, name: str) -> None:
    """Raise with every problem found, not only the first."""
    lines = places(text)
    found = [f"line {line_of(lines, place)}, {spelled(place)}: {wrong}" for place, wrong in contradictions(schema)]
    if len(found) == 1:
        raise SchemaError(f"{name} contradicts itself: {found[0]}.")
    if found:
        raise SchemaError(
            "\n".join((f"{name} contradicts itself in {counted(len(found), 'place')}:", *(f"  {one}" for one in found)))
        )


def _explained(wrong: str, text: str) -> str:
    """msgspec's sentence, with the line, and what would have been right where it does not say."""
    match = _WRONG.fullmatch(wrong)
    what, where = (match["what"], match["where"] or "") if match else (wrong, "")
    place: Place = tuple(int(number) if number else key for key, number in _STEP.findall(where))
    unknown = _UNKNOWN.search(what)
    if unknown:
        place = (*place, unknown[1])
    expected = _expected(place[:-1] if unknown else place)
    hint = f"; expected {expected}" if expected and not what.startswith("Expected") else ""
    return f"line {line_of(places(text), place)}, {spelled(place) or 'the file'}: {what}{hint}"


def _expected(place: Place) -> str:
    """What may stand at a place of a schema: the keys of a table, or the values of a choice."""
    from msgspec import inspect  # only for a file that is broken

    kind: inspect.Type = inspect.type_info(Schema)
    for step in place:
        match kind:
            case inspect.StructType():
                kind = next((field.type for field in kind.fields if field.encode_name == step), inspect.AnyType())
            case inspect.VarTupleType():
                kind = kind.item_type
            case inspect.DictType():
                kind = kind.value_type
    match kind:
        case inspect.StructType():
            return ", ".join(f"{field.encode_name}{' (required)' * field.required}" for field in kind.fields)
        case inspect.LiteralType():
            return " or ".join(str(value) for value in kind.values)
        case _:
            return ""
