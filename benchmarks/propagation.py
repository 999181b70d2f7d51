"""How well and how fast a marked name is found again.

    python benchmarks/propagation.py              how well, on the gold layers of the sample corpus
    python benchmarks/propagation.py 100000       and how fast, over so many articles of 100 words

From the first mention of each name in an article its later ones are looked for, and held against those of the gold
layer: the same words in one spelling, proclitics aside, with the same label. Nothing else is marked meanwhile. Recall
is of gold mentions that say the name; a part of a name (the surname alone) is another name.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

from search_speed import COMMON, RARE, ours

from corpus_tool import languages
from corpus_tool.model.annotations import Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import LayerKind
from corpus_tool.store.store import Store
from corpus_tool.text.finding import in_one_spelling
from corpus_tool.workbench.demo import SAMPLE_FILES, sample_folder
from corpus_tool.workbench.suggestions.name_forms import name_at
from corpus_tool.workbench.suggestions.name_places import in_corpus

NO_NAMES = {"NUM", "TIME", "TTL"}
"""Labels of what is no name: a number that comes again is another number."""


def bundles() -> list[Bundle]:
    """The sample corpus."""
    from corpus_tool.formats import AS_IT_IS, reader

    read = reader("jsonl").read
    assert read is not None
    found = []
    for name in SAMPLE_FILES:
        with (sample_folder() / name).open("rb") as file:
            found += [one for one in read(file, AS_IT_IS) if isinstance(one, Bundle)]
    return found


def counted(bundle: Bundle, counts: Counter[str]) -> None:
    """Count what was found of one document, and what was not."""
    text, language = bundle.document.text, languages.language_or_plain(bundle.document.language)
    gold = next((layer for layer in bundle.layers if layer.name.kind is LayerKind.GOLD), None)
    if gold is None:
        return
    places = {(span.label, span.fragments[0]) for span in gold.spans}
    names = sorted((one for one in gold.spans if is_name(one)), key=lambda one: one.fragments)
    known: set[tuple[str, tuple[int, int]]] = set()
    said: set[tuple[str, str]] = set()
    for span in names:
        start, end = span.fragments[0]
        if (span.label, (start, end)) in known:
            continue
        spelled = (span.label, in_one_spelling(text[start:end]))
        counts["missed"] += spelled in said
        said.add(spelled)
        for one in name_at(text, start, end).mentions(text, language):
            place = (span.label, (one.start, one.end))
            if one.start >= end and place not in known:
                known.add(place)
                counts["right" if place in places else "wrong"] += 1


def is_name(span: Span) -> bool:
    """Whether the annotators say it is a name, in one piece."""
    return span.label not in NO_NAMES and span.attributes.get("mention", "NAM") == "NAM" and len(span.fragments) == 1


def speed(count: int) -> None:
    """Milliseconds to list the first 500 places of a rare and of a frequent name."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store,
    ):
        ours(store, count)
        for words in (RARE, f"{COMMON[0]} {COMMON[1]}", COMMON[1], COMMON[4]):
            name = name_at(words, 0, len(words))
            places, times = 0, []
            for _ in range(5):
                begun = perf_counter()
                places = len(in_corpus(store, "noa", name, "ORG").found)
                times.append((perf_counter() - begun) * 1000)
            print(f"{places:5} places of {words:16} best {min(times):6.1f} ms, median {sorted(times)[2]:6.1f} ms")


def main() -> None:
    """How well; and how fast, where a number is given."""
    counts: Counter[str] = Counter()
    for bundle in bundles():
        counted(bundle, counts)
    found, said = counts["right"] + counts["wrong"], counts["right"] + counts["missed"]
    print(f"later mentions: {counts['right']} right, {counts['wrong']} wrong, {counts['missed']} missed")
    print(f"precision {counts['right'] / found:.3f}, recall {counts['right'] / said:.3f}")
    if len(sys.argv) > 1:
        speed(int(sys.argv[1]))


if __name__ == "__main__":
    main()
