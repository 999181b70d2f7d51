"""Documents and layers into files of a format; what would be lost is said, and refused, before a file appears."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct, field

from corpus_tool.errors import LossError, UsageError
from corpus_tool.formats import Format, Piece, formats, writable
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import EVERYTHING as EVERYTHING_CARRIED
from corpus_tool.model.losses import BY_CHOICE, Loss, LossTally
from corpus_tool.model.policies import AS_USUAL, Policy
from corpus_tool.saying.counting import counted
from corpus_tool.store.document_rows import Extent
from corpus_tool.store.moments import Moment
from corpus_tool.store.store import Store
from corpus_tool.workbench.choosing import EVERYTHING, Choice, chosen_ids, with_status
from corpus_tool.workbench.helping import helped
from corpus_tool.workbench.independence import Independent
from corpus_tool.workbench.loss_list import LossList
from corpus_tool.workbench.making import MAKING, Made, Order, Passed, Plan, restricted
from corpus_tool.workbench.making_ahead import Making
from corpus_tool.workbench.needs import refuse_unwritable
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.pseudonyms import pseudonyms
from corpus_tool.workbench.selecting import ALL, GOLD, Taken, rows_of, taken_layers
from corpus_tool.workbench.stored import RowsOf
from corpus_tool.workbench.surroundings import Surroundings
from corpus_tool.workbench.writing import FilesBeside, alike, safe_name, safe_path

LARGE = 5_000
"""Documents from which a second process is started: it takes as long to come up as these to be written."""


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
    notes: list[str] = field(default_factory=list)
    """What is to be known about the files, a sentence each."""


class LossRefusedError(LossError):
    """An export that would lose something, and was not told to go on; `losses` says what."""

    def __init__(self, format: Format, losses: LossTally) -> None:
        by_choice = sum(losses.counts[reason] for reason in BY_CHOICE)
        held_by_none = losses.refused - by_choice
        said = [f"{format.name} cannot hold {counted(held_by_none, 'thing')} in these layers"] if held_by_none else []
        said += [f"{counted(by_choice, 'thing')} would go with what was not chosen"] if by_choice else []
        hint = "; `--format jsonl` holds everything" if format.carries != EVERYTHING_CARRIED else ""
        super().__init__(
            f"{', and '.join(said)}; nothing was written. `--allow-loss` writes the rest, with the list beside"
            f" it{hint}."
        )
        self.losses = losses


class Mode(Struct, frozen=True, kw_only=True):
    """What of the chosen layers leaves the house, and how."""

    without_text: bool = False
    """Offsets, digests and addresses only: the articles belong to somebody else."""
    pseudonyms: bool = False
    """Annotators are called A1, A2, the same in every export of the corpus."""
    without_boilerplate: bool = False
    """What lies in lines that are not the article's own stays at home."""


AS_IT_IS = Mode()
"""Everything of it, as it is."""


def export(
    store: Store,
    format_name: str,
    layers: str,
    folder: Path,
    *,
    policy: Policy = AS_USUAL,
    choice: Choice = EVERYTHING,
    mode: Mode = AS_IT_IS,
    allow_loss: bool = False,
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
) -> ExportReport:
    """Write the chosen layers to `folder`.

    Raises NotFoundError for a format, a layer or whatever else of the choice is not there; UsageError where the format
    cannot be written without texts; StoreError where a mark does not stand where its words are; and LossRefusedError,
    with nothing written, where something is lost and `allow_loss` does not say to go on.
    """
    format = writable(format_name)
    refuse_unwritable(format)
    refuse_texts(format, mode)
    taken = _taken(store, layers, choice)
    ids = chosen_ids(store, choice)
    names = pseudonyms(store, surroundings) if mode.pseudonyms else {}
    name = safe_name("+".join(names.get(word.strip(), word) for word in layers.split(",")))
    schema = store.schemas.current()
    plan = Plan(str(store.path), format.name, name, schema, policy, not mode.without_text, choice.labels, names)
    with store.watched() as watch, store.reading(), FilesBeside(folder) as files:
        store.moment.hold()
        losses = LossList(files, f"{name}.{format.name}.losses", with_text=not mode.without_text)
        hearing = _Hearing(losses, len(ids), tell)
        extent = Extent(format.tokens, format.described or mode.without_boilerplate)
        orders = _orders(store, plan, rows_of(store, taken, ids, extent), mode)
        with helped(MAKING, is_worth_it=format.apart and len(ids) >= LARGE) as helper:
            making = Making(plan, store.moment, helper, watch)
            for piece in _pieces(format, making, orders, hearing.hear):
                files.add(safe_path(piece.file), piece.content)
        if losses.tally.refused and not allow_loss:
            raise LossRefusedError(format, losses.tally)
        report = hearing.report
        losses.summarise(_how(format, layers, policy, choice, mode, report))
        report.files = files.put_in_place()
    report.left_out = len(ids) - report.documents
    report.notes += [*_notes(format, mode, taken), *_notes_on_names(report.files)]
    return report


