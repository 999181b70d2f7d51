"""One disagreement as the page shows it: its sentence as each annotator read it, and what else she said."""

from collections.abc import Iterator, Mapping, Sequence

from corpus_tool.model.alignment import Reading
from corpus_tool.model.annotations import Annotation, Event, Fragments, Relation, Span, label_of, surface
from corpus_tool.model.border_gaps import Gap, Side
from corpus_tool.model.disagreements import NOTHING, Collated, Disagreement
from corpus_tool.model.documents import Document
from corpus_tool.model.layers import Layer, LayerName
from corpus_tool.model.readings import Kind
from corpus_tool.reports.page.excerpts import excerpt
from corpus_tool.reports.page.markup import Markup, element, isolated
from corpus_tool.saying import tr, tr_many

LOOKS = 6
"""How many annotators' marks look differently; then the looks come again."""


def entry(number: int, one: Collated, found: Disagreement, looks: Mapping[LayerName, int]) -> Markup:
    """A disagreement, to be linked to as `#d1`."""
    layers = {layer.name: layer for layer in one.layers}
    return element(
        "article",
        _head(number, one.document, found),
        *(_reading(one.document, found, names, layers, looks) for names in _alike(found, layers)),
        _silent(found, looks),
        *(_gap(one.document, gap) for gap in found.gaps),
        class_="one",
        id=f"d{number}",
    )


def _head(number: int, document: Document, found: Disagreement) -> Markup:
    kinds = (element("span", tr(kind), class_="kind") for kind in found.kinds)
    clitic = (element("span", tr("a clitic"), class_="kind clitic"),) if found.is_of_clitics else ()
    return element(
        "p",
        element("a", f"{number}", href=f"#d{number}", class_="number"),
        " ",
        *kinds,
        *clitic,
        element("span", isolated(document.key), f", {found.place.start}\u2013{found.place.end}", class_="where"),
        class_="head",
    )


def _alike(found: Disagreement, layers: Mapping[LayerName, Layer]) -> list[list[Reading]]:
    """The readings, those together that say the same."""
    groups: dict[str, list[Reading]] = {}
    for reading in found.row.readings:
        groups.setdefault(_told(reading.annotation, layers[reading.layer]), []).append(reading)
    return list(groups.values())


def _told(annotation: Annotation, layer: Layer) -> str:
    """The same words for annotations that say the same, whatever their ids."""
    return repr((label_of(annotation), _marks(annotation, layer), sorted(_details(annotation, layer))))


def _reading(
    document: Document,
    found: Disagreement,
    readings: Sequence[Reading],
    layers: Mapping[LayerName, Layer],
    looks: Mapping[LayerName, int],
) -> Markup:
    annotation, layer = readings[0].annotation, layers[readings[0].layer]
    look = looks[readings[0].layer]
    sentence = excerpt(
        document.text, found.sentence, _marks(annotation, layer), label_of(annotation), f"by{look % LOOKS}"
    )
    names = [reading.layer for reading in readings]
    return element(
        "div",
        element(
            "div", _who(names, look, label_of(annotation)), *_more(document, annotation, layer, found), class_="said"
        ),
        element("p", sentence, lang=_language(document), dir=document.direction, class_="sentence"),
        class_="reading",
    )


def _who(names: Sequence[LayerName], look: int, label: str) -> Markup:
    return element(
        "p",
        element("span", isolated(", ".join(name.short for name in names)), class_=f"who by{look % LOOKS}"),
        " ",
        element("span", isolated(label), class_="label")
        if label
        else element("span", tr("marked nothing"), class_="none"),
    )


def _silent(found: Disagreement, looks: Mapping[LayerName, int]) -> Markup:
    if not found.row.silent:
        return Markup("")
    said = element("div", _who(found.row.silent, looks[found.row.silent[0]], NOTHING), class_="said")
    return element("div", said, class_="reading")


def _more(document: Document, annotation: Annotation, layer: Layer, found: Disagreement) -> Iterator[Markup]:
    """What is said beyond place and label: what differs, and all of an event that only some have."""
    said = _details(annotation, layer)
    if not found.row.silent and Kind.EVENT_TYPE not in found.kinds:
        named = {name for name, _, _ in said}
        said = [one for one in said if one[0] in found.row.details]
        said += [(name, "", None) for name in found.row.details if name not in named]
    if said:
        terms = (_term(document, *one) for one in said)
        yield element("dl", *(part for term in terms for part in term), class_="more")


def _term(document: Document, name: str, value: str, place: Fragments | None) -> tuple[Markup, Markup]:
    words = surface(document.text, place) if place is not None else value
    shown = _foreign(document, words) if place is not None else isolated(words)
    return (
        element("dt", isolated(name)),
        element("dd", shown if words else element("span", tr("not said"), class_="none")),
    )


def _details(annotation: Annotation, layer: Layer) -> list[tuple[str, str, Fragments | None]]:
    """(name, value, where it stands if it is a stretch of the text): attributes, link, roles, ends of a relation."""
    said: list[tuple[str, str, Fragments | None]] = [
        (name, str(value), None) for name, value in annotation.attributes.items()
    ]
    match annotation:
        case Span():
            said += [("link", annotation.link, None)] if annotation.link else []
        case Event():
            said += [(one.role, "", _place(layer, one.target)) for one in annotation.arguments]
        case Relation():
            said += [("from", "", _place(layer, annotation.source)), ("to", "", _place(layer, annotation.target))]
    return said


def _marks(annotation: Annotation, layer: Layer) -> Fragments:
    """What is marked of the text; of a relation, its two ends."""
    if isinstance(annotation, Relation):
        return (*_place(layer, annotation.source), *_place(layer, annotation.target))
    return annotation.fragments


def _place(layer: Layer, id: str) -> Fragments:
    one = layer[id]
    return () if isinstance(one, Relation) else one.fragments


def _gap(document: Document, gap: Gap) -> Markup:
    """How far a border lies apart, in words."""
    said = (
        tr_many(
            "begins {count:,} letter earlier than {narrower}",
            "begins {count:,} letters earlier than {narrower}",
            gap.letters,
            narrower=f"\u2068{gap.narrower.short}\u2069",
        )
        if gap.side is Side.START
        else tr_many(
            "ends {count:,} letter later than {narrower}",
            "ends {count:,} letters later than {narrower}",
            gap.letters,
            narrower=f"\u2068{gap.narrower.short}\u2069",
        )
    )
    written = f"{tr('what is written onto the word')}: " if gap.is_clitic else ""
    between = _foreign(document, gap.between)
    return element("p", isolated(gap.wider.short), f" {said}: {written}", between, class_="gap")


def _foreign(document: Document, words: str) -> Markup:
    """Words of the article inside a line of the page."""
    return isolated(words, lang=_language(document), dir=document.direction, class_="words")


def _language(document: Document) -> str | None:
    """As browsers know it; none where nobody knows."""
    return None if document.language == "other" else document.language
