"""How a decision about a matter becomes an act at the gold desk, and how much of it where a rule refuses the whole."""

from collections.abc import Callable
from typing import NamedTuple

from corpus_tool.errors import BrokenRuleError, NotDoneError
from corpus_tool.model.adjudicating import Accepted, Deciding, Matter, Stamp, accepted, fitted
from corpus_tool.model.ids import mint
from corpus_tool.model.layers import Layer
from corpus_tool.model.rules import errors_after
from corpus_tool.model.rulings import Origin
from corpus_tool.saying import tr
from corpus_tool.workbench.adjudication.gold_desk import GoldDesk

EXACT = frozenset({Origin.UNANIMOUS, Origin.SINGLE})
"""What is taken over without being asked for, with the first decision."""

Act = Callable[[Deciding], None]
"""A decision, to be made."""


class Refused(NamedTuple):
    """A decision that a rule refused, of which a part might stand."""

    matter: int
    """Its number."""
    title: str
    act: Act


class Judging:
    """Decisions made at a gold desk: what is agreed goes with them, and no rule is broken."""

    def __init__(self, desk: GoldDesk) -> None:
        self._desk = desk
        self._refused: Refused | None = None
        """What was refused last."""

    def decide(self, matter: Matter, title: str, act: Act) -> None:
        """Decide something; what is agreed is taken over before the first decision, as an act of its own.

        Raises BrokenRuleError where a rule says no; then `take_what_fits` takes as much as can stand.
        """
        if not self._desk.layer.rulings:
            self.take_over(EXACT)
        deciding = self.deciding()
        try:
            act(deciding)
            self._refuse_broken(deciding.layer)
            self._keep(title, deciding.layer)
        except BrokenRuleError as wrong:
            self._refused = Refused(matter.number, title, act)
            raise BrokenRuleError(tr("w takes what fits: {wrong}", wrong=wrong)) from None

    def take_over(self, origins: frozenset[Origin]) -> tuple[int, int]:
        """(how many were taken over, how many would break a rule), as one act."""
        found = self._with_agreed(self._desk.layer, origins)
        if found.taken:
            self._desk.decide(f"Accept agreement ({len(found.taken)})", found.layer)
        return len(found.taken), len(found.left)

    def is_refused(self, matter: Matter) -> bool:
        """Whether a decision about it was refused last, and a part of that might be taken."""
        return self._refused is not None and self._refused.matter == matter.number

    def take_what_fits(self, matter: Matter) -> tuple[str, ...]:
        """Make the decision that was refused, without what breaks a rule; at the least, nothing stands then.

        Answers what was left out. Raises NotDoneError where nothing was refused.
        """
        refused = self._refused
        if refused is None or refused.matter != matter.number:
            raise NotDoneError(tr("Nothing was refused here: a letter takes what one annotator says, x takes none."))
        wanted = self._as_wished(matter, refused.act)
        desk = self._desk
        found = fitted(desk.matters, matter, desk.layer, wanted, desk.schema, desk.document)
        self._keep(refused.title, found.layer)
        return found.left_out

    def deciding(self) -> Deciding:
        """The gold layer as it is, to be decided on."""
        return Deciding(self._desk.matters, self._desk.layer, self._stamp())

    def _as_wished(self, matter: Matter, act: Act) -> Layer:
        """The gold layer after a decision, whatever rules it breaks; nothing stands for a relation without an end."""
        deciding = self.deciding()
        try:
            act(deciding)
        except BrokenRuleError:
            deciding = self.deciding()
            deciding.nothing(matter)
        return deciding.layer

    def _refuse_broken(self, wanted: Layer) -> None:
        """Raise where a rule would be broken, also by what only points at what was decided."""
        desk = self._desk
        for wrong in errors_after(desk.layer, wanted, desk.schema, desk.document):
            raise BrokenRuleError(wrong.sentence)

    def _keep(self, title: str, gold: Layer) -> None:
        """Make the gold layer that, and take over what can stand with it."""
        self._desk.decide(title, self._with_agreed(gold).layer)
        self._refused = None

    def _with_agreed(self, gold: Layer, origins: frozenset[Origin] = EXACT) -> Accepted:
        """What is agreed as well, also what waited until the ends of a relation were decided."""
        desk = self._desk
        return accepted(desk.matters, gold, self._stamp(), desk.schema, desk.document, origins)

    def _stamp(self) -> Stamp:
        desk = self._desk
        given: set[str] = set()

        def new_id(letter: str) -> str:
            while (id := mint(desk.layer, letter, desk.surroundings.token)) in given:
                pass
            given.add(id)
            return id

        return Stamp(desk.who, desk.surroundings.now(), new_id)
