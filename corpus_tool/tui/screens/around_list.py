"""The lines around the list of documents: how many there are, how far the work is, what is under the cursor."""

from collections.abc import Iterator
from typing import Protocol

from textual.geometry import Size
from textual.widget import Widget

from corpus_tool.saying import tr, tr_many
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import describing_list
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.screens.inquiry import Inquiry
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.list_columns import headings
from corpus_tool.workbench.catalogue import Catalogue

ROOMY = 16
"""Rows from which the foot tells of the document under the cursor, and the head how far the work is."""


class Surrounded(Protocol):
    """The screen, as the lines around its list see it."""

    inquiry: Inquiry
    annotator: str
    _prompt: Prompt | None
    _hub: HubLink | None
    _list: DocumentList
    _catalogue: Catalogue

    @property
    def size(self) -> Size:
        """Of the window, in cells."""


class AroundList:
    """Heading, progress and columns above the list; a question, the document under the cursor and keys below."""

    def __init__(self, screen: Surrounded, corpus: str, terminal: Terminal) -> None:
        """`corpus`: the name of its file."""
        self._screen = screen
        self._corpus = corpus
        self._heading = Lines(id="heading", limit=1, terminal=terminal)
        self._progress = Lines(id="progress", limit=1, terminal=terminal)
        self._columns = Lines(id="columns", limit=1, terminal=terminal)
        self._bar = Lines(id="bar", limit=100, terminal=terminal)
        self._here = Lines(id="here", limit=2, terminal=terminal)
        self._status = Lines(id="status", limit=2, terminal=terminal)
        self._said = ""

    def above(self) -> Iterator[Lines]:
        """What stands above the list."""
        yield from (self._heading, self._progress, self._columns)

    def below(self, typed: Widget) -> Iterator[Widget]:
        """What stands below it, with the line that is `typed` among it."""
        yield from (self._bar, typed, self._here, self._status)

    def show(self) -> None:
        """Draw all of it anew."""
        screen, (width, height) = self._screen, self._screen.size
        done = screen.inquiry.done
        self._columns.show([headings(width, screen.inquiry.question.order, screen._list.needs)])
        self._show_heading()
        self._progress.display = height >= ROOMY and done is not None and done.all.assigned > 0
        if done is not None:
            self._progress.show([describing_list.progress(done, width)])
        self._bar.display = screen._prompt is not None
        if screen._prompt is not None:
            self._bar.show(describing_list.prompt(screen._prompt, width, height))
        self.show_here()

    def _show_heading(self) -> None:
        screen, inquiry = self._screen, self._screen.inquiry
        total = inquiry.total
        shown = f"{len(screen._list.ids):,}{'' if inquiry.is_whole else '…'}"
        counted = tr("{shown} of {count:,}", shown=shown, count=total) if inquiry.question.narrows else f"{total:,}"
        told = tr_many("{counted} document", "{counted} documents", total, counted=counted)
        notes = screen._hub.note() if screen._hub else ()
        line = describing_list.heading(self._corpus, told, screen.annotator, screen.size.width, notes)
        self._heading.show([line])

    def show_here(self) -> None:
        """Draw what is said of the document under the cursor, and the keys."""
        screen = self._screen
        self._here.display = screen.size.height >= ROOMY and bool(screen._list.ids)
        if self._here.display:
            row = screen._list.row(screen._list.cursor)
            odd = screen._catalogue.oddities(row.id) if row and row.findings else ""
            self._here.show(describing_list.document(row, odd, screen.size.width))
        self._show_status()

    def say(self, message: str) -> None:
        """Say what was done, until the next key; nothing where it is empty."""
        self._said = message
        self._show_status()

    def forget_said(self) -> None:
        """What was said lasts until the next key."""
        if self._said:
            self.say("")

    def moved(self) -> None:
        """Tell of the document under the cursor; what was said is read by now."""
        self._said = ""
        self.show_here()

    def _show_status(self) -> None:
        screen, shown = self._screen, len(self._screen._list.ids)
        question, total = screen.inquiry.question, screen.inquiry.total
        narrowing = describing_list.narrowing(question, len(screen._list.picked)) * bool(total)
        hints = describing_list.hints(total, shown, is_narrow=question.narrows)
        self._status.show(describing_list.status(self._said or narrowing, hints, screen.size.width))
