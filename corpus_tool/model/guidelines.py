"""Guidelines: a Markdown text with a section for each label, kept with the schema it explains."""

import re
from collections.abc import Iterable, Iterator

from corpus_tool.model.explaining import about_attribute, in_language, with_name
from corpus_tool.model.schemas import EventType, Label, RelationType, Schema
from corpus_tool.saying import tr

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def sections(markdown: str) -> dict[str, str]:
    """First word of a heading -> the lines from it to the next heading that is not deeper.

    `## ORG: organisations`, `## ORG` and `` ## `ORG` `` all begin the section of ORG. Headings in code are none.
    """
    lines = markdown.split("\n")
    headings = _headings(lines)
    found: dict[str, str] = {}
    for place, (number, depth, name) in enumerate(headings):
        following = (later for later, other, _ in headings[place + 1 :] if other <= depth)
        found.setdefault(name, "\n".join(lines[number : next(following, len(lines))]).strip())
    return found


def unexplained(markdown: str, schema: Schema) -> list[str]:
    """The labels, event types and relations that have no section."""
    there = sections(markdown)
    names = (*schema.label_by_id, *schema.event_by_id, *schema.relation_by_id)
    return [name for name in names if name not in there]


def _headings(lines: list[str]) -> list[tuple[int, int, str]]:
    """(line number from 0, depth, first word) of each heading."""
    found = []
    in_code = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code and (heading := _HEADING.fullmatch(line)):
            found.append((number, len(heading[1]), heading[2].split()[0].strip("`*:—,")))
    return found


def headings(markdown: str) -> dict[int, int]:
    """Line number, from 0, to depth, of every heading."""
    return {number: depth for number, depth, _ in _headings(markdown.split("\n"))}


def whole(schema: Schema, markdown: str, language: str = "en") -> str:
    """The guidelines; where nobody wrote any, what the schema says of itself, in the same form, in a language."""
    if markdown.strip():
        return markdown
    parts: list[str] = [f"# {with_name(schema.name, schema.head.names, language)} {schema.version}\n"]
    for title, said in _own_words(schema, language):
        parts += [f"## {title}\n", *(f"### {heading}\n\n{text}\n" for heading, text in said)] if said else []
    return "\n".join(parts)


def _own_words(schema: Schema, language: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """(title of a part, (heading, text) of each thing in it): what a schema says of itself."""
    translated = schema.guidelines_in.get(language, {})
    yield (
        tr("In general"),
        [
            (in_language(schema.topics.get(topic, {}), language, topic), translated.get(topic, text))
            for topic, text in schema.guidelines.items()
        ],
    )
    yield tr("Labels"), _defined(schema.labels, language)
    yield tr("Events"), _defined(schema.events, language)
    yield tr("Relations"), _defined(schema.relations, language)
    yield tr("Attributes"), [about_attribute(one, language) for one in schema.attributes]


def _defined(things: Iterable[Label | EventType | RelationType], language: str) -> list[tuple[str, str]]:
    return [
        (with_name(one.id, one.names, language), in_language(one.definitions, language, one.definition))
        for one in things
    ]
