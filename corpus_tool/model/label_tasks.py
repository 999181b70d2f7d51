"""A task of Label Studio's as a bundle: regions with what is said about each, and what goes from one to another."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from corpus_tool.model.annotations import Annotation, Argument, Attributes, Event, Relation, Span
from corpus_tool.model.article_rows import USUAL_NAMES, document_with
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.flat_tasks import is_flat, with_shape
from corpus_tool.model.json_values import UnusableError, converted
from corpus_tool.model.label_config import EVENT, TEXT
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.model.luggage import FIELD, DocumentLuggage, LayerLuggage, document_of, layer_of, refuse_twins
from corpus_tool.model.schemas import SUBTYPE
from corpus_tool.model.suggestions import first_score
from corpus_tool.text.units import utf16

RELATION = "relation"
"""The type of a result that goes from one region to another."""

MARKS = ("labels", "hypertextlabels")
"""Types of results that mark a piece of a text, and where in their value the labels are."""


class Extras(Struct, frozen=True, omit_defaults=True):
    """What of an annotation Label Studio has no field for."""

    id: str = ""
    """Of a relation; one without is an argument where an event is at its beginning."""
    attributes: Attributes = {}
    link: str | None = None


class Meta(Struct, omit_defaults=True):
    """What a region or a relation carries along."""

    text: list[str] | str | None = None
    """The note."""
    corpus_tool: Extras = field(default_factory=Extras)


class ResultLine(Struct):
    """A result as the file has it: a region, something said about one, or a relation."""

    type: str = ""
    id: str = ""
    from_name: str = ""
    value: dict[str, Any] = {}
    score: int | float | None = None
    from_id: str = ""
    to_id: str = ""
    direction: str | None = None
    labels: list[str] | None = None
    meta: Meta | None = None

    @property
    def extras(self) -> Extras:
        """What we packed."""
        return self.meta.corpus_tool if self.meta else Extras()


class WorkLine(Struct):
    """An annotation or a prediction as the file has it."""

    result: list[ResultLine] | None = None
    completed_by: int | dict[str, Any] | str | None = None
    model_version: str | None = None
    score: int | float | None = None
    was_cancelled: bool | None = False
    corpus_tool: LayerLuggage | None = None


class TaskLine(Struct):
    """A task as the file has it."""

    data: dict[str, Any]
    annotations: list[WorkLine] | None = None
    completions: list[WorkLine] | None = None
    """What annotations were called at first."""
    predictions: list[WorkLine] | None = None


class Told(NamedTuple):
    """A bundle, and what is odd about the task it came from."""

    bundle: Bundle
    words: str


def read_task(fields: Mapping[str, Any], annotator: str, columns: Mapping[str, str] = {}) -> Told:
    """The document with everybody's layers; `annotator` made those that name nobody. Raises UnusableError.

    `columns`: which of its fields is what, where the user says so.
    """
    line = converted(with_shape(fields) if is_flat(fields) else fields, TaskLine, "a task of Label Studio's")
    task = _Task(line, _text_field(line, columns), annotator, columns)
    bundle = task.bundle()
    said = (f"{what} ({times} times)" if times > 1 else what for what, times in task.told.items())
    return Told(bundle, "; ".join(said))


def _text_field(line: TaskLine, columns: Mapping[str, str]) -> str:
    """Which field has the text: the one that is said, that is called so, or the only one with what regions repeat."""
    texts = {name: value for name, value in line.data.items() if isinstance(value, str)}
    usual = (columns[TEXT],) if TEXT in columns else (TEXT, *USUAL_NAMES[TEXT])
    if named := [name for name in usual if name in texts]:
        return named[0]
    results = [one for work in (*(line.annotations or ()), *(line.predictions or ())) for one in work.result or ()]
    said = [words for one in results if isinstance(words := one.value.get(TEXT), str)]
    fitting = [name for name, value in texts.items() if said and all(words in value for words in said)]
    if TEXT in columns or len(fitting) != 1:
        known = ", ".join(line.data) or "nothing"
        raise UnusableError(f"its data must have a text in the field `{usual[0]}`, but has {known}; --column text=NAME")
    return fitting[0]


class _Task:
    """A task while it is read."""

    def __init__(self, line: TaskLine, field: str, annotator: str, columns: Mapping[str, str]) -> None:
        self.told: Counter[str] = Counter()
        """What is odd, and how often."""
        text = str(line.data[field])
        self._text, self._annotator = text, annotator
        self._people = [*(line.annotations or ()), *(line.completions or ())]
        self._models = line.predictions or []
        packed = line.data.get(FIELD)
        self._is_ours = packed is not None
        """Then regions of the control `event` are triggers."""
        self._document = (
            document_of(converted(packed, DocumentLuggage, "what corpus-tool packed"), text)
            if self._is_ours
            else document_with(text, line.data, {**columns, TEXT: field})
        )
        self._places = _Places(text, [one for work in (*self._people, *self._models) for one in work.result or ()])
        if self._places.units:
            self.told["its offsets count UTF-16 units, as its texts show"] = 1

    def bundle(self) -> Bundle:
        """The document with everybody's layers."""
        names: Counter[tuple[str, LayerKind]] = Counter()
        layers = []
        for work in self._people:
            if work.was_cancelled:
                self.told["what was skipped gives no layer"] += 1
            else:
                layers.append(self._layer(work, LayerKind.ANNOTATOR, _who(work.completed_by), names))
        for work in self._models:
            layers.append(self._layer(work, LayerKind.SUGGESTION, work.model_version or "model", names))
        return Bundle(self._document, refuse_twins(layers))

    def _layer(self, work: WorkLine, kind: LayerKind, who: str, names: Counter[tuple[str, LayerKind]]) -> Layer:
        """A layer; the second of somebody who is not ours to name gets a number."""
        luggage = work.corpus_tool
        if luggage is None:
            who = who or self._annotator
            names[who, kind] += 1
            times = names[who, kind]
            luggage = LayerLuggage(annotator=who if times == 1 else f"{who} {times}", kind=kind)
        return layer_of(luggage, self._annotations(work, kind), self._text, self._annotator)

    def _annotations(self, work: WorkLine, kind: LayerKind) -> list[Annotation]:
        results = work.result or []
        said = _said_of_regions(results)
        marks: list[Span | Event] = []
        for line in results:
            if line.type in MARKS:
                scores = (line.score, work.score) if kind is LayerKind.SUGGESTION else ()
                marks += self._marks(line, said.get(line.id, {}) | first_score(*scores), len(marks))
            elif line.type != RELATION and not (line.id and line.id in said):
                self.told[f"`{line.from_name or line.type}` is about the whole text and stays out"] += 1
        arguments, relations = _ties(results, {one.id for one in marks if isinstance(one, Event)})
        return [*(_with_arguments(one, arguments) for one in marks), *relations]

    def _marks(self, line: ResultLine, said: Attributes, before: int) -> Iterator[Span | Event]:
        """A span or an event for each label of a region."""
        labels = line.value.get(line.type) or []
        if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
            raise UnusableError(f"result {line.id!r}: its labels are {labels!r}; a list of names was expected")
        if not labels:
            self.told["a region without a label stays out"] += 1
        place = (self._places.of(line),)
        attributes = {**line.extras.attributes, **said}
        for number, label in enumerate(labels, 1):
            id = (line.id or f"s{before + 1}") + (f"-{number}" if number > 1 else "")
            if self._is_ours and line.from_name == EVENT:
                yield Event(id=id, type=label, fragments=place, attributes=attributes, note=_note(line))
            else:
                link = line.extras.link
                yield Span(id=id, label=label, fragments=place, attributes=attributes, link=link, note=_note(line))


