"""Everything that draws. State goes down from a screen to its widgets, news comes up as messages."""

import os

os.environ.setdefault("TEXTUAL_FPS", "240")
# What a key sets off may need two paints, and Textual leaves 16 ms between them; it asks for this when it is loaded.
