"""A corpus in our JSONL, made by chance from a seed, that holds what breaks annotation tools.

Texts mix real sentences with random words, emoji, joiners, bidi controls and line ends that are none; layers of two
annotators and a gold layer hold nested, crossing and discontinuous spans with edges anywhere, events on events, odd
attributes. It is written by `json`, not by our own writer, so that reading it back compares two programs.
"""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from corpus_tool.model.default_schema import default_schema

Json = dict[str, Any]

LETTERS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإئؤةىـ\u064b\u064e\u0651\u0670",
    "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת\u05b7\u05bc",
}

SPICE = (
    "😀",
    "\U0001f469\u200d\U0001f4bb",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u00a0",
    "\u200c",
    "\u200d",
    "\u200f",
    "\u200e",
    "\u2067x\u2069",
    "\ufeff",
    "\ufffd",
    "e\u0301",
    "\u00e9",
    "\ufefb",
    "\U00010330",
    "F-16",
    "31/01/2026",
    "٪15",
    "לד\u05f3",
    'דאע"ש',
    "«»",
    "\t",
    "\n",
    "\n\n",
    "\\",
    "</script>",
)

ODD_VALUES: tuple[Any, ...] = (
    "",
    " ",
    "\u2028",
    'say "no"\n',
    "\x1b[31m",
    "\x00",
    "ﷲ😀",
    0,
    -1,
    2**53 + 1,
    -(2**63),
    1.5,
    1e300,
    True,
    None,
    [],
    {},
    [1, [2, [3, {"a": None}]]],
    {"b": 1, "a": {"c": [True]}},
)

OWNERS = (("noa", "annotator"), ("סמי, ב.", "annotator"), ("gold", "gold"))
"""The three layers of each document."""

STATUSES = ("new", "in-progress", "done")


def hostile_corpus(seed: int, sentences: dict[str, Sequence[str]], documents: int) -> Iterator[Json]:
    """The lines of the corpus. `sentences` are real ones by language (ar, he), to build texts from."""
    chance = Random(seed)
    for number in range(documents):
        language = chance.choice(("ar", "he"))
        text = _text(chance, language, sentences[language]) + f" {number}"
        yield {
            "format": "corpus-tool/1",
            "key": f"{language}-{number:04}{chance.choice(('', ' b', '/é', '😀'))}",
            "language": language,
            "direction": chance.choice(("rtl", "ltr")),
            "title": chance.choice(("", " ", text[:20])) or "-",
            "text": text,
            "text_sha256": sha256(text.encode()).hexdigest(),
            "metadata": _attributes(chance),
            "layers": [_layer(chance, text, *owner) for owner in OWNERS],
        }


def as_line(line: Json) -> str:
    """A line of the file, as another program would write it."""
    return json.dumps(line, ensure_ascii=False) + "\n"


def _text(chance: Random, language: str, sentences: Sequence[str]) -> str:
    parts = []
    for _ in range(chance.randint(5, 40)):
        word = "".join(chance.choices(LETTERS[language], k=chance.randint(1, 9)))
        parts.append(chance.choice((word, chance.choice(SPICE), chance.choice(sentences))))
    return chance.choice(LETTERS[language]) + chance.choice((" ", "")).join(parts)


def _layer(chance: Random, text: str, annotator: str, kind: str) -> Json:
    spans = [_span(chance, text, f"s{number}") for number in range(chance.randint(6, 14))]
    spans += [_inside(chance, text, chance.choice(spans), f"n{number}") for number in range(3)]
    ids = [span["id"] for span in spans]
    events = []
    for number in range(chance.randint(2, 5)):
        events.append(_event(chance, text, f"e{number}", ids))
        ids.append(f"e{number}")  # events may fill the roles of later ones
    relations = [_relation(chance, f"r{number}", ids) for number in range(chance.randint(0, 3))]
    return {
        "annotator": annotator,
        "kind": kind,
        "status": chance.choice(STATUSES),
        "schema": {"name": "conflict-news", "version": chance.choice(("1.0.0", "0.9"))},
        "spans": spans,
        "events": events,
        "relations": relations,
    }


def _span(chance: Random, text: str, id: str) -> Json:
    return {
        "id": id,
        "label": chance.choice(default_schema().labels).id,
        **_place(text, _fragments(chance, 0, len(text))),
        "attributes": _attributes(chance),
        "link": chance.choice((None, None, "gaz:x", "")),
        "note": chance.choice((None, None, "שימו לב\n", "")),
    }


def _inside(chance: Random, text: str, outer: Json, id: str) -> Json:
    """A span inside another one, or on the very same place under another label."""
    start, end = outer["fragments"][0]
    return _span(chance, text, id) | _place(text, _fragments(chance, start, end)[:1])


def _event(chance: Random, text: str, id: str, ids: Sequence[str]) -> Json:
    type = chance.choice(default_schema().events)
    roles = [role.id for role in default_schema().roles_of(type.id).values()]
    return {
        "id": id,
        "type": type.id,
        **_place(text, _fragments(chance, 0, len(text))),
        "attributes": _attributes(chance),
        "arguments": [
            {"role": chance.choice(roles), "target": chance.choice(ids)} for _ in range(chance.randint(0, 4))
        ],
        "note": chance.choice((None, "x")),
    }


def _relation(chance: Random, id: str, ids: Sequence[str]) -> Json:
    return {
        "id": id,
        "type": chance.choice(default_schema().relations).id,
        "source": chance.choice(ids),
        "target": chance.choice(ids),
        "attributes": _attributes(chance),
    }


def _fragments(chance: Random, first: int, last: int) -> list[list[int]]:
    """One to three ranges between two offsets, mostly one and short."""
    if last - first > 8 and chance.random() < 0.2:
        edges = sorted(chance.sample(range(first, last + 1), k=chance.choice((4, 6))))
        return [list(edges[at : at + 2]) for at in range(0, len(edges), 2)]
    start = chance.randrange(first, last)
    return [[start, min(last, start + chance.randint(1, 20))]]


def _place(text: str, fragments: list[list[int]]) -> Json:
    return {"fragments": fragments, "text": " ".join(text[start:end] for start, end in fragments)}


def _attributes(chance: Random) -> Json:
    names = ("subtype", "mention", "polarity", "", "ملاحظة", "a b", "😀", "__proto__")
    return {name: chance.choice(ODD_VALUES) for name in chance.sample(names, k=chance.randint(0, 3))}
