"""Whether annotations make a layer of a text: asked wherever a file of another program gives some."""

from collections.abc import Sequence

from corpus_tool.model.annotations import Annotation, Relation
from corpus_tool.model.json_values import UnusableError
from corpus_tool.model.references import missing_references
from corpus_tool.model.rules import misplaced


def refuse_broken(annotations: Sequence[Annotation], text: str) -> None:
    """Raise UnusableError where annotations share an id, are not in the text, or point at nothing."""
    seen: set[str] = set()
    for one in annotations:
        if one.id in seen:
            raise UnusableError(f"id {one.id!r} is given twice; ids are unique in a layer")
        seen.add(one.id)
        if not isinstance(one, Relation) and (wrong := misplaced(one.fragments, text)):
            raise UnusableError(f"{one.id}: {wrong}")
    for id, missing in missing_references(annotations):
        raise UnusableError(f"{id} points at {missing!r}, which is not there")
