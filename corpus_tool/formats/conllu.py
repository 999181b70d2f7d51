"""CoNLL-U, the ten columns of Universal Dependencies: a word a line, names in the last column, one file for each layer.

Names are there twice: `NER=B-ORG` (IOB2; of names in each other the widest) and `Entity=(s1-ORG(s2-GPE)s1)`, as CorefUD
has it, which holds all of them, with fragments. `SpaceAfter=No`, `SpacesAfter=` and `SpacesBefore=` keep the white
space, so the text can be made again to the character. `# newdoc id` is the key; what else we know of the document and
the layer stands in the comment `# corpus_tool`. Words that are cut (`--clitics split-clitics`) are multiword tokens,
`3-4`. The other columns are empty. The conllu package reads the file.

Read is `Entity`, else `NER`; mentions of one chain become spans, the chain does not come in. Where a multiword token is
not simply cut (Hebrew לבית, ל ה בית), a name in it is the whole word. A file without `# newdoc` becomes documents of
100 sentences.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from corpus_tool.formats import AS_IT_IS, Format, Notice, Piece, Reading, Refusal, Writing
from corpus_tool.model.annotations import Span
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.carrying.carries import LABELS_ONLY, Nesting
from corpus_tool.model.carrying.overlaps import one_at_a_place
from corpus_tool.model.carrying.places import window_starts
from corpus_tool.model.documents import Document
from corpus_tool.model.json_values import one_line
from corpus_tool.model.layers import Layer
from corpus_tool.model.luggage import FIELD, packed_document, packed_layer
from corpus_tool.model.policies import Clitics, Overlaps
from corpus_tool.model.span_columns import SpanColumns
from corpus_tool.model.tagging import OUTSIDE, tags_of, token_numbers, token_ranges
from corpus_tool.model.word_lines import Luggage, word_documents
from corpus_tool.model.word_misc import Mention, after, brackets, escaped_name, escaped_spaces
from corpus_tool.text.tokens import Token

WORD = "word"


def write(bundles: Iterable[Bundle], writing: Writing) -> Iterator[Piece]:
    """The sentences of each layer, in a file named after its annotator; without a layer in one named otherwise."""
    for bundle in bundles:
        for layer in bundle.layers or (None,):
            name = writing.stem(layer.name, bundle.document.key) if layer else writing.name
            yield Piece(f"{name}{FORMAT.suffix}", "".join(_Page(bundle.document, layer, writing).lines()))


class _Page:
    """A document that is being written, with one layer."""

    def __init__(self, document: Document, layer: Layer | None, writing: Writing) -> None:
        self._document, self._layer, self._writing = document, layer, writing
        spans = layer.spans if layer else ()
        self._tokens = document.tokens
        self._entities = brackets(_mentions(spans, self._tokens))
        self._tags = _flat_tags(spans, self._tokens)

    def lines(self) -> Iterator[str]:
        """All of them."""
        text, tokens = self._document.text, self._tokens
        starts = sorted(set(token_numbers(tokens, window_starts(text, self._writing.policy.window))))
        for number, (first, end) in enumerate(zip(starts, [*starts[1:], len(tokens)], strict=True), 1):
            if first < end:
                if first == 0:
                    yield from self._head()
                yield f"# sent_id = {number}\n# text = {self._plain(first, end)}\n"
                yield from self._rows(first, end)
                yield "\n"

    def _head(self) -> Iterator[str]:
        """What stands before the first sentence."""
        packed = Luggage(packed_document(self._document), packed_layer(self._layer) if self._layer else None)
        yield f"# newdoc id = {' '.join(self._document.key.split())}\n"
        yield "# global.Entity = eid-etype\n"
        yield f"# {FIELD} = {one_line(packed)}\n"

    def _plain(self, first: int, end: int) -> str:
        """A sentence with a space for whatever white space there is."""
        words = (self._form(number) + " " * bool(self._gap(number)) for number in range(first, end))
        return "".join(words).strip(" ")

    def _form(self, number: int) -> str:
        token = self._tokens[number]
        return self._document.text[token.start : token.end]

    def _gap(self, number: int) -> str:
        """The white space behind a token."""
        next_start = self._tokens[number + 1].start if number + 1 < len(self._tokens) else len(self._document.text)
        return self._document.text[self._tokens[number].end : next_start]

    def _rows(self, first: int, end: int) -> Iterator[str]:
        for numbers in self._words(first, end):
            ids = [number - first + 1 for number in numbers]
            spaces = self._spaces(numbers)
            if len(ids) > 1:
                surface = "".join(map(self._form, numbers))
                yield _row(f"{ids[0]}-{ids[-1]}", surface, spaces)
            for id, number in zip(ids, numbers, strict=True):
                yield _row(str(id), self._form(number), self._names(number) + ([] if len(ids) > 1 else spaces))

    def _words(self, first: int, end: int) -> Iterator[list[int]]:
        """The numbers of tokens that are parts of one written word, together."""
        is_cut = self._writing.policy.clitics is Clitics.SPLIT
        waiting: list[int] = []
        for number in range(first, end):
            waiting.append(number)
            if is_cut and number + 1 < end and self._goes_on(number):
                continue
            yield waiting
            waiting = []

    def _goes_on(self, number: int) -> bool:
        """Whether a token and the next one are parts of one word."""
        return not self._gap(number) and self._tokens[number].kind == self._tokens[number + 1].kind == WORD

    def _spaces(self, numbers: Sequence[int]) -> list[str]:
        """What the last column says of the white space around a word."""
        is_last = numbers[-1] + 1 == len(self._tokens)
        before = self._document.text[: self._tokens[0].start] if numbers[0] == 0 else ""
        said = after(self._gap(numbers[-1]), is_last=is_last)
        return [*said, f"SpacesBefore={escaped_spaces(before)}"] if before else said

    def _names(self, number: int) -> list[str]:
        """What it says of the names there."""
        entity = [f"Entity={self._entities[number]}"] if number in self._entities else []
        tag = self._tags[number]
        return entity if tag == OUTSIDE else [*entity, f"NER={tag}"]


def _row(id: str, form: str, said: Sequence[str]) -> str:
    return "\t".join((id, form, *"________"[:7], "|".join(said) or "_")) + "\n"


def _mentions(spans: Iterable[Span], tokens: Sequence[Token]) -> Iterator[Mention]:
    """Each fragment of each span, by its tokens."""
    parts = [(span, number) for span in spans for number in range(len(span.fragments))]
    ranges = token_ranges(
        SpanColumns.of([replace(span, fragments=(span.fragments[number],)) for span, number in parts]), tokens
    )
    for (span, number), (first, end) in zip(parts, ranges, strict=True):
        yield Mention(span.id, span.label, first, end - 1, number + 1, len(span.fragments))


def _flat_tags(spans: Sequence[Span], tokens: Sequence[Token]) -> list[str]:
    """An IOB2 tag for each token, of the widest spans that are in one piece."""
    whole = [replace(span, label=escaped_name(span.label)) for span in spans if len(span.fragments) == 1]
    kept, _ = one_at_a_place(whole, Overlaps.WIDEST)
    return tags_of(SpanColumns.of([span for span in kept if isinstance(span, Span)]), tokens)


def read(lines: Iterable[bytes], reading: Reading = AS_IT_IS) -> Iterator[Bundle | Refusal | Notice]:
    """The documents of the file, each with one layer where there are names in it."""
    for found in word_documents(lines, reading.encoding, reading.stem, reading.annotator):
        yield Notice(found) if isinstance(found, str) else found


FORMAT = Format(
    name="conllu",
    title="CoNLL-U, with names as NER= and Entity=",
    suffix=".conllu",
    write=write,
    read=read,
    carries=replace(LABELS_ONLY, whole_words=True, windowed=True, nesting=Nesting.ANY),
)
