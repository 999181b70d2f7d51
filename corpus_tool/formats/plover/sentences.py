"""The records in XML: `Sentences` of a `Text`, with the words of each event and their codes."""

from collections.abc import Iterable, Iterator

from corpus_tool.formats import Reading, Refusal
from corpus_tool.formats.plover.marks import SOURCE, TARGET, Actor, Listed, UnusableRecordError, layer_of
from corpus_tool.model.asides import Aside
from corpus_tool.model.bundles import Bundle
from corpus_tool.text.xml import UnsafeXmlError, parse

_KEPT = ("date", "category")
"""What of a sentence becomes metadata."""


def read(lines: Iterable[bytes], reading: Reading) -> Iterator[Bundle | Refusal]:
    """A bundle for each sentence, none where the file is not whole."""
    heard = _Heard()
    try:
        parse(lines, heard.start, heard.end, heard.words)
    except UnsafeXmlError as wrong:
        yield Refusal(wrong.where, str(wrong))
        return
    if not heard.sentences:
        yield Refusal("", "it has no <Sentence>; the records of arabic_event_gsr were expected")
    for number, sentence in enumerate(heard.sentences, 1):
        try:
            yield _bundle(sentence, reading.annotator)
        except UnusableRecordError as unusable:
            yield Refusal(f"sentence {number}, {sentence.said.get('id', '')}".removesuffix(", "), str(unusable))


class _Sentence:
    """One that is being read."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        self.text: list[str] = []
        self.words: list[dict[str, str]] = []
        self.codes: dict[str, dict[str, str]] = {}
        """The number of an event to what is said of its actors."""


class _Heard:
    """What is said of sentences, as the parser comes by."""

    def __init__(self) -> None:
        self.sentences: list[_Sentence] = []
        self._in_text = False

    def start(self, element: str, said: dict[str, str]) -> None:
        """An element begins."""
        if element == "Sentence":
            self.sentences.append(_Sentence(said))
        self._in_text = element == "Text" and bool(self.sentences)
        if self.sentences and element == "EventText":
            self.sentences[-1].words.append(said)
        if self.sentences and element == "EventCoding":
            self.sentences[-1].codes[said.get("eid", "")] = said

    def end(self, _element: str) -> None:
        """An element ends."""
        self._in_text = False

    def words(self, words: str) -> None:
        """Between two of them."""
        if self._in_text:
            self.sentences[-1].text.append(words)


def _bundle(sentence: _Sentence, annotator: str) -> Bundle:
    key, text = sentence.said.get("id", "").strip(), "".join(sentence.text).strip()
    if not key or not text:
        raise UnusableRecordError("it has no `id` or no <Text>; every document needs a name and a text")
    metadata = {name: sentence.said[name] for name in _KEPT if sentence.said.get(name)}
    document = Aside(metadata=metadata).document(key, text)
    events = (_listed(sentence, words) for words in sentence.words)
    return Bundle(document, (layer_of(events, text, f"{annotator}-common"),))


def _listed(sentence: _Sentence, words: dict[str, str]) -> Listed:
    codes = sentence.codes.get(words.get("eid", ""), {})
    actors = {
        SOURCE: Actor(words.get("sourcetext", "").split(), _codes(codes.get("sourcecode", ""))),
        TARGET: Actor(words.get("targettext", "").split(), _codes(codes.get("targetcode", ""))),
    }
    type = codes.get("plover") or sentence.said.get("category", "")
    return Listed(type, words.get("eventtext", "").split(), actors)


def _codes(codes: str) -> dict[str, str]:
    """`TUN GOV`: a country and a role."""
    main, _, role = codes.partition(" ")
    return {"main": main, "role": role.strip()}
