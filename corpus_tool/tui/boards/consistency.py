"""The same words labelled differently: strings, those with most to look at first; and the places of one, to mend."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import accumulate

from corpus_tool.model.annotations import Span
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.model.usage import Group, Use
from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.store.store import Store
from corpus_tool.text.inline import fit
from corpus_tool.tui import palette
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.everywhere import Everywhere
from corpus_tool.tui.boards.places import Places, Spot, padded, shortened
from corpus_tool.tui.boards.rows import LazyRows, RowsBoard
from corpus_tool.tui.event_types import every_type
from corpus_tool.tui.label_choices import label_choices
from corpus_tool.tui.prompts import Prompt
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.blindness import may_see_some, opened_to
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.consistency import GOLD, consistency, lines_of
from corpus_tool.workbench.correcting import Corrected, relabel, remove
from corpus_tool.workbench.progress import Tell
from corpus_tool.workbench.suggestions.name_places import sought_at
from corpus_tool.workbench.surroundings import Surroundings

COUNT_WIDTH = 7
WORDS_WIDTH = 24
BAR_WIDTH = 10


class Consistency(RowsBoard):
    """Words that are labelled one way here and another way, or not at all, there; any spelling is the same.

    Enter shows all places of a string. Z lists it in the whole corpus, also where nobody began, to mark it there. Tab
    goes from your own work to everybody's and to gold, where you may see them. Unlabelled are places without any mark,
    in what is done and before the last mark of what is in progress.
    """

    hint = tr_later("enter places  Z everywhere  tab whose work  escape back")

    def __init__(self, boarding: Boarding, document_id: int | None = None) -> None:
        """`document_id`: only strings that stand in that article."""
        super().__init__(boarding)
        self._document_id = document_id
        self._scope = 0
        self._groups: list[Group] = []
        self._words: list[str] = []

    @property
    def _scopes(self) -> list[tuple[str, tuple[str, ...]]]:
        """What can be looked at: a title, and whose layers."""
        own: list[tuple[str, tuple[str, ...]]] = [(tr("your own work"), (self.boarding.annotator,))]
        if not may_see_some(self.boarding.store, self.boarding.annotator):
            return own
        return [*own, (tr("everybody's work"), ()), (tr("gold"), (GOLD,))]

    def begin(self) -> None:
        """Read the layers."""
        whose, only = self._scopes[self._scope][1], self._document_id
        who = self.boarding.annotator

        def task(store: Store, tell: Tell) -> tuple[list[Group], list[str]]:
            groups = consistency(store, whose, tell, _readable(store, who, whose))
            shown = [one for one in groups if only is None or any(use.document_id == only for use in one.uses)]
            return shown, [line.text for line in lines_of(store, [one.uses[0] for one in shown])]

        self.beside.start("reading", task, self._take)

    def _take(self, found: tuple[list[Group], list[str]]) -> None:
        self._groups, self._words = found
        title = self._scopes[self._scope][0]
        self.told = tr_many(
            "{count:,} string not treated alike: {whose}",
            "{count:,} strings not treated alike: {whose}",
            len(self._groups),
            whose=title,
        )

    def count(self) -> int:
        """How many strings there are."""
        return len(self._groups)

    def head_of_rows(self, _width: int) -> str:
        """What the columns are."""
        count = f"{fit(tr('places'), COUNT_WIDTH):>{COUNT_WIDTH}}"
        words = padded(tr("words"), WORDS_WIDTH, self.terminal)
        return f"{count}  {words}  {' ' * BAR_WIDTH}  {tr('labels, and how often')}"

    def rows(self, _width: int) -> Sequence[Row]:
        """A row for each string."""
        groups, words = self._groups, self._words
        return LazyRows(len(groups), lambda number: self._row(groups[number], words[number]))

    def _row(self, group: Group, written: str) -> Row:
        """How many places are to be looked at, the words, and the shares of their labels."""
        words = padded(" ".join(written.split()), WORDS_WIDTH, self.terminal)
        said = "  ".join(f"{shortened(label)} {count}" for label, count in group.labels.items())
        bare = tr("{count} without", count=group.unlabelled) if group.unlabelled else ""
        count = Piece(f"{group.doubt:>{COUNT_WIDTH}}  ")
        shares = Piece(f"  {bar_of(group)}  ")
        return Row((count, Piece(words, palette.BOLD), shares, Piece(f"{said}  "), Piece(bare, palette.DIM)))

    def enter(self) -> None:
        """Show all places of the string under the cursor."""
        if self._groups:
            self.push(PlacesOfWords(self.boarding, self._groups[self.cursor], self._words[self.cursor]))

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Whose work; and the same words wherever else they stand."""
        return {"tab": self._next_scope, "Z": self._mark_everywhere}

    def _mark_everywhere(self) -> None:
        """Ask as what the string is to be marked, and list it in the whole corpus."""
        if not self._groups:
            return
        group, words = self._groups[self.cursor], " ".join(self._words[self.cursor].split())
        if group.what != "span":
            self.say(tr("Names are marked everywhere, events one by one."))
            return
        choices = label_choices(self.boarding.store.schemas.current(), partial(self._list_everywhere, group.uses[0]))
        self.ask(Prompt(tr("{words} everywhere: which label?", words=words), choices))

    def _list_everywhere(self, use: Use, label: str) -> None:
        place = use.fragments[0][0], use.fragments[-1][1]
        name = sought_at(self.boarding.store, self.boarding.annotator, use.document_id, place).name
        self.ask(None)
        self.push(Everywhere(self.boarding, name, Span(id="", label=label, fragments=use.fragments)))

    def _next_scope(self) -> None:
        scopes = self._scopes
        self._scope = (self._scope + 1) % len(scopes)
        self.cursor = 0
        if len(scopes) == 1:
            self.say(tr("This corpus is blind: only your own work is shown; `settings blind off` opens it."))
        self.begin()


