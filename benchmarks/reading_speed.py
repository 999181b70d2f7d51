"""How long it takes to read what brat and UIMA programs exchange, against the packages that others read them with.

Our readers check every offset and reference and make layers; dkpro-cassis and pybrat read the same files in the same
run, so that the ratio hardly depends on the machine. Usage: reading_speed.py [documents]
"""

import sys
import tempfile
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time

import cassis
from bioc import brat as bioc
from pybrat.parser import BratParser

from corpus_tool import languages
from corpus_tool.formats import Reading, Writing, formats
from corpus_tool.model.annotations import Argument, Event, Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

SENTENCE = "قصف الجيش السوري مواقع لداعش في حلب، وقالت وكالة «سانا» إن 15 مسلحا قتلوا 😀. "
SENTENCES = 20
RUNS = 3
TARGET = 1.5


def bundle(number: int) -> Bundle:
    """A document of some sentences, with three spans and an event in each."""
    text = SENTENCE * SENTENCES + str(number)
    annotations: list[Span | Event] = []
    for at in range(SENTENCES):
        start = at * len(SENTENCE)
        for name, begin, end in (("ORG", 4, 16), ("NORP", 10, 16), ("GPE", 33, 36)):
            place = ((start + begin, start + end),)
            annotations.append(Span(id=f"s{at}-{name}", label=name, fragments=place, attributes={"mention": "name"}))
        arguments = (Argument("Attacker", f"s{at}-ORG"), Argument("Place", f"s{at}-GPE"))
        place = ((start, start + 3),)
        annotations.append(Event(id=f"e{at}", type="Conflict.Attack", fragments=place, arguments=arguments))
    layer = Layer.of(LayerName("noa", LayerKind.ANNOTATOR), SchemaRef("s", "1"), list(annotations), Status.DONE)
    tokens = tuple(languages.tokenize(text, "ar"))
    return Bundle(Document(key=f"d{number}", text=text, language="ar", direction="rtl", tokens=tokens), (layer,))


def best(run: Callable[[], object]) -> float:
    """Seconds of the processor that the quickest of some runs takes: others use the machine too."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        run()
        times.append(process_time() - start)
    return min(times)


def ours(name: str, folder: Path) -> None:
    """Every file of a format in a folder, read by us."""
    format = formats()[name]
    for path in sorted(folder.glob(f"*{format.suffix}")):
        reading = Reading(stem=path.stem, beside=lambda other: beside(folder / other))
        with path.open("rb") as file:
            found = list(format.read(file, reading)) if format.read else []
        if not (found and isinstance(found[-1], Bundle) and len(found[-1].layers[0].placed) == SENTENCES * 4):
            raise SystemExit(f"{path.name} was not read: {found}")


def beside(path: Path) -> bytes | None:
    """The bytes of a file where there is one."""
    return path.read_bytes() if path.exists() else None


def bioc_files(folder: Path) -> None:
    """The .ann files, read by bioc."""
    for path in sorted(folder.glob("*.ann")):
        with path.open(encoding="utf-8") as ann, path.with_suffix(".txt").open(encoding="utf-8") as text:
            bioc.load(text, ann)


def cassis_xmi(folder: Path) -> None:
    """The same files, read by cassis; the types once for each file, as our reader does."""
    for path in sorted(folder.glob("*.xmi")):
        with (folder / "TypeSystem.xml").open("rb") as types, path.open("rb") as file:
            cassis.load_cas_from_xmi(file, typesystem=cassis.load_typesystem(types))


def cassis_json(folder: Path) -> None:
    """The same files, read by cassis."""
    for path in sorted(folder.glob("*.json")):
        with path.open("rb") as file:
            cassis.load_cas_from_json(file)


def all_files(name: str, bundles: list[Bundle], root: Path) -> Path:
    """Write an export; the folder of its one layer."""
    for file, content in formats()[name].pieces(bundles, Writing("x", default_schema())):
        path = root / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as out:
            out.write(content.encode() if isinstance(content, str) else content)
    return root / name / "noa"


OTHERS: tuple[tuple[str, str, Callable[[Path], object]], ...] = (
    ("brat", "pybrat, which passes over attributes and notes", BratParser(error="ignore").parse),
    ("brat", "bioc", bioc_files),
    ("cas-xmi", "dkpro-cassis", cassis_xmi),
    ("cas-json", "dkpro-cassis", cassis_json),
)


def main() -> None:
    """Write the files, read them both ways, print a line for each reader."""
    bundles = [bundle(number) for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 50)]
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as there:
        folders = {name: all_files(name, bundles, Path(there)) for name in dict.fromkeys(name for name, *_ in OTHERS)}
        for name, other, read in OTHERS:
            theirs, mine = best(partial(read, folders[name])), best(partial(ours, name, folders[name]))
            print(f"{name}: {other} {theirs:.2f} s, ours {mine:.2f} s, ratio {mine / theirs:.2f} (target {TARGET})")


if __name__ == "__main__":
    main()
