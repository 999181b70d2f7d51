"""What is known of gold annotations, kept up when they are changed by hand."""

from msgspec.structs import replace

from corpus_tool.model.adjudicating.matters import key_of
from corpus_tool.model.changes import Change, Changes, RulingChange, annotation_id
from corpus_tool.model.layers import Layer
from corpus_tool.model.rulings import Item, Origin, Ruling


def following(gold: Layer, changes: Changes, who: str, at: str) -> Changes:
    """The changes of rulings that go with changes of annotations which no ruling made."""
    owners = {item.id: key for key, ruling in gold.rulings.items() for item in ruling.items}
    now = dict(gold.rulings)
    after = gold.apply(changes)
    touched = dict.fromkeys(annotation_id(change) for change in changes if isinstance(change, Change))
    for id in touched:
        key = owners.get(id) or key_of("", id)
        ruling = _ruling(now.get(key), id, is_there=id in after, is_new=id not in gold, who=who, at=at)
        if ruling is None:
            now.pop(key, None)
        else:
            now[key] = ruling
    return tuple(
        RulingChange(key, gold.rulings.get(key), now.get(key))
        for key in {**gold.rulings, **now}
        if gold.rulings.get(key) != now.get(key)
    )


def _ruling(before: Ruling | None, id: str, *, is_there: bool, is_new: bool, who: str, at: str) -> Ruling | None:
    if before is None or before.origin is Origin.ADDED:
        origin = Origin.ADDED if is_new or before else Origin.EDITED
        return Ruling(origin=origin, items=(Item(id),), who=who, at=at) if is_there else None
    if is_there:
        return replace(before, origin=Origin.EDITED, wanted=(), who=who, at=at)
    left = tuple(item for item in before.items if item.id != id)
    return replace(before, origin=Origin.EDITED if left else Origin.NOTHING, items=left, wanted=(), who=who, at=at)
