"""An event and its actors from the words that were listed for each, found again in the sentence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from corpus_tool.model.annotations import Argument, Attributes, Event, Fragments, Span
from corpus_tool.model.asides import Aside
from corpus_tool.model.changes import Status
from corpus_tool.model.layers import Layer
from corpus_tool.model.wordlists import located

ACTOR = "ACTOR"
"""The label of actors; the records have no finer one."""

NO_CODE = ("None", "")

SOURCE, TARGET = "source_actor", "target_actor"
"""Roles."""


class Actor(NamedTuple):
    """Who, and what was said of them."""

    words: Sequence[str]
    codes: Mapping[str, Any]


class Listed(NamedTuple):
    """Words, without their places."""

    type: str
    verb: Sequence[str]
    actors: Mapping[str, Actor]
    """Role to actor."""


class UnusableRecordError(Exception):
    """Why a record cannot be taken in."""


def layer_of(events: Iterable[Listed], text: str, annotator: str) -> Layer:
    """Finished work: the events, and spans of their actors; UnusableRecordError where words are not in the text."""
    actors: dict[tuple[str, Fragments, str], Span] = {}
    found: list[Event] = []
    for listed in events:
        roles: list[Argument] = []
        for role, actor in listed.actors.items():
            if actor.words:
                place, said = _place(actor.words, text, role), _attributes(actor.codes)
                span = Span(id=f"s{len(actors) + 1}", label=ACTOR, fragments=place, attributes=said)
                roles.append(Argument(role, actors.setdefault((role, place, repr(said)), span).id))
        if listed.verb:
            place = _place(listed.verb, text, "verb")
            id = f"e{len(found) + 1}"
            found.append(Event(id=id, type=listed.type, fragments=place, arguments=tuple(roles)))
    return Aside(annotator=annotator, status=Status.DONE).layer([*actors.values(), *found], annotator)


def _place(words: Sequence[str], text: str, what: str) -> Fragments:
    place = located(words, text)
    if place is None:
        raise UnusableRecordError(f"the words of its {what} are not in the text: {' '.join(words)!r}")
    return place


def _attributes(codes: Mapping[str, Any]) -> Attributes:
    return {name: code for name, code in codes.items() if code not in NO_CODE}
