"""What the folders around a file say of it: INCEpTION exports a folder for each document, a file in it for each user.

`annotation/DOCUMENT/USER.tsv` is the work of USER, `curation/DOCUMENT/CURATION_USER.tsv` what was agreed; an .xmi lies
in an archive of its own, `annotation/DOCUMENT/USER.zip`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from corpus_tool import formats
from corpus_tool.model.bundles import Bundle
from corpus_tool.model.layers import Layer, LayerKind, LayerName
from corpus_tool.workbench.sources import ARCHIVE, Source

FOLDERS = frozenset({"annotation", "curation"})

UNTOUCHED = "INITIAL_CAS"
"""Who has the document as it was before anybody worked on it."""

_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,6}\Z")


class Place(NamedTuple):
    """Whose work on which document a file is."""

    document: str
    user: str


def place_of(source: Source) -> Place | None:
    """What the folders of a source say; None where they are no such folders."""
    folders = [name for name in source.shown.absolute().parent.parts if Path(name).suffix.lower() != ARCHIVE]
    if not formats.reader(source.format).in_folders or len(folders) < 2 or folders[-2] not in FOLDERS:
        return None
    return Place(_ENDING.sub("", folders[-1]), source.shown.stem)


def placed(found: Bundle, place: Place, stem: str) -> Bundle:
    """The bundle under the name of its folder where only its file (`stem`) names it, its layers as the user's."""
    document = found.document
    if document.key == stem:
        document = replace(document, key=place.document)
    layers = () if place.user == UNTOUCHED else tuple(_of(place.user, layer) for layer in found.layers)
    return Bundle(document, layers)


def _of(user: str, layer: Layer) -> Layer:
    """The layer as a user's, whoever had it when it was handed out."""
    return Layer.of(LayerName(user, LayerKind.ANNOTATOR), layer.schema, list(layer.ordered), layer.status)
