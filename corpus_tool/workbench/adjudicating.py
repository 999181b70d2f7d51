"""An adjudicator at work on one document: each act decides a matter, and answers a sentence. No screen in it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from corpus_tool import languages
from corpus_tool.errors import BrokenRuleError, NotDoneError
from corpus_tool.model import edits
from corpus_tool.model.adjudicating import (
    Accepted,
    Borders,
    Deciding,
    Matter,
    Part,
    Stamp,
    State,
    accepted,
    fitted,
    merged_borders,
)
from corpus_tool.model.annotations import Annotation, Fragments, Relation, label_of
from corpus_tool.model.changes import Status
from corpus_tool.model.ids import mint
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.pieces import with_fragment
from corpus_tool.model.rules import errors_after
from corpus_tool.model.rulings import Origin, Ruling
from corpus_tool.saying import tr, tr_many
from corpus_tool.text.selection import Selection, trim, words_of
from corpus_tool.workbench.gold_desk import GoldDesk
from corpus_tool.workbench.wording import Wording

EXACT = frozenset({Origin.UNANIMOUS, Origin.SINGLE})
"""What is taken over without being asked for, with the first decision."""
WITH_MAJORITY = EXACT | {Origin.MAJORITY}


Act = Callable[[Deciding], None]
"""A decision, to be made."""


class Refused(NamedTuple):
    """A decision that a rule refused, of which a part might stand."""

    matter: int
    """Its number."""
    title: str
    act: Act


class Adjudicating:
    """Decisions at a gold desk."""

    def __init__(self, desk: GoldDesk) -> None:
        self.desk = desk
        self.words = Wording(desk)
        self._refused: Refused | None = None
        """What was refused last."""

    @property
    def matters(self) -> tuple[Matter, ...]:
        """Everything that somebody marked, in text order."""
        return self.desk.matters.all

    def state(self, matter: Matter) -> State:
        """How far a matter has come."""
        return self.desk.matters.state(matter, self.desk.layer)

    def ruling(self, matter: Matter) -> Ruling | None:
        """What was decided about it."""
        return self.desk.matters.ruling(matter, self.desk.layer)

    def is_open_dispute(self, matter: Matter) -> bool:
        """Whether it is one to be looked at: not agreed, or agreed and not to be taken over by itself."""
        return self.state(matter) in {State.OPEN, State.CHANGED}

    @property
    def has_open_disputes(self) -> bool:
        """Whether there is anything to be looked at."""
        return any(map(self.is_open_dispute, self.matters))

    # Deciding

    def take(self, matter: Matter, name: LayerName) -> str:
        """Let what one annotator says stand."""
        one, saying = matter.row.of(name), self._saying(matter, name)
        self._decide(matter, f"Take {self._label(matter, name)}", lambda deciding: deciding.take(matter, saying))
        said = self.words.named(one) if one else tr("nothing")
        return tr("{who}: {said}", who=self.words.called(name.short), said=said)

    def take_proposed(self, matter: Matter) -> str:
        """Let stand what most say. Raises NotDoneError where there is no majority."""
        proposal = self.desk.matters.proposals[matter.number]
        if proposal is None:
            raise NotDoneError(tr("No majority here: a letter takes what one annotator says, x takes none."))
        one = matter.row.of(proposal.names[0])
        title = f"Take {self._label(matter, proposal.names[0])}"
        self._decide(matter, title, lambda deciding: deciding.take(matter, proposal.names, proposal.origin))
        return tr("{origin}: {said}", origin=tr(proposal.origin), said=self.words.named(one) if one else tr("nothing"))

    def take_both(self, matter: Matter) -> str:
        """Let every reading stand."""
        self._decide(matter, "Take both", lambda deciding: deciding.take_both(matter))
        return tr("All readings stand.")

    def nothing(self, matter: Matter) -> str:
        """Let nothing stand."""
        self._decide(matter, "Take none of these", lambda deciding: deciding.nothing(matter))
        return tr("None of these: nothing stands here.")

    def merge(self, matter: Matter, how: Borders) -> str:
        """Let the merged borders of all readings stand; trimming goes round with each time."""
        fragments = self._trimmed(matter) if how is Borders.TRIMMED else None
        self._decide(matter, f"Take {how} of borders", lambda deciding: deciding.merge(matter, how, fragments))
        return tr("{how}: {said}", how=tr(how), said=self._named_standing(matter))

    def mix(self, matter: Matter, base: LayerName, picked: Mapping[Part, LayerName]) -> str:
        """Let one reading stand, with parts of it as others have them."""
        self._decide(matter, "Mix readings", lambda deciding: deciding.mix(matter, base, picked))
        return tr("Mixed: {said}", said=self._named_standing(matter))

    def say_why(self, matter: Matter, *, reason: str | None = None, guideline: str | None = None) -> str:
        """Write down why it was decided so, or where the guidelines speak of it."""
        deciding = self._deciding()
        deciding.say_why(matter, reason=reason, guideline=guideline)
        self.desk.decide("Give a reason", deciding.layer)
        return tr("Reason: {reason}", reason=reason) if reason else tr("Guideline: {where}", where=guideline or "")

    def accept(self, *, majority: bool = False) -> str:
        """Take over everything that all say, or that most say, and that breaks no rule; as one act."""
        taken, left = self.take_over(WITH_MAJORITY if majority else EXACT)
        said = tr_many("{count} taken over", "{count} taken over", taken)
        return tr("{said}; {count} would break a rule.", said=said, count=left) if left else f"{said}."

    def take_over(self, origins: frozenset[Origin]) -> tuple[int, int]:
        """(how many were taken over, how many would break a rule), as one act."""
        found = self._with_agreed(self.desk.layer, origins)
        if found.taken:
            self.desk.decide(f"Accept agreement ({len(found.taken)})", found.layer)
        return len(found.taken), len(found.left)

    def finish(self, *, anyway: bool = False) -> str:
        """Take over what is agreed, and say that the gold layer is done.

        Raises RefusedError where something is open, and not `anyway`.
        """
        self.take_over(EXACT)
        if self.desk.layer.status is not Status.DONE:
            if anyway:
                self.desk.finish()
            else:
                self.desk.do("Done", edits.set_status(self.desk.layer, Status.DONE))
        return tr("{document} is adjudicated.", document=self.desk.document.key)

    def is_refused(self, matter: Matter) -> bool:
        """Whether a decision about it was refused last, and a part of that might be taken."""
        return self._refused is not None and self._refused.matter == matter.number

    def take_what_fits(self, matter: Matter) -> str:
        """Make the decision that was refused, without what breaks a rule; at the least, nothing stands then."""
        refused = self._refused
        if refused is None or refused.matter != matter.number:
            raise NotDoneError(tr("Nothing was refused here: a letter takes what one annotator says, x takes none."))
        wanted = self._as_wished(matter, refused.act)
        desk = self.desk
        found = fitted(desk.matters, matter, desk.layer, wanted, desk.schema, desk.document)
        self._keep(refused.title, found.layer)
        said = self._named_standing(matter) or tr("nothing")
        return tr("{said}; left out: {what}", said=said, what="; ".join(found.left_out)) if found.left_out else said

    def _as_wished(self, matter: Matter, act: Act) -> Layer:
        """The gold layer after a decision, whatever rules it breaks; nothing stands for a relation without an end."""
        deciding = self._deciding()
        try:
            act(deciding)
        except BrokenRuleError:
            deciding = self._deciding()
            deciding.nothing(matter)
        return deciding.layer

    def _decide(self, matter: Matter, title: str, act: Act) -> None:
        """Decide something; what is agreed is taken over before the first decision, as an act of its own.

        Raises BrokenRuleError where a rule says no; then `take_what_fits` takes as much as can stand.
        """
        if not self.desk.layer.rulings:
            self.take_over(EXACT)
        deciding = self._deciding()
        try:
            act(deciding)
            self._refuse_broken(deciding.layer)
            self._keep(title, deciding.layer)
        except BrokenRuleError as wrong:
            self._refused = Refused(matter.number, title, act)
            raise BrokenRuleError(tr("w takes what fits: {wrong}", wrong=wrong)) from None

    def _refuse_broken(self, wanted: Layer) -> None:
        """Raise where a rule would be broken, also by what only points at what was decided."""
        desk = self.desk
        for wrong in errors_after(desk.layer, wanted, desk.schema, desk.document):
            raise BrokenRuleError(wrong.sentence)

    def _keep(self, title: str, gold: Layer) -> None:
        """Make the gold layer that, and take over what can stand with it."""
        self.desk.decide(title, self._with_agreed(gold).layer)
        self._refused = None

    def _with_agreed(self, gold: Layer, origins: frozenset[Origin] = EXACT) -> Accepted:
        """What is agreed as well, also what waited until the ends of a relation were decided."""
        desk = self.desk
        return accepted(desk.matters, gold, self._stamp(), desk.schema, desk.document, origins)

    def _deciding(self) -> Deciding:
        return Deciding(self.desk.matters, self.desk.layer, self._stamp())

    def _stamp(self) -> Stamp:
        desk = self.desk
        given: set[str] = set()

        def new_id(letter: str) -> str:
            while (id := mint(desk.layer, letter, desk.surroundings.token)) in given:
                pass
            given.add(id)
            return id

        return Stamp(desk.who, desk.surroundings.now(), new_id)

    def standing(self, matter: Matter) -> list[Annotation]:
        """What stands for it in the gold layer."""
        ruling = self.ruling(matter)
        return [self.desk.layer[item.id] for item in ruling.items] if ruling else []

    def _named_standing(self, matter: Matter) -> str:
        return ", ".join(self.words.named(one) for one in self.standing(matter))

    def _label(self, matter: Matter, name: LayerName) -> str:
        one = matter.row.of(name)
        return label_of(one) if one else "nothing"

    def _saying(self, matter: Matter, name: LayerName) -> tuple[LayerName, ...]:
        """That layer first, then the others that say the same."""
        matters = self.desk.matters
        content = matters.content(matter, name)
        others = (other for other in matters.names if other != name and matters.content(matter, other) == content)
        return (name, *others)

    def _trimmed(self, matter: Matter) -> Fragments:
        """The borders that stand, or else the widest, the start behind the next proclitic of its word."""
        readings = self.standing(matter)[:1] or [reading.annotation for reading in matter.row.readings]
        places = [one.fragments for one in readings if not isinstance(one, Relation)]
        if not places:
            return ()
        fragments = merged_borders(Borders.UNION, places)
        document = self.desk.document
        words = words_of(document.tokens)
        start, end = fragments[0]
        word = next((one for one in words if one.start <= start < one.end), None)
        if word is None:
            return fragments
        borders = languages.language_or_plain(document.language).clitic_borders(document.text[word.start : word.end])
        found = trim(Selection(start, end), words, [word.start + border for border in borders])
        return with_fragment(fragments, 0, found.range)
