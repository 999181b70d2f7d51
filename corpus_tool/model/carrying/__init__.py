"""What a format can hold of a bundle, and a bundle brought down to that: what goes is told, the rest can be written.

A format declares `Carries`; `restricted` does the rest. So no writer has to judge what it can hold, and what is told
as lost is what is missing in the files, by construction.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.belongings import (
    bare_of_attributes,
    bare_of_links_and_notes,
    without_events,
    without_lost_arguments,
    without_lost_relations,
)
from corpus_tool.model.carrying.carries import EVERYTHING, Carries, Nesting
from corpus_tool.model.carrying.fitting import fits
from corpus_tool.model.carrying.overlaps import one_at_a_place
from corpus_tool.model.carrying.places import (
    Places,
    in_one_piece,
    in_one_window,
    on_one_line,
    short_triggers,
    told_in_lines,
    told_in_pieces,
    told_in_sentences,
    without_blanks,
    without_white_edges,
)
from corpus_tool.model.carrying.words import on_whole_words, split_tokens
from corpus_tool.model.decided import decided
from corpus_tool.model.layers import Layer
from corpus_tool.model.losses import Loss, Lost, Reason, losses_of
from corpus_tool.model.nesting import not_too_deep
from corpus_tool.model.policies import AS_USUAL, Clitics, Overlaps, Policy

__all__ = ["Carries", "Nesting", "restricted"]

Step: TypeAlias = Callable[[Sequence[Annotation]], tuple[list[Annotation], list[Lost]]]
"""Annotations to those that stay, as they are then, and what is lost of them."""


def restricted(bundle: Bundle, carries: Carries, policy: Policy = AS_USUAL) -> tuple[Bundle, list[Loss]]:
    """What of a bundle can be written, and everything that is lost with the rest.

    The annotations that stay keep their order and their ids. Where words are cut at the edges of spans
    (`Clitics.SPLIT`), the document has the tokens of the cut words.
    """
    if carries == EVERYTHING:
        return bundle, []
    places = Places.of(bundle.document, policy.window if carries.windowed else None)
    history = [] if carries.decisions else _undecided(bundle)
    if all(fits(layer.plain, carries, places) for layer in bundle.layers):
        return bundle, history
    kept, losses = _all_through(bundle, lambda layer: _steps(layer, carries, policy, places))
    losses += history
    if not carries.whole_words or policy.clitics is not Clitics.SPLIT:
        return kept, losses
    kept = Bundle(replace(kept.document, tokens=split_tokens(bundle.document.tokens, kept.layers)), kept.layers)
    if carries.one_word_triggers:
        # The edge of one annotation can cut the trigger of another in two.
        cut = Places.of(kept.document, policy.window if carries.windowed else None)
        kept, more = _all_through(kept, lambda _layer: _steps_for_triggers(carries, cut))
        losses += more
        kept = Bundle(replace(kept.document, tokens=split_tokens(bundle.document.tokens, kept.layers)), kept.layers)
    return kept, losses


def _undecided(bundle: Bundle) -> list[Loss]:
    """What is told where a format does not hold how gold was decided."""
    return [
        loss
        for layer in bundle.layers
        if layer.rulings
        for loss in losses_of(((one, Reason.DECIDED) for one in decided(layer)), bundle, layer)
    ]


def _all_through(bundle: Bundle, steps: Callable[[Layer], Iterable[Step]]) -> tuple[Bundle, list[Loss]]:
    """All layers of a bundle through all steps."""
    losses: list[Loss] = []
    layers: list[Layer] = []
    for layer in bundle.layers:
        kept, lost = _through(steps(layer), layer.ordered)
        if lost:
            losses += losses_of(lost, bundle, layer)
        layers.append(layer if kept == list(layer.ordered) else Layer.of(layer.name, layer.schema, kept, layer.status))
    return Bundle(bundle.document, tuple(layers)), losses


def _through(steps: Iterable[Step], annotations: Sequence[Annotation]) -> tuple[list[Annotation], list[Lost]]:
    """The annotations through all steps, one after the other."""
    kept, lost = list(annotations), list[Lost]()
    for step in steps:
        kept, gone = step(kept)
        lost += gone
    return kept, lost


def _steps(layer: Layer, carries: Carries, policy: Policy, places: Places) -> Iterable[Step]:
    """What has to happen to the annotations of a layer: first their places, then what hangs on those that are gone."""
    if not carries.events and layer.events:
        yield without_events
    if not carries.fragments:
        yield lambda found: in_one_piece(found, triggers_too=not carries.trigger_fragments)
    if not carries.lines:
        yield lambda found: on_one_line(found, places)
    if carries.fragment_a_line:
        yield lambda found: told_in_lines(found, places)
    if carries.part_a_sentence:
        yield lambda found: told_in_sentences(found, places)
    if carries.fragments_beside:
        yield told_in_pieces
    if not carries.blanks:
        yield lambda found: without_blanks(found, places)
    if not carries.white_edges:
        yield lambda found: without_white_edges(found, places)
    if carries.whole_words:
        yield lambda found: on_whole_words(found, places.tokens, policy.clitics)
    if carries.windowed:
        yield lambda found: in_one_window(found, places)
    if carries.one_word_triggers:
        yield lambda found: short_triggers(found, places)
    if carries.nesting is Nesting.COLUMNS and policy.overlaps is Overlaps.LAYERED:
        yield lambda found: not_too_deep(found, carries.columns)
    elif carries.nesting is not Nesting.ANY:
        yield lambda found: one_at_a_place(found, policy.overlaps)
    if layer.events:
        yield lambda found: without_lost_arguments(found, carries, places)
    if layer.relations:
        yield lambda found: without_lost_relations(found, carries, places)
    yield lambda found: bare_of_attributes(found, carries)
    yield lambda found: bare_of_links_and_notes(found, carries)


def _steps_for_triggers(carries: Carries, places: Places) -> Iterable[Step]:
    """Once more what is said of triggers, and of what hangs on them."""
    yield lambda found: short_triggers(found, places)
    yield lambda found: without_lost_arguments(found, carries, places)
    yield lambda found: without_lost_relations(found, carries, places)
