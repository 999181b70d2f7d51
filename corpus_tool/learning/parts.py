"""The models of the recommender, fitted to examples: names and names in them, their beginnings, triggers, roles."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from corpus_tool.learning import features
from corpus_tool.learning.articles import Example, Sentence
from corpus_tool.learning.chunks import Chunk, tags_of
from corpus_tool.learning.crf import Lesson, Seen
from corpus_tool.learning.gazetteer import Gazetteer, Key
from corpus_tool.learning.placing import Placed, key_of, outermost, placed
from corpus_tool.model.annotations import Event

NO_ROLE = "-"
YES, NO = "y", "n"
TRIGGER = "!"
"""Stands for the label of a trigger: no label of a name is so called."""

MANY = 40
"""Examples from which on it matters how long they take."""

Sequences = list[tuple[Seen, list[str]]]
Rows = list[tuple[Key, str, str]]


class Parts(Struct, frozen=True):
    """What was fitted; the models are bytes, empty where there was nothing to learn."""

    names: bytes
    inner: bytes
    borders: bytes
    triggers: bytes
    types: bytes
    roles: bytes
    known_names: Rows
    """Folded words, label, cluster."""
    known_triggers: Rows


class Lessons:
    """Examples in parts, read once, from which models of all but one part are fitted, and one of all.

    What the gazetteer says in an article is what other stories say. So much is known of the part that is left out, too,
    as it will be of every article once there are others.
    """

    def __init__(self, parts: Sequence[Sequence[Example]]) -> None:
        is_long = sum(map(len, parts)) >= MANY
        self._all = names, inner, borders, triggers, types, roles = tuple(Lesson(is_long) for _ in range(6))
        self._names, self._inner, self._borders = names, inner, borders
        self._triggers, self._types, self._roles = triggers, types, roles
        examples = [(part, example) for part, some in enumerate(parts) for example in some]
        spans = [placed(one.article, one.spans) for _, one in examples]
        events = [placed(one.article, one.events) for _, one in examples]
        only = [one for _, one in examples]
        self.known_names = Gazetteer(_rows(only, spans))
        self.known_triggers = Gazetteer(_rows(only, events))
        for (part, example), own_spans, own_events in zip(examples, spans, events, strict=True):
            for number, sentence in enumerate(example.article.sentences):
                self._teach_names(sentence, own_spans.get(number, []), example.article.cluster, part)
                self._teach_events(sentence, own_events.get(number, []), example.article.cluster, part)
                for seen, tags in roles_of(sentence, own_events.get(number, []), own_spans.get(number, [])):
                    self._roles.add(seen, tags, part)

    def fitted(self, but: int = -1) -> Parts:
        """The models of all parts but one."""
        names, inner, borders, triggers, types, roles = (lesson.learned(but) for lesson in self._all)
        return Parts(
            names, inner, borders, triggers, types, roles, list(self.known_names.rows), list(self.known_triggers.rows)
        )

    def _teach_names(self, sentence: Sentence, some: list[Placed], cluster: str, part: int) -> None:
        outer, rest = outermost(some)
        known = self.known_names
        chunks = [one.chunk for one in outer]
        seen = features.of_names(sentence, known.features(sentence, cluster))
        self._names.add(seen, tags_of(chunks, len(sentence)), part)
        for chunk in chunks:
            if chunk.end - chunk.start > 1:
                inside = [one.chunk for one in rest if chunk.start <= one.chunk.start and one.chunk.end <= chunk.end]
                self._inner.add(seen_inside(sentence, chunk, known, cluster), _tags_inside(chunk, inside), part)
        for one in some:
            self._teach_border(sentence, one, one.chunk, known, cluster, part)

    def _teach_events(self, sentence: Sentence, some: list[Placed], cluster: str, part: int) -> None:
        outer, _ = outermost(some)
        families = [one.chunk._replace(label=family(one.chunk.label)) for one in outer]
        seen = features.of_triggers(sentence, self.known_triggers.features(sentence, cluster))
        self._triggers.add(seen, tags_of(families, len(sentence)), part)
        for one in outer:
            words = sentence[one.chunk.start : one.chunk.end]
            about = features.of_type(words, family(one.chunk.label))
            self._types.add([about], [one.chunk.label], part)
            self._teach_border(sentence, one, of_trigger(one.chunk), self.known_triggers, cluster, part)

    def _teach_border(
        self, sentence: Sentence, one: Placed, chunk: Chunk, known: Gazetteer, cluster: str, part: int
    ) -> None:
        word = sentence[chunk.start]
        if word.borders and one.offset in {0, *dict(word.borders)}:
            for offset, left in ((0, word.folded), *word.borders):
                about = border(sentence, chunk, offset, left, known, cluster)
                self._borders.add([about], [YES if offset == one.offset else NO], part)


def fitted(examples: Sequence[Example]) -> Parts:
    """The models of all examples."""
    return Lessons([examples]).fitted()


def of_trigger(chunk: Chunk) -> Chunk:
    """Words of a trigger as they are told apart from names where it is asked at which letter they begin."""
    return chunk._replace(label=TRIGGER)


def family(type: str) -> str:
    """What types of one kind have in common: Conflict of Conflict.Attack."""
    return type.partition(".")[0]


def _rows(examples: Sequence[Example], all_placed: Sequence[dict[int, list[Placed]]]) -> Iterator[tuple[Key, str, str]]:
    for example, some in zip(examples, all_placed, strict=True):
        for number, those in some.items():
            for one in those:
                if key := key_of(example.article.sentences[number], one):
                    yield key, one.chunk.label, example.article.cluster


def border(
    sentence: Sentence,
    chunk: Chunk,
    offset: int,
    rest: str,
    known: Gazetteer,
    cluster: str = "",
) -> list[str]:
    """What tells whether a chunk begins at an offset of its first word."""
    key = (rest, *(word.folded for word in sentence[chunk.start + 1 : chunk.end]))
    is_best = offset == sentence[chunk.start].borders[0][0]
    return features.of_border(
        sentence[chunk.start], offset, rest, chunk.label, bool(known.knows(key, cluster)), is_best
    )


def seen_inside(sentence: Sentence, chunk: Chunk, known: Gazetteer, cluster: str = "") -> Seen:
    """What tells the names inside a name: each word with the label that it is in."""
    words = sentence[chunk.start : chunk.end]
    said = [known.knows((word.core,), cluster) or known.knows((word.folded,), cluster) for word in words]
    return features.of_names(words, said, [chunk.label] * len(words))


def _tags_inside(chunk: Chunk, inside: Iterable[Chunk]) -> list[str]:
    moved = (Chunk(one.start - chunk.start, one.end - chunk.start, one.label) for one in inside)
    return tags_of(sorted(moved, key=lambda one: (one.start - one.end, one)), chunk.end - chunk.start)


def roles_of(sentence: Sentence, events: Iterable[Placed], spans: Sequence[Placed]) -> Sequences:
    """Each event of a sentence with each span of it: what is to be seen of the two, and the role."""
    found: Sequences = []
    for event in events:
        if not isinstance(event.annotation, Event):
            continue
        played = {argument.target: argument.role for argument in event.annotation.arguments}
        for span in spans:
            seen = of_pair(sentence, event.chunk, span.chunk, [one.chunk for one in spans])
            found.append(([seen], [played.get(span.annotation.id, NO_ROLE)]))
    return found


def of_pair(sentence: Sentence, event: Chunk, span: Chunk, others: Iterable[Chunk]) -> list[str]:
    """What tells the role of a span in an event."""
    distance = span.start - event.end if span.start >= event.end else min(-1, span.end - event.start - 1)
    low, high = sorted((event.start, span.start))
    between = [one.label for one in others if low < one.start < high and one != span]
    before = sentence[span.start - 1].core if span.start else ""
    return features.of_role(event.label, span.label, before, distance, between)
