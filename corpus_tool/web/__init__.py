"""The annotator in a browser: a small server that runs one annotator for each page that is open.

What the page draws with (xterm.js) comes with textual-serve; who may come in, and as whom, is ours.
"""
