"""What a corpus says, as things of a hub, and the way back.

A thing that does not say what its label says (its name, whose it is, on which shelf it lies) is refused: the hub
answers for labels alone.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.errors import RefusedError
from corpus_tool.hub.things import Kind, Shelf, Thing
from corpus_tool.model.layers import LayerKind, LayerName, SchemaRef
from corpus_tool.model.schemas import Schema, schema_from_json, schema_to_json
from corpus_tool.saying import tr
from corpus_tool.store.comments import Comment
from corpus_tool.store.decisions import ALL_OF_IT, About, Decision, layer_of
from corpus_tool.store.exchange import Arrival
from corpus_tool.store.identity import LayerIdentity, digest_of
from corpus_tool.store.lines import Entry
from corpus_tool.store.schemas import Explanation
from corpus_tool.store.sightings import Sighting
from corpus_tool.store.verdicts import Verdict
from corpus_tool.text.tokens import Token

T = TypeVar("T")

OF_THE_CORPUS = Shelf()


class PackedSchema(Struct, frozen=True):
    """A schema, and when it came into force."""

    definition: str
    at: str

    @property
    def schema(self) -> Schema:
        """It. Raises RefusedError where it cannot be read."""
        try:
            return schema_from_json(self.definition)
        except msgspec.MsgspecError as wrong:
            raise RefusedError(tr("a schema in the hub cannot be read ({wrong})", wrong=wrong)) from wrong


class PackedDocument(Arrival, frozen=True):
    """A document, its tokens told in short: most follow the one before after one blank, and few kinds are frequent."""

    cut: tuple[int, ...] = ()
    """Of each token: white space before it, its length, and which of `kinds` it is."""
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, arrival: Arrival) -> "PackedDocument":
        """A document as it travels: called as it was where it was first brought in."""
        tokens = arrival.document.tokens
        kinds = {kind: number for number, kind in enumerate(dict.fromkeys(token.kind for token in tokens))}
        cut: list[int] = []
        end = 0
        for token in tokens:
            cut += (token.start - end, token.end - token.start, kinds[token.kind])
            end = token.end
        told = replace(arrival.document, key=arrival.wanted_key, id=None, tokens=())
        fields = (arrival.repairs, arrival.imported_at, arrival.wanted_key, arrival.findings)
        return cls(told, *fields, tuple(cut), tuple(kinds))

    @property
    def arrival(self) -> Arrival:
        """The way back. Raises RefusedError for tokens of no kind."""
        tokens = tuple(self._tokens()) if self.cut else tuple(self.document.tokens)
        document = replace(self.document, tokens=tokens)
        return Arrival(document, self.repairs, self.imported_at, self.wanted_key, self.findings)

    def _tokens(self) -> Iterator[Token]:
        end = 0
        try:
            for gap, length, kind in zip(*[iter(self.cut)] * 3, strict=True):
                yield Token(end + gap, end + gap + length, self.kinds[kind])
                end += gap + length
        except (ValueError, IndexError) as wrong:
            said = tr("the tokens of {document} in the hub cannot be read", document=self.wanted_key)
            raise RefusedError(said) from wrong


class PackedRevision(Struct, frozen=True):
    """A revision, with the schema that its layer is under."""

    entry: Entry
    schema: SchemaRef


class PackedComment(Struct, frozen=True):
    """A comment, and in the names that all copies know what it is on and what it answers."""

    comment: Comment
    """Without numbers."""
    layer: LayerName | None
    answers: str | None


class Resolution(Struct, frozen=True):
    """That a comment is dealt with."""

    comment: str
    """Its uid."""
    at: str
    by: str


class Packer:
    """Makes the things of one document, or of the corpus."""

    def __init__(self, digest: str = "") -> None:
        self._digest = digest

    def shelf_of(self, name: LayerName | None) -> Shelf:
        """Where what concerns a layer lies; None: what concerns everybody."""
        return Shelf(self._digest) if name is None else Shelf(self._digest, name.annotator, name.kind.value)

    def schema(self, schema: Schema, at: str, author: str) -> Thing:
        """A schema in force since `at`."""
        packed = PackedSchema(schema_to_json(schema), at)
        return packed_thing(Kind.SCHEMA, digest_of("schema", packed.definition), OF_THE_CORPUS, author, packed)

    def guideline(self, one: Explanation, author: str) -> Thing:
        """Guidelines of a schema."""
        uid = digest_of(*one.schema, one.text, one.at, one.turn)
        return packed_thing(Kind.GUIDELINE, uid, OF_THE_CORPUS, author, one)

    def document(self, arrival: Arrival, author: str) -> Thing:
        """A document, called as it was where it was first brought in."""
        uid = document_uid(self._digest, arrival.rank)
        return packed_thing(Kind.DOCUMENT, uid, self.shelf_of(None), author, PackedDocument.of(arrival))

    def revision(self, name: LayerName, entry: Entry, schema: SchemaRef) -> Thing:
        """A revision of a layer."""
        packed = PackedRevision(entry, schema)
        shelf = self.shelf_of(name)
        return packed_thing(Kind.REVISION, entry.uid, shelf, entry.deed.who, packed)._replace(parent=entry.parent)

    def decision(self, one: Decision) -> Thing:
        """Who works on it, what is locked or deleted, what its lines are."""
        shelf = self.shelf_of(_decided_about(one))
        return packed_thing(Kind(one.about.value), one.uid(self._digest), shelf, one.who, one)

    def comment(self, uid: str, packed: PackedComment, shelf: Shelf) -> Thing:
        """What somebody said."""
        return packed_thing(Kind.COMMENT, uid, shelf, packed.comment.who, packed)

    def resolution(self, one: Resolution, shelf: Shelf) -> Thing:
        """That it is dealt with."""
        return packed_thing(Kind.RESOLUTION, digest_of(one.comment, one.at, one.by), shelf, one.by, one)

    def sighting(self, one: Sighting) -> Thing:
        """That somebody saw others' work."""
        uid = digest_of(self._digest, one.who, one.kind, one.of, one.at)
        shelf = self.shelf_of(LayerName(one.who, LayerKind.ANNOTATOR))
        return packed_thing(Kind.SIGHTING, uid, shelf, one.who, replace(one, document_id=0))

    def verdict(self, one: Verdict) -> Thing:
        """What somebody said of a suggestion."""
        shelf = self.shelf_of(LayerName(one.who, LayerKind.ANNOTATOR))
        return packed_thing(Kind.VERDICT, one.uid(self._digest), shelf, one.who, one)


