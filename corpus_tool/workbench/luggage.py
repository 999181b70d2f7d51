"""What goes with a document from one corpus to another beside its layers: decisions, comments, what was found out.

The same luggage leaves in a bundle and comes home in a merge. Everything in it has a name that all copies know, or is
added where it is not yet, so it can be carried twice and in any order. To let something new travel: a function here,
and its line in `LUGGAGE`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.comments import Comment, Taken
from corpus_tool.store.decisions import ALL_OF_IT, About, Decision, Overruled, layer_of
from corpus_tool.store.store import Store
from corpus_tool.workbench.selecting import Wanted


class Journey(NamedTuple):
    """A document on its way."""

    source: Store
    target: Store
    there: int
    """Its id in the source."""
    here: int
    """Its id in the target."""
    wanted: Wanted
    """Whose layers travel; what others decided, or said about their own work, stays where it is."""


class Unpacked(NamedTuple):
    """What was not in the target yet."""

    counts: Counter[str]
    """How many of each kind: `comments`, `resolutions`, `assignments`, `locks`, `regions`, `deletions`, `findings`."""
    overruled: list[str]
    """In a sentence each: what stood in the target, and does no longer."""


def carry(journey: Journey) -> Unpacked:
    """Bring a document's luggage; the document and its layers are there. To be called inside `target.writing`."""
    unpacked = Unpacked(Counter(), [])
    for one in LUGGAGE:
        one(journey, unpacked)
    return unpacked


def carry_schemas(source: Store, target: Store) -> Counter[str]:
    """Bring what is said about schemas that both know: guidelines and splittings. Inside `target.writing`."""
    return Counter(
        guidelines=sum(target.schemas.take_explanation(one) for one in source.schemas.explanations()),
        splittings=sum(target.schemas.take_split(schema, one) for schema, one in source.schemas.splits()),
    )


def carry_stories(source: Store, target: Store) -> int:
    """Bring the near-duplicates of which both documents are in the target. Inside `target.writing`."""
    return target.derived.take_pairs(source.derived.pairs())


def is_told_to(journey: Journey, annotator: str) -> bool:
    """Whether what `annotator` says about the document is for the target's eyes."""
    name = LayerName(annotator, LayerKind.ANNOTATOR)
    return journey.wanted(name) or name not in set(_workers(journey))


def _workers(journey: Journey) -> Iterator[LayerName]:
    """Everybody whose own work on the document is not for everybody's eyes."""
    yield from journey.source.layers.names(journey.there)
    for annotator in journey.source.work.holders(journey.there):
        yield LayerName(annotator, LayerKind.ANNOTATOR)


def _decisions(journey: Journey, unpacked: Unpacked) -> None:
    decisions = [one for one in journey.source.decisions.of(journey.there) if _is_for_target(one, journey)]
    taken, overruled = journey.target.decisions.take(journey.here, decisions)
    unpacked.counts.update(f"{one.about}s" for one in taken)
    unpacked.overruled.extend(map(_sentence, overruled))
    journey.target.decisions.settle_deletions(journey.here)


def _is_for_target(one: Decision, journey: Journey) -> bool:
    match one.about:
        case About.REGION:
            return True
        case About.DELETION:
            return one.subject == ALL_OF_IT or journey.wanted(layer_of(one.subject))
        case _:
            return journey.wanted(LayerName(one.subject, LayerKind.ANNOTATOR))


def _sentence(one: Overruled) -> str:
    about = f"{one.before.about} {one.before.subject}".strip()
    return f"{about}: {_said(one.before.says)} ({one.before.who}) is now {_said(one.after.says)} ({one.after.who})"


def _said(says: str) -> str:
    return says or "taken back"


def _comments(journey: Journey, unpacked: Unpacked) -> None:
    for comment in journey.source.comments.on(journey.there):
        layer_id = None
        if comment.layer_id is not None:
            _, name = journey.source.layers.whose(comment.layer_id)
            layer_id = journey.target.layers.id_of(journey.here, name) if journey.wanted(name) else None
        is_for_target = comment.layer_id is None or layer_id is not None
        if is_for_target and is_told_to(journey, comment.who):
            own = replace(comment, document_id=journey.here, layer_id=layer_id, answers=_answered(journey, comment))
            taken = journey.target.comments.take(own)
            unpacked.counts["comments"] += taken is Taken.NEW
            unpacked.counts["resolutions"] += taken is Taken.RESOLVED


def _answered(journey: Journey, comment: Comment) -> int | None:
    """The number in the target of the comment that this one answers."""
    if comment.answers is None:
        return None
    return journey.target.comments.number_of(journey.source.comments.uid_of(comment.answers))


def _derived(journey: Journey, unpacked: Unpacked) -> None:
    facts = journey.source.derived.of(journey.there)
    unpacked.counts["found lines"] += journey.target.derived.take(journey.here, facts)


def _sightings(journey: Journey, unpacked: Unpacked) -> None:
    seen = [
        replace(one, document_id=journey.here)
        for one in journey.source.sightings.on(journey.there)
        if journey.wanted(LayerName(one.who, LayerKind.ANNOTATOR))
    ]
    unpacked.counts["sightings"] += journey.target.sightings.bring(seen)


def _verdicts(journey: Journey, unpacked: Unpacked) -> None:
    said = journey.source.verdicts.on(journey.there)
    wanted = [one for one in said if journey.wanted(LayerName(one.who, LayerKind.ANNOTATOR))]
    unpacked.counts["verdicts"] += journey.target.verdicts.add(journey.here, wanted)


LUGGAGE: tuple[Callable[[Journey, Unpacked], None], ...] = (_decisions, _comments, _derived, _sightings, _verdicts)
"""Everything that travels with a document."""
