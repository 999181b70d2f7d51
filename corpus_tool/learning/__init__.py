"""Learning what is annotated from what was: pure, from words and spans to spans with how sure each is.

Nothing here knows a corpus, a language or a screen. `recommender.py` is the whole of it; the rest are its parts.
"""