class _Places:
    """Where the regions of a task are, whatever its offsets count."""

    def __init__(self, text: str, results: Iterable[ResultLine]) -> None:
        self._text = text
        self.units = None
        """UTF-16, where only that gives the texts that the regions repeat."""
        regions = [line for line in results if line.type in MARKS]
        wrong = next((line for line in regions if not self._fits(line)), None)
        if wrong and utf16(text).length > len(text):
            self.units = utf16(text)
            if all(self._fits(line) for line in regions):
                return
            self.units = None
        if wrong:
            start, end = self.of(wrong)
            said = wrong.value.get(TEXT)
            raise UnusableError(
                f"result {wrong.id!r} is {said!r}, but the text has {text[start:end]!r} at {start}:{end}"
            )

    def of(self, line: ResultLine) -> tuple[int, int]:
        """Of a region, in code points; raises UnusableError where it has none."""
        value = line.value.get("globalOffsets", line.value)
        start, end = (value.get("start"), value.get("end")) if isinstance(value, dict) else (None, None)
        if type(start) is not int or type(end) is not int:  # a truth is an int to Python
            raise UnusableError(f"result {line.id!r} has no offsets: numbers for start and end were expected")
        if self.units:
            first, last = self.units.offset(start), self.units.offset(end)
            return (-1, -1) if first is None or last is None else (first, last)
        return start, end

    def _fits(self, line: ResultLine) -> bool:
        """Whether a region is where its text is, or has none."""
        start, end = self.of(line)
        said = line.value.get(TEXT)
        there = self._text[start:end] if 0 <= start <= end else ""
        return not isinstance(said, str) or there in (said, said.replace("\\n", "\n"))


