"""Models that learn from exported files, as their users would write them: a few lines over the files alone.

What is learned from is a list of sentences: words with their tags, or with the entities and events among them.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple, TypeAlias

Tagged: TypeAlias = list[tuple[str, str]]
"""The words of a sentence with their tags."""

Window: TypeAlias = dict[str, Any]
"""`tokens`, `entities`, `events`; places are word numbers."""

Features: TypeAlias = dict[str, Any]

Pairs: TypeAlias = tuple[list[Features], list[str]]
"""What is to be seen of an event and an entity, and the role; empty for none."""

Seen: TypeAlias = Callable[[Sequence[str], int], list[str]]
"""Words and a place among them to what a model sees there."""

SENTENCE = re.compile(r"[^\n.!?؟]+[.!?؟]?")
PREFIX = re.compile(r"^(وال|بال|لل|ال|[وبلבלהומ])(?=...)")
"""What may be written onto a name, roughly."""
WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


class Tally(NamedTuple):
    """How much was found, how much was told, how much there is."""

    hits: int = 0
    told: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / max(self.told + self.there, 1)

    def and_also(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.hits + other.hits, self.told + other.told, self.there + other.there)


def columns(path: Path) -> list[Tagged]:
    """The sentences of a file of columns."""
    sentences: list[Tagged] = [[]]
    for line in path.read_text(encoding="utf-8").split("\n"):
        if not line or line.startswith("-DOCSTART-"):
            sentences.append([])
        else:
            word, *_, tag = line.split("\t")
            sentences[-1].append((word, tag))
    return [sentence for sentence in sentences if sentence]


def windows(path: Path, annotator: str = "gold") -> list[Window]:
    """The sentences of a JSONL file: words, and the entities and events that lie in each, by word numbers."""
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    return [
        window
        for document in documents
        for layer in document["layers"]
        if layer["annotator"] == annotator
        for window in _windows(document["text"], layer)
    ]


def _windows(text: str, layer: dict[str, Any]) -> Iterator[Window]:
    for sentence in SENTENCE.finditer(text):
        words = [(match.start(), match.end()) for match in WORD.finditer(text, *sentence.span())]
        yield {
            "tokens": [text[start:end] for start, end in words],
            "entities": [_placed(span, words, span["label"]) for span in layer["spans"] if _lies_in(span, sentence)],
            "events": [
                _placed(event, words, event["type"]) | {"arguments": event["arguments"]}
                for event in layer["events"]
                if _lies_in(event, sentence)
            ],
        }


def _lies_in(annotation: dict[str, Any], sentence: re.Match[str]) -> bool:
    start, end = annotation["fragments"][0]
    return sentence.start() <= start and end <= sentence.end()


def _placed(annotation: dict[str, Any], words: Sequence[tuple[int, int]], label: str) -> dict[str, Any]:
    """The words that an annotation touches with its first piece."""
    start, end = annotation["fragments"][0]
    touched = [number for number, (first, last) in enumerate(words) if first < end and start < last]
    return {"id": annotation["id"], "label": label, "start": touched[0], "end": touched[-1] + 1}


def triggers(windows: Iterable[Window]) -> list[Tagged]:
    """The words of each window, tagged with the families of the events that they trigger."""
    found = []
    for window in windows:
        tags = ["O"] * len(window["tokens"])
        for event in window["events"]:
            for place in range(event["start"], event["end"]):
                family = event["label"].partition(".")[0]
                tags[place] = f"{'B' if place == event['start'] else 'I'}-{family}"
        found.append(list(zip(window["tokens"], tags, strict=True)))
    return found


def shuffled(sentences: Sequence[Tagged], chance: Random) -> list[Tagged]:
    """The same words with the same tags, each at a word that it does not belong to."""
    tags = [tag for sentence in sentences for _, tag in sentence]
    chance.shuffle(tags)
    left = iter(tags)
    return [[(word, next(left)) for word, _ in sentence] for sentence in sentences]


def around(words: Sequence[str], at: int) -> list[str]:
    """What a name is told by: the word, its beginnings and ends, its neighbours."""
    word = words[at]
    edges = [f"{size}:{word[:size]}" for size in (1, 2, 3, 4)] + [f"-{size}:{word[-size:]}" for size in (1, 2, 3)]
    near = [(step, words[at + step]) for step in (-2, -1, 1, 2) if 0 <= at + step < len(words)]
    beside = [f"{step:+}{part}" for step, other in near for part in (f":{other}", f"b:{other[:4]}", f"e:{other[-2:]}")]
    shape = "digit" if any(letter.isdigit() for letter in word) else "latin" if word.isascii() else "letters"
    return [f"w:{word}", f"core:{PREFIX.sub('', word)}", f"shape:{shape}", f"first:{at == 0}", *edges, *beside]


def inside(words: Sequence[str], at: int) -> list[str]:
    """What a trigger is told by: the word without what is written onto it, and its letters two to four at a time."""
    word = f"<{words[at]}>"
    grams = [word[start : start + size] for size in (2, 3, 4) for start in range(len(word) - size + 1)]
    return [f"core:{PREFIX.sub('', words[at])}", *grams]


class Shown(NamedTuple):
    """Sentences as a model sees them: what is to be seen of each word, and the tags."""

    seen: list[list[list[str]]]
    tags: list[list[str]]

    @classmethod
    def of(cls, sentences: Sequence[Tagged], seen: Seen) -> "Shown":
        """Look at every word once; sentences with other tags are `tagged_as`."""
        return cls(_all_seen(sentences, seen), list(map(_tags, sentences)))

    def tagged_as(self, sentences: Sequence[Tagged]) -> "Shown":
        """The same words with the tags of `sentences`."""
        return self._replace(tags=list(map(_tags, sentences)))


def tagger(train: Shown, dev: Shown, iterations: int = 30) -> Tally:
    """How well a conditional random field that learned from `train` finds the names in `dev`."""
    from sklearn_crfsuite import CRF

    model = CRF(c1=0.05, c2=0.05, max_iterations=iterations)
    model.fit(*train)
    return tally(_all_chunks(model.predict(dev.seen)), _all_chunks(dev.tags))


def _all_seen(sentences: Iterable[Tagged], seen: Seen) -> list[list[list[str]]]:
    found = []
    for sentence in sentences:
        words = [word for word, _ in sentence]
        found.append([seen(words, at) for at in range(len(words))])
    return found


def _tags(sentence: Tagged) -> list[str]:
    return [tag for _, tag in sentence]


def _all_chunks(sentences: Iterable[Sequence[str]]) -> set[tuple[int, int, int, str]]:
    return {(number, *chunk) for number, tags in enumerate(sentences) for chunk in chunks(tags)}


def chunks(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(first, end, label) of each stretch of IOB2 tags."""
    found: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        head, _, label = tag.partition("-")
        goes_on = head == "I" and bool(found) and found[-1][1:] == (at, label)
        if goes_on:
            found[-1] = (found[-1][0], at + 1, label)
        elif head != "O":
            found.append((at, at + 1, label))
    return found


