"""Suggestions made and kept: a layer of their own for each source and document, nobody's work until it is accepted.

What makes them is a `Suggester`: a name, and a function from documents to what it proposes of each. Made again, a
layer becomes what is proposed now; who rejected what is kept elsewhere (`store/verdicts.py`) and counts still.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec import Struct

from corpus_tool.model.annotations import Annotation, Event, Relation, Span, references, surface
from corpus_tool.model.changes import Status
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.name_map import Name, unknown_name
from corpus_tool.model.rules import misplaced
from corpus_tool.model.schemas import Schema
from corpus_tool.model.thinning import thinned
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.progress import Progress, Tell, ignore
from corpus_tool.workbench.surroundings import Surroundings


class Suggestions(Struct, frozen=True):
    """What is proposed of one document."""

    document: int
    """Its id in the corpus."""
    annotations: tuple[Annotation, ...]
    """Ids are unique in the document; scores stand in the attribute `score` (`model/suggestions.py`)."""
    words: Mapping[str, str] = {}
    """Id to what the source says stands there, where it does: offsets that count something else come to light."""


@dataclass(frozen=True, slots=True)
class Suggester:
    """Something that proposes annotations."""

    name: str
    """What its layers are called, and what stands beside everything that is accepted of them."""
    suggest: Callable[[Iterable[Document]], Iterator[Suggestions]]
    """Documents -> what it proposes of them, in any order; it may leave documents out."""
    learned_from: frozenset[int] = frozenset()
    """Documents by whose work it goes: of these it says what it was told."""


class Suggested(Struct):
    """What came of asking a suggester."""

    documents: int = 0
    """How many have suggestions now."""
    annotations: int = 0
    left_out: Counter[str] = Counter()
    """What could not be kept, in words, and how often."""


def make_suggestions(
    store: Store,
    suggester: Suggester,
    ids: Sequence[int],
    surroundings: Surroundings | None = None,
    tell: Tell = ignore,
) -> Suggested:
    """Ask a suggester about documents, and keep what it proposes as layers of the kind suggestion.

    What the schema has no name for, or lies outside its text, is left out and counted.
    """
    surroundings = surroundings or Surroundings()
    schema, told = store.schemas.current(), Suggested(left_out=Counter())
    documents = (store.documents.load(id) for id in ids)
    for done, found in enumerate(suggester.suggest(documents), 1):
        keep(store, suggester.name, found, schema, told, surroundings)
        tell(Progress(done, len(ids), store.documents.key_of(found.document)))
    return told


def keep(
    store: Store, name: str, found: Suggestions, schema: Schema, told: Suggested, surroundings: Surroundings
) -> None:
    """Let the layer of a source on a document be what it proposes now; one revision, none where nothing differs."""
    layer_name = LayerName(name, LayerKind.SUGGESTION)
    text = store.documents.key_and_text(found.document)[1]
    there = _where_they_say(found, text, told.left_out)
    kept = usable(there, schema, text, told.left_out)
    if not kept and store.layers.id_of(found.document, layer_name) is None:
        return
    wanted = Layer.of(layer_name, SchemaRef(schema.name, schema.version), kept, Status.NEW)
    Desk(store, found.document, layer_name, surroundings).become(f"Suggest {name}", wanted)
    told.documents += bool(kept)
    told.annotations += len(kept)


def _where_they_say(found: Suggestions, text: str, left_out: Counter[str]) -> list[Annotation]:
    """Those whose words stand where their source says; the others are counted."""
    kept = [one for one in found.annotations if isinstance(one, Relation) or _says(one, found.words, text)]
    if len(kept) < len(found.annotations):
        left_out["other words stand there; offsets count code points"] += len(found.annotations) - len(kept)
    return kept


def _says(one: Span | Event, words: Mapping[str, str], text: str) -> bool:
    said = words.get(one.id)
    return said is None or said == surface(text, one.fragments)


def usable(found: Sequence[Annotation], schema: Schema, text: str, left_out: Counter[str]) -> list[Annotation]:
    """Those that can be kept, with nothing that points at what is gone; why the others cannot is counted."""
    kept: dict[str, Annotation] = {}
    for one in found:
        if why := _wrong(one, schema, text, one.id in kept):
            left_out[why] += 1
        else:
            kept[one.id] = one
    lost = {id for one in kept.values() for id in references(one)} - kept.keys()
    if not lost:
        return list(kept.values())
    left, arguments, relations = thinned(list(kept.values()), lost)
    left_out["it points at what is left out"] += len(arguments) + len(relations)
    return left


def _wrong(one: Annotation, schema: Schema, text: str, is_twice: bool) -> str:
    """Why an annotation cannot be kept; nothing where it can."""
    unknown: Name | None = unknown_name(one, schema)
    if unknown:
        return f"the schema has no {unknown.part} {unknown.name}"
    if is_twice:
        return "its id is given twice"
    if not isinstance(one, Relation) and misplaced(one.fragments, text):
        return "it lies outside the text"
    return ""
