"""Another schema in force: what stands in its way, what it does to the annotations, and what is left to people."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NoReturn

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.errors import SchemaError
from corpus_tool.model import edits
from corpus_tool.model.changes import Change, Revision, annotation_id
from corpus_tool.model.migrating import brought, is_split
from corpus_tool.model.rules import Weight, violations_of
from corpus_tool.model.schemas import SUBTYPE, Migration, Schema
from corpus_tool.model.stranding import Use, effective, knows, stranded, title
from corpus_tool.saying.counting import counted
from corpus_tool.store.found import Wanted
from corpus_tool.store.store import Store
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.surroundings import Surroundings


class Step(Struct, frozen=True):
    """What one migration did."""

    title: str
    layers: int
    annotations: int
    waiting: int = 0
    """Annotations that people have to go through, after a splitting."""


class Problem(Struct, frozen=True):
    """A migrated annotation that breaks a rule of the new schema."""

    document: str
    annotator: str
    annotation: str
    message: str


class MigrationReport(Struct, frozen=True):
    """What putting a schema in force came to."""

    old: str
    new: str
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]


class Waiting(Struct, frozen=True):
    """An annotation on the work list of a splitting."""

    document: str
    annotator: str
    annotation: str
    text: str
    name: str
    choices: tuple[str, ...]


class _TrialEnd(Exception):  # noqa: N818 - it is no error: it takes a trial's transaction back
    """What a trial came to."""

    def __init__(self, report: MigrationReport) -> None:
        super().__init__()
        self.report = report


def put_in_force(
    store: Store,
    schema: Schema,
    who: str,
    *,
    guidelines: str = "",
    extra: Sequence[Migration] = (),
    is_trial: bool = False,
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
) -> MigrationReport:
    """Put `schema` in force and bring every annotation along, all in one transaction; a trial keeps nothing.

    All migrations together are one revision of each layer they touch, so that one undo takes it back there. Raises
    SchemaError where the version was in force before, or where names still in use would be stranded.
    """
    try:
        with store.writing():
            mover = _Mover(store, schema, who, surroundings or Surroundings(), tell)
            report = mover.move([*extra, *schema.migrations], guidelines)
            if is_trial:
                _end_trial(report)
            return report
    except _TrialEnd as end:
        return end.report


def _end_trial(report: MigrationReport) -> NoReturn:
    raise _TrialEnd(report)


class _Mover:
    """The state of one migration."""

    def __init__(self, store: Store, new: Schema, who: str, surroundings: Surroundings, tell: Tell) -> None:
        self.store = store
        self.old = store.schemas.current()
        self.new = new
        self.who = who
        self.surroundings = surroundings
        self.tell = tell
        self.touched: defaultdict[int, set[str]] = defaultdict(set)
        """Layer id -> ids of annotations that were changed."""

    def move(self, migrations: Sequence[Migration], guidelines: str) -> MigrationReport:
        """Refuse, or adopt the schema and take every step."""
        steps = self._checked(migrations)
        now = self.surroundings.now()
        # With all it took, so that work which comes home later goes the same way.
        self.store.schemas.adopt(replace(self.new, migrations=tuple(migrations)), now)
        if guidelines:
            self.store.schemas.explain(guidelines, now)
        done = self._take(steps, now)
        return MigrationReport(self.old.version, self.new.version, done, tuple(self._problems()))

    def _checked(self, migrations: Sequence[Migration]) -> list[Migration]:
        """The migrations that have something to do."""
        name, version = self.new.name, self.new.version
        if any((one.name, one.version) == (name, version) for one in self.store.schemas.all()):
            raise SchemaError(f"{name} {version} was in force already; give the changed schema a version of its own.")
        steps = effective(migrations, self.old, self.new)
        if lost := stranded(self.store.schemas.uses(), steps, self.old, self.new):
            raise SchemaError(
                f"{name} {version} no longer has what is still used: {_listed(lost)}. Rename, merge,"
                " split or remove it under [[migration]] in the file, or with --rename, --merge, --split, --remove;"
                " nothing was changed."
            )
        return steps

    def _take(self, steps: Sequence[Migration], now: str) -> tuple[Step, ...]:
        """Take all steps, layer by layer, and put what is split on the work list."""
        for step in filter(is_split, steps):
            self.store.schemas.split(step)
        uses = self.store.schemas.uses()
        waiting = [sum(_uses(use, step) for use in uses) if is_split(step) else 0 for step in steps]
        touched = {id for step in steps if not is_split(step) for id in self.store.schemas.layers_using(step)}
        layers, annotations = Counter[int](), Counter[int]()
        for number, layer_id in enumerate(sorted(touched), 1):
            for which, count in self._layer(layer_id, steps, now).items():
                layers[which] += 1
                annotations[which] += count
            self.tell(Progress(number, len(touched), f"{self.new.name} {self.new.version}"))
        return tuple(
            Step(title(step), layers[number], annotations[number], waiting[number]) for number, step in enumerate(steps)
        )

    def _layer(self, layer_id: int, steps: Sequence[Migration], now: str) -> dict[int, int]:
        """Take all steps in one layer, as one revision; answer how many annotations each changed."""
        document_id, name = self.store.layers.whose(layer_id)
        before = self.store.layers.load(document_id, name)
        if before is None:
            return {}
        after, counts = brought(before, steps, self.new)
        if not counts:
            return {}
        changes = edits.difference(before, after)
        revision = Revision(
            title=f"{_titles([steps[number] for number in counts])} ({self.new.name} {self.new.version})",
            changes=changes,
            who=self.who,
            at=now,
            schema_version=self.new.version,
        )
        _, text = self.store.documents.key_and_text(document_id)
        self.store.revisions.append(layer_id, revision, before.revision, text)
        self.touched[layer_id] |= {annotation_id(change) for change in changes if isinstance(change, Change)}
        return counts

    def _problems(self) -> Iterator[Problem]:
        """Every rule of the new schema that a changed annotation breaks, once all steps are taken."""
        for layer_id, ids in self.touched.items():
            document_id, name = self.store.layers.whose(layer_id)
            layer = self.store.layers.load(document_id, name)
            if layer is None:
                continue
            document = self.store.documents.load(document_id)
            for id in sorted(ids & layer.placed.keys()):
                for violation in violations_of(layer[id], layer, self.new, document):
                    if violation.weight is Weight.ERROR:
                        yield Problem(document.key, name.annotator, id, violation.message)


def _uses(use: Use, migration: Migration) -> int:
    mine = use.part == migration.part and use.name in migration.sources and migration.owner in ("", use.owner)
    return use.times if mine else 0


FEW = 20
"""Names in one sentence; of a text that becomes a choice, thousands may be in use."""


def _listed(lost: Sequence[Use]) -> str:
    names = ", ".join(map(_counted, lost[:FEW]))
    return f"{names} and {len(lost) - FEW} more" if len(lost) > FEW else names


def _counted(use: Use) -> str:
    return f"{use.part} {use.name}{' of ' * bool(use.owner)}{use.owner} ({use.times:,} times)"


def _titles(steps: Sequence[Migration]) -> str:
    """`Rename A to B; Remove C`; of many, how many."""
    return "; ".join(map(title, steps)) if len(steps) <= MANY_STEPS else f"{counted(len(steps), 'migration')}"


MANY_STEPS = 3


def work_list(store: Store) -> list[Waiting]:
    """Every annotation that still has a name which the schema splits."""
    known = store.schemas.current()
    found = []
    for _, split in store.schemas.splits():
        (source,) = split.sources
        if split.part in ("label", "attribute", "value", "subtype") and knows(known, split.part, source, split.owner):
            continue  # it came back
        for one in store.found.annotations(_wanted(split)):
            if split.part not in ("label", "type") or one.label == source:
                key, text = store.documents.key_and_text(one.document_id)
                quote = " ".join(text[start:end] for start, end in one.fragments)
                found.append(Waiting(key, one.annotator, one.id, quote, source, split.targets))
    return found


def _wanted(split: Migration) -> Wanted:
    (source,) = split.sources
    match split.part:
        case "label":
            return Wanted(label=source)
        case "role":
            return Wanted(role=source, type=split.event or None)
        case "subtype":
            return Wanted(label=split.of or None, attributes={SUBTYPE: source})
        case "value":
            return Wanted(attributes={split.of: source})
        case "attribute":
            return Wanted(called=split.of or None, has=source)
        case _:
            return Wanted(type=source)
