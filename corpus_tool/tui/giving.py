"""Documents given to people and taken back from the list, and what is said of it."""

from corpus_tool.saying import tr_many
from corpus_tool.store.store import Store
from corpus_tool.workbench.assigning import give, take_back


def given(store: Store, ids: list[int], people: list[str], who: str) -> str:
    """Give documents to people, and say who got how many."""
    gifts = give(store, ids, people, who)
    return (
        ", ".join(
            tr_many("{who} got {count:,} document", "{who} got {count:,} documents", one.documents, who=one.annotator)
            for one in gifts
        )
        + "."
    )


def taken_back(store: Store, ids: list[int], people: list[str], who: str) -> str:
    """Take documents back from people, and say how many."""
    count = take_back(store, ids, people, who)
    return tr_many(
        "{count:,} document taken back; what was done on it stays.",
        "{count:,} documents taken back; what was done on them stays.",
        count,
    )
