"""spaCy models that learn from exported `.spacy` files: blank pipelines, small, on the processor.

A sentence is an example. `ner` learns the flat layer of `doc.ents`, the span categorizer the nested one of
`doc.spans["sc"]`. Neither looks at whole words: of eight stories it would only learn their names by heart.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import spacy
from learning import PREFIX, Tally, tally
from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch
from thinc.api import Adam

Mark: TypeAlias = tuple[int, int, str]
"""First word, the one behind the last, label."""

Marked: TypeAlias = tuple[Doc, list[Mark]]
"""A sentence of words with what is marked in it."""

GROUP = "sc"
BATCH = {"ner": 32, "spancat_singlelabel": 16}
DROPOUT = 0.3
RATE = 0.005
STEPS = {"ner": 120, "spancat_singlelabel": 120}
SEED = 1
WIDTH = 96


def blank() -> Language:
    """A pipeline for any language that sees the beginning of a word's core where others see its norm."""
    nlp = spacy.blank("xx")
    nlp.vocab.lex_attr_getters[NORM] = lambda word: re.sub(PREFIX, "", word)[:4]
    return nlp


def sentences(folder: Path, pipe: str) -> list[Marked]:
    """The sentences of all files of an export, with the marks that a pipe learns."""
    nlp = blank()
    files = sorted(folder.rglob("*.spacy"))
    return [
        found for file in files for doc in DocBin().from_disk(file).get_docs(nlp.vocab) for found in _cut(doc, pipe)
    ]


def _cut(doc: Doc, pipe: str) -> Iterator[Marked]:
    spans = list(doc.ents) if pipe == "ner" else list(doc.spans[GROUP])
    for sentence in doc.sents:
        first, end = sentence.start, sentence.end
        inside = [
            (one.start - first, one.end - first, one.label_) for one in spans if first <= one.start < one.end <= end
        ]
        yield sentence.as_doc(), inside


def shuffled(found: Sequence[Marked], chance: Random) -> list[Marked]:
    """The same sentences, each with the marks of another, moved back where it is shorter."""
    marks = chance.sample([marks for _, marks in found], len(found))
    return [
        (doc, [_moved(mark, len(doc)) for mark in other if _size(mark) <= len(doc)])
        for (doc, _), other in zip(found, marks, strict=True)
    ]


def _size(mark: Mark) -> int:
    return mark[1] - mark[0]


def _moved(mark: Mark, length: int) -> Mark:
    start = min(mark[0], length - _size(mark))
    return start, start + _size(mark), mark[2]


def learned(train: Sequence[Marked], dev: Sequence[Marked], pipe: str) -> Tally:
    """How well a pipe that learned from `train` finds the marks in `dev`."""
    fix_random_seed(SEED)
    nlp = blank()
    nlp.add_pipe(pipe, config=_config(pipe))
    examples = [_example(nlp, doc, marks, pipe) for doc, marks in train]
    optimizer = Adam(RATE, L2=0.01, grad_clip=1.0)
    nlp.initialize(lambda: examples)
    for batch in _batches(examples, BATCH[pipe], STEPS[pipe]):
        nlp.update(batch, drop=DROPOUT, sgd=optimizer, losses={})
    with nlp.use_params(optimizer.averages):
        told = nlp.pipe(_plain(nlp, doc) for doc, _ in dev)
        found = {(number, *mark) for number, doc in enumerate(told) for mark in _marks(doc, pipe)}
    return tally(found, {(number, *mark) for number, (_, marks) in enumerate(dev) for mark in marks})


def _batches(examples: list[Example], size: int, steps: int) -> Iterator[list[Example]]:
    chance = Random(SEED)
    while True:
        chance.shuffle(examples)
        for batch in minibatch(examples, size):
            if not steps:
                return
            steps -= 1
            yield batch


def _example(nlp: Language, doc: Doc, marks: Sequence[Mark], pipe: str) -> Example:
    told = _plain(nlp, doc)
    spans = [Span(told, start, end, label) for start, end, label in marks]
    if pipe == "ner":
        told.set_ents(filter_spans(spans), default="outside")
    else:
        told.spans[GROUP] = spans
    return Example(_plain(nlp, doc), told)


def _plain(nlp: Language, doc: Doc) -> Doc:
    return Doc(nlp.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])


def _marks(doc: Doc, pipe: str) -> list[Mark]:
    spans = doc.ents if pipe == "ner" else doc.spans[GROUP]
    return [(span.start, span.end, span.label_) for span in spans]


def _config(pipe: str) -> dict[str, Any]:
    """What the pipe is made of."""
    if pipe == "ner":
        parser = {"state_type": "ner", "extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2}
        model = {"@architectures": "spacy.TransitionBasedParser.v2", **parser, "use_upper": True, "nO": None}
        return {"model": {**model, "tok2vec": _words(("PREFIX", "SUFFIX", "SHAPE"))}}
    scorer = {"@layers": "Softmax.v2", "nO": None, "nI": None}
    reducer = {"@layers": "spacy.mean_max_reducer.v1", "hidden_size": WIDTH}
    model = {"@architectures": "spacy.SpanCategorizer.v1", "scorer": scorer, "reducer": reducer}
    return {
        "spans_key": GROUP,
        "negative_weight": 0.3,
        "suggester": {"@misc": "spacy.ngram_range_suggester.v1", "min_size": 1, "max_size": 4},
        "model": {**model, "tok2vec": _words(("NORM", "PREFIX", "SUFFIX", "SHAPE"))},
    }


def _words(attributes: Sequence[str]) -> dict[str, Any]:
    """A small convolution over hashed parts of words."""
    rows = {"rows": [1000 if name == "SUFFIX" else 500 for name in attributes], "include_static_vectors": False}
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "attrs": list(attributes), **rows}
    shape = {"width": WIDTH, "depth": 2, "window_size": 1, "maxout_pieces": 2}
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", **shape}
    return {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
