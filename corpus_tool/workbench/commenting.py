"""Comments and questions on a document, a place in it, or an annotation."""

from msgspec.structs import replace

from corpus_tool.errors import NotFoundError, UsageError
from corpus_tool.model.annotations import Relation, first_offset, last_offset, surface
from corpus_tool.model.layers import Layer
from corpus_tool.saying.counting import counted
from corpus_tool.store.comments import Comment
from corpus_tool.store.store import Store
from corpus_tool.workbench.blindness import may_see_others
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.surroundings import Surroundings


def comment(
    store: Store,
    document_id: int,
    text: str,
    who: str,
    *,
    on: str | None = None,
    layer: str | None = None,
    place: tuple[int, int] | None = None,
    is_question: bool = False,
    answers: int | None = None,
    surroundings: Surroundings | None = None,
) -> int:
    """Say something about a document, a `place` in it, or the annotation `on`; answer the comment's number.

    With `answers`, the number of an open comment, it is about what that one is about.
    Without a layer's name, the one layer that has the annotation is meant. Raises UsageError for a place outside the
    text and where several layers have it, NotFoundError where none has.
    """
    if not text.strip():
        raise UsageError("A comment says something: give its text.")
    now = (surroundings or Surroundings()).now()
    said = Comment(document_id=document_id, who=who, at=now, text=text, is_question=is_question)
    with store.writing():
        if answers is not None:
            said = _answer(store, said, answers)
        elif on is not None:
            said = _about_annotation(store, said, on, layer)
        elif place is not None:
            said = _about_place(store, said, *place)
        return store.comments.add(said)


def resolve(store: Store, number: int, who: str, surroundings: Surroundings | None = None) -> None:
    """Say that a comment is dealt with. Raises NotFoundError where none with that number is open."""
    with store.writing():
        if not store.comments.resolve(number, who, (surroundings or Surroundings()).now()):
            raise NotFoundError(f"There is no open comment number {number}; `corpus-tool comment` lists them.")


def is_asking(text: str) -> bool:
    """Whether somebody who wrote this wants an answer: it ends with a question mark, Latin or Arabic."""
    return text.rstrip().endswith(("?", "\u061f"))


def said_here(desk: Desk) -> list[Comment]:
    """Everything said about the document of a desk, but what is about layers that its annotator may not see."""
    store = desk.store
    said = store.comments.on(desk.document_id)
    if all(one.layer_id is None for one in said) or may_see_others(store, desk.who, desk.layer.status):
        return said
    own = store.layers.id_of(desk.document_id, desk.layer.name)
    return [one for one in said if one.layer_id in {None, own}]


def _answer(store: Store, said: Comment, number: int) -> Comment:
    """An answer stands where the comment stands that began the talk, and is destroyed with it."""
    asked = store.comments.numbered(number)
    if asked is None or asked.document_id != said.document_id or not asked.is_open:
        raise NotFoundError(f"There is no open comment number {number} on this document.")
    return replace(
        asked,
        number=None,
        who=said.who,
        at=said.at,
        text=said.text,
        is_question=said.is_question,
        answers=asked.answers or asked.number,
    )


def _about_place(store: Store, said: Comment, start: int, end: int) -> Comment:
    _, text = store.documents.key_and_text(said.document_id)
    if not 0 <= start < end <= len(text):
        raise UsageError(f"{start}:{end} is not a place in a text of {counted(len(text), 'code point')}.")
    return replace(said, start=start, end=end, quote=text[start:end])


def _about_annotation(store: Store, said: Comment, id: str, layer: str | None) -> Comment:
    home = _home(store, said.document_id, id, layer)
    said = replace(said, layer_id=store.layers.id_of(said.document_id, home.name), annotation=id)
    one = home[id]
    if isinstance(one, Relation):
        return said
    _, text = store.documents.key_and_text(said.document_id)
    return replace(said, start=first_offset(one), end=last_offset(one), quote=surface(text, one.fragments))


def _home(store: Store, document_id: int, id: str, wanted: str | None) -> Layer:
    """The layer that has the annotation."""
    names = [name for name in store.layers.names(document_id) if wanted in (None, name.annotator, name.short)]
    layers = [layer for name in names if (layer := store.layers.load(document_id, name)) and id in layer]
    if len(layers) > 1:
        there = " or ".join(layer.name.short for layer in layers)
        raise UsageError(f"{id} is in several layers: say --layer {there}.")
    if not layers:
        raise NotFoundError(f"No layer{f' of {wanted}' if wanted else ''} in this document has an annotation {id}.")
    return layers[0]
