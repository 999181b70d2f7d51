"""What is said of a thing under the mouse: lines of either direction, wrapped before they are put into visual order."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from corpus_tool.model.annotations import Annotation, Event, Relation, Span, label_of
from corpus_tool.model.naming import attribute_named, called, relation_named, role_named, value_named
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.saying import tr
from corpus_tool.text.inline import cells, visual_string, wrapped
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui.mirroring import direction_of, is_mirrored

if TYPE_CHECKING:
    from corpus_tool.workbench.annotating import Annotating

WIDTH = 36
"""Cells of a line: Textual gives a tooltip 40, two of them left free on each side."""
MOST = 3
"""Annotations that are told of at once; what lies around them is told by its own bracket."""


def tooltip(lines: Iterable[str], terminal: Terminal = PLAIN) -> Text:
    """Lines as they are to be seen in a tooltip, those of a right-to-left interface at the right."""
    rows = [line[part.start : part.end].strip() for line in lines for part in wrapped(line, WIDTH)]
    shown = [visual_string(row, terminal, direction_of(row, "auto")) for row in rows]
    if is_mirrored():
        shown = [" " * (max(map(cells, rows)) - cells(row)) + one for row, one in zip(rows, shown, strict=True)]
    return Text("\n".join(shown), no_wrap=True)


def told_of(work: "Annotating", ids: Sequence[str]) -> list[str]:
    """What there is to say of these annotations, the innermost first."""
    found = [work.desk.layer[id] for id in ids if id in work.desk.layer]
    lines: list[str] = []
    for annotation in found[:MOST]:
        if not isinstance(annotation, Relation):
            lines += [*([""] if lines else []), *_told(work, annotation)]
    if len(found) > MOST:
        lines += ["", tr("and {count} more around it", count=len(found) - MOST)]
    return lines


def _told(work: "Annotating", one: Span | Event) -> list[str]:
    schema, label = work.desk.schema, label_of(one)
    said = {name: value_named(schema, label, name, value) for name, value in one.attributes.items()}
    subtype = said.pop(SUBTYPE, "")
    lines = [_named(work, label) + (f" / {subtype}" if subtype else ""), work.desk.text_of(one)]
    lines += [f"{attribute_named(schema, name)} = {value}" for name, value in said.items()]
    if isinstance(one, Event):
        lines += _parts(work, one)
    elif one.link:
        lines.append(f"{tr('link')}: {one.link}")
    if one.note:
        lines.append(f"{tr('note')}: {one.note}")
    return [*lines, *_ties(work, one)]


def _named(work: "Annotating", id: str) -> str:
    """`Organisation (ORG)`."""
    schema = work.desk.schema
    known = schema.label_by_id.get(id) or schema.event_by_id.get(id)
    return f"{called(known)} ({id})" if known and called(known) != id else id


def _parts(work: "Annotating", event: Event) -> list[str]:
    desk = work.desk
    return [
        f"{role_named(desk.schema, event.type, one.role)}: {desk.text_of(desk.layer[one.target])}"
        for one in event.arguments
    ]


def _ties(work: "Annotating", one: Annotation) -> list[str]:
    """In which events it plays, and what it is tied to."""
    desk = work.desk
    played = [
        f"{role_named(desk.schema, event.type, argument.role)} \u2190 {_named(work, event.type)}: {desk.text_of(event)}"
        for event in desk.layer.events
        for argument in event.arguments
        if argument.target == one.id
    ]
    tied = [
        f"{relation_named(desk.schema, relation.type)}: {desk.text_of(desk.layer[other])}"
        for relation in desk.layer.relations
        if one.id in {relation.source, relation.target}
        for other in [relation.target if relation.source == one.id else relation.source]
    ]
    return [*played, *tied]
