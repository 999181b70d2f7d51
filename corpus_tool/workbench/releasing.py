"""Releases of a corpus: data frozen under a name and a number, made, and made again from the log."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpus_tool import __version__
from corpus_tool.errors import NotFoundError, RefusedError, StoreError, UnreadableFileError, UsageError
from corpus_tool.formats import writable
from corpus_tool.model.decided import people_of
from corpus_tool.model.layers import SchemaRef
from corpus_tool.model.losses import LossTally
from corpus_tool.model.releases import About, Settings, SplitFacts, checked_release_name
from corpus_tool.model.schemas import Schema
from corpus_tool.saying.counting import counted
from corpus_tool.store.releases import Release, ReleasedDocument, ReleasedLayer
from corpus_tool.store.store import Store
from corpus_tool.workbench.data_splits import Leak, check_split, split_named
from corpus_tool.workbench.independence import Independent
from corpus_tool.workbench.needs import refuse_unwritable
from corpus_tool.workbench.progress import Tell, ignore
from corpus_tool.workbench.pseudonyms import pseudonyms
from corpus_tool.workbench.release_agreement import release_agreement
from corpus_tool.workbench.release_writing import DigestedFiles, Plan, Written, write_release
from corpus_tool.workbench.selecting import taken_layers
from corpus_tool.workbench.surroundings import Surroundings

WITHOUT_SPLIT = "train"
"""What all of the data is called where it is not split."""


class Order(Struct, frozen=True, kw_only=True):
    """What somebody wants to release."""

    name: str
    settings: Settings
    split: str = ""
    """The name of the split; empty: the data is not parted."""
    who: str
    allow_loss: bool = False


class ReleaseEntry(Struct, frozen=True):
    """A release as a list shows it."""

    title: str
    at: str
    who: str
    documents: int
    layers: int
    schema: str
    settings: Settings
    manifest_sha256: str


class ReleaseReport(Struct, frozen=True):
    """A release and its files."""

    title: str
    folder: Path
    files: list[Path]
    documents: int
    unfinished: int
    """Layers that were not done."""
    manifest_sha256: str
    losses: dict[str, LossTally]
    """Format to what it does not hold."""
    same: bool = True
    """Of one that was made again: whether each byte is what it was."""


class LeakError(RefusedError):
    """A split has one story in several parts; `leaks` says which."""

    def __init__(self, name: str, leaks: list[Leak]) -> None:
        pair = " and ".join(f"{key} ({part})" for key, part in zip(leaks[0].story[:2], leaks[0].parts, strict=False))
        super().__init__(
            f"{counted(len(leaks), 'story is', 'stories are')} in several parts of the split {name},"
            f" first {pair}; nothing was released. `corpus-tool splits check {name}` shows what ties them;"
            " delete the copies, or `splits make --anew`."
        )
        self.leaks = leaks


def make_release(
    store: Store,
    order: Order,
    folder: Path | None = None,
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
) -> ReleaseReport:
    """Freeze data under a name and the next number, and write its files.

    Raises LeakError where the split leaks, RefusedError where a layer waits for a choice or a document has no part,
    ReleaseLossError where a format loses something and that is not allowed. Then nothing is written or kept.
    """
    checked_release_name(order.name)
    _refuse_formats(order.settings)
    if order.split and (leaks := check_split(store, order.split, tell).leaks):
        raise LeakError(order.split, leaks)
    plan = _plan(store, order, surroundings or Surroundings())
    title = plan.release.title
    target = folder or Path("releases") / title
    _refuse_full(target)
    with DigestedFiles(target) as files:
        with store.reading():
            written = write_release(store, plan, files, allow_loss=order.allow_loss, tell=tell)
        files.complete()
        _keep(store, plan, replace(plan.release, manifest_sha256=written.manifest_sha256))
        return _report(title, target, _put_in_place(files, title), written)


def _keep(store: Store, plan: Plan, release: Release) -> None:
    """Let the corpus know what went out. Raises RefusedError where another release has that number by now."""
    with store.writing():
        if release.title in {one.title for one in store.releases.all()}:
            raise RefusedError(f"{release.title} was released by somebody else meanwhile; ask once more.")
        store.releases.add(release, plan.held)


def _put_in_place(files: DigestedFiles, title: str) -> list[Path]:
    """Show the folder, after the corpus knows of it: one that it did not know of would say it is a release."""
    try:
        return files.put_in_place()
    except StoreError as error:
        raise StoreError(
            f"{title} is kept in the corpus, and `corpus-tool release rebuild {title} --to FOLDER` writes it: {error}"
        ) from error


def rebuild_release(store: Store, title: str, folder: Path | None = None, tell: Tell = ignore) -> ReleaseReport:
    """Write the files of a release again, from the log, whatever was done since.

    Raises NotFoundError where there is none of that name, RefusedError where documents were purged since.
    """
    release = release_named(store, title)
    title = release.title
    target = folder or Path("releases") / title
    _refuse_full(target)
    with store.reading(), DigestedFiles(target) as files:
        held = store.releases.documents(title)
        _refuse_purged(release, held)
        plan = Plan(
            release=release,
            settings=_settings(release),
            schema=_schema(store, release.schema),
            definition=store.schemas.definition(release.schema),
            held=held,
            told=title,
        )
        written = write_release(store, plan, files, allow_loss=True, tell=tell)
        paths = files.put_in_place()
    same = written.manifest_sha256 == release.manifest_sha256
    return replace(_report(title, target, paths, written), same=same)


def listed_releases(store: Store) -> list[ReleaseEntry]:
    """Every release, oldest first."""
    return [
        ReleaseEntry(
            title=one.title,
            at=one.at,
            who=one.who,
            documents=one.documents,
            layers=one.layers,
            schema=f"{one.schema.name} {one.schema.version}",
            settings=_settings(one),
            manifest_sha256=one.manifest_sha256,
        )
        for one in store.releases.all()
    ]


def written_settings(settings: Settings) -> bytes:
    """Settings as the corpus keeps them and a manifest shows them."""
    return msgspec.json.encode(settings)


def _settings(release: Release) -> Settings:
    return msgspec.json.decode(release.settings, type=Settings)


def release_named(store: Store, title: str) -> Release:
    """The release called `NAME-vN`; of a name alone, the newest. Raises NotFoundError with those there are."""
    known = store.releases.all()
    found = [one for one in known if title in (one.title, one.name)]
    if not found:
        there = ", ".join(one.title for one in known) or "none yet; `corpus-tool release make` makes one"
        raise NotFoundError(f"There is no release {title!r} (releases: {there}).")
    return next((one for one in found if one.title == title), found[-1])


def read_about(path: Path) -> About:
    """What people say of the data, from a TOML file. Raises UnreadableFileError with what the file may say."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), About)
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as wrong:
        known = ", ".join(About.__struct_fields__)
        raise UnreadableFileError(f"{path}: {wrong}. It is TOML with any of: {known}; each a text.") from None


