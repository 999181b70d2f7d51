"""The library: the documents of the corpus, to choose from. It binds and listens; `workbench/catalogue.py` finds."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from corpus_tool.errors import CorpusToolError
from corpus_tool.model.people import names_in
from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.store.list_questions import Column
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import describing_list
from corpus_tool.tui.giving import given, taken_back
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.keymap import usual_keyboard
from corpus_tool.tui.list_commands import BY_KEY
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.prompts import LinePrompt, Prompt, press
from corpus_tool.tui.screens.hearing import HearsOfHub
from corpus_tool.tui.screens.hub_page import HubPage
from corpus_tool.tui.screens.library_help import library_help
from corpus_tool.tui.screens.library_reading import Reader
from corpus_tool.tui.screens.list_hovering import ListHovering
from corpus_tool.tui.screens.opening import Opening, Who
from corpus_tool.tui.two_versions import TwoVersions
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.tui.widgets.line_input import LineInput
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.list_columns import column_at, headings
from corpus_tool.workbench.catalogue import Catalogue, Done, Found, Question
from corpus_tool.workbench.hub_errands import News

if TYPE_CHECKING:
    from textual.screen import Screen

    from corpus_tool.tui.boarding import Boarding
    from corpus_tool.tui.seat import Keys
    from corpus_tool.workbench.gold_desk import Task
    from corpus_tool.workbench.whereabouts import Stop

NO_HUB = tr_later("This corpus belongs to no hub; `corpus-tool hub join ADDRESS` joins one.")
ROOMY = 16
"""Rows from which the foot tells of the document under the cursor, and the head how far the work is."""


class Library(ListHovering, HearsOfHub):
    """The list of documents, sorted and narrowed as it is asked for."""

    CSS_PATH = "library.tcss"

    def __init__(
        self,
        store: Store,
        annotator: str,
        document_id: int | None,
        terminal: Terminal = PLAIN,
        keys: "Keys | None" = None,
        looks: Looks | None = None,
        *,
        tour: bool = False,
        hub: HubLink | None = None,
    ) -> None:
        """`keys`: None for the usual ones; `tour` begins the tour in the first document, or takes it up."""
        super().__init__()
        self._hub = hub
        self._keyboard = keys.keyboard if keys else usual_keyboard()
        self._terminal = terminal
        self._store = store
        self.listing = store.listing
        self.annotator = annotator
        self._first = document_id
        self.question = Question()
        self._catalogue = Catalogue(store, annotator)
        self._reader = Reader(self, self._catalogue)
        self._total = 0
        """Documents in the corpus."""
        self._is_whole = True
        """Whether the list holds all that was asked for; more is on its way where not."""
        self._done: Done | None = None
        self._said = ""
        self._prompt: Prompt | None = None
        self._line_prompt: LinePrompt | None = None
        """Whoever asked for the line that is typed; None while it narrows the list."""
        self._list = DocumentList(self._catalogue.rows, terminal)
        self._line = LineInput(id="line", terminal=terminal)
        who = Who(annotator, terminal, self._keyboard, keys, looks or Looks(), tour, hub)
        self.opening = Opening(self, self._list, store, who, self._back)

    def compose(self) -> ComposeResult:
        """Heading, progress, list, question, what is typed, the document under the cursor, keys."""
        yield Lines(id="heading", limit=1, terminal=self._terminal)
        yield Lines(id="progress", limit=1, terminal=self._terminal)
        yield Lines(id="columns", limit=1, terminal=self._terminal)
        yield self._list
        yield Lines(id="bar", limit=100, terminal=self._terminal)
        yield self._line
        yield Lines(id="here", limit=2, terminal=self._terminal)
        yield Lines(id="status", limit=2, terminal=self._terminal)

    def on_mount(self) -> None:
        """Read the list; open the document that was asked for."""
        self._line.display = False
        self._list.focus()
        self._read(self._first)
        if self._first is not None:
            self.opening.open(self._first)

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self._show()

    def on_screen_resume(self) -> None:
        """Counts and states may have changed; which documents are listed, and where, stays until she is back here."""
        self._list.read_again()

    # Reading

    def look_for(self, question: Question) -> None:
        """Show what this asks for from now on; the cursor stays on its document where that is still there."""
        self.question = question
        self._read(self._list.current)

    def _read(self, goal: int | None, otherwise: int = 0) -> None:
        """Read the list: what is quickly found at once, the rest beside."""
        self._total = self._catalogue.count()
        self._list.unused = self.listing.unused()
        self._take(self._reader.find(self.question), goal, otherwise)
        self._done = self._reader.progress()
        self._show()

    def on_reader_read(self, message: Reader.Read) -> None:
        """Take the whole list, where it is still the one that is asked for."""
        if message.question == self.question:
            self._take(message.found, self._list.goal, self._list.cursor)
            self._show()

    def on_reader_counted(self, message: Reader.Counted) -> None:
        """Show how far the work is."""
        self._done = message.done
        self._show()

    def on_reader_failed(self, message: Reader.Failed) -> None:
        """Say what is wrong."""
        self._say(str(message.error))

    def _take(self, found: Found, goal: int | None, otherwise: int) -> None:
        self._is_whole = found.is_whole
        self._list.sorted_by = self.question.order.column
        self._list.show(found.ids, goal, is_whole=found.is_whole, otherwise=otherwise)

    # Opening

    def open(self, number: int) -> None:
        """Open the document in a row."""
        if 0 <= number < len(self._list.ids):
            self._list.move_to(number)
            self.opening.open(self._list.ids[number])

    def adjudicate(self, first: int | None = None, task: "Task | None" = None) -> None:
        """Go through the documents to be adjudicated, from `first` on, or from the one with most disagreements."""
        if self._total:
            self.opening.adjudicate(first, task)

    def show_board(self, board: "Callable[[Boarding], Screen[Stop | None]]") -> None:
        """Show what a board says of the whole corpus."""
        self.opening.show_board(board)

    def _back(self, message: str) -> None:
        """Read the list anew, and say what there is to say."""
        self._read(self._list.current, self._list.cursor)
        self._say(message)

    def on_document_list_opened(self) -> None:
        """Open what was chosen."""
        if self._list.current is not None and self.is_active:
            self.opening.open(self._list.current)

    def on_document_list_moved(self) -> None:
        """Tell of the document under the cursor."""
        self._said = ""
        self._show_here()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key that neither the list nor the line took: to the prompt that stands, or to a command."""
        pressed = self._keyboard.stroke(event.key, event.character)
        if self.passes_on(event):
            return
        if self.focused is self._line:
            self._press_beside_line(event)
        elif self._prompt is not None:
            event.stop()
            self.press_answer(pressed, self._keyboard.otherwise.get(pressed, pressed))
        elif command := BY_KEY.get(pressed) or BY_KEY.get(self._keyboard.otherwise.get(pressed, "")):
            event.stop()
            command.run(self)

    def press_answer(self, pressed: str, otherwise: str) -> None:
        """Take a stroke for the question that stands, where one does."""
        if self._prompt is not None:
            press(self._prompt, pressed, otherwise, self.ask, self._say)

    def _press_beside_line(self, event: events.Key) -> None:
        if self._line.take(event):
            event.stop()
            event.prevent_default()
            return
        if event.key == "escape":
            event.stop()
            asked_for_names, self._line_prompt = self._line_prompt is not None, None
            self._close_line()
            if not asked_for_names:
                self.show_all()
        elif self._line_prompt is None and self._list.press(event.key):
            event.stop()

    def on_line_input_changed(self, message: LineInput.Changed) -> None:
        """Keep the documents that have what was typed; the cursor goes to the first where its own has not."""
        if self._line_prompt is None:
            self.look_for(self.question.typing(message.value))

    def on_line_input_submitted(self, message: LineInput.Submitted) -> None:
        """Open the document under the cursor, or tell whoever asked for the line."""
        if (prompt := self._line_prompt) is None:
            self._list.press("enter")
            return
        self._line_prompt = None
        self._close_line()
        try:
            prompt.submitted(message.value)
        except CorpusToolError as error:
            self._say(str(error))

    def column_under(self, x: int) -> Column:
        """The column at a cell of the headings."""
        return column_at(x, self.size.width, self.question.order.column, self._list.needs)

    # What commands ask for

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""
        self._prompt = prompt
        self._show()

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line."""
        self._line_prompt = prompt
        self._line.begin(prompt.title, prompt.value)
        self._show()

    def find(self) -> None:
        """Let the user narrow the list by typing."""
        if self._total:
            self._line_prompt = None
            self._line.begin(tr("Find:"), self.question.typed)
            self._show()

    def show_all(self) -> None:
        """Take back what narrows the list; where nothing does, what is picked."""
        self._close_line()
        if self.question.narrows or self.question.typed:
            self.look_for(Question(self.question.order))
        else:
            self._list.picked.clear()
            self._list.refresh()
            self._show()

    def pick(self) -> None:
        """Choose the document under the cursor, or no longer, and go to the next."""
        if self._list.ids:
            self._list.pick(self._list.cursor)
            self._list.press("down")
            self._show()

    def pick_all(self) -> None:
        """Choose every document that is shown, or none."""
        if not self._is_whole:
            self._say(tr("The list is still being read; try again in a moment."))
            return
        shown = set(self._list.ids)
        self._list.picked = set() if shown <= self._list.picked else self._list.picked | shown
        self._list.refresh()
        self._show()

    def chosen(self) -> list[int]:
        """The documents an act is about: those that are picked, else the one under the cursor."""
        if self._list.picked:
            return sorted(self._list.picked)
        return [] if self._list.current is None else [self._list.current]

    def assign(self, names: str, *, take_back: bool) -> None:
        """Give what is chosen to people, or take it back from them."""
        people, ids = names_in(names), list(self.listing.words(self.chosen()))
        said = (taken_back if take_back else given)(self._store, ids, people, self.annotator)
        self._list.picked.clear()
        self._read(self._list.current, self._list.cursor)
        self._say(said)

    def show_hub(self) -> None:
        """Sync, and tell how the corpus and its hub stand."""
        if self._hub is None:
            self._say(tr(NO_HUB))
            return
        self._hub.sync()
        page = HubPage(self._hub, TwoVersions(self._store, self.annotator), self._terminal)
        self.app.push_screen(page, lambda _: self._read(self._list.current, self._list.cursor))

    def take_next(self) -> None:
        """Take the next document of the hub's pool, and open it when it comes."""
        if self._hub is not None:
            self._hub.take()
        self._say(tr(NO_HUB) if self._hub is None else tr("Asking the hub for the next document ..."))

    def hear_of_hub(self, news: News) -> None:
        """Read the list anew where she looks at it and something came; the cursor stays on its document."""
        if news.errand is not None and news.errand.takes:
            self._take_up(news)
        elif not self.is_active:  # read anew when she is back
            return
        elif news.came and self._prompt is None and not self._line.display:
            self._read(self._list.goal, self._list.cursor)
        else:
            self._show()

    def _take_up(self, news: News) -> None:
        """Open what was taken; where she does something else meanwhile, only say so."""
        self._read(self._list.goal, self._list.cursor)
        told = describing_list.taken(news, [self._store.documents.key_of(id) for id in news.taken])
        if not self.is_active:
            self.notify(told, markup=False)
        elif news.taken and self._prompt is None and not self._line.display:
            self.opening.open(news.taken[0])
        self._say(told)

    def show_help(self) -> None:
        """Show every command."""
        self.opening.show_page(library_help())

    def leave(self) -> None:
        """End the tool."""
        self.app.exit()

    # Drawing

    def _close_line(self) -> None:
        self._line.clear()
        self.set_focus(self._list)
        self._line.display = False
        self._show()

    def _say(self, message: str) -> None:
        self._said = message
        self._show_status()

    def _show(self) -> None:
        width, height = self.size
        self.query_one("#columns", Lines).show([headings(width, self.question.order, self._list.needs)])
        shown = f"{len(self._list.ids):,}{'' if self._is_whole else '…'}"
        counted = (
            tr("{shown} of {count:,}", shown=shown, count=self._total) if self.question.narrows else f"{self._total:,}"
        )
        told = tr_many("{counted} document", "{counted} documents", self._total, counted=counted)
        notes = self._hub.note() if self._hub else ()
        heading = describing_list.heading(self._store.path.name, told, self.annotator, width, notes)
        self.query_one("#heading", Lines).show([heading])
        progress = self.query_one("#progress", Lines)
        progress.display = height >= ROOMY and self._done is not None and self._done.all.assigned > 0
        if self._done is not None:
            progress.show([describing_list.progress(self._done, width)])
        bar = self.query_one("#bar", Lines)
        bar.display = self._prompt is not None
        if self._prompt is not None:
            bar.show(describing_list.prompt(self._prompt, width, height))
        self._show_here()

    def _show_here(self) -> None:
        here = self.query_one("#here", Lines)
        here.display = self.size.height >= ROOMY and bool(self._list.ids)
        if here.display:
            row = self._list.row(self._list.cursor)
            odd = self._catalogue.oddities(row.id) if row and row.findings else ""
            here.show(describing_list.document(row, odd, self.size.width))
        self._show_status()

    def _show_status(self) -> None:
        message = self._said or describing_list.narrowing(self.question, len(self._list.picked)) * bool(self._total)
        hints = describing_list.hints(self._total, len(self._list.ids), is_narrow=self.question.narrows)
        self.query_one("#status", Lines).show(describing_list.status(message, hints, self.size.width))
