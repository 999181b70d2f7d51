"""Who works on what: documents given by name or dealt out, and work that is locked."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from corpus_tool.errors import NotFoundError, UnreadableFileError
from corpus_tool.model.dealing import Copies, Group, deal
from corpus_tool.store.store import Store
from corpus_tool.workbench.surroundings import Surroundings


class Assigned(Struct, frozen=True):
    """What somebody got."""

    annotator: str
    documents: int
    """Those she did not have yet."""
    words: int


def give(
    store: Store, document_ids: Sequence[int], people: Sequence[str], who: str, surroundings: Surroundings | None = None
) -> list[Assigned]:
    """Give every one of these documents to every one of these people."""
    return _write(store, dict.fromkeys(people, document_ids), who, surroundings)


def deal_out(
    store: Store,
    people: Sequence[str],
    who: str,
    *,
    among: Iterable[int] | None = None,
    share_doubled: float = 0.0,
    copies: Copies = Copies.TOGETHER,
    seed: int = 1,
    surroundings: Surroundings | None = None,
) -> list[Assigned]:
    """Deal the documents that nobody has yet (or those of them that are `among`) evenly, a share of them to two.

    The copies of a story, as `find_duplicates` found them, go to whom `copies` says.
    """
    taken = store.work.assigned()
    words = store.listing.words(store.documents.ids())
    free = [id for id in (words if among is None else among) if id not in taken]
    loads = {person: sum(words.get(id, 0) for id, names in taken.items() if person in names) for person in people}
    groups = _grouped(free, store.stories.all().values(), taken)
    dealt = deal(groups, words, loads, share_doubled, Random(seed), copies)  # noqa: S311 - no secret
    return _write(store, dealt, who, surroundings)


def take_back(
    store: Store, document_ids: Sequence[int], people: Sequence[str], who: str, surroundings: Surroundings | None = None
) -> int:
    """Take documents from people; their layers stay. Answers how many assignments are gone."""
    now = (surroundings or Surroundings()).now()
    with store.writing():
        return sum(store.work.unassign(document_ids, person, who, now) for person in people)


def lock(
    store: Store, document_ids: Sequence[int], annotator: str, who: str, surroundings: Surroundings | None = None
) -> None:
    """Let nobody change an annotator's work on these documents."""
    now = (surroundings or Surroundings()).now()
    with store.writing():
        for id in document_ids:
            store.work.lock(id, annotator, who, now)


def unlock(
    store: Store, document_ids: Sequence[int], annotator: str, who: str, surroundings: Surroundings | None = None
) -> None:
    """Let it be changed again."""
    now = (surroundings or Surroundings()).now()
    with store.writing():
        for id in document_ids:
            store.work.unlock(id, annotator, who, now)


def done_by(store: Store, annotator: str) -> list[int]:
    """The documents that an annotator has finished."""
    return [share.document_id for share in store.work.shares() if (share.annotator, share.state) == (annotator, "done")]


def keys_in(path: Path) -> list[str]:
    """The keys in a list: one a line; empty lines and what follows a # are passed over."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path} cannot be read as a list of keys: {error}.") from None
    keys = [key for line in lines if (key := line.partition("#")[0].strip())]
    if not keys:
        raise NotFoundError(f"{path} names no document.")
    return keys


def _write(
    store: Store, dealt: dict[str, Sequence[int]] | dict[str, list[int]], who: str, surroundings: Surroundings | None
) -> list[Assigned]:
    now = (surroundings or Surroundings()).now()
    words = store.listing.words({id for ids in dealt.values() for id in ids})  # of a deleted one, none are told
    with store.writing():
        return [
            Assigned(person, store.work.assign(ids, person, who, now), sum(words.get(id, 0) for id in ids))
            for person, ids in dealt.items()
        ]


def _grouped(ids: Sequence[int], stories: Iterable[Sequence[int]], taken: Mapping[int, Sequence[str]]) -> list[Group]:
    """The ids story by story, each with who has others of its copies; those that have none alone."""
    wanted = set(ids)
    told = [
        Group(kept, {person for id in story for person in taken.get(id, ())})
        for story in stories
        if (kept := [id for id in story if id in wanted])
    ]
    grouped = {id for group in told for id in group.ids}
    return [*told, *(Group([id]) for id in ids if id not in grouped)]
