"""The way from one version of a schema to a later one, as the corpus went it, for work that was done on the old one."""

from collections.abc import Sequence
from typing import NamedTuple

from corpus_tool.errors import SchemaError
from corpus_tool.model import edits
from corpus_tool.model.changes import Change, Changes, annotation_id
from corpus_tool.model.layers import Layer
from corpus_tool.model.migrating import brought, is_split
from corpus_tool.model.schemas import Migration, Schema
from corpus_tool.model.stranding import effective, title


class Carried(NamedTuple):
    """A layer at the end of the way."""

    layer: Layer
    changes: Changes
    """What led there."""
    titles: list[str]
    """What was done to it, in words."""
    has_splits: bool
    """Whether people have to decide something on the way."""

    @property
    def annotations(self) -> int:
        """How many annotations are no longer what they were."""
        return len({annotation_id(change) for change in self.changes if isinstance(change, Change)})


class _Leg(NamedTuple):
    schema: Schema
    steps: list[Migration]


class SchemaHistory:
    """The schemas that were in force, oldest first, each with the migrations that led to it."""

    def __init__(self, schemas: Sequence[Schema]) -> None:
        self._schemas = schemas

    def of(self, version: str) -> Schema | None:
        """The newest schema with that version."""
        return next((schema for schema in reversed(self._schemas) if schema.version == version), None)

    def carry(self, layer: Layer, since: str, until: str) -> Carried | None:
        """Bring a layer of version `since` to version `until`; None where no way is known from one to the other."""
        legs = self._way(since, until)
        if legs is None:
            return None
        after, titles = layer, list[str]()
        for schema, steps in legs:
            after, counts = brought(after, steps, schema)
            titles += [title(steps[number]) for number in counts]
        has_splits = any(is_split(step) for _, steps in legs for step in steps)
        return Carried(after, edits.difference(layer, after), titles, has_splits)

    def _way(self, since: str, until: str) -> list[_Leg] | None:
        versions = [schema.version for schema in self._schemas]
        if since not in versions or until not in versions:
            return None
        start, end = (len(versions) - 1 - versions[::-1].index(version) for version in (since, until))
        if start > end:
            return None
        try:
            return [
                _Leg(new, effective(new.migrations, old, new))
                for old, new in zip(self._schemas[start:end], self._schemas[start + 1 : end + 1], strict=True)
            ]
        except SchemaError:
            return None
