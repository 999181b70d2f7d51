"""What the annotation screen says of a thing that the mouse rests on."""

from corpus_tool.model.explaining import explained
from corpus_tool.saying import spoken
from corpus_tool.text.terminal import Terminal
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

    def on_text_pane_hovered(self, message: Hovered) -> None:
        """Tell of what is marked there."""
        lines = told_of(self.work, message.ids)
        self.pane.tooltip = tooltip(lines, self.terminal) if lines else None

    def on_lines_hovered(self, message: Lines.Hovered) -> None:
        """Tell what a label's key marks."""
        label = next((one for one in self.work.desk.schema.labels if one.key and one.key == message.key), None)
        found = explained(self.work.desk.schema, label.id, spoken()) if label and message.lines.id == "bar" else None
        lines = [f"{found.name} ({found.id})", found.definition] if found else []
        message.lines.tooltip = tooltip(lines, self.terminal) if lines else None
