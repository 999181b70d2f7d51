"""A page that a browser shows without a network: how far annotators agree, and every place where they do not.

`writing.pieces` makes the whole of it; each other module makes one part of the page out of `facts.PageFacts` and the
counts. Everything goes through `markup`, so that no text of a corpus is ever read as markup.
"""