def bar_of(group: Group) -> str:
    """The shares of the labels as a bar, each with another filling, the lightest for places without a mark."""
    total = group.marked + group.unlabelled
    counts = [*list(group.labels.values())[:3], group.unlabelled]
    signs = [*"\u2588\u2593\u2592"[: len(counts) - 1], "\u2591"]
    ends = [round(end * BAR_WIDTH / total) for end in accumulate(counts)]
    drawn = "".join(sign * (end - start) for sign, start, end in zip(signs, [0, *ends], ends, strict=False))
    return drawn.ljust(BAR_WIDTH)


def _readable(store: Store, who: str, whose: Sequence[str]) -> Callable[[int], bool]:
    """The question whether a document is looked at: others' layers only where she may see them there."""
    is_open = opened_to(store, who)
    return lambda id: tuple(whose) == (who,) or is_open(store.layers.heads([id]).get(id, ()))


class PlacesOfWords(Places):
    """All places of one string. Space chooses a place, a chooses all of your own, or none.

    r gives the chosen places (else the one under the cursor) another label, which marks what has none; x takes their
    marks off. Only your own work is changed: each article with one act, which U takes back there as one.
    """

    hint = tr_later("space choose  a all  r label  x take off  enter opens  escape back")
    lead_width = 2

    def __init__(self, boarding: Boarding, group: Group, words: str) -> None:
        super().__init__(boarding)
        self._group = group
        self._uses: Sequence[Use] = group.uses
        self._chosen: set[Use] = set()
        self.about = " ".join(words.split())

    def begin(self) -> None:
        """Read the places, as they are by now."""
        whose = sorted({use.layer for use in self._uses})
        documents = {use.document_id for use in self._uses}
        group = self._group

        def task(store: Store, tell: Tell) -> tuple[Sequence[Use], list[Spot]]:
            names = [GOLD if name.kind is LayerKind.GOLD else name.annotator for name in whose]
            there = consistency(store, names, tell, lambda id: id in documents, every=True)
            found = [one for one in there if (one.words, one.what) == (group.words, group.what)]
            uses = found[0].uses if found else ()
            pairs = zip(uses, lines_of(store, uses), strict=True)
            return uses, [_spot(use, line, is_named=len(whose) > 1) for use, line in pairs]

        self.beside.start("places", task, self._take)

    def _take(self, found: tuple[Sequence[Use], list[Spot]]) -> None:
        self._uses, self.spots = found
        self._chosen &= set(self._uses)
        self.told = tr_many("{count:,} place", "{count:,} places", len(self.spots))

    def lead(self, number: int) -> tuple[Piece, ...]:
        """A star before what is chosen."""
        is_chosen = number < len(self._uses) and self._uses[number] in self._chosen
        return (Piece("* " if is_chosen else "  ", palette.BOLD),)

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Choosing and putting right."""
        return {"space": self._choose, "a": self._choose_all, "r": self._ask_label, "x": self._take_off}

    def _own(self) -> list[Use]:
        own = LayerName(self.boarding.annotator, LayerKind.ANNOTATOR)
        return [use for use in self._uses if use.layer == own]

    def _choose(self) -> None:
        if self.cursor < len(self._uses):
            self._chosen ^= {self._uses[self.cursor]}
            self.cursor += 1
            self.renew()

    def _choose_all(self) -> None:
        own = set(self._own())
        self._chosen = set() if own <= self._chosen else own
        self.renew()

    def _wanted(self) -> list[Use]:
        """What an act is about: what is chosen, else the place under the cursor; of one's own work."""
        picked = self._chosen or set(self._uses[self.cursor : self.cursor + 1])
        wanted = [use for use in self._own() if use in picked]
        if not wanted:
            self.say(tr("This is not your own work: it is shown, and not changed from here."))
        return wanted

    def _ask_label(self) -> None:
        if not (wanted := self._wanted()):
            return
        schema = self.boarding.store.schemas.current()
        if self._group.what == "span":
            choices = label_choices(schema, partial(self._relabel, wanted))
        else:
            choices = every_type(schema, lambda type: self._relabel(wanted, type.id))
        title = tr_many("Which label for {count} place?", "Which label for {count} places?", len(wanted))
        self.ask(Prompt(title, choices))

    def _relabel(self, uses: Sequence[Use], label: str) -> None:
        self._did(relabel(self.boarding.store, self.boarding.annotator, uses, label, Surroundings()))

    def _take_off(self) -> None:
        if wanted := self._wanted():
            self._did(remove(self.boarding.store, self.boarding.annotator, wanted, Surroundings()))

    def _did(self, done: Corrected) -> None:
        self._chosen.clear()
        self.begin()
        self.say(told(done))


def told(done: Corrected) -> str:
    """What a correction did, and where it was refused."""
    said = tr_many("{count} place changed.", "{count} places changed.", done.places)
    if not done.refused:
        return said
    first = done.refused[0]
    return f"{said} {tr('Not in {document}: {why}', document=first.document, why=first.why)}"


def _spot(use: Use, line: Line, *, is_named: bool) -> Spot:
    note = f"{use.layer.short} {shortened(use.label)}" if is_named else shortened(use.label)
    beside = () if use.layer.kind is LayerKind.SUGGESTION else (use.layer,)
    return Spot(use.document_id, line, beside, note)
