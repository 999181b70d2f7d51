"""Whether an annotator wants suggestions, and whose work they may be told from."""

from corpus_tool.workbench.corpus_settings import LEXICON, SUGGEST, value_of
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.suggestions.lexicon import Known, known_names
from corpus_tool.workbench.suggestions.starter import wanted_starter


def is_wanted(desk: Desk) -> bool:
    """Whether the annotator wants suggestions shown; yes where she has said nothing."""
    choice = desk.store.choices.newest(SUGGEST, desk.layer.name.annotator)
    return choice is None or choice.value == "on"


def names_for(desk: Desk) -> Known | None:
    """The names that may be suggested to the annotator of a desk; None where there are none, or none may be."""
    whose = whose_names(desk)
    known = None if whose is None else known_names(desk.store, whose, wanted_starter(desk.store))
    return known if known and len(known.lexicon) else None


def whose_names(desk: Desk) -> str | None:
    """Whose done work may be told from to the annotator of a desk; empty: everybody's, None: nobody's."""
    wanted = value_of(desk.store, LEXICON)
    if wanted == "off" or not is_wanted(desk):
        return None
    return desk.layer.name.annotator if wanted == "own" else ""
