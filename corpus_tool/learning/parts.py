"""The models of the recommender, fitted to examples: names and names in them, their beginnings, triggers, roles."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.learning import features
from corpus_tool.learning.articles import Example, Sentence
from corpus_tool.learning.chunks import OUTSIDE, Chunk, tags_of
from corpus_tool.learning.crf import Lesson, Seen
from corpus_tool.learning.gazetteer import Row
from corpus_tool.learning.placing import Placed, key_of, outermost, placed
from corpus_tool.learning.sight import Known, Sight
from corpus_tool.model.annotations import Event
from corpus_tool.model.schemas import SUBTYPE

NO_ROLE = "-"
YES, NO = "y", "n"

MANY = 40
"""Examples from which on it matters how long they take."""

Sequences = list[tuple[Seen, list[str]]]


class Parts(Struct, frozen=True):
    """What was fitted; the models are bytes, empty where there was nothing to learn."""

    names: bytes
    inner: bytes
    borders: bytes
    triggers: bytes
    types: bytes
    roles: bytes
    subtypes: bytes
    known: Known

    def and_events_of(self, other: "Parts") -> "Parts":
        """These names with another's events and all that goes with them."""
        return replace(other, names=self.names, inner=self.inner)


class Lessons:
    """Examples in parts, read once, from which models of all but one part are fitted, and one of all.

    What the gazetteer says in an article is what other stories say. So much is known of the part that is left out, too,
    as it will be of every article once there are others. Few examples are of few stories, which tell of one another's
    names more than the next article will; so each sentence of theirs is learned once more as if no other knew them.
    """

    def __init__(
        self,
        parts: Sequence[Sequence[Example]],
        listed: Known | None = None,
        *,
        with_names: bool = True,
        with_events: bool = True,
    ) -> None:
        """`listed`: what is known of words beside the examples; `with_names`, `with_events`: what is learned."""
        self._is_long = is_long = sum(map(len, parts)) >= MANY
        self._names, self._inner, self._borders = (Lesson(is_long) for _ in range(3))
        self._triggers, self._types, self._roles = (Lesson(is_long) for _ in range(3))
        self._subtypes = Lesson(is_long)
        examples = [(part, example) for part, some in enumerate(parts) for example in some]
        spans = [placed(one.article, one.spans) for _, one in examples]
        events = [placed(one.article, one.events) for _, one in examples]
        only = [one for _, one in examples]
        marked, told = _rows(only, spans), _rows(only, events)
        self._known = replace(listed or Known(), names=sorted(set(marked)), triggers=sorted(set(told)))
        self.sight = Sight(self._known)
        for (part, example), own_spans, own_events in zip(examples, spans, events, strict=True):
            for number, sentence in enumerate(example.article.sentences):
                there, cluster = (own_spans.get(number, []), own_events.get(number, [])), example.article.cluster
                if with_names:
                    self._teach_names(sentence, there[0], cluster, part)
                if with_events:
                    self._teach_events(sentence, there[1], cluster, part)
                    self._teach_borders(sentence, [*there[0], *there[1]], cluster, part)
                    self._teach_roles(sentence, there[1], there[0], part)
                    self._teach_subtypes(sentence, there[0], part)

    def fitted(self, but: int = -1) -> Parts:
        """The models of all parts but one."""
        return Parts(
            names=self._names.learned(but),
            inner=self._inner.learned(but),
            borders=self._borders.learned(but),
            triggers=self._triggers.learned(but),
            types=self._types.learned(but),
            roles=self._roles.learned(but),
            subtypes=self._subtypes.learned(but),
            known=self._known,
        )

    def _teach_names(self, sentence: Sentence, some: list[Placed], cluster: str, part: int) -> None:
        outer, rest = outermost(some)
        chunks = [one.chunk for one in outer]
        tags = tags_of(chunks, len(sentence))
        self._names.add(self.sight.of_names(sentence, cluster), tags, part)
        if not self._is_long:
            self._names.add(self.sight.of_new_names(sentence), tags, part)
        for chunk in chunks:
            if chunk.end - chunk.start > 1:
                inside = [one.chunk for one in rest if chunk.start <= one.chunk.start and one.chunk.end <= chunk.end]
                self._inner.add(self.sight.of_inner(sentence, chunk, cluster), _tags_inside(chunk, inside), part)

    def _teach_events(self, sentence: Sentence, some: list[Placed], cluster: str, part: int) -> None:
        outer, _ = outermost(some)
        families = [one.chunk._replace(label=family(one.chunk.label)) for one in outer]
        self._triggers.add(self.sight.of_triggers(sentence, cluster), tags_of(families, len(sentence)), part)
        for one in outer:
            words = sentence[one.chunk.start : one.chunk.end]
            about = features.of_type(words, family(one.chunk.label))
            self._types.add([about], [one.chunk.label], part)

    def _teach_borders(self, sentence: Sentence, some: Iterable[Placed], cluster: str, part: int) -> None:
        for one in some:
            word, is_trigger = sentence[one.chunk.start], isinstance(one.annotation, Event)
            offsets = (0, *dict(word.borders))
            if word.borders and one.offset in offsets:
                for offset in offsets:
                    about = self.sight.of_border(sentence, one.chunk, offset, is_trigger=is_trigger, but=cluster)
                    self._borders.add([about], [YES if offset == one.offset else NO], part)

    def _teach_roles(self, sentence: Sentence, events: Iterable[Placed], spans: Sequence[Placed], part: int) -> None:
        for seen, tags in roles_of(sentence, events, spans):
            self._roles.add(seen, tags, part)

    def _teach_subtypes(self, sentence: Sentence, some: Iterable[Placed], part: int) -> None:
        for one in some:
            said = one.annotation.attributes.get(SUBTYPE)
            words = sentence[one.chunk.start : one.chunk.end]
            tag = said if isinstance(said, str) and said else OUTSIDE
            self._subtypes.add([features.of_subtype(words, one.chunk.label)], [tag], part)


def fitted(examples: Sequence[Example], listed: Known | None = None) -> Parts:
    """The models of all examples; `listed`: what is known of words besides."""
    return Lessons([examples], listed).fitted()


def family(type: str) -> str:
    """What types of one kind have in common: Conflict of Conflict.Attack."""
    return type.partition(".")[0]


def _rows(examples: Sequence[Example], all_placed: Sequence[dict[int, list[Placed]]]) -> Iterator[Row]:
    for example, some in zip(examples, all_placed, strict=True):
        for number, those in some.items():
            for one in those:
                if key := key_of(example.article.sentences[number], one):
                    yield key, one.chunk.label, example.article.cluster


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
