"""Which matters an adjudicator is to look at, and which one she is at."""

from corpus_tool.model.adjudicating import Matter, State
from corpus_tool.model.annotations import Relation
from corpus_tool.workbench.adjudication.adjudicating import Adjudicating


class Agenda:
    """The matters of one document, in text order, and a cursor on them."""

    def __init__(self, gold: Adjudicating) -> None:
        self._gold = gold
        self.shows_agreed = False
        """Whether what is agreed is to be seen too."""
        self.at = next((one.number for one in self.open_ones()), 0)
        """The number of the matter under the cursor."""
        self.last: int | None = None
        """The number of the matter decided last, which a reason is about."""

    @property
    def current(self) -> Matter | None:
        """The matter under the cursor."""
        matters = self._gold.matters
        return matters[self.at] if self.at < len(matters) else None

    def open_ones(self) -> list[Matter]:
        """Those that have to be looked at: open disagreements; at last, what is agreed and could not be taken over."""
        left = self._gold.desk.left
        disputes = [one for one in left if self._gold.is_open_dispute(one)]
        return disputes or (left if self._gold.desk.layer.rulings else [])

    def shown(self) -> list[Matter]:
        """The disagreements; what is agreed where that is asked for, or is to be looked at."""
        gold = self._gold
        return [
            one
            for one in gold.matters
            if self.shows_agreed
            or not one.row.is_agreed
            or gold.state(one) is State.CHANGED
            or (gold.desk.layer.rulings and gold.state(one) is State.AGREED)
        ]

    def go_on(self, step: int) -> bool:
        """Go to the next open matter, or to the one before, round the end; False where none is open."""
        numbers = [one.number for one in self.open_ones()]
        if not numbers:
            return False
        if step > 0:
            self.at = next((number for number in numbers if number > self.at), numbers[0])
        else:
            self.at = next((number for number in reversed(numbers) if number < self.at), numbers[-1])
        return True

    def place_of(self, matter: Matter) -> tuple[int, int]:
        """What is selected for it: of a relation only where it begins, which may be far from its end."""
        reading = matter.row.readings[0]
        if isinstance(relation := reading.annotation, Relation):
            source = self._gold.desk.matters.layers[reading.layer][relation.source]
            return (0, 0) if isinstance(source, Relation) else source.fragments[0]
        return matter.row.place