def _orders(store: Store, plan: Plan, found: Iterable[RowsOf], mode: Mode) -> Iterator[Order]:
    """Some documents after the other."""
    for wanted in found:
        ids = {head.document_id for head in wanted.heads} if mode.without_boilerplate else None
        yield Order(plan, wanted, None if ids is None else {id: store.regions.of_document(id) for id in ids})


def _pieces(format: Format, making: Making, orders: Iterable[Order], hear: Callable[[Passed], None]) -> Iterator[Piece]:
    """The pieces of the files, of documents one after the other."""
    if format.apart:
        yield from format.gathered(_made_pieces(making.in_turn(orders), hear), making.plan.writing)
    else:
        yield from format.pieces(_bundles(orders, making.moment, hear), making.plan.writing)


def _bundles(orders: Iterable[Order], moment: Moment, hear: Callable[[Passed], None]) -> Iterator[Bundle]:
    def tell(bundle: Bundle, losses: list[Loss]) -> None:
        passed = Passed()
        passed.add(bundle, losses)
        hear(passed)

    return (bundle for order in orders for bundle in restricted(order, order.rows(moment), tell))


def _made_pieces(found: Iterable[Made], hear: Callable[[Passed], None]) -> Iterator[Piece]:
    for made in found:
        hear(made.passed)
        yield from (Piece(file, content) for file, content in made.pieces)


def _taken(store: Store, layers: str, choice: Choice) -> Taken:
    """Which layers of a document are written."""
    taken = with_status(taken_layers(store, layers), choice.statuses)
    return Independent(store, taken) if choice.without_assisted else taken


def _notes(format: Format, mode: Mode, taken: Taken) -> Iterator[str]:
    """What is to be known about the files."""
    if isinstance(taken, Independent) and (left_out := taken.in_words()):
        yield left_out
    if mode.without_boilerplate and not format.by_tokens:
        yield f"{format.name} holds whole texts: marks in boilerplate are out, its lines are not."


def _notes_on_names(files: Iterable[Path]) -> Iterator[str]:
    if two := alike(files):
        names = " and ".join(file.name for file in two)
        yield f"{names} differ in capitals or accents alone: on macOS and Windows one takes the place of the other."


def refuse_texts(format: Format, mode: Mode) -> None:
    """Raise UsageError where texts are to stay at home and the format cannot do without them."""
    if mode.without_text and not format.textless:
        able = ", ".join(each.name for each in formats().values() if each.textless)
        raise UsageError(f"{format.name} cannot be written without the texts; {able} can.")


def _how(
    format: Format, layers: str, policy: Policy, choice: Choice, mode: Mode, report: ExportReport
) -> dict[str, object]:
    """How an export was made and how much is in it, for its summary of losses."""
    counted = {name: getattr(report, name) for name in ("documents", "layers", "spans", "events", "relations")}
    asked_for = {"policy": policy, "choice": choice, "mode": mode}
    layers = "NAMES" if mode.pseudonyms and layers not in (ALL, GOLD) else layers
    return {"format": format.name, "of": layers, **msgspec.to_builtins(asked_for), **counted}


class _Hearing:
    """What is told of documents on their way into files: counted, passed on, and their losses listed."""

    def __init__(self, losses: LossList, total: int, tell: Tell) -> None:
        self.report = ExportReport(losses=losses.tally)
        self._losses, self._total, self._tell = losses, total, tell

    def hear(self, passed: Passed) -> None:
        """Take some more."""
        self._losses.add(passed.losses)
        report = self.report
        report.documents += passed.documents
        report.layers += passed.layers
        report.spans += passed.spans
        report.events += passed.events
        report.relations += passed.relations
        self._tell(Progress(report.documents, self._total, passed.last))
