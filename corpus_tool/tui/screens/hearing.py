"""A screen that shows how it stands with the hub, or what came from there."""

from corpus_tool.workbench.hub.errands import News


class HearsOfHub:
    """It is told whenever an errand at the hub has ended."""

    def hear_of_hub(self, news: News) -> None:
        """Show what is new, without taking anything from under her hands."""
        raise NotImplementedError