def pairs(windows: Iterable[Window]) -> Pairs:
    """Each event with each entity of its window: what is to be seen of the two, and the role or nothing."""
    seen, roles = [], []
    for window in windows:
        for event in window["events"]:
            played = {argument["target"]: argument["role"] for argument in event["arguments"]}
            for entity in window["entities"]:
                seen.append(_pair(window["tokens"], event, entity))
                roles.append(played.get(entity["id"], ""))
    return seen, roles


def _pair(words: Sequence[str], event: dict[str, Any], entity: dict[str, Any]) -> Features:
    label, kind = entity["label"], event["label"]
    before = words[entity["start"] - 1] if entity["start"] else ""
    is_behind = entity["start"] >= event["end"]
    distance = entity["start"] - event["end"] if is_behind else event["start"] - entity["end"]
    return {
        f"{kind} {label}": 1,
        f"{kind.partition('.')[0]} {label}": 1,
        f"{label} {is_behind}": 1,
        f"{before} {label}": 1,
        f"before {before}": 1,
        label: 1,
        "near": 1 / (1 + max(distance, 0)),
        "behind": is_behind,
    }


def roles(train: Pairs, dev: Pairs) -> Tally:
    """How well a logistic regression that learned from `train` finds the roles in `dev`."""
    from sklearn.feature_extraction import FeatureHasher
    from sklearn.linear_model import SGDClassifier
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(FeatureHasher(2**16), SGDClassifier(loss="log_loss", alpha=1e-4, random_state=0))
    model.fit(*train)
    told = enumerate(model.predict(dev[0]))
    return tally({(at, role) for at, role in told if role}, {(at, role) for at, role in enumerate(dev[1]) if role})


def tally(told: set[Any], right: set[Any]) -> Tally:
    """What is told against what is right."""
    return Tally(len(told & right), len(told), len(right))
