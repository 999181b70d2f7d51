"""What the guidelines leave open, in words and in Markdown."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus_tool.saying.counting import counted

if TYPE_CHECKING:
    from corpus_tool.workbench.agreement.gaps import Gap
    from corpus_tool.workbench.concordance import Line

_MEANS_SOMETHING = re.compile(r"([\\`*_\[\]<>#|~&])")

NOTHING = "nothing"
"""Said where one of two has no mark."""


def labels_of(gap: "Gap") -> str:
    """`ORG / GPE`, `ORG / nothing`; one label where the difference lies elsewhere."""
    one, other = gap.labels
    return other if one == other else f"{other} / {one or NOTHING}"


def clitic_of(gap: "Gap") -> str:
    """What is written onto the word, or a dash."""
    return gap.clitic or "-"


def as_markdown(gaps: Iterable["Gap"]) -> Iterator[str]:
    """A work list: an item to tick off for each, with examples beneath it."""
    yield "# What the guidelines leave open"
    yield ""
    for gap in gaps:
        over = f"the clitic {_isolated(gap.clitic)}" if gap.clitic else _isolated(gap.words)
        how = f"{', '.join(gap.kinds)}; {counted(gap.count, 'time')} in {counted(gap.documents, 'document')}"
        yield f"- [ ] **{labels_of(gap)}**: {over} ({how})"
        yield from (f"  - {line.document}: {_example(line)}" for line in gap.examples)


def _example(line: "Line") -> str:
    before, text, after = (_safe(" ".join(part.split())) for part in (line.before, line.text, line.after))
    return f"<bdi>{before} **{text}** {after}</bdi>"


def _isolated(words: str) -> str:
    return f"<bdi>{_safe(words)}</bdi>"


def _safe(text: str) -> str:
    return _MEANS_SOMETHING.sub(r"\\\1", text)
