"""The hub behind the list of documents: what is asked of it there."""

from collections.abc import Callable
from typing import NamedTuple

from textual.screen import Screen

from corpus_tool.saying import tr, tr_later
from corpus_tool.store.store import Store
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.hub_link import HubLink

NO_HUB = tr_later("This corpus belongs to no hub; `corpus-tool hub join ADDRESS` joins one.")


class HubSight(NamedTuple):
    """What the hub is shown with."""

    store: Store
    who: str
    """Whose layers may have gone on in two places."""
    terminal: Terminal
    say: Callable[[str], None]
    read_again: Callable[[], None]
    """Reads the list anew."""


class ListHub:
    """Asks the hub, or says that there is none."""

    def __init__(self, screen: Screen[None], link: Callable[[], HubLink | None], sight: HubSight) -> None:
        self._screen = screen
        self._link = link
        self._sight = sight
        self._say = sight.say

    def show(self) -> None:
        """Sync, and tell how the corpus and its hub stand; there two versions may become one."""
        if (link := self._link()) is None:
            self._say(tr(NO_HUB))
            return
        # The list is on the screen sooner without these.
        from corpus_tool.tui.screens.hub_page import HubPage
        from corpus_tool.tui.two_versions import TwoVersions

        link.sync()
        page = HubPage(link, TwoVersions(self._sight.store, self._sight.who), self._sight.terminal)
        self._screen.app.push_screen(page, lambda _: self._sight.read_again())

    def take_next(self) -> None:
        """Take the next document of the hub's pool, and open it when it comes."""
        if (link := self._link()) is None:
            self._say(tr(NO_HUB))
            return
        link.take()
        self._say(tr("Asking the hub for the next document ..."))
