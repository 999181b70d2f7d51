"""What an adjudicator sees: rows of matters, readings side by side, keys, and brackets with letters. Pure functions."""

from collections.abc import Mapping

from corpus_tool.model.adjudicating import Matter, State, parts_of
from corpus_tool.model.annotations import Event, Relation, Span, label_of
from corpus_tool.model.layers import LayerName
from corpus_tool.model.naming import mark_named, part_named, role_named
from corpus_tool.model.readings import Kind
from corpus_tool.model.rulings import Origin, Ruling
from corpus_tool.saying import listed, tr
from corpus_tool.tui import palette
from corpus_tool.tui.describing import EVENT_COLOUR, GAP, mode_lines
from corpus_tool.tui.lanes import OTHER, SETTLED, Drawn
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating

DIM = palette.DIM
SIGNS = {State.OPEN: "\u25cf", State.CHANGED: "!", State.AGREED: "\u25cb", State.DECIDED: "\u2713"}
"""Filled for what is open, a tick for what is decided."""
WITH_BORDERS = {Kind.BORDER, Kind.BORDER_AND_LABEL, Kind.TRIGGER}
ID_OF_READING = "reading "
"""Stands before the ids of readings in the text: two layers may use one id."""


def row(gold: Adjudicating, matter: Matter) -> tuple[Piece, ...]:
    """`● border  ORG the text`."""
    state = gold.state(matter)
    labels = dict.fromkeys(label_of(one.annotation).rpartition(".")[2] for one in matter.row.readings)
    kinds = _kinds(matter)
    style = palette.DIM if state in {State.DECIDED, State.AGREED} else palette.BOLD
    return (
        Piece(f"{SIGNS[state]} ", style),
        Piece(kinds, palette.DIM),
        GAP,
        Piece("/".join(labels), style),
        Piece(" "),
        Piece(_text(gold, matter), style),
    )


def _kinds(matter: Matter) -> str:
    """How the readings differ, with the comma of the language."""
    return listed(tr(kind) for kind in matter.row.kinds) or tr("agreed")


def here(gold: Adjudicating, matter: Matter | None) -> list[list[Piece]]:
    """Two lines: how the readings differ, and what stands."""
    if matter is None:
        return [[Piece(f" {tr('Nobody has marked anything here.')}")], []]
    state, ruling = gold.state(matter), gold.ruling(matter)
    kinds = _kinds(matter)
    named = listed(part_named(gold.desk.schema, detail) for detail in matter.row.details)
    details = f" ({named})" if named else ""
    first = [Piece(f" {SIGNS[state]} {tr(state)}  ", palette.BOLD), Piece(f"{kinds}{details}")]
    return [first, [Piece(" "), *_decided(gold, ruling)] if ruling else []]


def _decided(gold: Adjudicating, ruling: Ruling) -> list[Piece]:
    """`picked (A)  ORG text  slip  section 3`."""
    layer = gold.desk.layer
    there = [layer[item.id] for item in ruling.items]
    of = dict.fromkeys(gold.words.called(short) for item in ruling.items for short in item.of)
    whose = f" ({', '.join(of)})" if of and ruling.origin in {Origin.PICKED, Origin.MIXED, Origin.BOTH} else ""
    pieces = [Piece(f"{tr(ruling.origin)}{whose}", palette.DIM)]
    for one in there:
        text = "" if isinstance(one, Relation) else gold.words.text_of(one.fragments)
        pieces += [GAP, Piece(mark_named(gold.desk.schema, one), palette.BOLD), Piece(" "), Piece(text)]
        if isinstance(one, Event):
            for argument in one.arguments:
                role, filler = role_named(gold.desk.schema, one.type, argument.role), layer[argument.target]
                said = "" if isinstance(filler, Relation) else gold.words.text_of(filler.fragments)
                pieces += [GAP, Piece(role, palette.DIM), Piece(" "), Piece(said)]
    for said in (tr(ruling.reason) if ruling.reason else "", ruling.guideline, f"({ruling.who})"):
        pieces += [GAP, Piece(said, palette.DIM)] if said else []
    return pieces


def bar(
    gold: Adjudicating, matter: Matter | None, keys: Mapping[LayerName, str], has_decided: bool, width: int
) -> list[list[Piece]]:
    """A line for each different reading with the keys of those whose it is, then what else can be done."""
    if matter is None:
        return mode_lines(tr("Nobody has marked anything here."), (("enter", tr("done, next")),), width)
    said = [(names, _reading(gold, matter, names[0])) for names in gold.desk.matters.readings(matter).values()]
    if silent := matter.row.silent:
        said.append((silent, [Piece(tr("nothing"), palette.DIM)]))
    by_key = sorted(said, key=lambda one: min(keys[name] for name in one[0]))
    shown = [[Piece(" "), *_letters(gold, names, keys), *pieces] for names, pieces in by_key]
    _, *flow = mode_lines("", strokes(gold, matter, has_decided), width)
    return [*shown, *flow]


