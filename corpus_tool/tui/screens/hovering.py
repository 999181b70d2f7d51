"""What the annotation screen says of a thing that the mouse rests on."""

from corpus_tool.model.explaining import explained
from corpus_tool.saying import spoken, tr
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.screens.hands import Hands
from corpus_tool.tui.tooltips import told_of, tooltip
from corpus_tool.tui.widgets.lines import Lines
from corpus_tool.tui.widgets.pane_mouse import Hovered
from corpus_tool.tui.widgets.text_pane import TextPane
from corpus_tool.workbench.annotating import Annotating


class Hovering:
    """The part of the screen that answers the mouse where nothing is pressed; only a tooltip is painted."""

    work: Annotating
    terminal: Terminal
    pane: TextPane
    hands: Hands

    def on_text_pane_hovered(self, message: Hovered) -> None:
        """Tell of what is marked there."""
        lines = told_of(self.work, message.ids)
        self.pane.tooltip = tooltip(lines, self.terminal) if lines else None

    def on_lines_hovered(self, message: Lines.Hovered) -> None:
        """Tell what a key at the foot does."""
        lines = self._told_of_key(message.key) if message.key and message.lines.id == "bar" else []
        message.lines.tooltip = tooltip(lines, self.terminal) if lines else None

    def _told_of_key(self, key: str) -> list[str]:
        """Of an answer all of it, and what it stands for; of a mode's key what it does; of a label its meaning."""
        if self.hands.prompt is not None:
            choice = self.hands.prompt.shown_as(key)
            return [choice.title, *self._meaning(choice.of)[1:]] if choice else []
        if self.hands.mode is not None:
            return [f"{stroke}  {tr(what)}" for stroke, what in self.hands.mode.keys if stroke == key]
        label = next((one for one in self.work.desk.schema.labels if one.key == key), None)
        return self._meaning(label.id) if label else []

    def _meaning(self, id: str) -> list[str]:
        """Its name, and its definition where it has one; nothing for what the schema does not know."""
        found = explained(self.work.desk.schema, id, spoken())
        return [f"{found.name} ({found.id})", *([found.definition] if found.definition else [])] if found else []
