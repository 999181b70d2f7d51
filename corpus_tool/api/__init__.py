"""A corpus in Python: `from corpus_tool import Corpus`."""
