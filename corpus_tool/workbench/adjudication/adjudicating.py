"""An adjudicator at work on one document: each act decides a matter, and answers a sentence. No screen in it."""

from collections.abc import Mapping

from corpus_tool.errors import NotDoneError
from corpus_tool.model import edits
from corpus_tool.model.adjudicating import Borders, Matter, Part, State, merged_borders
from corpus_tool.model.annotations import Annotation, Fragments, Relation, label_of
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import LayerName
from corpus_tool.model.pieces import with_fragment
from corpus_tool.model.rulings import Origin, Ruling
from corpus_tool.saying import tr, tr_many
from corpus_tool.text.selection import Selection, trim, words_of
from corpus_tool.workbench.adjudication.gold_desk import GoldDesk
from corpus_tool.workbench.adjudication.judging import EXACT, Judging
from corpus_tool.workbench.adjudication.wording import Wording
from corpus_tool.workbench.affixes import starts_inside

WITH_MAJORITY = EXACT | {Origin.MAJORITY}


class Adjudicating:
    """Decisions at a gold desk."""

    def __init__(self, desk: GoldDesk) -> None:
        self.desk = desk
        self.words = Wording(desk)
        self._judging = Judging(desk)

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
        title = f"Take {self._label(matter, name)}"
        self._judging.decide(matter, title, lambda deciding: deciding.take(matter, saying))
        said = self.words.named(one) if one else tr("nothing")
        return tr("{who}: {said}", who=self.words.called(name.short), said=said)

    def take_proposed(self, matter: Matter) -> str:
        """Let stand what most say. Raises NotDoneError where there is no majority."""
        proposal = self.desk.matters.proposals[matter.number]
        if proposal is None:
            raise NotDoneError(tr("No majority here: a letter takes what one annotator says, x takes none."))
        one = matter.row.of(proposal.names[0])
        title = f"Take {self._label(matter, proposal.names[0])}"
        self._judging.decide(matter, title, lambda deciding: deciding.take(matter, proposal.names, proposal.origin))
        return tr("{origin}: {said}", origin=tr(proposal.origin), said=self.words.named(one) if one else tr("nothing"))

    def take_both(self, matter: Matter) -> str:
        """Let every reading stand."""
        self._judging.decide(matter, "Take both", lambda deciding: deciding.take_both(matter))
        return tr("All readings stand.")

    def nothing(self, matter: Matter) -> str:
        """Let nothing stand."""
        self._judging.decide(matter, "Take none of these", lambda deciding: deciding.nothing(matter))
        return tr("None of these: nothing stands here.")

    def merge(self, matter: Matter, how: Borders) -> str:
        """Let the merged borders of all readings stand; trimming goes round with each time."""
        fragments = self._trimmed(matter) if how is Borders.TRIMMED else None
        self._judging.decide(matter, f"Take {how} of borders", lambda deciding: deciding.merge(matter, how, fragments))
        return tr("{how}: {said}", how=tr(how), said=self._named_standing(matter))

    def mix(self, matter: Matter, base: LayerName, picked: Mapping[Part, LayerName]) -> str:
        """Let one reading stand, with parts of it as others have them."""
        self._judging.decide(matter, "Mix readings", lambda deciding: deciding.mix(matter, base, picked))
        return tr("Mixed: {said}", said=self._named_standing(matter))

    def say_why(self, matter: Matter, *, reason: str | None = None, guideline: str | None = None) -> str:
        """Write down why it was decided so, or where the guidelines speak of it."""
        deciding = self._judging.deciding()
        deciding.say_why(matter, reason=reason, guideline=guideline)
        self.desk.decide("Give a reason", deciding.layer)
        return tr("Reason: {reason}", reason=reason) if reason else tr("Guideline: {where}", where=guideline or "")

    def accept(self, *, majority: bool = False) -> str:
        """Take over everything that all say, or that most say, and that breaks no rule; as one act."""
        taken, left = self._judging.take_over(WITH_MAJORITY if majority else EXACT)
        said = tr_many("{count} taken over", "{count} taken over", taken)
        return tr("{said}; {count} would break a rule.", said=said, count=left) if left else f"{said}."

    def finish(self, *, anyway: bool = False) -> str:
        """Take over what is agreed, and say that the gold layer is done.

        Raises RefusedError where something is open, and not `anyway`.
        """
        self._judging.take_over(EXACT)
        if self.desk.layer.status is not Status.DONE:
            if anyway:
                self.desk.finish()
            else:
                self.desk.do("Done", edits.set_status(self.desk.layer, Status.DONE))
        return tr("{document} is adjudicated.", document=self.desk.document.key)

    def is_refused(self, matter: Matter) -> bool:
        """Whether a decision about it was refused last, and a part of that might be taken."""
        return self._judging.is_refused(matter)

    def take_what_fits(self, matter: Matter) -> str:
        """Make the decision that was refused, without what breaks a rule; at the least, nothing stands then."""
        left_out = self._judging.take_what_fits(matter)
        said = self._named_standing(matter) or tr("nothing")
        return tr("{said}; left out: {what}", said=said, what="; ".join(left_out)) if left_out else said

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
        found = trim(Selection(start, end), words, starts_inside(document, word.start, word.end))
        return with_fragment(fragments, 0, found.range)
