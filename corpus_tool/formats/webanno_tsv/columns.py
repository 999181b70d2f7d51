"""The columns of a table: what its head says of them, and how values are written in them."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.uima.cas import ANNOTATION, FS_ARRAY, STRING, TOP, Feature, Type
from corpus_tool.model.uima.chain_links import TIE, chain_type
from corpus_tool.model.uima.types import ROLE, SOURCE_END, TARGET, TARGET_END

FORMAT_LINE = "#FORMAT=WebAnno TSV "
VERSION = "3.3"
SPANS, RELATIONS, CHAINS = "#T_SP=", "#T_RL=", "#T_CH="
TEXT = "#Text="
_ROLES, _BASE = "ROLE_", "BT_"

NOBODY = "_"
"""In a cell: nothing of that layer is marked there."""

NO_VALUE = "*"
"""In a cell: something is marked, without a value here."""

_IN_VALUES = re.compile(r"->|[\\\[\]|_;\t\n*]")
_IN_TEXTS = re.compile(r"[\\\n\r\x08\x0c]")
_LETTERS = {"\t": "t", "\n": "n", "\r": "r", "\x08": "b", "\x0c": "f"}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNESCAPED = {letter: character for character, letter in _LETTERS.items()}
_NUMBERED = re.compile(r"(?P<value>.*?)\[(?P<number>[0-9_]{1,21})\]\Z", re.DOTALL)


_LINK = re.compile(r"(?P<tie>.*)->(?P<chain>[0-9]{1,9})-(?P<link>[0-9]{1,9})", re.DOTALL)


class Holds(Enum):
    """What stands in a column."""

    VALUE = "a feature"
    ROLES = "the roles of links"
    TARGETS = "what they link to"
    SOURCE = "where a relation comes from"
    PLACE = "which link of which chain it is, behind what ties it to the next"
    KIND = "a feature, with the number of the chain"


class Column(NamedTuple):
    """One feature of a layer, or a half of one."""

    feature: str
    holds: Holds
    of: str = ""
    """Of what is linked to: its type."""


class Group(NamedTuple):
    """The columns of a layer."""

    type: str
    is_relation: bool
    columns: tuple[Column, ...]


def escaped(value: str) -> str:
    """A value as it stands in a cell."""
    return _IN_VALUES.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), value)


def escaped_text(text: str) -> str:
    """The text of a sentence, in which a tab parts nothing: some programs do not know its escape."""
    return _IN_TEXTS.sub(lambda found: "\\" + _LETTERS.get(found[0], found[0]), text)


def escaped_word(text: str) -> str:
    """The text of a token, in a cell."""
    return escaped_text(text).replace("\t", "\\t")


def unescaped(value: str) -> str:
    """What `escaped`, `escaped_text` or `escaped_word` was given."""
    return _ESCAPED.sub(lambda found: _UNESCAPED.get(found[1], found[1]), value) if "\\" in value else value


def parted(cell: str, sign: str) -> list[str]:
    """A cell at each `sign` that is not escaped; the parts are as they were."""
    if "\\" not in cell:
        return cell.split(sign)
    parts, start, at = list[str](), 0, 0
    while at < len(cell):
        if cell[at] == "\\":
            at += 1
        elif cell[at] == sign:
            parts.append(cell[start:at])
            start = at + 1
        at += 1
    return [*parts, cell[start:]]


def numbered(part: str) -> tuple[str, str]:
    """A value and the number behind it, `ORG[7]`; no number where there is none."""
    found = _NUMBERED.match(part) if part.endswith("]") and not part.endswith("\\]") else None
    return (found["value"], found["number"]) if found else (part, "")


def head_line(type: Type, features: Iterable[str]) -> str:
    """The line that declares the columns of a layer."""
    ends = {SOURCE_END, TARGET_END} <= type.features.keys()
    plain = [name for name in features if type.features[name].range == STRING]
    slots = [
        f"|{_ROLES}{type.name}:{name}_{feature.element}|{ANNOTATION}"
        for name, feature in type.features.items()
        if feature.range == FS_ARRAY
    ]
    base = f"|{_BASE}{ANNOTATION}" if ends else ""
    return f"{RELATIONS if ends else SPANS}{type.name}{''.join(f'|{name}' for name in plain)}{''.join(slots)}{base}\n"


def group_of(line: str) -> tuple[Group, list[Type]]:
    """What a line of the head declares: columns, and the types that they tell of."""
    is_relation = line.startswith(RELATIONS)
    name, *fields = line.partition("=")[2].split("|")
    if line.startswith(CHAINS):
        return _chain(name, fields)
    columns, types = list[Column](), list[Type]()
    features: dict[str, Feature] = {}
    for field in fields:
        if field.startswith(_ROLES):
            slot, link = _slot(field, line)
            columns.append(Column(slot, Holds.ROLES))
            features[slot] = Feature(FS_ARRAY, link)
            types.append(Type(link, TOP, {ROLE: Feature(STRING), TARGET: Feature(ANNOTATION)}))
        elif field.startswith(_BASE):
            columns.append(Column(SOURCE_END, Holds.SOURCE, field.removeprefix(_BASE)))
            features |= {SOURCE_END: Feature(ANNOTATION), TARGET_END: Feature(ANNOTATION)}
        elif columns and columns[-1].holds is Holds.ROLES:
            columns.append(Column(columns[-1].feature, Holds.TARGETS, field))
        else:
            columns.append(Column(field, Holds.VALUE))
            features |= {field: Feature(STRING)} if field else {}
    columns = columns or [Column("", Holds.VALUE)]
    return Group(name, is_relation, tuple(columns)), [Type(name, ANNOTATION, features), *types]


def _chain(name: str, fields: Sequence[str]) -> tuple[Group, list[Type]]:
    """The columns of a layer of chains: one says which link it is, the others are features."""
    if TIE not in fields:
        raise UnusableError(f"the layer of chains {name} has no column {TIE}, which says which link of which chain")
    columns = (Column(field, Holds.PLACE if field == TIE else Holds.KIND) for field in fields)
    return Group(name, is_relation=False, columns=tuple(columns)), [chain_type(name, fields)]


def link_of(value: str) -> tuple[str, tuple[int, int]]:
    """`coref->1-2` as what ties it to the next, the number of the chain and the number in it."""
    found = _LINK.fullmatch(value)
    if not found:
        raise UnusableError(f"{value[:40]!r} is no link of a chain; RELATION->CHAIN-LINK, as in *->1-2")
    return found["tie"], (int(found["chain"]), int(found["link"]))


def _slot(field: str, line: str) -> tuple[str, str]:
    """`ROLE_TYPE:FEATURE_LINKTYPE` to feature and type of the links."""
    said, _, link = field.removeprefix(_ROLES).rpartition("_")
    feature = said.rpartition(":")[2]
    if not feature or not link:
        raise UnusableError(f"{line[:60]!r}: {field!r} is no column of roles; ROLE_TYPE:FEATURE_LINKTYPE")
    return feature, link


def width(groups: Sequence[Group]) -> int:
    """How many columns the layers have together."""
    return sum(len(group.columns) for group in groups)