def _plan(store: Store, order: Order, surroundings: Surroundings) -> Plan:
    """What is released, as it is at this moment. Nobody who annotates meanwhile waits for it."""
    with store.reading():
        held = _held(store, order)
        names = _named(store, order, held) if order.settings.pseudonyms else set[str]()
    known = pseudonyms(store, surroundings, names) if names else {}  # who has none yet is given one
    with store.reading():
        return _planned(store, order, held, {name: known[name] for name in sorted(names & known.keys())}, surroundings)


def _planned(
    store: Store, order: Order, held: list[ReleasedDocument], people: dict[str, str], surroundings: Surroundings
) -> Plan:
    schema = store.schemas.current()
    earlier = [one for one in store.releases.all() if one.name == order.name]
    layers = ",".join(people.get(word.strip(), word.strip()) for word in order.settings.layers.split(","))
    settings = replace(order.settings, layers=layers, split=_split_facts(store, order.split))
    release = Release(
        name=order.name,
        number=max((one.number for one in earlier), default=0) + 1,
        at=surroundings.now(),
        who=order.who,
        program=__version__,
        settings=written_settings(settings).decode(),
        people=people,
        schema=SchemaRef(schema.name, schema.version),
        guidelines=store.schemas.guidelines(schema),
        documents=len(held),
        layers=sum(len(one.layers) for one in held),
        manifest_sha256="",
        agreement=msgspec.json.encode(release_agreement(store, [one.key for one in held])).decode(),
    )
    return Plan(
        release=release,
        settings=settings,
        schema=schema,
        definition=store.schemas.definition(release.schema),
        held=held,
    )


