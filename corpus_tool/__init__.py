"""Annotate entities and events in Arabic and Hebrew news, in a terminal."""

__version__ = "0.1.0"
