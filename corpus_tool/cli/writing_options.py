"""Options of whoever takes work out: which documents and labels, how much of them, and what a format cannot hold.

Apart from `options.py`, which every verb reads: these need the model.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus_tool.errors import UsageError
from corpus_tool.model.changes import Status
from corpus_tool.model.policies import Clitics, Overlaps, Window

if TYPE_CHECKING:
    from corpus_tool.workbench.choosing import Choice

AllowLossOption = Annotated[
    bool, typer.Option("--allow-loss", help="Write what the formats can hold, and a list of the rest.")
]
CliticsOption = Annotated[
    Clitics, typer.Option("--clitics", help="Edges inside words, where a format holds whole words only.")
]
OverlapsOption = Annotated[
    Overlaps, typer.Option("--overlaps", help="Which of overlapping spans stays, where a format holds one.")
]
WindowOption = Annotated[Window, typer.Option("--window", help="What a format that cuts documents takes as one piece.")]
WithoutTextOption = Annotated[
    bool, typer.Option("--without-text", help="Offsets, digests and addresses only; not the articles (jsonl ...).")
]
WithoutBoilerplateOption = Annotated[
    bool, typer.Option("--without-boilerplate", help="Leave out what lies in lines that are not the article's own.")
]
WithoutAssistedOption = Annotated[
    bool,
    typer.Option(
        "--without-assisted",
        help="Leave out work that went on after seeing others' or suggestions, and gold of it.",
    ),
]
PseudonymsOption = Annotated[
    bool, typer.Option("--pseudonyms", help="Call people A1, A2, the same in every export; who is who is kept here.")
]

DocumentsOption = Annotated[
    str, typer.Option("--documents", metavar="KEY[,KEY]|@FILE", help="Only these; a file has a key a line.")
]
LanguagesOption = Annotated[
    list[str] | None, typer.Option("--language", metavar="ar|he|other", help="Only documents in it; again for more.")
]
SourcesOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="NAME", help="Only documents from it; again for more.")
]
SinceOption = Annotated[str, typer.Option("--since", metavar="DATE", help="2026-01-31, 2026-01 or 2026, and later.")]
UntilOption = Annotated[str, typer.Option("--until", metavar="DATE", help="Up to then, with all of it.")]
StatusesOption = Annotated[list[Status] | None, typer.Option("--status", help="Only layers that are so far.")]
LabelsOption = Annotated[
    str, typer.Option("--labels", metavar="NAME[,NAME]", help="Only these labels, event and relation types.")
]


def choice_of(
    languages: Sequence[str] | None,
    sources: Sequence[str] | None,
    since: str,
    until: str,
    keys: Sequence[str],
    labels: str,
    *,
    statuses: Sequence[Status] | None = None,
    without_assisted: bool = False,
) -> "Choice":
    """What these options take of a corpus; `labels` as they are typed."""
    from corpus_tool.workbench.choosing import Choice

    return Choice(
        languages=tuple(languages or ()),
        sources=tuple(sources or ()),
        since=since,
        until=until,
        keys=tuple(keys),
        statuses=tuple(statuses or ()),
        without_assisted=without_assisted,
        labels=parts(labels),
    )


def parts(words: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(part.strip() for part in words.split(",") if part.strip())


def keys(words: str) -> tuple[str, ...]:
    """The keys of documents, or those that a file lists. Raises UsageError where it cannot be read or lists none."""
    if not words.startswith("@"):
        return parts(words)
    try:
        lines = Path(words[1:]).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{words[1:]} cannot be read as a list of keys: {error}.") from None
    if not (found := tuple(line.strip() for line in lines if line.strip())):
        raise UsageError(f"{words[1:]} has no key in it.")
    return found
