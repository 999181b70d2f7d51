"""Places of one's done work that are likely to be errors, and where one says of them that they are right."""

from collections.abc import Callable, Mapping

from corpus_tool.saying import tr, tr_later, tr_many
from corpus_tool.store.store import Store
from corpus_tool.text.structure import sentence_at
from corpus_tool.tui.boarding import Boarding
from corpus_tool.tui.boards.places import Places, Spot
from corpus_tool.workbench.concordance import Line
from corpus_tool.workbench.learning.second_look import Doubt, find_right, second_look
from corpus_tool.workbench.progress import Tell


class SecondLook(Places):
    """Places of your done work that a model of the other stories contradicts, the likeliest errors first.

    A row says of 100 how likely it is an error, what is marked and what is told instead; - is nothing. Enter opens the
    article there. r says that it is right as it is: then it does not come again.
    """

    hint = tr_later("enter opens  r it is right  escape back")

    def __init__(self, boarding: Boarding) -> None:
        super().__init__(boarding)
        self._doubts: list[Doubt] = []

    def begin(self) -> None:
        """Learn from the parts, and judge the others."""
        who = self.boarding.annotator

        def task(store: Store, _tell: Tell) -> tuple[list[Doubt], list[Spot]]:
            doubts = second_look(store, who)
            return doubts, [_spot(store, one) for one in doubts]

        self.beside.start("judging", task, self._take)

    def _take(self, found: tuple[list[Doubt], list[Spot]]) -> None:
        self._doubts, self.spots = found
        self._tell_count()

    def _tell_count(self) -> None:
        self.told = tr_many("{count:,} place to look at again", "{count:,} places to look at again", len(self.spots))

    def actions(self) -> Mapping[str, Callable[[], None]]:
        """Saying that it is right."""
        return {"r": self._find_right}

    def _find_right(self) -> None:
        if self.cursor >= len(self._doubts):
            return
        find_right(self.boarding.store, self._doubts[self.cursor], self.boarding.annotator)
        self._doubts = [*self._doubts[: self.cursor], *self._doubts[self.cursor + 1 :]]
        self.spots = [*self.spots[: self.cursor], *self.spots[self.cursor + 1 :]]
        self._tell_count()
        self.renew()
        self.say(tr("It will not be listed again."))


def _spot(store: Store, one: Doubt) -> Spot:
    key, text = store.documents.key_and_text(one.document_id)
    first, last = sentence_at(text, one.start)
    parts = text[first : one.start], text[one.start : one.end], text[one.end : max(last, one.end)]
    note = f"{round(one.weight * 100):3} {one.said or '-'}>{one.told or '-'}"
    return Spot(one.document_id, Line(key, one.start, one.end, *parts), (one.layer,), note)
