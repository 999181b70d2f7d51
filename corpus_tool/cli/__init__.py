"""The command line: verbs, and how their results are printed."""

import gc

YOUNG = 50_000
"""New objects after which Python looks for rings among them. At its own 700, a fifth of the time in which the
annotator starts goes there: what modules are made of stays anyway."""

gc.set_threshold(YOUNG)
