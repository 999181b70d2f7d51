"""How many keys layers cost to make again, with what the tool suggests and without: all of them are pressed.

    python benchmarks/keystrokes.py                    the gold layers of the sample corpus
    python benchmarks/keystrokes.py FILE.jsonl ...     the layers in these files, a session for each annotator

Somebody makes a layer of each article in turn, sentence by sentence: its spans, then its events with their arguments;
and says of each article that it is done. Each session begins in an empty corpus: one without suggestions, one with
those that every new corpus has, and one with the schema's word list as well (`settings suggest-starter on`). Every key
that is counted is pressed on the annotator's screen, and what stands in the layer afterwards is held against what was
to be made. In all of them the fewest keys are taken that the keymap has for it: motions by word, row, page and mark,
proclitics and suffixes trimmed, a label with a count of words, the label given last again.

With suggestions: enter takes one, ctrl+a all that are sure where all of them are right, Q all of a form, ~ rejects, a
label's key says what it is instead; borders are put right before it is taken. Every wrong one is rejected, though it
might be left alone. A label's key once more names the likely subtype. Where roles are asked for, enter takes the sure
fillers, a digit a likely one.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from fingers import Fingers
from msgspec.structs import replace
from propagation import bundles
from typists import TALLY, Helped, Session

from corpus_tool import languages
from corpus_tool.formats.jsonl import read
from corpus_tool.model.annotations import Annotation, Relation
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.layers import Layer, LayerKind
from corpus_tool.store.store import Store
from corpus_tool.tui.app import CorpusTool
from corpus_tool.tui.screens.annotate import Annotate
from corpus_tool.workbench.corpus_settings import choose

TARGET = 0.3
NOA = "noa"
WINDOW = (100, 30)

Articles = Sequence[tuple[Bundle, Layer]]
"""Documents, each with the layer that is to be made again in it."""


def session(articles: Articles, kind: type[Session], *, listed: bool = False) -> list[int]:
    """Keys for each article; `listed`: with the schema's word list."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.create(Path(folder) / "corpus.db", default_schema(), "now") as store,
    ):
        choose(store, "suggest-starter", "on" if listed else "off", "lead")
        for bundle, _ in articles:
            tokens = tuple(languages.tokenize(bundle.document.text, bundle.document.language))
            with store.writing():
                store.documents.add(replace(bundle.document, tokens=tokens), (), "now")
        return asyncio.run(_typed(store, articles, kind))


async def _typed(store: Store, articles: Articles, kind: type[Session]) -> list[int]:
    """Open the annotator, and make the articles one after the other."""
    app = CorpusTool(store, NOA, 1)
    async with app.run_test(size=WINDOW) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, Annotate)
        screen.where.learned_of = lambda _: ()  # the recommender is an extra, and learns beside
        fingers, counts = Fingers(screen), []
        for _, layer in articles:
            if kind is Session:
                screen.work.offers.want(wanted=False)
            before = len(fingers.pressed)
            try:
                kind(fingers, _without_relations(layer)).run()
            except BaseException:
                print(fingers.pressed[-30:])
                raise
            counts.append(len(fingers.pressed) - before)
            fingers.press("N")
            await pilot.pause()
        return counts


def _without_relations(layer: Layer) -> Layer:
    """Relations cost the same either way."""
    kept: list[Annotation] = [one for one in layer.ordered if not isinstance(one, Relation)]
    return Layer.of(layer.name, layer.schema, kept, layer.status)


def _sessions(files: list[str]) -> dict[str, list[tuple[Bundle, Layer]]]:
    """Whose layers, to these with their articles."""
    found: dict[str, list[tuple[Bundle, Layer]]] = {}
    given = [one for name in files for one in read(Path(name).read_bytes().split(b"\n")) if isinstance(one, Bundle)]
    for bundle in given or bundles():
        for layer in bundle.layers:
            if layer.name.kind is LayerKind.GOLD or (files and layer.name.kind is LayerKind.ANNOTATOR):
                found.setdefault(layer.name.short, []).append((bundle, layer))
    return found


def main() -> None:
    """The sessions of each annotator, article by article; fail where a new corpus saves too little."""
    worst = 1.0
    for who, articles in _sessions(sys.argv[1:]).items():
        without = session(articles, Session)
        counts = {}
        for listed in (False, True):
            TALLY.clear()
            counts[listed] = session(articles, Helped, listed=listed)
            print(f"{who}, {'with' if listed else 'without'} the word list:")
            for source in sorted({source for source, _ in TALLY}):
                print(
                    f"  {source}: " + ", ".join(f"{TALLY[one]} {one[1]}" for one in sorted(TALLY) if one[0] == source)
                )
        for (bundle, _), *keys in zip(articles, without, counts[False], counts[True], strict=True):
            print(f"{who} {bundle.document.key}: {_told(*keys)}")
        print(f"{who}: {_told(sum(without), sum(counts[False]), sum(counts[True]))}", flush=True)
        worst = min(worst, 1 - sum(counts[False]) / sum(without))
    print(f"target: {TARGET:.0%} fewer")
    sys.exit(worst < TARGET)


def _told(without: int, own: int, listed: int) -> str:
    fewer, fewest = 1 - own / without, 1 - listed / without
    return (
        f"{without:5} keys, with aids {own:5} ({fewer:.0%} fewer), with the word list {listed:5} ({fewest:.0%} fewer)"
    )


if __name__ == "__main__":
    main()
