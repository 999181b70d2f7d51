"""Whether what some formats need beyond a plain install is there."""

from collections.abc import Iterable
from importlib.util import find_spec

from corpus_tool import formats
from corpus_tool.errors import NotFoundError, UnreadableFileError
from corpus_tool.formats import Format
from corpus_tool.workbench.sources import Source


def refuse_missing(sources: Iterable[Source]) -> None:
    """Raise UnreadableFileError where a file can only be read with something that is not installed."""
    for name in sorted({source.format for source in sources}):
        format = formats.reader(name)
        if format.need and find_spec(format.need.module) is None:
            raise UnreadableFileError(
                f"Reading {format.suffix} needs {format.need.module}, which is not installed; nothing was imported."
                f" pip install 'corpus-tool[{format.need.extra}]' brings it."
            )


def refuse_unwritable(format: Format) -> None:
    """Raise NotFoundError where a format can only be written with something that is not installed."""
    if format.need and find_spec(format.need.module) is None:
        raise NotFoundError(
            f"Writing {format.name} needs {format.need.module}, which is not installed; nothing was written."
            f" pip install 'corpus-tool[{format.need.extra}]' brings it."
        )
