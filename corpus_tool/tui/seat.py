"""What stays the same while an annotator goes from document to document."""

from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from corpus_tool.model.schemas import Schema
from corpus_tool.tui.bindings import NO_WISHES, Keymap, Wishes, keymap, refuse_label_conflicts
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.keymap import Keyboard, usual_keyboard
from corpus_tool.tui.looks import Looks
from corpus_tool.tui.tour import STEPS
from corpus_tool.workbench.whereabouts import Whereabouts


class Keys(NamedTuple):
    """What a user has chosen of keys."""

    keymap: Keymap
    keyboard: Keyboard
    wishes: Wishes = NO_WISHES
    """What she has said of single commands, to be asked again where she chooses another keymap."""

    def refuse_label_conflicts(self, schema: Schema) -> None:
        """Raise UsageError where a command has the key of one of the schema's labels."""
        labels = {label.key[0]: label.id for label in schema.labels if label.key}
        refuse_label_conflicts(self.keymap, labels, self.wishes)

    def with_keymap(self, name: str) -> "Keys":
        """The same with another keymap. Raises UsageError where the user's own keys do not go with it."""
        return self._replace(keymap=keymap(name, self.wishes))


@cache
def usual_keys() -> Keys:
    """The keys of a user who has said nothing of them."""
    return Keys(keymap(), usual_keyboard())


@dataclass
class Seat:
    """Where she has been, and her keys and looks, which she may change."""

    where: Whereabouts
    keys: Keys
    looks: Looks = field(default_factory=Looks)
    is_touring: bool = False
    hub: HubLink | None = None

    def begin_tour(self, *, wanted: bool) -> None:
        """Begin the tour, or take it up, where that is wanted and it was not taken yet."""
        self.is_touring = wanted and self.where.tour_step() < len(STEPS)
