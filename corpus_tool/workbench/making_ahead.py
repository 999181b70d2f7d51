"""Orders of an export made in two processes, and handed on in their order: nobody but the clock can tell."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from corpus_tool.workbench.helping import Helper
from corpus_tool.workbench.making import Made, Order, make

Maker: TypeAlias = Helper[Order, Made]

ASKED = 3
"""Orders that the helper has before it: one that it makes, and two so that it need not wait."""

AHEAD = 8
"""Orders that are held at most; each takes as much as its documents."""


class _Held(Struct):
    order: Order
    made: Made | None = None
    """None while the helper has it."""


def made_in_turn(orders: Iterable[Order], helper: Maker | None) -> Iterator[Made]:
    """What becomes of each order, in their order. What the helper has no hand free for is made here meanwhile."""
    held: deque[_Held] = deque()
    for order in orders:
        if helper is None:
            yield make(order)
            continue
        held.append(_given(order, helper))
        while held and (held[0].made or helper.has_answered or len(held) >= AHEAD):
            yield _made(held.popleft(), helper)
    while held and helper:
        yield _made(held.popleft(), helper)


def _given(order: Order, helper: Maker) -> _Held:
    """An order that the helper has, or that is made."""
    helper.pump()
    if helper.is_ready and not helper.is_gone and helper.outstanding < ASKED:
        helper.ask(order)
        return _Held(order)
    made = make(order)
    helper.pump()
    return _Held(order, made)


def _made(one: _Held, helper: Maker) -> Made:
    """What became of an order; it is made here where the helper went away, so that errors are met here too."""
    return one.made or helper.answer() or make(one.order)
