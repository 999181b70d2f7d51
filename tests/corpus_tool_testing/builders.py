"""Small documents, layers and corpora."""

from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from corpus_tool import languages
from corpus_tool.model.annotations import Annotation, Argument, Event, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.model.schemas import Label, Migration, Schema
from corpus_tool.store.store import Store
from corpus_tool.workbench.surroundings import Surroundings

NOW = "2026-01-31T12:00:00.000+00:00"

ARABIC = "قصف الجيش السوري مواقع لداعش في حلب.\nوقالت وكالة «سانا» إن 15 مسلحا قتلوا."
HEBREW = 'צה"ל תקף מטרות של דאע"ש בסמוך לדמשק.\nכ-500 לוחמים נסוגו ב-14/1/2026.'


def counting_surroundings() -> Surroundings:
    """A clock that stands still and dice that count."""
    numbers = count(1)
    return Surroundings(now=lambda: NOW, token=lambda: str(next(numbers)))


def document(text: str = ARABIC, key: str = "ar-0001") -> Document:
    language = languages.identify(text)
    return Document(
        key=key,
        text=text,
        language=language,
        direction=languages.direction_of(language, text),
        title=text.split("\n")[0],
        metadata={"source": "test", "date": "2026-01-31"},
        tokens=tuple(languages.tokenize(text, language)),
        cutter=languages.language(language).cutter,
    )


def span(id: str, text: str, surface: str, label: str = "ORG", **more: object) -> Span:
    """A span over the first occurrence of `surface`."""
    start = text.index(surface)
    return Span(id=id, label=label, fragments=((start, start + len(surface)),), **more)


def event(id: str, text: str, surface: str, type: str = "Conflict.AirStrike", **roles: str) -> Event:
    """An event triggered by the first occurrence of `surface`; roles name their targets."""
    start = text.index(surface)
    arguments = tuple(Argument(role, target) for role, target in roles.items())
    return Event(id=id, type=type, fragments=((start, start + len(surface)),), arguments=arguments)


def layer(
    annotations: list[Annotation],
    annotator: str = "noa",
    kind: LayerKind = LayerKind.ANNOTATOR,
    status: Status = Status.DONE,
) -> Layer:
    return Layer.of(LayerName(annotator, kind), SchemaRef("conflict-news", "1.0.0"), annotations, status)


def strike(text: str = ARABIC) -> list[Annotation]:
    """The annotations of the Arabic example: nested, part of a word, an event with two arguments."""
    return [
        span("s1", text, "الجيش السوري", attributes={"subtype": "StateForces"}),
        span("s2", text, "السوري", "NORP"),
        span("s3", text, "داعش", attributes={"subtype": "ArmedGroup"}, note="proclitic outside"),
        span("s4", text, "حلب", "GPE"),
        event("e1", text, "قصف", Attacker="s1", Target="s3"),
    ]


def new_store(folder: Path, name: str = "corpus.db") -> Store:
    """A new corpus: a copy of one that was made once, for two thousand tests want one. There must be none there yet."""
    path = folder / name
    with path.open("xb") as file:
        file.write(_new_corpus())
    return Store.open(path)


@cache
def _new_corpus() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.db"
        Store.create(path, default_schema(), NOW).close()
        return path.read_bytes()


def add_document(store: Store, of: Document) -> int:
    with store.writing():
        return store.documents.add(of, (), NOW)


def moved_schema(store: Store, version: str, migration: Migration) -> Schema:
    """The next version of the schema in force: without the label that a migration leaves, with those it leads to."""
    now = store.schemas.current()
    (gone,) = migration.sources
    return replace(
        now,
        head=replace(now.head, version=version),
        labels=(*(one for one in now.labels if one.id != gone), *(Label(id=id) for id in migration.targets)),
        events=tuple(replace(one, roles=tuple(replace(role, fillers=()) for role in one.roles)) for one in now.events),
        common_roles=tuple(replace(role, fillers=()) for role in now.common_roles),
        attributes=tuple(one for one in now.attributes if gone not in one.on),
        migrations=(),
    )


def locked(store: Store) -> set[tuple[int, str]]:
    """(document id, annotator) of what is locked of the work of noa and sami on the first two documents."""
    return {(id, who) for id in (1, 2) for who in ("noa", "sami") if store.work.lock_of(id, who)}