def document_uid(digest: str, rank: Iterable[str]) -> str:
    """What the thing is called that brings the document of that digest, described as its rank says."""
    return digest_of(digest, *rank)


def revisions_in(things: Iterable[Thing]) -> Iterator[PackedRevision]:
    """Revisions of one layer, each genuine. Raises RefusedError for a forged one."""
    for thing in things:
        packed = unpacked(thing, PackedRevision)
        identity = LayerIdentity(*thing.shelf)
        entry = packed.entry
        said = (entry.uid, entry.deed.who, entry.parent)
        refuse_unlike(thing, entry.is_genuine(identity) and said == (thing.uid, thing.author, thing.parent))
        yield packed


def unpacked(thing: Thing, type: type[T]) -> T:
    """What a thing says. Raises RefusedError where it is not of its kind."""
    try:
        return msgspec.json.decode(thing.payload, type=type)
    except msgspec.MsgspecError as wrong:
        said = tr(
            "a thing of {name} in the hub cannot be read ({kind}: {wrong})",
            name=thing.author,
            kind=thing.kind,
            wrong=wrong,
        )
        raise RefusedError(said) from wrong


def arrival_in(thing: Thing) -> Arrival:
    """The document that a thing brings. Raises RefusedError where it cannot be read."""
    return unpacked(thing, PackedDocument).arrival


def refuse_unlike(thing: Thing, is_like: bool) -> None:
    """Raise RefusedError for a thing that says something else than its label."""
    if not is_like:
        told = {"name": thing.author, "kind": thing.kind, "uid": thing.uid}
        raise RefusedError(
            tr("a thing in the hub is not what {name} wrote ({kind}: {uid} says something else)", **told)
        )


def _decided_about(one: Decision) -> LayerName | None:
    match one.about:
        case About.REGION:
            return None
        case About.DELETION:
            return None if one.subject == ALL_OF_IT else layer_of(one.subject)
        case _:
            return LayerName(one.subject, LayerKind.ANNOTATOR)


def packed_thing(kind: Kind, uid: str, shelf: Shelf, author: str, says: object) -> Thing:
    """A thing that says something."""
    return Thing(kind, uid, shelf, author, msgspec.json.encode(says))
