"""Options of the verb that measures agreement; which documents are taken is asked in `writing_options.py`."""

from pathlib import Path
from typing import Annotated

import typer

BetweenOption = Annotated[str, typer.Option("--between", metavar="A,B,...", help="Whom; everybody by default.")]
UnitOption = Annotated[str, typer.Option("--unit", metavar="tokens|characters", help="What a position is.")]
MeasuresOption = Annotated[
    str, typer.Option("--measures", metavar="NAME,...|all", help="Which; the most telling by default.")
]
DocumentOption = Annotated[list[str] | None, typer.Option("--document", help="Only this one; again for more.")]
BoilerplateOption = Annotated[
    bool, typer.Option("--with-boilerplate/--without-boilerplate", help="Whether lines of boilerplate count.")
]
IgnoreMarksOption = Annotated[
    bool, typer.Option("--ignore-marks", help="Borders that differ by combining marks alone are the same.")
]
IncludeAssistedOption = Annotated[
    bool, typer.Option("--include-assisted", help="Work counts too that went on after seeing others' or suggestions.")
]
ResamplesOption = Annotated[
    int, typer.Option("--resamples", min=0, help="Draws of documents for an interval; 0 for none.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Of the draws: the same gives the same intervals.")]
ByLabelOption = Annotated[bool, typer.Option("--by-label", help="Also show each label alone.")]
CsvOption = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE|-", help="Write every figure as a row; `-` to stdout.")
]
HtmlOption = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a page with every disagreement in its sentence.")
]
ExplainOption = Annotated[str, typer.Option("--explain", metavar="NAME|all", help="Say what a measure is.")]
