"""Who may see what others say about a document.

Blindness protects annotation, so it binds whoever annotates: somebody who has a layer of her own in the corpus, or to
whom a document is assigned. Nobody else is bound; what she sees is written down (`sighting.py`), so work that she
begins afterwards counts as assisted.
"""

from collections.abc import Callable, Iterable

from corpus_tool.model.changes import Status
from corpus_tool.model.gold import LayerHead
from corpus_tool.model.layers import LayerKind, LayerName
from corpus_tool.store.store import Store
from corpus_tool.workbench.corpus_settings import BLIND, Blind, value_of


def blindness(store: Store, who: str) -> Blind:
    """What binds somebody today."""
    chosen = Blind(value_of(store, BLIND))
    return chosen if chosen is Blind.OFF or store.work.annotates(who) else Blind.OFF


def may_see_others(store: Store, who: str, own: Status) -> bool:
    """Whether somebody whose own layer on a document has that status may see what others say about it."""
    return _opens(blindness(store, who), own)


def may_see_some(store: Store, who: str) -> bool:
    """Whether there can be a document at all of which she may see what others say."""
    return blindness(store, who) is not Blind.ON


def opened_to(store: Store, who: str) -> Callable[[Iterable[LayerHead]], bool]:
    """The question whether she may see what others say about the document that has these layers."""
    blind, own = blindness(store, who), LayerName(who, LayerKind.ANNOTATOR)

    def is_open(heads: Iterable[LayerHead]) -> bool:
        return _opens(blind, next((head.status for head in heads if head.name == own), Status.NEW))

    return is_open


def _opens(blind: Blind, own: Status) -> bool:
    match blind:
        case Blind.OFF:
            return True
        case Blind.UNTIL_DONE:
            return own is Status.DONE
        case _:
            return False
