"""Where a new corpus's schema comes from."""

from pathlib import Path

from corpus_tool import formats
from corpus_tool.errors import SchemaError, UnreadableFileError
from corpus_tool.formats import Reading, Refusal
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.induction import induce_schema
from corpus_tool.model.schemas import Schema, read_schema


def schema_from_file(path: Path) -> Schema:
    """The schema in a TOML file. Raises SchemaError for one that is broken."""
    try:
        return read_schema(path.read_bytes(), str(path))
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None


def schema_from_data(path: Path) -> Schema:
    """A schema of everything used in an annotated file. Raises SchemaError where there is nothing to learn from."""
    format = formats.readable(path.suffix)
    if format is None or format.read is None:
        raise UnreadableFileError(f"{path} is no file of annotations that can be read; a .jsonl of ours would be.")
    try:
        with path.open("rb") as lines:
            found = list(format.read(lines, Reading(suffix=path.suffix.lower())))
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}.") from None
    if refused := [part for part in found if isinstance(part, Refusal)]:
        raise SchemaError(f"{path}, {refused[0].where}: {refused[0].reason}.")
    bundles = [part for part in found if isinstance(part, Bundle)]
    if not any(layer.ordered for bundle in bundles for layer in bundle.layers):
        raise SchemaError(f"{path} holds no annotations: there is nothing to build a schema from.")
    return induce_schema(path.stem, bundles)
