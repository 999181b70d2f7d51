"""What annotators say, in words for an adjudicator, and what they are called: by their names, or by letters only."""

from hashlib import sha256
from typing import NamedTuple

from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span, label_of
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.naming import attribute_named, mark_named, role_named, value_named
from corpus_tool.saying import tr
from corpus_tool.workbench.adjudication.gold_desk import GoldDesk
from corpus_tool.workbench.corpus_settings import BLIND_ADJUDICATION, value_of


class Told(NamedTuple):
    """A part of a reading in words."""

    detail: str
    """Which attribute or role it is, as `Aligned.details` names it; empty for the label and the text."""
    name: str
    text: str


class Wording:
    """Readings of one document in words."""

    def __init__(self, desk: GoldDesk) -> None:
        self._desk = desk
        self.is_blind = value_of(desk.store, BLIND_ADJUDICATION) == "on"
        """Whether annotators are letters only."""

    @property
    def letters(self) -> dict[LayerName, str]:
        """Layer to its letter. Where names are hidden, who is A changes from document to document."""
        names = list(self._desk.matters.names)
        if self.is_blind:
            names.sort(key=lambda name: sha256(f"{self._desk.document.key}\n{name.short}".encode()).digest())
        return {name: chr(ord("A") + number) for number, name in enumerate(names)}

    def called(self, short: str) -> str:
        """What a layer is called on the screen, by its short name."""
        letters = {name.short: letter for name, letter in self.letters.items()}
        return letters.get(short, "?") if self.is_blind else short

    def text_of(self, fragments: Fragments) -> str:
        """What stands there."""
        return " … ".join(self._desk.document.text[start:end] for start, end in fragments)

    def described(self, name: LayerName, one: Annotation) -> list[Told]:
        """A reading in words: its label and text, then each attribute, link and argument."""
        layer, schema = self._desk.matters.layers[name], self._desk.schema
        told = [Told("", mark_named(schema, one).rpartition(".")[2], self._text_of(layer, one))]
        told += [
            Told(key, attribute_named(schema, key), value_named(schema, label_of(one), key, value))
            for key, value in one.attributes.items()
        ]
        if isinstance(one, Span) and one.link:
            told.append(Told("link", tr("link"), one.link))
        if isinstance(one, Event):
            fillers = ((argument.role, layer[argument.target]) for argument in one.arguments)
            roles = ((role, role_named(schema, one.type, role), filler) for role, filler in fillers)
            told += [Told(role, name, self._text_of(layer, filler)) for role, name, filler in roles]
        return told

    def named(self, one: Annotation) -> str:
        """Its label and text, in few words."""
        text = "" if isinstance(one, Relation) else self.text_of(one.fragments)
        return f"{mark_named(self._desk.schema, one)} {text}".rstrip()

    def _text_of(self, layer: Layer, one: Annotation) -> str:
        if isinstance(one, Relation):
            ends = (layer[end] for end in (one.source, one.target))
            return " → ".join("" if isinstance(end, Relation) else self.text_of(end.fragments) for end in ends)
        return self.text_of(one.fragments)
