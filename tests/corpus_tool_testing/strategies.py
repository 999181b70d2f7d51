"""Hypothesis strategies: texts full of what breaks annotation tools, and layers over them."""

from hypothesis import strategies as st

from corpus_tool.model.annotations import Annotation, Argument, Event, Relation, Span
from corpus_tool.model.changes import Status
from corpus_tool.model.default_schema import default_schema
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerKind, LayerName, SchemaRef

HOSTILE = (
    "اأإلبتثدسشمنوهيىةء"  # Arabic letters
    "אבגדהושלםמן"  # Hebrew letters
    "\u064b\u064e\u0651\u0670\u05b7\u05bc"  # marks
    "\u0640\u200c\u200d\u200e\u200f\u2066\u2069\ufeff"  # tatweel, joiners, bidi controls, BOM
    "\u2028\u2029\u0085\u00a0\u00ad\ufffd"  # line ends that are none, NBSP, soft hyphen
    "«»“”\"'״׳־-–/.,؛؟%()[]"
    "0123456789٠١٢٣F16 \n\t"
    "😀🕊\ufe0f"  # beyond the first plane
)

hostile_text = st.text(alphabet=st.sampled_from(HOSTILE), max_size=60)
any_text = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)

names = st.text(alphabet=st.sampled_from("abcنועה-_ "), min_size=1, max_size=8).filter(str.strip)
values = st.one_of(
    st.text(max_size=8), st.integers(-(2**53), 2**53), st.booleans(), st.none(), st.lists(st.text(max_size=3))
)
attributes = st.dictionaries(st.text(min_size=1, max_size=6), values, max_size=3)
schema = default_schema()


def fragments(text: str) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """One to three ranges of `text`, in order and apart."""
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    return edges.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))


@st.composite
def layers(draw: st.DrawFn, text: str, name: LayerName) -> Layer:
    """A layer with spans, events that point at them and at each other, and relations."""
    annotations: list[Annotation] = []
    if text and len(text) > 1:
        for number in range(draw(st.integers(0, 5))):
            annotations.append(
                Span(
                    id=f"s{number}",
                    label=draw(st.sampled_from([label.id for label in schema.labels])),
                    fragments=draw(fragments(text)),
                    attributes=draw(attributes),
                    link=draw(st.none() | st.text(max_size=5)),
                    note=draw(st.none() | st.text(max_size=5)),
                )
            )
        for number in range(draw(st.integers(0, 3))):
            targets = st.sampled_from([annotation.id for annotation in annotations]) if annotations else st.nothing()
            annotations.append(
                Event(
                    id=f"e{number}",
                    type=draw(st.sampled_from([event.id for event in schema.events])),
                    fragments=draw(fragments(text)),
                    attributes=draw(attributes),
                    arguments=tuple(
                        draw(st.lists(st.builds(Argument, st.text(min_size=1, max_size=5), targets), max_size=3))
                        if annotations
                        else ()
                    ),
                )
            )
        if annotations and draw(st.booleans()):
            ends = st.sampled_from([annotation.id for annotation in annotations])
            annotations.append(
                Relation(id="r0", type="coreference", source=draw(ends), target=draw(ends), attributes=draw(attributes))
            )
    return Layer.of(name, SchemaRef("conflict-news", "1.0.0"), annotations, draw(st.sampled_from(list(Status))))


@st.composite
def bundle_parts(draw: st.DrawFn) -> tuple[Document, tuple[Layer, ...]]:
    """A document and its layers. Its text holds no C0 control but TAB and LF, as in the store."""
    text = draw(hostile_text)
    direction = draw(st.sampled_from(["rtl", "ltr"]))
    document = Document(
        key=draw(names),
        text=text,
        language=draw(st.sampled_from(["ar", "he", "other"])),
        direction=direction,
        title=draw(st.text(max_size=10)),
        metadata=draw(attributes),
    )
    owners = draw(st.lists(st.tuples(names, st.sampled_from(list(LayerKind))), max_size=3, unique=True))
    return document, tuple(draw(layers(text, LayerName(*owner))) for owner in owners)
