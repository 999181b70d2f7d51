"""Exports in memory and on disk, and what is hard about a text for other programs."""

from collections.abc import Iterable
from pathlib import Path

from corpus_tool.formats import Format, Notice, Reading, Refusal, Writing
from corpus_tool.model.annotations import Argument, Event, Relation, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.policies import AS_USUAL, Policy
from corpus_tool_testing.builders import document, layer

HARD = (
    "😀 قصف الجيش السوري مواقع لداعش 😀🕊\ufe0f في حَلَب.\n"
    "قال\u2028هناك مي\u200cخواهد \u200fאב\u200f و\u00a0مع كَتَبَ.\nשלום עולם סוף."
)
"""Emoji before everything, U+2028, ZWNJ, RLM, NBSP, combining marks; three lines."""


def place(surface: str, after: int = 0) -> tuple[int, int]:
    """Where `surface` stands in the hard text."""
    start = HARD.index(surface, after)
    return start, start + len(surface)


def hard_bundle(*, fragments: bool = True) -> Bundle:
    """Nested, part of a word, discontinuous, over emoji and joiners; an event with a repeated role; a relation."""
    surfaces = ("الجيش السوري", "السوري", "داعش", "🕊\ufe0f في", "حَلَب", "مي\u200cخواهد", "אב", "و\u00a0مع", "كَتَبَ")
    spans = [
        Span(id=f"s{number}", label="ORG" if number % 2 else "NORP", fragments=(place(surface),))
        for number, surface in enumerate(surfaces, 1)
    ]
    if fragments:
        spans.append(Span(id="s20", label="PER", fragments=(place("שלום"), place("סוף"))))
    arguments = (Argument("Target", "s1"), Argument("Target", "s2"))
    event = Event(id="e1", type="Conflict.Attack", fragments=(place("قصف"),), arguments=arguments)
    relation = Relation(id="r1", type="coreference", source="s1", target="s2")
    return Bundle(document(HARD, "hard"), (layer([*spans, event, relation]),))


def files_of(format: Format, bundles: Iterable[Bundle], policy: Policy = AS_USUAL) -> dict[str, bytes]:
    """The files of an export: name to bytes."""
    kept = [format.restricted(bundle, policy)[0] for bundle in bundles]
    files: dict[str, bytes] = {}
    for file, content in format.pieces(kept, Writing("name", default_schema(), policy)):
        files[file] = files.get(file, b"") + (content.encode() if isinstance(content, str) else content)
    return files


def written(format: Format, bundle: Bundle, folder: Path) -> Path:
    """The folder with the files of an export of one bundle."""
    for name, content in files_of(format, [bundle]).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def read_back(format: Format, files: dict[str, bytes]) -> list[Bundle | Refusal]:
    """What is in the files of an export that end as the format's own do; each with its neighbours beside it."""
    found: list[Bundle | Refusal] = []
    for name, content in files.items():
        if not name.endswith(format.suffix):
            continue
        folder, slash, file = name.rpartition("/")
        reading = Reading(
            suffix=format.suffix,
            stem=file.removesuffix(format.suffix),
            beside=lambda other, within=folder + slash: files.get(within + other),
        )
        lines = (line + b"\n" for line in content.split(b"\n"))
        found += [one for one in format.read(lines, reading) if not isinstance(one, Notice)]
    return found
