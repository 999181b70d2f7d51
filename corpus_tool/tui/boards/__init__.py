"""Boards over a corpus, each a screen of its own: agreement, consistency, and work against gold."""
