"""brat standoff: `KEY.txt` with the text and `KEY.ann` with a line for each annotation, a folder for each layer.

`annotation.conf` and `visual.conf` beside the folders are made from the schema. Offsets are code points, ends
exclusive. The folders can be put under `data/` of a brat server, and read with pybrat (with `error="ignore"` where
two annotations share a place), `bioc.brat.listdir`, or any program that reads brat.

A span is a `T` line; one of several fragments, or that goes over a line end, has several ranges. An event is an
`E` line with a `T` line for its trigger; a role that is there again is numbered, `Target2`. Attributes are `A` lines,
without a value where it is true. Links are `N` lines, notes `#` lines (`AnnotatorNotes`), relations `R` lines; a
relation of the type `Equiv` is a `*` line. Names are letters, digits, `_` and `-` there: `Conflict.Attack` is written
`Conflict__Attack`, anything else by its number, `_x20_`. What brat has no field for (metadata, numbers, our ids)
stands as JSON in `#` lines of the type `CorpusTool`, which brat shows as notes.

Import the `.ann` files; the text is taken from the `.txt` beside each. Without our `#` lines a document is called as
its file, and its labels as they stand there.
"""

from corpus_tool.formats import Format
from corpus_tool.formats.brat.reading import read
from corpus_tool.formats.brat.writing import write
from corpus_tool.model.carrying import Carries

FORMAT = Format(
    name="brat",
    title="brat standoff, a text and its annotations",
    suffix=".ann",
    write=write,
    read=read,
    carries=Carries(fragment_a_line=True, blanks=False),
)
