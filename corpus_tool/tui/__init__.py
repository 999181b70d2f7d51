"""Everything that draws. State goes down from a screen to its widgets, news comes up as messages."""
