"""Which thing a span names: an id in a knowledge base, or the chain of mentions it belongs to."""

from collections import defaultdict
from typing import NamedTuple

from corpus_tool.model import edits
from corpus_tool.model.annotations import Span, first_offset
from corpus_tool.model.chains import chains
from corpus_tool.saying import tr
from corpus_tool.text.folding import folded_text
from corpus_tool.workbench.annotating import Annotating


class Known(NamedTuple):
    """An id that was used before in this corpus."""

    link: str
    names: tuple[str, ...]
    """The texts linked to it, the most frequent first."""
    times: int
    is_namesake: bool
    """Whether one of its names is that of the span at hand, in some spelling."""


def known_links(work: Annotating, span: Span) -> list[Known]:
    """The ids used before, those of the same name first, then the most frequent."""
    wanted = folded_text(work.desk.text_of(span))
    names: dict[str, list[str]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    for link, text, count in work.desk.link_uses():
        names[link].append(text)
        counts[link] += count
    known = [
        Known(link, tuple(texts), counts[link], any(folded_text(text) == wanted for text in texts))
        for link, texts in names.items()
    ]
    return sorted(known, key=lambda one: (not one.is_namesake, -one.times, one.link))


def set_link(work: Annotating, id: str, link: str) -> str:
    """Say which thing a span names; an empty id takes that away."""
    if not (changes := edits.set_link(work.desk.layer, id, link.strip())):
        return ""
    work.desk.do("Link", changes)
    return tr("Link: {link}", link=link.strip()) if link.strip() else tr("Link taken away")


def other_chains(work: Annotating, type: str, span: Span) -> list[tuple[Span, ...]]:
    """The chains that `span` is not in, the one with the nearest mention first."""
    found = [chain for chain in chains(work.desk.layer, type) if all(one.id != span.id for one in chain)]
    return sorted(found, key=lambda chain: _distance(span, nearest_mention(chain, span)))


def nearest_mention(chain: tuple[Span, ...], span: Span) -> Span:
    """The mention of a chain that stands nearest to `span`."""
    return min(chain, key=lambda one: (_distance(span, one), one.id))


def _distance(one: Span, other: Span) -> int:
    return abs(first_offset(one) - first_offset(other))
