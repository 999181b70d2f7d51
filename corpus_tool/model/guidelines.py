"""Guidelines: a Markdown text with a section for each label, kept with the schema it explains."""

import re

from corpus_tool.model.schemas import Schema

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
