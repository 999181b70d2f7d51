"""What takes long to reckon is kept, with the state of the work that it was reckoned of."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from corpus_tool.store.store import Store

_T = TypeVar("_T")


def kept_or_reckoned(store: Store, what: str, whose: str, state: str, reckon: Callable[[], _T], type: type[_T]) -> _T:
    """What was kept of this state, else what is reckoned now, which is kept; `type`: what msgspec reads it as."""
    if (found := kept(store, what, whose, state, type)) is not None:
        return found
    made = reckon()
    with store.writing():
        store.models.keep_reckoned(what, whose, state, msgspec.msgpack.encode(made))
    return made


def kept(store: Store, what: str, whose: str, state: str, type: type[_T]) -> _T | None:
    """What was kept of this state; None where nothing was, or by another version of the tool."""
    found = store.models.reckoned(what, whose)
    if found is None or found[0] != state:
        return None
    try:
        return msgspec.msgpack.decode(found[1], type=type)
    except msgspec.DecodeError:
        return None
