"""Others' layers on the document that is open, and the articles that tell the same: to be read, never changed here."""

from typing import NamedTuple

from corpus_tool.model.annotations import Event, Span
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.saying import tr, tr_later
from corpus_tool.text.differences import Difference, differences
from corpus_tool.workbench.blindness import may_see_others
from corpus_tool.workbench.corpus_settings import BLIND, Blind, value_of
from corpus_tool.workbench.desk import Desk

HIDDEN = tr_later("This corpus is blind: others' work is hidden; `settings blind off` opens it.")
HIDDEN_YET = tr_later("Others' work is hidden until you are done with this document (S).")


def other_layers(desk: Desk) -> list[LayerName]:
    """Whose layers there are on the document beside one's own; suggestions are nobody's work."""
    names = desk.store.layers.names(desk.document_id)
    return [name for name in names if name != desk.layer.name and name.kind is not LayerKind.SUGGESTION]


def is_blind(desk: Desk) -> bool:
    """Whether whoever is at the desk may not see them now."""
    return not may_see_others(desk.store, desk.who, desk.layer.status)


def why_blind(desk: Desk) -> str:
    """Why she may not, and what would open it, in a sentence."""
    return tr(HIDDEN_YET if value_of(desk.store, BLIND) == Blind.UNTIL_DONE else HIDDEN)


def layer_of(desk: Desk, name: LayerName) -> Layer | None:
    """Somebody's layer on the document, as it is now; None where it was deleted, or is hidden."""
    if is_blind(desk) or desk.store.hiding.when_layer(desk.document_id, name):
        return None
    return desk.store.layers.load(desk.document_id, name)


class Twin(NamedTuple):
    """An article that tells the same as the one that is open."""

    id: int
    document: Document
    differing: tuple[Difference, ...]
    """Where the open one (first) and this one (second) are not alike."""
    marks: tuple[Span | Event, ...]
    """What the annotator herself marked there, in text order."""


def twin_ids(desk: Desk) -> list[int]:
    """The ids of the other articles of the story, as far as it is known."""
    return desk.store.stories.of_document(desk.document_id)


def twin(desk: Desk, id: int) -> Twin:
    """One of them, compared with the article that is open."""
    store = desk.store
    document = store.documents.load(id)
    hidden = store.hiding.when_layer(id, desk.layer.name)
    own = None if hidden else store.layers.load(id, desk.layer.name)
    placed: tuple[Span | Event, ...] = (*own.spans, *own.events) if own else ()
    marks = sorted(placed, key=lambda one: (one.fragments, one.id))
    return Twin(id, document, tuple(differences(desk.document.text, document.text)), tuple(marks))
