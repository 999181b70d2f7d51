"""The losses of an export: a list beside the data, and a summary for programs."""

from typing import Any

import msgspec

from corpus_tool.model.losses import Loss, LossTally
from corpus_tool.workbench.writing import FilesBeside

LOSS_COLUMNS = ("reason", "document", "annotator", "annotation", "text")


class LossList:
    """The losses of an export: counted, and written to a file as they are met, so that a million need no memory."""

    def __init__(self, files: FilesBeside, name: str, *, with_text: bool = True) -> None:
        self._files = files
        self._name = name
        self._with_text = with_text
        self.tally = LossTally()

    def add(self, losses: list[Loss]) -> None:
        """Take some more; line ends and tabs in a text become spaces."""
        if not losses:
            return
        if not self._with_text:
            losses = [msgspec.structs.replace(loss, text="") for loss in losses]
        if not self.tally.total:
            self._files.add(f"{self._name}.tsv", "\t".join(LOSS_COLUMNS) + "\n", last=True)
        self.tally.add(losses)
        for loss in losses:
            told = (loss.why, loss.document, loss.annotator, loss.annotation, loss.text)
            cells = (" ".join(cell.split()) for cell in told)
            self._files.add(f"{self._name}.tsv", "\t".join(cells) + "\n")

    def summarise(self, how: dict[str, Any]) -> None:
        """Write counts and examples for programs, with `how` the export was made; nothing where nothing is lost."""
        if self.tally.total:
            reasons = [
                {"reason": reason, "count": count, "examples": self.tally.examples[reason]}
                for reason, count in self.tally.counts.most_common()
            ]
            summary = msgspec.json.encode({**how, "total": self.tally.total, "reasons": reasons})
            self._files.add(f"{self._name}.json", msgspec.json.format(summary, indent=2) + b"\n", last=True)
