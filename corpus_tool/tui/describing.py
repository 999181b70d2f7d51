"""The words around the text: the heading, what is under the selection, the bar of keys. Pure functions."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.style import Style

from corpus_tool.model.annotations import Event, Span, label_of, surface
from corpus_tool.model.layers import Layer
from corpus_tool.model.naming import (
    attribute_named,
    called,
    mark_named,
    relation_named,
    role_named,
    source_named,
    value_named,
)
from corpus_tool.model.schemas import SUBTYPE, Schema
from corpus_tool.model.suggestions import claim_of
from corpus_tool.saying import tr, tr_many
from corpus_tool.text.clusters import around
from corpus_tool.text.inline import cells, fit
from corpus_tool.text.naming import name_of
from corpus_tool.tui import palette
from corpus_tool.tui.flowing import in_two
from corpus_tool.tui.lanes import Drawn
from corpus_tool.tui.looks import Captions
from corpus_tool.tui.mirroring import of_sentences
from corpus_tool.tui.place import Mode
from corpus_tool.tui.prompts import LinePrompt, Prompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.annotating import Annotating

GAP = Piece("  ")
EVENT_COLOUR = "white"


def drawn_annotations(layer: Layer, schema: Schema, captions: Captions = "short") -> tuple[Drawn, ...]:
    """What the text pane shows of a layer. A label that the schema does not know has no colour, and its own name."""
    labels = {label.id: _caption(label.id, called(label), label.key, captions) for label in schema.labels}
    types = {type.id: _caption(_last(type.id), called(type), type.key, captions) for type in schema.events}
    colours = {label.id: label.color for label in schema.labels}
    spans = (
        Drawn(span.id, span.fragments, labels.get(span.label, span.label), colours.get(span.label, ""))
        for span in layer.spans
    )
    events = (
        Drawn(event.id, event.fragments, types.get(event.type, _last(event.type)), EVENT_COLOUR, is_trigger=True)
        for event in layer.events
    )
    return (*spans, *events)


def _caption(short: str, name: str, key: str, captions: Captions) -> str:
    return {"long": name or short, "letter": key or short}.get(captions, short)


def _last(type: str) -> str:
    """`Attack` of `Conflict.Attack`."""
    return type.rpartition(".")[2]


def drawn_pieces(work: Annotating) -> tuple[Drawn, ...]:
    """What is put aside to be marked together with the selection: under a bracket that says +."""
    return (Drawn("", work.pieces, "+", EVENT_COLOUR),) if work.pieces else ()


def heading(
    work: Annotating, width: int, notes: Sequence[Sequence[str]] = (), *, is_flagged: bool = False
) -> list[Piece]:
    """Key, flag and title on the left; who annotates and how far it is on the right, and as many `notes` as fit.

    A note has several forms, the longest first.
    """
    document, layer = work.desk.document, work.desk.layer
    spans = tr_many("{count} span", "{count} spans", len(layer.spans))
    events = tr_many("{count} event", "{count} events", len(layer.events))
    right = f" {layer.name.annotator} ({tr(layer.status)})  {spans}  {events} "
    left = f" {document.key} \u2691 " if is_flagged else f" {document.key} "
    for forms in notes:
        room = width - cells(left) - cells(right) - 2
        right += next((f" {form} " for form in forms if cells(form) <= room), "")
    title = fit(document.title, max(0, width - cells(left) - cells(right) - 1))
    blank = " " * max(0, width - cells(left) - cells(title) - cells(right))
    return [Piece(left, palette.BOLD), Piece(title), Piece(blank), Piece(right, palette.BOLD)]


def here_lines(work: Annotating, *, named: bool = False) -> list[list[Piece]]:
    """Two lines: what fits the selection best, with all there is to say of it, and the rest in brief.

    `named`: the second line tells instead which code points are under the caret.
    """
    found = work.here()
    first, second = [Piece(" ")], [Piece(" ")]
    if found:
        first += [*_brief(work, found[0]), *_details(work, found[0])]
        second += [piece for other in found[1:] for piece in (*_brief(work, other), GAP)]
    else:
        text = surface(work.desk.document.text, work.places)
        first += [Piece(" ".join(text.split()), palette.BOLD)]
    return [first, _names_under_caret(work) if named else second]


def _names_under_caret(work: Annotating) -> list[Piece]:
    text = work.desk.document.text
    if not text:
        return []
    start, end = around(text, work.selection.head)
    return [Piece(" " + " + ".join(name_of(character) for character in text[start:end]), palette.DIM)]


def _brief(work: Annotating, annotation: Span | Event) -> list[Piece]:
    schema, label = work.desk.schema, label_of(annotation)
    known = schema.label_by_id.get(label)
    style = palette.bracket_style(known.color if known else EVENT_COLOUR, current=False) + palette.BOLD
    subtype = value_named(schema, label, SUBTYPE, annotation.attributes.get(SUBTYPE))
    name = mark_named(schema, annotation)
    return [Piece(f"{name}/{subtype} " if subtype else f"{name} ", style), Piece(work.desk.text_of(annotation))]


def _attribute(work: Annotating, annotation: Span | Event, name: str, value: object) -> str:
    schema = work.desk.schema
    return f"{attribute_named(schema, name)}={value_named(schema, label_of(annotation), name, value)}"


def _details(work: Annotating, annotation: Span | Event) -> list[Piece]:
    pieces = [
        piece
        for name, value in annotation.attributes.items()
        if name != SUBTYPE
        for piece in (GAP, Piece(_attribute(work, annotation, name, value), palette.DIM))
    ]
    if isinstance(annotation, Event):
        for argument in annotation.arguments:
            target = work.desk.layer[argument.target]
            pieces += [GAP, Piece(f"{role_named(work.desk.schema, annotation.type, argument.role)} ", palette.BOLD)]
            pieces += [Piece(work.desk.text_of(target))]
    if isinstance(annotation, Span) and annotation.link:
        pieces += [GAP, Piece(tr("link") + " ", palette.BOLD), Piece(annotation.link)]
    if annotation.note:
        pieces += [GAP, Piece(tr("note") + " ", palette.BOLD), Piece(annotation.note)]
    if origin := work.offers.origin_of(annotation.id):
        score = "" if origin.score is None else f" {round(origin.score * 100)}"
        changed = "" if origin.claim == claim_of(annotation) else tr(", changed")
        pieces += [GAP, Piece(tr("from {source}", source=source_named(origin.source)) + score + changed, palette.DIM)]
    for relation in work.desk.layer.relations:
        if annotation.id in {relation.source, relation.target}:
            other = relation.target if relation.source == annotation.id else relation.source
            pieces += [
                GAP,
                Piece(f"{relation_named(work.desk.schema, relation.type)} ", palette.BOLD),
                Piece(work.desk.text_of(work.desk.layer[other])),
            ]
    return pieces


def bar_lines(
    schema: Schema, line: LinePrompt | None, prompt: Prompt | None, mode: Mode | None, width: int, height: int
) -> list[list[Piece]]:
    """What the keys are for now, above the last line: rows of a typed line, choices, a mode's keys, or the labels."""
    if line and (rows := line.rows()):
        return rows
    if prompt:
        return prompt_lines(prompt, width, max(3, height // 2))
    if mode:
        return mode_lines(mode.title, mode.keys, width)
    lines = label_lines(schema, width, 2 if height < 30 else 3)
    return lines[: max(1, height // 4)]


def label_lines(schema: Schema, width: int, limit: int) -> list[list[Piece]]:
    """The label keys: with names where they fit into `limit` lines, else with ids."""
    named = [Item(label.key, called(label), label.color) for label in schema.labels if label.key]
    short = [Item(label.key, label.id, label.color) for label in schema.labels if label.key]
    lines = _flow(named, width)
    return lines if len(lines) <= limit else _flow(short, width)


def prompt_lines(prompt: Prompt, width: int, limit: int) -> list[list[Piece]]:
    """The question and its choices; where they do not fit, how many more there are."""
    keys = {other.title: other.key for other in prompt.others}
    groups = list(dict.fromkeys(choice.group for choice in prompt.open_choices))
    lines: list[list[Piece]] = []
    for group in groups:
        members = [choice for choice in prompt.open_choices if choice.group == group][: limit * width // 10]
        flowing = _flow([Item(choice.key[len(prompt.typed) :], choice.title) for choice in members], width, group)
        lines += _with_key(flowing, keys.get(group, ""))
    besides = [Item(other.key, other.title) for other in prompt.others if other.title not in groups]
    last = _flow(besides, width) if besides else []
    typed = f"  {prompt.typed}…" if prompt.typed else ""
    head = [Piece(" "), Piece(prompt.title, palette.BOLD, of_sentences()), Piece(typed)]
    room = max(1, limit - 1 - len(last))
    if len(lines) > room and len(groups) > 1:
        lines = _run_on(prompt, groups, keys, width)
    if len(lines) > room:
        where = tr("their letters stand in the text") if prompt.hints else tr("a higher window shows them")
        where = tr("/ finds them by name") if prompt.other("/") else where
        lines = [*lines[: room - 1], [Piece(tr(" … and more: {where}", where=where), palette.DIM)]]
    return [head, *lines, *last]


def mode_lines(title: str, keys: Iterable[tuple[str, str]], width: int) -> list[list[Piece]]:
    """What has the keys now, and what they do."""
    head = [Piece(" "), Piece(fit(title, max(1, width - 2)), palette.BOLD)]
    return [head, *_flow((Item(stroke, tr(what)) for stroke, what in keys), width)]


def _run_on(prompt: Prompt, groups: Sequence[str], keys: dict[str, str], width: int) -> list[list[Piece]]:
    """All choices in one flow, each heading in front of its own."""
    items: list[Item] = []
    for group in groups:
        members = [choice for choice in prompt.open_choices if choice.group == group]
        items += [Item(keys.get(group, ""), f"{group}:", is_heading=True)]
        items += [Item(choice.key[len(prompt.typed) :], choice.title) for choice in members]
    return _flow(items, width)


def _with_key(lines: list[list[Piece]], key: str) -> list[list[Piece]]:
    """The key of a heading in front of it."""
    if key:
        lines[0][0] = Piece(f" {key} ", palette.KEY)
    return lines


class Item(NamedTuple):
    """A key and what it is for; or a heading, which may have a key and stands before what it is about."""

    key: str
    title: str
    colour: str = ""
    is_heading: bool = False

    def pieces(self, room: int) -> list[Piece]:
        """As it is shown in a line of so many cells, with the gap behind it."""
        style = palette.bracket_style(self.colour, current=False) if self.colour else Style()
        shown = Piece(f" {self.key} ", palette.KEY) if self.key else Piece("  ")
        title = fit(self.title, max(1, room - len(self.key) - 5))
        return [shown, Piece(" "), Piece(title, palette.BOLD if self.is_heading else style), GAP]


def _flow(items: Iterable[Item], width: int, heading: str = "") -> list[list[Piece]]:
    """Items side by side, as many to a line as fit, behind a heading where there is one; none ends with a heading."""
    lines: list[list[Piece]] = [[Piece("   "), Piece(f" {heading} ", palette.BOLD)] if heading else [Piece(" ")]]
    used = _cells(lines[0])
    waiting: list[Piece] = []
    for item in items:
        waiting += item.pieces(width)
        if item.is_heading:
            continue
        needed = _cells(waiting)
        if used + needed > width and used > 1:
            lines.append([Piece(" ")])
            used = 1
        lines[-1] += waiting
        used += needed
        waiting = []
    return lines


def _cells(pieces: Iterable[Piece]) -> int:
    return sum(cells(piece.text) for piece in pieces)


def status(message: str, style: Style, hints: str, width: int) -> list[list[Piece]]:
    """A message on the left, hints on the right where there is room for both; a long message has two rows."""
    if len(rows := in_two(message, width)) > 1:
        return [[Piece(row, style)] for row in rows]
    message = fit(f" {message} " if message else "", width)
    left = width - cells(message)
    return [[Piece(message, style), Piece(hints.rjust(left) if cells(hints) < left else "", palette.DIM)]]
