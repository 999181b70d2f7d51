"""Options of whoever writes files: what to do where a format cannot hold everything as it is.

Apart from `options.py`, which every verb reads: these need the model.
"""

from typing import Annotated

import typer

from corpus_tool.model.policies import Clitics, Overlaps, Window

CliticsOption = Annotated[
    Clitics, typer.Option("--clitics", help="Edges inside words, where a format holds whole words only.")
]
OverlapsOption = Annotated[
    Overlaps, typer.Option("--overlaps", help="Which of overlapping spans stays, where a format holds one.")
]
WindowOption = Annotated[Window, typer.Option("--window", help="What a format that cuts documents takes as one piece.")]
