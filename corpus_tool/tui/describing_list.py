"""The lines around the list of documents, in words."""

from collections.abc import Sequence

from corpus_tool.saying import clauses, side, tr, tr_later
from corpus_tool.store.list_questions import Column, Order
from corpus_tool.store.listing import Listed, Progress
from corpus_tool.text.inline import cells, fit
from corpus_tool.tui import palette
from corpus_tool.tui.flowing import in_two
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.catalogue import Done, Question
from corpus_tool.workbench.hub_errands import News, State

HINTS = (
    tr_later("arrows move   enter opens   / finds   s sorts   ? keys   ctrl+q quits"),
    tr_later("enter opens   / finds   ? keys"),
)
EMPTY = (
    tr_later("There are no documents yet: leave with ctrl+q and bring some in with  corpus-tool import FILES"),
    tr_later("No documents yet: ctrl+q, then  corpus-tool import FILES"),
)
NARROWED = (tr_later("enter opens   escape shows all"),)
NONE_LEFT = (tr_later("Nothing in the list is like this; escape shows all"),)

_FACT = Piece("   ")
"""Between two facts, each of its own direction."""

BAR = 20
"""Cells of a bar of progress."""


def heading(corpus: str, counted: str, annotator: str, width: int, hub: Sequence[str] = ()) -> list[Piece]:
    """The corpus where the line begins, how it stands with the hub and who annotates at its end.

    `hub` has several forms, the longest first: the first that fits is shown.
    """
    right = f"{annotator} "
    room = width - cells(f" {corpus}   {counted} {right}") - 3
    right = next((f"{form}   " for form in hub if cells(form) <= room), "") + right
    left = fit(f" {corpus}   ", max(0, width - cells(right) - 1))
    counted = fit(counted, max(0, width - cells(left) - cells(right) - 1))
    blank = " " * (width - cells(left) - cells(counted) - cells(right))
    return [Piece(left, palette.BOLD), Piece(counted, palette.BOLD), Piece(blank), Piece(right, palette.BOLD)]


def taken(news: News, keys: Sequence[str]) -> str:
    """What came of asking the hub for the next document of its pool."""
    if news.state is State.AWAY:
        return tr("The hub is away; there is nothing to take before it answers.")
    if news.state is State.REFUSED:
        return news.said
    return tr("{names} is yours now.", names=", ".join(keys)) if keys else tr("The pool has nothing for you now.")


def progress(done: Done, width: int) -> list[Piece]:
    """How far she is, and everybody; told in numbers, the bars are for the eye."""
    parts = [(tr("yours"), done.hers), (tr("all"), done.all)] if done.hers.assigned else [(tr("all"), done.all)]
    room = width // len(parts) - 34
    return [Piece(f" {name} {_told(part)} {_bar(part, min(BAR, room))}  ") for name, part in parts]


def _told(part: Progress) -> str:
    return tr(
        "{done:,} of {count:,} done ({percent} %)",
        done=part.done,
        count=part.assigned,
        percent=part.done * 100 // max(1, part.assigned),
    )


def _bar(part: Progress, width: int) -> str:
    if width < 4:
        return ""
    full = part.done * width // max(1, part.assigned)
    return f"[{'#' * full}{'.' * (width - full)}]"


def document(row: Listed | None, oddities: str, width: int) -> list[list[Piece]]:
    """The document under the cursor: its whole title, and what the audit found."""
    if row is None:
        return [[Piece(tr(" This document was deleted meanwhile."))], []]
    title = fit(row.title, width - 2)
    indent = " " * (width - 1 - cells(title)) if row.direction != side() else " "
    odd = tr("odd: {oddities}", oddities=oddities) if oddities else tr("nothing odd in its text")
    has_it = tr("has it: {assigned}", assigned=row.assigned) if row.assigned else ""
    facts = [
        piece for told in (odd, row.source, row.date, has_it) if told for piece in (_FACT, Piece(told, palette.DIM))
    ]
    return [[Piece(indent), Piece(title, palette.BOLD)], [Piece(" "), *facts[1:]]]


def narrowing(question: Question, picked: int) -> str:
    """What is left in, how it is sorted and how many are chosen; empty where all stand as they came in."""
    order = question.order
    sorted_by = _sorted_by(order)
    if order.column is Column.ADDED:
        sorted_by = tr("newest first") * order.descending
    chosen = tr("{picked:,} chosen", picked=picked) if picked else ""
    return clauses(part for part in (question.told(), sorted_by, chosen) if part)


def _sorted_by(order: Order) -> str:
    return tr("by {column} (turned round)" if order.descending else "by {column}", column=tr(order.column))


def hints(total: int, shown: int, *, is_narrow: bool) -> tuple[str, ...]:
    """The keys most needed now, a longer and a shorter line of them."""
    if not total:
        told: tuple[str, ...] = EMPTY
    elif is_narrow:
        told = NARROWED if shown else NONE_LEFT
    else:
        told = HINTS
    return tuple(tr(one) for one in told)


def status(message: str, hints: tuple[str, ...], width: int) -> list[list[Piece]]:
    """A message on the left, the longest of the hints that fits beside it on the right; one at least.

    A message that is too long for a row has two.
    """
    room = width - cells(message) - 4
    hint = next((one for one in hints if cells(one) <= room), "" if message else hints[-1])
    if not message:
        return [[Piece(f" {hint}", palette.DIM)]]
    if cells(message) > width - 2:
        return [[Piece(row, palette.BOLD)] for row in in_two(message, width)]
    blank = " " * max(1, width - cells(message) - cells(hint) - 2)
    return [[Piece(f" {message}", palette.BOLD), Piece(blank), Piece(hint, palette.DIM)]]


def prompt(asked: Prompt, width: int, height: int) -> list[list[Piece]]:
    """A question and the keys that answer it."""
    from corpus_tool.tui.describing import prompt_lines

    return prompt_lines(asked, width, max(3, height // 2))