def _held(store: Store, order: Order) -> list[ReleasedDocument]:
    """The documents that have wanted layers, with those, in the order of keys."""
    taken = taken_layers(store, order.settings.layers)
    if order.settings.without_assisted:
        taken = Independent(store, taken)
    parts = store.data_splits.parts(order.split) if order.split else None
    found: list[ReleasedDocument] = []
    ids = store.documents.ids()
    heads = store.layers.heads(ids)
    for id in ids:
        if layers := taken(heads.get(id, ())):
            part = WITHOUT_SPLIT if parts is None else parts.get(id, "")
            held = tuple(ReleasedLayer(head.id, head.revision, head.schema) for head in layers)
            found.append(ReleasedDocument(id, store.documents.key_of(id), part, held))
    _refuse_nothing(found)
    _refuse_unplaced(found, order.split)
    _refuse_waiting(store, found)
    return sorted(found, key=lambda one: one.key)


def _named(store: Store, order: Order, held: Iterable[ReleasedDocument]) -> set[str]:
    """Everybody who is named somewhere in the release."""
    names = {order.who}
    for one in held:
        for layer in one.layers:
            names.update(store.releases.workers(layer.layer_id, layer.revision))
            names.add(store.layers.whose(layer.layer_id)[1].annotator)
        names.update(people_of(one.ruling for one in store.adjudication.origins(one.document_id)))
    return names


def _split_facts(store: Store, name: str) -> SplitFacts | None:
    if not name:
        return None
    split = split_named(store, name)
    return SplitFacts(name=split.name, mode=split.mode, seed=split.seed, shares=split.shares)


def _schema(store: Store, wanted: SchemaRef) -> Schema:
    return next(schema for schema, _ in store.schemas.adopted() if (schema.name, schema.version) == wanted)


def _refuse_formats(settings: Settings) -> None:
    if not settings.formats or len(set(settings.formats)) < len(settings.formats):
        raise UsageError("Say each format once, as in `--formats jsonl,iob2`; `corpus-tool formats` lists them.")
    for name in settings.formats:
        refuse_unwritable(writable(name))
        if not writable(name).textless and not settings.with_text:
            raise UsageError(f"{name} cannot be written without the articles' texts.")


def _refuse_full(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already, and a release is never written over; name another with --to.")


def _refuse_nothing(held: list[ReleasedDocument]) -> None:
    if not held:
        raise UsageError("No document has any of these layers; there is nothing to release.")


def _refuse_unplaced(held: list[ReleasedDocument], split: str) -> None:
    if unplaced := [one.key for one in held if not one.part]:
        raise RefusedError(
            f"{counted(len(unplaced), 'document has', 'documents have')} no part in the split {split}"
            f" (first {unplaced[0]}); nothing was released. `corpus-tool splits extend {split}` deals them out."
        )


def _refuse_waiting(store: Store, held: list[ReleasedDocument]) -> None:
    waiting = set(store.lines.waiting())
    if keys := [one.key for one in held if any(layer.layer_id in waiting for layer in one.layers)]:
        raise RefusedError(
            f"{counted(len(keys), 'document has', 'documents have')} layers that wait for a choice"
            f" (first {keys[0]}); nothing was released. `corpus-tool resolve {keys[0]}` shows what it is between."
        )


def _refuse_purged(release: Release, held: list[ReleasedDocument]) -> None:
    left = {"documents": len(held), "layers": sum(len(one.layers) for one in held)}
    for what, before in (("documents", release.documents), ("layers", release.layers)):
        if gone := before - left[what]:
            raise RefusedError(
                f"{gone} of {before} {what} of {release.title} were purged since; it cannot be made again."
            )


def _report(title: str, folder: Path, paths: list[Path], written: Written) -> ReleaseReport:
    parts = written.manifest.parts.values()
    return ReleaseReport(
        title=title,
        folder=folder,
        files=paths,
        documents=written.manifest.documents,
        unfinished=sum(part.layers - part.statuses.get("done", 0) for part in parts),
        manifest_sha256=written.manifest_sha256,
        losses=written.losses,
    )
