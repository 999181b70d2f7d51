"""All of a hub that somebody may see, as a corpus that everything else reads: a copy on disk, gone afterwards.

Figures are those of a merged file because they are worked out by the same program from such a file. A few documents
at a time are in memory; the disk holds the copy, in the folder for temporary files (`TMPDIR`).
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from corpus_tool.hub.things import Role
from corpus_tool.store.store import Store
from corpus_tool.workbench.hub.joining import hub_of
from corpus_tool.workbench.hub.pulling import pulled
from corpus_tool.workbench.merging import Merged, Outcome
from corpus_tool.workbench.progress import Tell, ignore

MOST_TOLD = 20
"""Refusals that are kept to be told one by one."""


class Whole(Struct, frozen=True):
    """What was read of a hub, and as whom."""

    store: Store
    """Of the file and the hub together."""
    me: str
    roles: frozenset[Role]
    opened: int
    """Documents whose layers everybody may see."""
    refused: int
    """Documents of which nothing came, or not all."""
    refusals: list[Merged]
    """The first of them."""

    @property
    def is_partial(self) -> bool:
        """Whether there may be layers in the hub which whoever is logged in is not shown."""
        return not self.roles & {Role.LEAD, Role.ADJUDICATOR, Role.READER}


def bring_all(store: Store, tell: Tell = ignore, *, clear_text: bool = False) -> Whole:
    """Bring everything that the hub of a corpus shows into that corpus, a few documents in memory at a time.

    Raises NotFoundError where the corpus belongs to no hub, HubError where that does not answer.
    """
    refused = 0
    refusals: list[Merged] = []
    with hub_of(store, clear_text=clear_text) as hub:
        for entry in pulled(store, hub, Counter(), tell, everything=True):
            if entry.outcome is Outcome.REFUSED:
                refused += 1
                refusals += [entry] if refused <= MOST_TOLD else []
        return Whole(store, hub.me, hub.roles, hub.count_opened(), refused, refusals)


@contextmanager
def whole_hub(path: Path, tell: Tell = ignore, *, clear_text: bool = False) -> Iterator[Whole]:
    """The corpus at `path` with everything that the hub it belongs to shows, in a copy; the file stays as it is.

    Only pseudonyms that are given meanwhile are kept in the file: they are the same in every export. Raises as
    `bring_all` does.
    """
    with Store.copy_of(path) as copy:
        known = copy.pseudonyms.all()
        yield bring_all(copy, tell, clear_text=clear_text)
        if (now := copy.pseudonyms.all()) != known:
            with Store.open(path) as store, store.writing():
                store.pseudonyms.take(now)
