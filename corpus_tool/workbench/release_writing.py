"""The files of a release, from what the corpus has frozen: the same bytes whenever they are written."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from corpus_tool.errors import LossError
from corpus_tool.formats import Format, Writing, writable
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import LayerKind
from corpus_tool.model.losses import LossTally
from corpus_tool.model.releases import FileFacts, Manifest, PartFacts, SchemaFacts, Settings
from corpus_tool.model.schemas import Schema
from corpus_tool.model.tallies import Counted, tally
from corpus_tool.store.releases import Release, ReleasedDocument
from corpus_tool.store.store import Store
from corpus_tool.workbench.loss_list import LossList
from corpus_tool.workbench.progress import Progress, Tell
from corpus_tool.workbench.release_bundles import bundles_at
from corpus_tool.workbench.release_cards import data_card, datasheet
from corpus_tool.workbench.writing import safe_name, safe_path
from corpus_tool.workbench.writing_folder import FolderBeside

MANIFEST = "manifest.json"
CHECKSUMS = "CHECKSUMS"


class Plan(Struct, frozen=True, kw_only=True):
    """All that the files of a release are made from."""

    release: Release
    """Its manifest's digest is not known yet."""
    settings: Settings
    schema: Schema
    definition: str
    """The schema as its file has it."""
    held: Sequence[ReleasedDocument]
    """In the order of keys."""
    told: str = ""
    """The release as which the documents are told of; empty: they are told of as they are now."""


class Written(Struct, frozen=True):
    """What was written, and what the formats do not hold."""

    manifest: Manifest
    manifest_sha256: str
    losses: dict[str, LossTally]
    """Format to what it loses; those that lose nothing are left out."""


class ReleaseLossError(LossError):
    """A release that would lose something in some format, and was not told to go on; `losses` says what."""

    def __init__(self, losses: dict[str, LossTally]) -> None:
        told = ", ".join(f"{name} {tally.refused}" for name, tally in losses.items() if tally.refused)
        super().__init__(
            f"These formats cannot hold everything: {told} things; nothing was released. `--allow-loss` writes the"
            " rest, with lists of what is missing."
        )
        self.losses = losses


class DigestedFiles(FolderBeside):
    """Files of which sizes and digests are known when they are written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._sizes: Counter[str] = Counter()
        self._digests: defaultdict[str, Any] = defaultdict(sha256)
        self.cards: dict[str, str] = {}
        """Folders of formats to the cards that these write there for Hugging Face."""

    def add(self, name: str, content: str | bytes, *, last: bool = False) -> None:
        """Add to the end of a file, as `FilesBeside` does. Cards come whole."""
        data = content.encode() if isinstance(content, str) else content
        super().add(name, data, last=last)
        if name.endswith("/README.md"):
            self.cards[name.rpartition("/")[0]] = data.decode()
        self._sizes[name] += len(data)
        self._digests[name].update(data)

    def facts(self) -> list[FileFacts]:
        """All files so far, in alphabetical order."""
        return [
            FileFacts(path=name, bytes=self._sizes[name], sha256=digest.hexdigest())
            for name, digest in sorted(self._digests.items())
        ]


def write_release(store: Store, plan: Plan, files: DigestedFiles, *, allow_loss: bool, tell: Tell) -> Written:
    """Write the data, the cards, the manifest and the checksums. To be called inside `Store.reading`.

    Raises ReleaseLossError where something is lost and `allow_loss` does not say to go on.
    """
    counting = _Counting(len(plan.held) * len(plan.settings.formats), tell)
    losses = {name: _write_format(store, plan, writable(name), files, counting) for name in plan.settings.formats}
    losses = {name: tally for name, tally in losses.items() if tally.total}
    if any(tally.refused for tally in losses.values()) and not allow_loss:
        raise ReleaseLossError(losses)
    files.add("schema.json", plan.definition + "\n")
    if plan.release.guidelines:
        files.add("guidelines.md", plan.release.guidelines)
    manifest = _manifest(store, plan, counting.parts(_parts(plan)), losses, files.facts())
    files.add("README.md", data_card(manifest, files.cards))
    files.add("DATASHEET.md", datasheet(manifest))
    manifest = replace(manifest, files=files.facts())
    files.add(MANIFEST, manifest_bytes(manifest, plan.release.settings))
    facts = files.facts()
    files.add(CHECKSUMS, checksums({one.path: one.sha256 for one in facts}))
    return Written(manifest, next(one.sha256 for one in facts if one.path == MANIFEST), losses)


def checksums(digests: Mapping[str, str]) -> str:
    """Path to digest as `sha256sum` writes it, in alphabetical order."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))


def manifest_bytes(manifest: Manifest, settings: str) -> bytes:
    """The manifest as its file has it; `settings` as they were written, whatever can be chosen since."""
    told = asdict(manifest) | {"settings": msgspec.Raw(settings.encode())}
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


