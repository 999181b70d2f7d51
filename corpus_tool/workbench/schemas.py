"""Schemas, their guidelines and their migrations, out of what a user names."""

from collections.abc import Container, Iterator
from pathlib import Path
from typing import cast, get_args

from corpus_tool.errors import NotFoundError, SchemaError, UnreadableFileError, UsageError
from corpus_tool.formats import Format, Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.induction import induce_schema
from corpus_tool.model.schema_reading import read_schema
from corpus_tool.model.schemas import Migration, Part, Schema, migration_on
from corpus_tool.store.store import Store
from corpus_tool.workbench.needs import refuse_missing
from corpus_tool.workbench.source_reading import found_in
from corpus_tool.workbench.sources import Source, gather


def schema_from_file(path: Path) -> Schema:
    """The schema in a TOML file. Raises SchemaError for one that is broken."""
    try:
        return read_schema(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None


def schema_from_data(path: Path, format: Format | None = None) -> Schema:
    """A schema of everything used in an annotated file, or in all those of a folder that `format` reads.

    Raises UnreadableFileError where nothing can be read, SchemaError where there is nothing to learn from.
    """
    gathered = gather([path], format)
    if gathered.problems:
        why = gathered.problems[0].why
        hint = "" if format else "; `--format` says what it is"
        raise UnreadableFileError(f"{path} gives no schema: {why}{hint}.")
    refuse_missing(gathered.sources)
    bundles = [bundle for source in gathered.sources for bundle in _bundles(source)]
    if not any(layer.ordered for bundle in bundles for layer in bundle.layers):
        raise SchemaError(f"{path} holds no annotations: there is nothing to build a schema from.")
    return induce_schema(path.resolve().stem, bundles)


def _bundles(source: Source) -> Iterator[Bundle]:
    """Every document of a source; raises SchemaError for the first that cannot be read."""
    try:
        with source.open() as lines:
            for found in found_in(source, lines, Reading(beside=source.beside)):
                if isinstance(found, Refusal):
                    raise SchemaError(f"{', '.join(filter(None, (str(source.shown), found.where)))}: {found.reason}.")
                if isinstance(found, Bundle):
                    yield found
    except OSError as error:
        raise UnreadableFileError(f"{source.shown} cannot be read: {error.strerror}.") from None


def schema_named(store: Store, words: str) -> Schema:
    """The schema in a file, or the one that was in force under that version. Raises NotFoundError for neither."""
    if Path(words).is_file():
        return schema_from_file(Path(words))
    if (found := store.schemas.version(words)) is not None:
        return found
    versions = ", ".join(adopted.version for adopted in store.schemas.all())
    raise NotFoundError(f"{words} is neither a file nor a version of the schema in {store.path} ({versions}).")


def migration_of(words: str, schema: Schema, *, removes: bool = False) -> Migration:
    """Read `A=B`, `A,B=C` or `A=B,C`, or `A,B` of what `removes`; names of `schema` may be led by their kind.

    `role:Attacker=Agent` is about every event type, `role:Conflict.Attack/Attacker=Agent` about one; so with
    `subtype:ORG/Militia`, `attribute:ORG/side`, and `value:polarity/negated`, which is about one always. Raises
    UsageError where the words are not of that shape, or where the schema has no such name.
    """
    kind, colon, rest = words.partition(":")
    left, equals, right = (rest if colon else words).partition("=")
    owner, slash, owned = left.rpartition("/")
    sources, targets = _names(owned if slash else left), _names(right)
    if not sources or bool(equals) == removes or bool(targets) == removes:
        shape = "NAME[,NAME]" if removes else "OLD=NEW, OLD,OLD=NEW or OLD=NEW,NEW"
        raise UsageError(f"{words!r} is not of the shape {shape}.")
    part = kind if colon else _part_of(sources[0], schema)
    if part not in get_args(Part):
        raise UsageError(f"{words!r}: {part!r} is none of {', '.join(get_args(Part))}.")
    if part == "value" and not owner:
        raise UsageError(f"{words!r}: say of which attribute, as in value:polarity/negated.")
    if owner and part in ("label", "type", "relation"):
        raise UsageError(f"{words!r}: a {part} belongs to nothing; leave {owner}/ away.")
    return migration_on(cast("Part", part), owner, sources, targets)


def _names(words: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in words.split(",") if name.strip())


def _part_of(name: str, schema: Schema) -> str:
    """What a name is in the schema."""
    known: dict[str, Container[str]] = {
        "label": schema.label_by_id,
        "type": schema.event_by_id,
        "relation": schema.relation_by_id,
        "role": {role for event in schema.event_by_id for role in schema.roles_of(event)},
        "attribute": {attribute.id for attribute in schema.attributes},
    }
    parts = [part for part, names in known.items() if name in names]
    if not parts:
        raise UsageError(f"{schema.name} {schema.version} has no label, type, relation, role or attribute {name!r}.")
    if len(parts) > 1:
        raise UsageError(f"{name!r} is a {' and a '.join(parts)}: say which, as in {parts[0]}:{name}.")
    return parts[0]


def guidelines_from_file(path: Path) -> str:
    """The Markdown text in a file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise UnreadableFileError(f"{path} is not UTF-8 (byte {wrong.start}).") from None
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None
