"""Who points at whom among annotations that are not a layer yet."""

from collections.abc import Iterator, Sequence

from corpus_tool.model.annotations import Annotation, Span, references


def missing_references(annotations: Sequence[Annotation]) -> Iterator[tuple[str, str]]:
    """Yield (id, the id it points at) wherever that is not among `annotations`."""
    ids = {annotation.id for annotation in annotations}
    for annotation in annotations:
        if isinstance(annotation, Span):  # most are, and they point nowhere
            continue
        for target in references(annotation):
            if target not in ids:
                yield annotation.id, target
