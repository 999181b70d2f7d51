"""Label Studio's JSON-MIN: tasks without the shape of one. What a task is about and what was said of it lie together.

A control has the regions that it marked, each with its offsets; or, of the whole text, a plain value, which cannot be
told from what the task is about.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]

OF_THE_FORM = frozenset({"id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"})
"""Fields that are of the export, not of the article."""

_OF_A_PLACE = frozenset({"start", "end", "text", "startOffset", "endOffset", "globalOffsets"})


def is_flat(fields: Mapping[str, Any]) -> bool:
    """Whether a task has this form."""
    return "data" not in fields and ("annotation_id" in fields or any(map(_regions, fields.values())))


def with_shape(fields: Mapping[str, Any]) -> Json:
    """The same task with the shape of one."""
    marked = {name: value for name, value in fields.items() if _regions(value)}
    data = {name: value for name, value in fields.items() if name not in marked and name not in OF_THE_FORM}
    work = {"result": list(_results(marked)), "completed_by": fields.get("annotator")}
    return {"data": data, "annotations": [work] if marked or "annotation_id" in fields else []}


def _regions(value: object) -> bool:
    """Whether it is what a control holds that marks places."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "start" in one for one in value)


def _results(marked: Mapping[str, list[Json]]) -> Iterator[Json]:
    """The regions of the controls; what several say of one place is said of the region that has labels."""
    ids: dict[tuple[Any, Any], str] = {}
    said = [(name, *_type_of(one), one) for name, regions in marked.items() for one in regions]
    for number, (name, type, is_mark, value) in enumerate(sorted(said, key=lambda one: not one[2]), 1):
        place = (str(value.get("start")), str(value.get("end")))
        id = f"s{number}" if is_mark else ids.get(place, f"s{number}")
        if is_mark:
            ids.setdefault(place, id)
        yield {"id": id, "from_name": name, "type": type, "value": value}


def _type_of(value: Json) -> tuple[str, bool]:
    """The type of the result that a region is, and whether it gives it labels."""
    named = [name for name in value if name not in _OF_A_PLACE]
    labels = next((name for name in named if name.endswith("labels")), "")
    return (labels, True) if labels else (named[0] if named else "", False)