def _who(completed_by: int | dict[str, Any] | str | None) -> str:
    """Somebody's name: an address where there is one."""
    if isinstance(completed_by, dict):
        named = next((completed_by[name] for name in ("email", "username", "id") if completed_by.get(name)), "")
        return _who(named) if isinstance(named, int | str) else ""
    return f"user {completed_by}" if isinstance(completed_by, int) else completed_by or ""


def _said_of_regions(results: Sequence[ResultLine]) -> dict[str, Attributes]:
    """Id of a region to what was chosen or written about it: the name of the control to a value."""
    said: dict[str, Attributes] = {line.id: {} for line in results if line.type in MARKS and line.id}
    for line in results:
        if line.type not in (*MARKS, RELATION) and line.id in said:
            value = line.value.get(line.type, line.value.get(TEXT) if line.type == "textarea" else None)
            if value is not None:
                said[line.id][line.from_name or line.type] = _plain(value, line)
    return said


def _plain(value: object, line: ResultLine) -> object:
    """A value without the lists around it; the path of a taxonomy as its last part, or all parts with `/`."""
    if line.type == "taxonomy" and isinstance(value, list):
        paths = [[str(part) for part in path] for path in value if isinstance(path, list)]
        value = [path[-1] if line.from_name == SUBTYPE and path else "/".join(path) for path in paths]
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _note(line: ResultLine) -> str | None:
    text = line.meta.text if line.meta else None
    return "\n".join(text) if isinstance(text, list) else text


def _ties(results: Sequence[ResultLine], events: set[str]) -> tuple[dict[str, list[Argument]], list[Relation]]:
    """Arguments by the id of their event, and relations."""
    arguments: dict[str, list[Argument]] = {}
    relations: list[Relation] = []
    for line in results:
        if line.type == RELATION:
            source, target = (line.to_id, line.from_id) if line.direction == "left" else (line.from_id, line.to_id)
            for label in line.labels or [RELATION]:
                if source in events and not line.extras.id:
                    arguments.setdefault(source, []).append(Argument(label, target))
                else:
                    id = line.extras.id or f"r{len(relations) + 1}"
                    attributes = line.extras.attributes
                    relations.append(Relation(id=id, type=label, source=source, target=target, attributes=attributes))
    return arguments, relations


def _with_arguments(one: Span | Event, arguments: dict[str, list[Argument]]) -> Span | Event:
    return replace(one, arguments=tuple(arguments.get(one.id, ()))) if isinstance(one, Event) else one
