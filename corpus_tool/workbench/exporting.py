"""Documents and layers into files of a format; what would be lost is said, and refused, before a byte is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from corpus_tool.errors import LossError, UsageError
from corpus_tool.formats import Format, writable
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.leaving_out import leave_out
from corpus_tool.model.losses import Loss, Reason
from corpus_tool.model.regions import boilerplate
from corpus_tool.store.store import Store
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.regions import document_regions
from corpus_tool.workbench.selecting import Wanted, bundles, wanted_layers
from corpus_tool.workbench.writing import FilesBeside, safe_name

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
    losses: list[Loss] = field(default_factory=list)
    """Everything that the files do not hold, one entry for each thing lost of an annotation."""

    @property
    def reasons(self) -> Counter[Reason]:
        """How often each reason occurs."""
        return Counter(loss.reason for loss in self.losses)


class LossRefusedError(LossError):
    """An export that would lose something, and was not told to go on; `losses` says what."""

    def __init__(self, format: Format, losses: list[Loss]) -> None:
        super().__init__(
            f"{format.name} cannot hold {len(losses)} things in these layers; nothing was written."
            " `--allow-loss` writes the rest, with the list beside it; `--format jsonl` holds everything."
        )
        self.losses = losses


def export(
    store: Store,
    format_name: str,
    layers: str,
    folder: Path,
    *,
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
    if without_boilerplate and not format.by_tokens:
        raise UsageError(
            f"{format.name} holds whole texts, and nothing is cut out of a text; iob2 can leave lines out."
        )
    wanted = wanted_layers(store, layers)
    name = safe_name(layers.replace(",", "+"))
    report = ExportReport()
    with store.reading():
        with_boilerplate: list[Loss] = []
        report.losses = _losses(format, _chosen(store, wanted, without_boilerplate, with_boilerplate))
        report.losses += with_boilerplate
        if report.losses and not allow_loss:
            raise LossRefusedError(format, report.losses)
        total = store.documents.count()
        with FilesBeside(folder) as files:
            for piece in format.pieces(
                _counted(_chosen(store, wanted, without_boilerplate, []), report, total, tell), name
            ):
                files.add(safe_name(piece.file), piece.text)
            if report.losses:
                files.add(f"{name}.{format.name}.losses.tsv", _loss_table(report.losses))
            report.files = files.put_in_place()
    report.left_out = total - report.documents
    return report


def _chosen(store: Store, wanted: Wanted, without_boilerplate: bool, losses: list[Loss]) -> Iterator[Bundle]:
    """The bundles to write; what is lost of them with their boilerplate goes to `losses`."""
    for bundle in bundles(store, wanted):
        if without_boilerplate:
            shorter, lost = leave_out(bundle, boilerplate(document_regions(store, bundle.document)))
            losses.extend(lost)
            yield shorter
        else:
            yield bundle


def _losses(format: Format, chosen: Iterable[Bundle]) -> list[Loss]:
    """All that writing the bundles would lose."""
    if format.losses is None:
        return []
    return [loss for bundle in chosen for loss in format.losses(bundle)]


def _counted(chosen: Iterable[Bundle], report: ExportReport, total: int, tell: Tell) -> Iterator[Bundle]:
    """Pass bundles on, counting what is in them and telling how far we are."""
    for bundle in chosen:
        yield bundle
        report.documents += 1
        report.layers += len(bundle.layers)
        report.spans += sum(len(layer.spans) for layer in bundle.layers)
        report.events += sum(len(layer.events) for layer in bundle.layers)
        report.relations += sum(len(layer.relations) for layer in bundle.layers)
        tell(Progress(report.documents, total, bundle.document.key))


def _loss_table(losses: list[Loss]) -> str:
    """Tab-separated rows with headings; line ends and tabs in a text become spaces."""
    rows = [LOSS_COLUMNS, *(tuple(getattr(loss, column) for column in LOSS_COLUMNS) for loss in losses)]
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)
