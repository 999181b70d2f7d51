"""The word list beside a schema, as the recommender knows words."""

from functools import lru_cache

from corpus_tool import languages
from corpus_tool.learning.gazetteer import MOST, Row
from corpus_tool.learning.parts import family
from corpus_tool.learning.sight import Known
from corpus_tool.store.store import Store
from corpus_tool.workbench.suggestions.articles import folded_words
from corpus_tool.workbench.suggestions.lexicon import Entry
from corpus_tool.workbench.suggestions.starter import wanted_starter

NOBODYS = ""
"""The story that a word of the list is from."""


def listed_words(store: Store) -> Known:
    """What a corpus knows of words before anything was done; nothing where it wants no list."""
    entries = wanted_starter(store)
    types = store.schemas.current().event_by_id
    return rows_of(entries, frozenset(types)) if entries else Known()


@lru_cache(maxsize=2)
def rows_of(entries: tuple[Entry, ...], types: frozenset[str]) -> Known:
    """A list as it is learned with; `types`: the labels that are of events."""
    names: set[Row] = set()
    triggers: set[Row] = set()
    for name, label, _ in entries:
        words = folded_words(name, languages.identify(name))
        if 0 < len(words) <= MOST:
            if label in types:
                triggers.add((words, family(label), NOBODYS))
            else:
                names.add((words, label, NOBODYS))
    return Known(listed_names=sorted(names), listed_triggers=sorted(triggers))