class _Counting:
    """What goes by: counted once for each document, told of for each format."""

    def __init__(self, total: int, tell: Tell) -> None:
        self._total, self._tell, self._done = total, tell, 0
        self._seen: set[str] = set()
        self._documents: Counter[str] = Counter()
        self._statuses: dict[str, Counter[str]] = {}
        self._counts: dict[str, Counter[Counted]] = {}

    def count(self, bundle: Bundle, part: str) -> None:
        """Take one that is about to be written."""
        self._done += 1
        self._tell(Progress(self._done, self._total, bundle.document.key))
        if bundle.document.key not in self._seen:
            self._seen.add(bundle.document.key)
            self._documents[part] += 1
            self._statuses.setdefault(part, Counter()).update(layer.status.value for layer in bundle.layers)
            self._counts.setdefault(part, Counter()).update(tally(bundle))

    def parts(self, order: Sequence[str]) -> dict[str, PartFacts]:
        """Part to what is in it."""
        return {part: self._facts(part) for part in order}

    def _facts(self, part: str) -> PartFacts:
        counts: dict[str, dict[str, int]] = {}
        for counted, count in sorted(self._counts[part].items()):
            counts.setdefault(counted.kind, {})[counted.name] = count
        statuses = self._statuses[part]
        return PartFacts(
            documents=self._documents[part],
            layers=statuses.total(),
            statuses=dict(sorted(statuses.items())),
            counts=counts,
        )


def _write_format(store: Store, plan: Plan, format: Format, files: DigestedFiles, counting: _Counting) -> LossTally:
    """Write everything in one format; answer what is lost."""
    losses = LossList(files, f"{format.name}/losses", with_text=plan.settings.with_text)
    for folder, members in _folders(plan, format):
        chosen = _restricted(store, plan, members, format, losses, counting)
        for piece in format.pieces(chosen, _writing(plan)):
            files.add(safe_path(f"{folder}/{piece.file}"), piece.content)
    return losses.tally


def _folders(plan: Plan, format: Format) -> Iterator[tuple[str, Sequence[ReleasedDocument]]]:
    """A folder for each part of the data, with its documents; one for all where the format tells them apart."""
    if format.by_splits:
        yield format.name, plan.held
        return
    for part in _parts(plan):
        yield f"{format.name}/{part}", [one for one in plan.held if one.part == part]


def _restricted(
    store: Store,
    plan: Plan,
    members: Sequence[ReleasedDocument],
    format: Format,
    losses: LossList,
    counting: _Counting,
) -> Iterator[Bundle]:
    """The bundles of some documents, brought down to what the format holds."""
    found = bundles_at(store, members, plan.told, plan.release.people, tokens=format.tokens)
    for one, bundle in found:
        counting.count(bundle, one.part)
        kept, lost = format.restricted(bundle, plan.settings.policy)
        losses.add(lost)
        yield kept


def _writing(plan: Plan) -> Writing:
    settings = plan.settings
    name = safe_name(settings.layers.replace(",", "+"))
    writing = Writing(name, plan.schema, settings.policy, settings.with_text)
    return writing._replace(split_of=_part_of(plan)) if settings.split else writing


def _part_of(plan: Plan) -> Callable[[str], str]:
    return {one.key: one.part for one in plan.held}.__getitem__


def _parts(plan: Plan) -> list[str]:
    """The parts that hold something, in the order of the split."""
    there = {one.part for one in plan.held}
    order = list(plan.settings.split.shares) if plan.settings.split else []
    return [*(part for part in order if part in there), *sorted(there.difference(order))]


def _manifest(
    store: Store, plan: Plan, parts: dict[str, PartFacts], losses: dict[str, LossTally], files: list[FileFacts]
) -> Manifest:
    release = plan.release
    annotators, adjudicators = _people(store, plan)
    return Manifest(
        name=release.name,
        number=release.number,
        released_at=release.at,
        released_by=release.people.get(release.who, release.who),
        program=release.program,
        settings=plan.settings,
        schema=SchemaFacts(
            name=plan.schema.name,
            version=plan.schema.version,
            sha256=_digest(plan.definition),
            guidelines_sha256=_digest(release.guidelines) if release.guidelines else "",
        ),
        documents=len(plan.held),
        parts=parts,
        annotators=annotators,
        adjudicators=adjudicators,
        losses={name: _reasons(tally) for name, tally in losses.items()},
        agreement=msgspec.json.decode(release.agreement),
        files=files,
    )


def _reasons(tally: LossTally) -> dict[str, int]:
    return dict(sorted(tally.counts.items()))


def _people(store: Store, plan: Plan) -> tuple[list[str], list[str]]:
    """(annotators, adjudicators) under the names they have in the release."""
    people = plan.release.people
    annotators: set[str] = set()
    adjudicators: set[str] = set()
    for one in plan.held:
        for layer in one.layers:
            _, name = store.layers.whose(layer.layer_id)
            if name.kind is LayerKind.GOLD:
                adjudicators.update(store.releases.workers(layer.layer_id, layer.revision))
            elif name.kind is LayerKind.ANNOTATOR:
                annotators.add(name.annotator)
    return (
        sorted(people.get(name, name) for name in annotators),
        sorted(people.get(name, name) for name in adjudicators),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
