"""How long an act takes in a layer of 20,000 annotations, against one of 200, down to the disk, in the same run.

    python benchmarks/edit_speed.py

The target is a ratio of at most 5.
"""

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from corpus_tool.languages import tokenize
from corpus_tool.model import edits
from corpus_tool.model.annotations import Span
from corpus_tool.model.changes import Act, Revision
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef
from corpus_tool.store.store import Store
from corpus_tool.workbench.desk import Desk
from corpus_tool.workbench.surroundings import utc_now

SMALL, LARGE = 200, 20_000
ACTS = 60
NAME = LayerName("noa", LayerKind.ANNOTATOR)


def open_desk(store: Store, annotations: int) -> Desk:
    """A desk with a layer of so many annotations, and as many words left to mark as there are acts."""
    text = " ".join(f"{annotations}-{number}" for number in range(LARGE + ACTS))
    tokens = tuple(tokenize(text, "ar"))
    document = Document(key=f"d{annotations}", text=text, language="ar", direction="rtl", tokens=tokens, cutter="ar")
    marked = [Span(id=f"s{n}", label="ORG", fragments=((t.start, t.end),)) for n, t in enumerate(tokens[:annotations])]
    layer = Layer.of(NAME, SchemaRef("conflict-news", "1.0.0"), marked)
    born = Revision(
        title="Import", changes=edits.births(layer), act=Act.IMPORT, who="noa", at=utc_now(), schema_version="1.0.0"
    )
    with store.writing():
        id = store.documents.add(document, (), utc_now())
        store.revisions.append(store.layers.add(id, layer), born, 0, text)
    return Desk(store, id, NAME)


def seconds(desk: Desk, number: int) -> float:
    """How long it takes to mark one more word."""
    token = desk.document.tokens[-1 - number]
    span = Span(id=desk.new_id("s"), label="PER", fragments=((token.start, token.end),))
    start = perf_counter()
    desk.do("Mark PER", edits.add(desk.layer, span))
    return perf_counter() - start


def main() -> None:
    """Print the median of both and their ratio; the acts take turns, so that a busy machine slows both."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), utc_now()) as store,
    ):
        small, large = open_desk(store, SMALL), open_desk(store, LARGE)
        rounds = [(seconds(small, number), seconds(large, number)) for number in range(ACTS)]
    few, many = map(median, zip(*rounds, strict=True))
    print(f"  {SMALL:6,} annotations  {few * 1000:7.2f} ms")
    print(f"  {LARGE:6,} annotations  {many * 1000:7.2f} ms")
    print(f"  ratio               {many / few:7.2f}   (target: at most 5)")


if __name__ == "__main__":
    main()
