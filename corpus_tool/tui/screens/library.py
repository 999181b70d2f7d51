"""The library: the documents of the corpus, to choose from. It binds and listens; `workbench/catalogue.py` finds."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from corpus_tool.store.store import Store
from corpus_tool.text.terminal import PLAIN, Terminal
from corpus_tool.tui import describing_list
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.keymap import usual_keyboard
from corpus_tool.tui.list_commands import BY_KEY
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.prompts import LinePrompt, Prompt, press
from corpus_tool.tui.screens.around_list import AroundList
from corpus_tool.tui.screens.choosing import Choosing
from corpus_tool.tui.screens.hearing import HearsOfHub
from corpus_tool.tui.screens.inquiry import Inquiry
from corpus_tool.tui.screens.library_reading import Reader
from corpus_tool.tui.screens.list_hovering import ListHovering
from corpus_tool.tui.screens.list_hub import HubSight, ListHub
from corpus_tool.tui.screens.opening import Opening, Who
from corpus_tool.tui.screens.typed_line import TypedLine
from corpus_tool.tui.widgets.document_list import DocumentList
from corpus_tool.workbench.catalogue import Catalogue, Question
from corpus_tool.workbench.hub.errands import News

if TYPE_CHECKING:
    from corpus_tool.tui.seat import Keys
    from corpus_tool.workbench.adjudication.gold_desk import Task


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
        self._catalogue = Catalogue(store, annotator)
        self._prompt: Prompt | None = None
        self._list = DocumentList(self._catalogue.rows, terminal)
        self._around = AroundList(self, store.path.name, terminal)
        reader = Reader(self, self._catalogue)
        self.inquiry = Inquiry(self._list, store.listing, self._catalogue, reader, self._around.show)
        self.choosing = Choosing(self._list, self.inquiry, self._around.show, self.say)
        self._line = TypedLine(self, self._list, self._around.show, terminal)
        sight = HubSight(store, annotator, terminal, self.say, lambda: self._back(""))
        self.hub = ListHub(self, lambda: self._hub, sight)
        who = Who(annotator, terminal, self._keyboard, keys, looks or Looks(), tour, hub)
        self.opening = Opening(self, self._list, store, who, self._back)

    def compose(self) -> ComposeResult:
        """Heading, progress, list, question, what is typed, the document under the cursor, keys."""
        yield from self._around.above()
        yield self._list
        yield from self._around.below(self._line)

    def on_mount(self) -> None:
        """Read the list; open the document that was asked for."""
        self._list.focus()
        self.inquiry.read(self._first)
        if self._first is not None:
            self.opening.open(self._first)

    def on_resize(self) -> None:
        """Lay the lines out anew."""
        self._around.show()

    def on_screen_resume(self) -> None:
        """Counts and states may have changed; which documents are listed, and where, stays until she is back here."""
        self._list.read_again()

    # Reading

    def on_reader_read(self, message: Reader.Read) -> None:
        """Take the whole list, where it is still the one that is asked for."""
        self.inquiry.take(message)

    def on_reader_counted(self, message: Reader.Counted) -> None:
        """Show how far the work is."""
        self.inquiry.counted(message.done)

    def on_reader_failed(self, message: Reader.Failed) -> None:
        """Say what is wrong."""
        self.say(str(message.error))

    # Opening

    def open(self, number: int) -> None:
        """Open the document in a row."""
        if 0 <= number < len(self._list.ids):
            self._list.move_to(number)
            self.opening.open(self._list.ids[number])

    def adjudicate(self, first: int | None = None, task: "Task | None" = None) -> None:
        """Go through the documents to be adjudicated, from `first` on, or from the one with most disagreements."""
        if self.inquiry.total:
            self.opening.adjudicate(first, task)

    def _back(self, message: str) -> None:
        """Read the list anew, and say what there is to say."""
        self.inquiry.read(self._list.current, self._list.cursor)
        self.say(message)

    def on_document_list_opened(self) -> None:
        """Open what was chosen."""
        if self._list.current is not None and self.is_active:
            self.opening.open(self._list.current)

    def on_document_list_moved(self) -> None:
        """Tell of the document under the cursor."""
        self._around.moved()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Every key that neither the list nor the line took: to the prompt that stands, or to a command."""
        pressed = self._keyboard.stroke(event.key, event.character)
        if self.passes_on(event):
            return
        self._around.forget_said()
        if self.focused is self._line:
            self._line.press(event)
        elif self._prompt is not None:
            event.stop()
            self.press_answer(pressed, self._keyboard.otherwise.get(pressed, pressed))
        elif command := BY_KEY.get(pressed) or BY_KEY.get(self._keyboard.otherwise.get(pressed, "")):
            event.stop()
            command.run(self)

    def press_answer(self, pressed: str, otherwise: str) -> None:
        """Take a stroke for the question that stands, where one does."""
        if self._prompt is not None:
            press(self._prompt, pressed, otherwise, self.ask, self.say)

    # What commands ask for

    def ask(self, prompt: Prompt | None) -> None:
        """Put a prompt to the user; None ends the one that stands."""
        self._prompt = prompt
        self._around.show()

    def ask_line(self, prompt: LinePrompt) -> None:
        """Let the user type a line."""
        self._line.ask(prompt)

    def find(self) -> None:
        """Let the user narrow the list by typing."""
        if self.inquiry.total:
            self._line.find(self.inquiry.question.typed)

    def say(self, message: str) -> None:
        """Say what was done."""
        self._around.say(message)

    def show_all(self) -> None:
        """Take back what narrows the list; where nothing does, what is picked."""
        self._line.close()
        question = self.inquiry.question
        if question.narrows or question.typed:
            self.inquiry.look_for(Question(question.order))
        else:
            self.choosing.drop()

    def assign(self, names: str, *, take_back: bool) -> None:
        """Give what is chosen to people, or take it back from them."""
        self._back(self.choosing.assign(self._store, names, self.annotator, take_back=take_back))

    def hear_of_hub(self, news: News) -> None:
        """Read the list anew where she looks at it and something came; the cursor stays on its document."""
        if news.errand is not None and news.errand.takes:
            self._take_up(news)
        elif not self.is_active:  # read anew when she is back
            return
        elif news.came and self._prompt is None and not self._line.display:
            self.inquiry.read(self._list.goal, self._list.cursor)
        else:
            self._around.show()

    def _take_up(self, news: News) -> None:
        """Open what was taken; where she does something else meanwhile, only say so."""
        self.inquiry.read(self._list.goal, self._list.cursor)
        told = describing_list.taken(news, [self._store.documents.key_of(id) for id in news.taken])
        if not self.is_active:
            self.notify(told, markup=False)
        elif news.taken and self._prompt is None and not self._line.display:
            self.opening.open(news.taken[0])
        self.say(told)

    def leave(self) -> None:
        """End the tool."""
        self.app.exit()
