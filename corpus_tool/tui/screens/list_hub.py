"""The hub behind the list of documents: what is asked of it there."""

from textual.screen import Screen

from corpus_tool.saying import tr, tr_later
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui.hub_link import HubLink
from corpus_tool.tui.screens.around_list import AroundList
from corpus_tool.tui.screens.hub_page import HubPage
from corpus_tool.tui.two_versions import TwoVersions

NO_HUB = tr_later("This corpus belongs to no hub; `corpus-tool hub join ADDRESS` joins one.")


class ListHub:
    """Asks the hub, or says that there is none."""

    def __init__(
        self,
        screen: Screen[None],
        link: HubLink | None,
        versions: TwoVersions,
        around: AroundList,
        terminal: Terminal,
    ) -> None:
        self._screen = screen
        self._link = link
        self._versions = versions
        self._around = around
        self._say = around.say
        self._terminal = terminal

    def show(self) -> None:
        """Sync, and tell how the corpus and its hub stand."""
        if self._link is None:
            self._say(tr(NO_HUB))
            return
        self._link.sync()
        self._screen.app.push_screen(HubPage(self._link, self._versions, self._terminal), self._back)

    def _back(self, _: None) -> None:
        """The page told her news; now the heading does."""
        self._around.show()

    def take_next(self) -> None:
        """Take the next document of the hub's pool, and open it when it comes."""
        if self._link is None:
            self._say(tr(NO_HUB))
            return
        self._link.take()
        self._say(tr("Asking the hub for the next document ..."))
