"""Windows that stand on lines of their own, to the document they make; what cannot be read refuses all of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from msgspec import Struct

from corpus_tool.model.annotations import Annotation
from corpus_tool.model.asides import PLAIN, Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.json_lines import Line, by_document
from corpus_tool.model.layers import Layer
from corpus_tool.model.mentions import MentionError
from corpus_tool.model.policies import Policy
from corpus_tool.model.refusals import Refusal
from corpus_tool.model.windows import TextWindow, UnusableWindowError, joined, order_told, windows

Row = TypeVar("Row")

AS_A_LINE = "\n"
"""What is put between two windows where the file does not say."""


class Said(NamedTuple):
    """What a line says."""

    window: TextWindow
    aside: Aside | None = None
    """None where it says nothing of the document."""


class Around(Struct, frozen=True, omit_defaults=True):
    """What stands around a window, where a format has no field for it."""

    before: str | None = None
    """White space before it; None where the file does not say."""
    after: str = ""
    about: Aside | None = None
    """Of the document; in its first window."""


def lines_of_windows(bundle: Bundle, layer: Layer, policy: Policy) -> Iterator[tuple[str, TextWindow, Around]]:
    """What the line of each window of a document is called (its key, a hyphen, a number from 0), and what it holds."""
    document = bundle.document
    found = windows(document, layer, policy.window)
    about = Aside.of(document, layer, order_told(layer, found))
    for number, window in enumerate(found):
        yield f"{document.key}-{number}", window, Around(window.before, window.after, None if number else about)


def laid_out(
    words: Sequence[str], text: str | None, around: Around, annotations: tuple[Annotation, ...], *, is_first: bool
) -> TextWindow:
    """A window as a file has it. What the file leaves open: one space between words, windows on lines of their own."""
    before = around.before
    if before is None:
        before = "" if is_first else AS_A_LINE
    return TextWindow(
        words=tuple(words),
        text=" ".join(words) if text is None else text,
        before=before,
        after=around.after,
        annotations=annotations,
    )


def bundles(
    lines: Iterable[Line[Row]], said: Callable[[Row, bool], Said], annotator: str
) -> Iterator[Bundle | Refusal]:
    """A bundle of one layer for each document, or why there is none.

    `said` gets a row, and whether it is the first of its document; it may raise MentionError. `annotator` is whose
    layer it is where no row says.
    """
    told: set[int] = set()
    for group in by_document(lines):
        wrong = [line for line in group if line.row is None]
        yield from (Refusal(f"line {line.number}", line.wrong) for line in wrong if line.number not in told)
        told = {line.number for line in wrong}
        key = next((line.key for line in group if line.key is not None), None)
        if key is not None and wrong and len(wrong) < len(group):
            yield Refusal(f"document {key}", f"line {wrong[0].number} of it, or next to it, cannot be read")
        elif key is not None and not wrong:
            yield _bundle(key, group, said, annotator)


def _bundle(
    key: str, group: Sequence[Line[Row]], said: Callable[[Row, bool], Said], annotator: str
) -> Bundle | Refusal:
    where = f"document {key}, from line {group[0].number}"
    if not key.strip():
        return Refusal(where, "its key is empty; every document needs a name")
    try:
        rows = [said(line.row, number == 0) for number, line in enumerate(group) if line.row is not None]
        text, annotations = joined(one.window for one in rows)
    except (UnusableWindowError, MentionError) as unusable:
        return Refusal(where, str(unusable))
    aside = next((one.aside for one in rows if one.aside), PLAIN)
    document = aside.document(key, text)
    return Bundle(document, (aside.layer(annotations, annotator),))
