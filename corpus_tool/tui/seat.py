"""What stays the same while an annotator goes from document to document."""

from dataclasses import dataclass, field

from corpus_tool.model.schemas import Schema
from corpus_tool.tui.bindings import NO_WISHES, Keymap, Wishes, keymap, refuse_label_conflicts
from corpus_tool.tui.keymap import Keyboard, usual_keyboard


@dataclass
class Seat:
    """Her keys."""

    keymap: Keymap = field(default_factory=keymap)
    keyboard: Keyboard = field(default_factory=usual_keyboard)
    wishes: Wishes = NO_WISHES
    """What she has said of keys, to be asked again where she chooses another keymap."""

    def refuse_label_conflicts(self, schema: Schema) -> None:
        """Raise UsageError where a command has the key of one of the schema's labels."""
        labels = {label.key[0]: label.id for label in schema.labels if label.key}
        refuse_label_conflicts(self.keymap, labels, self.wishes)

    def with_keymap(self, name: str) -> None:
        """Use another keymap from now on. Raises UsageError where the user's own keys do not go with it."""
        self.keymap = keymap(name, self.wishes)
