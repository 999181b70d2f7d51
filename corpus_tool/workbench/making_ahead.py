"""Orders of an export made in two processes, and handed on in their order: nobody but the clock can tell."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from corpus_tool.store.moments import Moment, Watch
from corpus_tool.workbench.helping import Helper
from corpus_tool.workbench.making import Made, Order, Plan, make, opening
from corpus_tool.workbench.stored import read

Maker: TypeAlias = Helper[Order, Made]

ASKED = 3
"""Orders that the helper has before it: one that it makes, and two so that it need not wait."""

AHEAD = 8
"""Orders that are held at most; each takes as much as its documents."""


class _Held(Struct):
    order: Order
    made: Made | None = None
    """None while the helper has it."""


class Making:
    """Who makes the orders of an export: this process, and a helper where there is one."""

    def __init__(self, plan: Plan, moment: Moment, helper: Maker | None, watch: Watch | None) -> None:
        """`watch` was made before the moment was held; without one the helper gets rows instead of reading them."""
        self.plan, self.moment = plan, moment
        self._helper, self._watch = helper, watch
        self._sees_the_same: bool | None = None
        """Whether the helper has the same moment before it; None before it was asked."""

    def in_turn(self, orders: Iterable[Order]) -> Iterator[Made]:
        """What becomes of each order, in their order. What the helper has no hand free for is made here meanwhile."""
        held: deque[_Held] = deque()
        for order in orders:
            held.append(self._given(order))
            while held and (held[0].made or self._has_answered or len(held) >= AHEAD):
                yield self._made(held.popleft())
        while held:
            yield self._made(held.popleft())

    def _given(self, order: Order) -> _Held:
        """An order that the helper has, or that is made."""
        helper = self._helper
        if helper is None:
            return _Held(order, make(order, self.moment))
        helper.pump()
        if helper.is_ready and not helper.is_gone and helper.outstanding < ASKED:
            helper.ask(order if self._can_read(helper) else replace(order, some=read(self.moment, order.wanted)))
            return _Held(order)
        made = make(order, self.moment)
        helper.pump()
        return _Held(order, made)

    def _can_read(self, helper: Maker) -> bool:
        """Whether the helper sees the moment that the orders are of: it looks when it is first asked, and nobody may
        have written between the look of this process and its own."""
        if self._sees_the_same is None:
            self._sees_the_same = False
            if self._watch is not None:
                helper.ask(opening(self.plan))
                self._sees_the_same = helper.answer() is not None and self._watch.nobody_wrote
        return self._sees_the_same

    @property
    def _has_answered(self) -> bool:
        return self._helper is not None and self._helper.has_answered

    def _made(self, one: _Held) -> Made:
        """What became of an order; it is made here where the helper went away, so that errors are met here too."""
        return one.made or (self._helper and self._helper.answer()) or make(one.order, self.moment)
