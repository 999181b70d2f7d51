"""Everything that is suggested in the document: what, where, how sure, and who proposes it."""

from collections.abc import Callable, Mapping, Sequence

from corpus_tool.model.annotations import Event
from corpus_tool.model.naming import mark_named, source_named
from corpus_tool.saying import tr
from corpus_tool.tui import palette
from corpus_tool.tui.panels.sentences import told
from corpus_tool.tui.place import Action, Panel, Place
from corpus_tool.tui.suggestions import accept_sure, accepted, rejected
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.tui.widgets.panel_view import Row
from corpus_tool.workbench.annotating import Annotating
from corpus_tool.workbench.offers import Offer


class Suggestions(Panel):
    """A row for each, in text order."""

    title = "Suggestions"
    hint = "' accept  ~ reject  Q all of this form  a all that are sure  r take back a rejection  t on, off"

    def __init__(self) -> None:
        super().__init__()
        self._rejected: list[Offer] = []
        """Those rejected while it is open, the last one last."""
        self._shown: dict[str, Offer] = {}

    def heading(self, work: Annotating) -> str:
        """How many there are."""
        if not work.offers.is_on:
            return tr("Suggestions: off; t shows them")
        count = len(work.offers.listed())
        return tr("Suggestions ({count})", count=count) if count else tr("Suggestions: none")

    def rows(self, work: Annotating) -> list[Row]:
        """How sure, label, words, source."""
        work.offers.seen()  # they may have been off until now
        offers = work.offers.listed()
        self._shown = {f"{number}": one for number, one in enumerate(offers)}
        if not offers:
            return told(
                tr("Names of your own done documents are suggested here, and what `corpus-tool suggest` brought in."),
                self.width,
            )
        return [_row(work, id, one) for id, one in self._shown.items()]

    def row_here(self, work: Annotating, rows: list[Row]) -> int | None:
        """The suggestion at the selection."""
        here = work.offers.at(*work.selection.range)
        return next((number for number, row in enumerate(rows) if self._shown.get(row.id or "") == here), None)

    def actions(self) -> Mapping[str, Action]:
        """Saying of each what it is."""
        return {
            "'": self._on_row(lambda place, one: _accept(place, [one])),
            "Q": self._on_row(lambda place, one: _accept(place, place.work.offers.alike(one))),
            "~": self._on_row(self._reject),
            "a": lambda place, _: accept_sure(place),
            "r": self._take_back,
            "t": _toggle,
        }

    def _on_row(self, do: Callable[[Place, Offer], None]) -> Action:
        def action(place: Place, row: Row | None) -> None:
            one = self._shown.get(row.id or "") if row else None
            if one is None:
                place.say(tr("There is no suggestion here."))
            else:
                do(place, one)

        return action

    def _reject(self, place: Place, one: Offer) -> None:
        said = rejected(place, one)
        self._rejected.append(one)
        place.changed()
        place.say(said)

    def _take_back(self, place: Place, _row: Row | None) -> None:
        if not self._rejected:
            place.say(tr("Nothing was rejected since this list was opened."))
            return
        place.work.offers.reconsider(self._rejected.pop())
        place.changed()
        place.say(tr("It is suggested again."))


def _accept(place: Place, offers: Sequence[Offer]) -> None:
    said = accepted(place, offers)
    place.changed()
    place.say(said)


def _toggle(place: Place, _row: Row | None) -> None:
    offers = place.work.offers
    offers.want(wanted=not offers.is_on)
    place.changed()
    place.say(tr("Suggestions are shown.") if offers.is_on else tr("Suggestions are off; t shows them again."))


def _row(work: Annotating, id: str, one: Offer) -> Row:
    """`90  ORG داعش  lexicon`; what no source is sure of has a question mark."""
    score = "  ?" if one.score is None else f"{round(one.score * 100):3}"
    name = mark_named(work.desk.schema, one.annotation)
    label = name.rpartition(".")[2] if isinstance(one.annotation, Event) else name
    style = palette.BOLD if one.is_sure else palette.PLAIN
    pieces = (
        Piece(f"{score}{' ' if one.is_sure else '?'} ", palette.DIM),
        Piece(f"{label} ", palette.BOLD),
        Piece(work.desk.text_of(one.annotation), style),
        Piece(f"  {source_named(one.source)}", palette.DIM),
    )
    return Row(pieces, one.place, id)
