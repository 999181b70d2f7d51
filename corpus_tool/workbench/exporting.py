"""Documents and layers into files of a format; what would be lost is said, and refused, before a file appears."""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from corpus_tool.errors import LossError, UsageError
from corpus_tool.formats import Format, Writing, writable
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.leaving_out import leave_out
from corpus_tool.model.losses import Loss, LossTally
from corpus_tool.model.policies import AS_USUAL, Policy
from corpus_tool.model.regions import boilerplate
from corpus_tool.store.store import Store
from corpus_tool.workbench.needs import refuse_unwritable
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.regions import document_regions
from corpus_tool.workbench.selecting import bundles, wanted_layers
from corpus_tool.workbench.writing import FilesBeside, safe_name, safe_path

LOSS_COLUMNS = ("reason", "document", "annotator", "annotation", "text")


class ExportReport(Struct):
    """What was written, and what could not be."""

    files: list[Path] = field(default_factory=list)
    documents: int = 0
    left_out: int = 0
    """Documents that have none of the layers asked for."""
    layers: int = 0
    spans: int = 0
    events: int = 0
    relations: int = 0
    losses: LossTally = field(default_factory=LossTally)
    """What the files do not hold, counted once for each thing lost of an annotation."""


class LossRefusedError(LossError):
    """An export that would lose something, and was not told to go on; `losses` says what."""

    def __init__(self, format: Format, losses: LossTally) -> None:
        super().__init__(
            f"{format.name} cannot hold {losses.total} things in these layers; nothing was written."
            " `--allow-loss` writes the rest, with the list beside it; `--format jsonl` holds everything."
        )
        self.losses = losses


def export(
    store: Store,
    format_name: str,
    layers: str,
    folder: Path,
    *,
    policy: Policy = AS_USUAL,
    allow_loss: bool = False,
    without_boilerplate: bool = False,
    tell: Tell = ignore,
) -> ExportReport:
    """Write the chosen layers to `folder`.

    Raises NotFoundError for a format or a layer that is not there, and LossRefusedError, with nothing written,
    where the format cannot hold everything and `allow_loss` does not say to go on. What lies in boilerplate is such
    a loss where it is left out; UsageError is raised where the format holds whole texts, of which nothing is cut.
    """
    format = writable(format_name)
    refuse_unwritable(format)
    if without_boilerplate and not format.by_tokens:
        raise UsageError(
            f"{format.name} holds whole texts, and nothing is cut out of a text; iob2 can leave lines out."
        )
    wanted = wanted_layers(store, layers)
    name = safe_name(layers.replace(",", "+"))
    with store.reading(), FilesBeside(folder) as files:
        total = store.documents.count()
        loss_list = LossList(files, f"{name}.{format.name}.losses.tsv")
        passing = _Passing(format, policy, loss_list, total, tell)
        chosen = passing.through(_chosen(store, bundles(store, wanted), loss_list, without_boilerplate))
        for piece in format.pieces(chosen, Writing(name, store.schemas.current(), policy)):
            files.add(safe_path(piece.file), piece.content)
        if loss_list.tally.total and not allow_loss:
            raise LossRefusedError(format, loss_list.tally)
        report = passing.report
        report.files = files.put_in_place()
    report.left_out = total - report.documents
    return report


class LossList:
    """The losses of an export: counted, and written to a file as they are met, so that a million need no memory."""

    def __init__(self, files: FilesBeside, name: str) -> None:
        self._files = files
        self._name = name
        self.tally = LossTally()

    def add(self, losses: list[Loss]) -> None:
        """Take some more; line ends and tabs in a text become spaces."""
        if losses and not self.tally.total:
            self._files.add(self._name, "\t".join(LOSS_COLUMNS) + "\n", last=True)
        self.tally.add(losses)
        for loss in losses:
            cells = (" ".join(getattr(loss, column).split()) for column in LOSS_COLUMNS)
            self._files.add(self._name, "\t".join(cells) + "\n")


class _Passing:
    """Bundles on their way to a format: brought down to what it holds, counted, told of, and their losses listed."""

    def __init__(self, format: Format, policy: Policy, losses: LossList, total: int, tell: Tell) -> None:
        self.report = ExportReport(losses=losses.tally)
        self._format, self._policy, self._losses, self._total, self._tell = format, policy, losses, total, tell

    def through(self, chosen: Iterator[Bundle]) -> Iterator[Bundle]:
        """Pass them on, one by one."""
        for bundle in chosen:
            kept, lost = self._format.restricted(bundle, self._policy)
            self._losses.add(lost)
            yield kept
            self._count(kept)

    def _count(self, bundle: Bundle) -> None:
        report = self.report
        report.documents += 1
        report.layers += len(bundle.layers)
        report.spans += sum(len(layer.spans) for layer in bundle.layers)
        report.events += sum(len(layer.events) for layer in bundle.layers)
        report.relations += sum(len(layer.relations) for layer in bundle.layers)
        self._tell(Progress(report.documents, self._total, bundle.document.key))


def _chosen(store: Store, found: Iterator[Bundle], losses: LossList, without_boilerplate: bool) -> Iterator[Bundle]:
    """The bundles to write; what is lost of them with their boilerplate is listed."""
    for bundle in found:
        if without_boilerplate:
            shorter, lost = leave_out(bundle, boilerplate(document_regions(store, bundle.document)))
            losses.add(lost)
            yield shorter
        else:
            yield bundle