def _reading(gold: Adjudicating, matter: Matter, name: LayerName) -> list[Piece]:
    """`Attack text  Attacker text  polarity positive`: what is said differently stands first, and stands out."""
    one = matter.row.of(name)
    told = gold.words.described(name, one) if one else []
    differing = {"", *matter.row.details}
    pieces: list[Piece] = []
    for part in sorted(told, key=lambda part: (part.detail != "", part.detail not in differing)):
        is_first, stands_out = not pieces, part.detail in differing
        pieces += [] if is_first else [GAP]
        pieces += [
            Piece(part.name, palette.BOLD if is_first else palette.DIM),
            Piece(" "),
            Piece(
                part.text, palette.BOLD if stands_out and not is_first else palette.PLAIN if stands_out else palette.DIM
            ),
        ]
    return pieces


def _letters(gold: Adjudicating, names: tuple[LayerName, ...], keys: Mapping[LayerName, str]) -> list[Piece]:
    pieces: list[Piece] = []
    for name in sorted(names, key=lambda name: keys[name]):
        pieces += [Piece(f" {keys[name]} ", palette.KEY), Piece(" ")]
        if not gold.words.is_blind:
            pieces += [Piece(name.short, palette.DIM), GAP]
    return pieces


def strokes(gold: Adjudicating, matter: Matter, has_decided: bool) -> list[tuple[str, str]]:
    """The keys that mean something for this matter, and what they do."""
    kinds = set(matter.row.kinds)
    is_left = gold.desk.matters.is_left(matter, gold.desk.layer)
    several = len(gold.desk.matters.readings(matter)) > 1
    found = [("enter", tr("take what most say"))] if is_left and _has_majority(gold, matter) else []
    if not gold.has_open_disputes:
        found = [("enter", tr("done, next"))]
    found += [("w", tr("take what fits"))] if gold.is_refused(matter) else []
    found += [("tab", tr("next")), ("x", tr("none"))]
    found += [("+", tr("both"))] if several else []
    if several and kinds & WITH_BORDERS:
        found += [("u", tr("union")), ("i", tr("intersection"))]
    found += [("t", tr("trim"))] if matter.kind is Span else []
    found += [("=", tr("mix"))] if several and parts_of(gold.desk.matters, matter) else []
    found += [("e", tr("edit"))]
    found += [("r", tr("reason")), ("g", tr("guideline"))] if has_decided or not is_left else []
    return [
        *found,
        ("A", tr("take agreed")),
        ("U", tr("undo")),
        ("D", tr("done")),
        ("q", tr("leave")),
        ("?", tr("help")),
    ]


def _has_majority(gold: Adjudicating, matter: Matter) -> bool:
    return gold.desk.matters.proposals[matter.number] is not None


def drawn(
    own: tuple[Drawn, ...], standing: set[str], readings: Mapping[int, tuple[Drawn, ...]], current: int | None
) -> tuple[Drawn, ...]:
    """The gold layer dim, but for what is `standing` for the current matter; and the readings by matter."""
    settled = (one if one.id in standing else one._replace(kind=SETTLED) for one in own)
    shown = (
        one._replace(kind=OTHER, stands_out=True) if number == current else one
        for number, some in readings.items()
        for one in some
    )
    return (*settled, *shown)


def drawn_readings(gold: Adjudicating, matter: Matter) -> tuple[Drawn, ...]:
    """The different readings of a matter, with the letters of those whose they are; dim where all agree."""
    is_agreed = gold.state(matter) is State.AGREED
    letters, labels = gold.words.letters, gold.desk.schema.label_by_id
    found = []
    for names in gold.desk.matters.readings(matter).values():
        one = matter.row.of(names[0])
        if one is None or isinstance(one, Relation):
            continue
        label = label_of(one)
        said = label.rpartition(".")[2]
        found.append(
            Drawn(
                f"{ID_OF_READING}{names[0].short} {one.id}",
                one.fragments,
                said if is_agreed else f"{''.join(sorted(letters[name] for name in names))}:{said}",
                EVENT_COLOUR if isinstance(one, Event) else labels[label].color if label in labels else "",
                isinstance(one, Event),
                SETTLED if is_agreed else OTHER,
            )
        )
    return tuple(found)


def _text(gold: Adjudicating, matter: Matter) -> str:
    """What any of them marked; of a relation what it ties."""
    reading = matter.row.readings[0]
    said = gold.words.described(reading.layer, reading.annotation)
    if isinstance(reading.annotation, Relation):
        return said[0].text
    widest = max(
        (one.annotation.fragments for one in matter.row.readings if not isinstance(one.annotation, Relation)),
        key=lambda fragments: fragments[-1][1] - fragments[0][0],
    )
    return " ".join(gold.words.text_of(widest).split())
