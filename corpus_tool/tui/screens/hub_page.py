"""A page that tells how the corpus and its hub stand, and keeps telling while it is open."""

from collections.abc import Sequence

from textual import events

from corpus_tool.saying import tr
from corpus_tool.text.terminal import Terminal
from corpus_tool.tui import palette
from corpus_tool.tui.hub_link import HubLink, choices_told, destroyed_told
from corpus_tool.tui.screens.hearing import HearsOfHub
from corpus_tool.tui.screens.page import Page
from corpus_tool.tui.two_versions import JOINS, TwoVersions
from corpus_tool.tui.widgets.lines import Piece
from corpus_tool.workbench.hub.errands import News


class HubPage(HearsOfHub, Page):
    """The hub's address, who is logged in there, when both were together last, and what went wrong."""

    def __init__(self, link: HubLink, versions: TwoVersions, terminal: Terminal) -> None:
        super().__init__(lines(link, link.news, versions), terminal)
        self._link = link
        self._versions = versions

    def hear_of_hub(self, news: News) -> None:
        """Tell the newest."""
        self.tell(lines(self._link, news, self._versions))

    def on_key(self, event: events.Key) -> None:
        """One key joins two versions of a layer of hers; any other closes, as everywhere."""
        if event.key != JOINS or not self._versions.join():
            return
        event.stop()
        event.prevent_default()
        self._link.sync()
        self.tell(lines(self._link, self._link.news, self._versions))


def lines(link: HubLink, news: News | None, versions: TwoVersions) -> Sequence[Sequence[Piece]]:
    """What the page tells."""
    told = [tr("Address: {address}", address=link.address)]
    if news is not None and news.me:
        told.append(tr("You are {name} there.", name=news.me))
    told.append(" \u00b7 ".join(link.note()[:1]) or tr("Nothing was sent or brought in this sitting yet."))
    if link.is_syncing:
        told.append(tr("Syncing now ..."))
    waiting = versions.lines()
    if news is not None:
        others = "" if waiting else choices_told(news)
        told += [one for one in (news.said, others, destroyed_told(news)) if one]
    told += waiting
    return [[Piece(tr("Hub"), palette.BOLD)], [], *([Piece(one)] for one in told)]
