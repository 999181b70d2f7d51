"""How long spans take to become IOB2 tags, against spaCy's `offsets_to_biluo_tags` on the same words in the same run.

    python benchmarks/tagging_speed.py

The target is to be at least 5 times as fast.
"""

from collections.abc import Callable
from time import perf_counter

from spacy.tokens import Doc
from spacy.training import offsets_to_biluo_tags
from spacy.vocab import Vocab

from corpus_tool.languages import tokenize
from corpus_tool.model.annotations import Span
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagging import tags_of
from corpus_tool.model.words_and_spaces import with_white_space

# Invented; as in the news it stands for, every fifth word is in a name.
SAMPLE = "قصف الجيش السوري مواقع لداعش في ريف حلب الشرقي، وقالت وكالة «سانا» إن 15 مسلحا قتلوا في مدينة الباب.\n"
NAMES = ("الجيش السوري", "حلب", "سانا", "الباب")
SENTENCES = 40
DOCUMENTS = 50
ROUNDS = 7


def spans_of(text: str) -> list[Span]:
    """Every name in the text."""
    found = []
    for name in NAMES:
        start = text.find(name)
        while start >= 0:
            found.append(Span(id=f"s{start}", label="ORG", fragments=((start, start + len(name)),)))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda span: span.fragments)


def seconds(act: Callable[[], object]) -> float:
    """How long `DOCUMENTS` times take."""
    start = perf_counter()
    for _ in range(DOCUMENTS):
        act()
    return perf_counter() - start


def main() -> None:
    """Print the best time of both and their ratio; the rounds take turns, so that a busy machine slows both."""
    text = SAMPLE * SENTENCES
    tokens = tokenize(text, "ar")
    spans = spans_of(text)
    words, spaces, numbers = with_white_space(text, tokens)
    doc = Doc(Vocab(), words=words, spaces=spaces)
    offsets = [(*span.fragments[0], span.label) for span in spans]
    own_tags, theirs = tags_of(SpanColumns.of(spans), tokens), offsets_to_biluo_tags(doc, offsets)
    plain = [theirs[number].replace("U-", "B-").replace("L-", "I-") for number in numbers]
    if own_tags != plain:
        raise SystemExit("The tags differ.")
    rounds = [
        (seconds(lambda: tags_of(SpanColumns.of(spans), tokens)), seconds(lambda: offsets_to_biluo_tags(doc, offsets)))
        for _ in range(ROUNDS)
    ]
    own, spacy = map(min, zip(*rounds, strict=True))
    print(f"{len(tokens) * DOCUMENTS:,} words, {len(spans) * DOCUMENTS:,} spans, best of {ROUNDS}")
    print(f"  ours   {own * 1000:8.2f} ms")
    print(f"  spaCy  {spacy * 1000:8.2f} ms")
    print(f"  ratio  {spacy / own:8.2f}   (target: at least 5)")


if __name__ == "__main__":
    main()
