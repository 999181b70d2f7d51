"""What files there are to import: files, folders, patterns and archives become a list of sources, in a sorted order."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from errno import EINVAL
from functools import lru_cache
from pathlib import Path
from posixpath import normpath
from typing import BinaryIO, NamedTuple, cast
from zipfile import BadZipFile, ZipFile

from corpus_tool import formats
from corpus_tool.formats import Format
from corpus_tool.workbench.archives import ArchiveError, members
from corpus_tool.workbench.sniffing import HEAD, looks_like

ARCHIVE = ".zip"
SIDECARS = (".json", ".toml")
"""What metadata beside an article may be kept in."""


class Source(NamedTuple):
    """A file, or a member of an archive, that some format reads."""

    path: Path
    size: int
    """Bytes."""
    member: str = ""
    """Its name in the archive at `path`; empty for a file of its own."""
    sidecar: str = ""
    """The ending of the metadata beside it, where there is such a file."""
    format: str = ""
    """The name of the format that reads it."""

    @property
    def shown(self) -> Path:
        """The path as a report shows it."""
        return self.path / self.member if self.member else self.path

    @property
    def suffix(self) -> str:
        """How its name ends, in small letters."""
        return self.shown.suffix.lower()

    def open(self) -> BinaryIO:
        """Its bytes, to be read from the start."""
        return self._open(self.member) if self.member else self.path.open("rb")

    def sidecar_bytes(self) -> bytes:
        """The metadata beside it."""
        if self.member:
            with self._open(str(Path(self.member).with_suffix(self.sidecar))) as file:
                return file.read()
        return self.path.with_suffix(self.sidecar).read_bytes()

    def beside(self, name: str) -> bytes | None:
        """The bytes of the file called `name` in the same folder or archive; None where there is none.

        `../NAME` is one in the folder above.
        """
        try:
            if self.member:
                with self._open(normpath(Path(self.member).parent / name)) as file:
                    return file.read()
            path = self.path.parent / name
            if path.exists() and not path.is_file():
                raise OSError(EINVAL, f"the {name} beside it is no file, but a folder, a pipe or a device")
            return path.read_bytes()
        except (KeyError, FileNotFoundError):
            return None

    def _open(self, member: str) -> BinaryIO:
        return cast("BinaryIO", _archive(self.path).open(member))


class Problem(NamedTuple):
    """A path that nothing can be read from, and why."""

    path: Path
    why: str


class Gathered(NamedTuple):
    """What was found under the paths given."""

    items: list[Source | Problem]
    """In the order of the paths."""
    passed_over: Counter[str]
    """Endings in folders and archives that no format reads, with their number."""

    @property
    def sources(self) -> list[Source]:
        """What can be read."""
        return [item for item in self.items if isinstance(item, Source)]

    @property
    def problems(self) -> list[Problem]:
        """What cannot."""
        return [item for item in self.items if isinstance(item, Problem)]

    @property
    def size(self) -> int:
        """Bytes altogether."""
        return sum(source.size for source in self.sources)


def gather(paths: Iterable[Path], format: Format | None = None) -> Gathered:
    """Everything under `paths`, in their order and sorted within each; a pattern (`*`, `**`) may stand for many.

    With a `format`, of folders and archives only the files that end as it says; a file that is named is read by it
    however it ends. Without, every file by the format of its ending.
    """
    found = Gathered([], Counter())
    for path in paths:
        for one in _matches(path):
            _gather_one(one, found, format)
    return found


def _reader_of(name: str, format: Format | None) -> Format | None:
    """What reads a file of that name; `format` where it was said."""
    if format is None:
        return formats.readable(Path(name).suffix)
    return format if name.lower().endswith(format.suffixes) else None


def _matches(path: Path) -> list[Path]:
    """The path itself, or what it matches where it is a pattern that names no file."""
    magic = [number for number, part in enumerate(path.parts) if any(sign in part for sign in "*?[")]
    if not magic or path.exists():
        return [path]
    base, pattern = Path(*path.parts[: magic[0]]), Path(*path.parts[magic[0] :])
    found = (one for one in base.glob(str(pattern)) if not _is_hidden(one.relative_to(base)))
    return sorted(found) or [path]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _gather_one(path: Path, found: Gathered, format: Format | None) -> None:
    if path.is_dir():
        format = format or formats.readable_folder(path.suffix)
        before = len(found.items)
        for file in _files_under(path):
            _gather_file(file, found, format, within_folder=True)
        if len(found.items) == before:
            found.items.append(Problem(path, f"this folder holds no file that can be read ({_known(format)})"))
    else:
        _gather_file(path, found, format, within_folder=False)


def _files_under(folder: Path) -> Iterator[Path]:
    """Every file in a folder and the folders in it, sorted; hidden ones and links to folders are left alone."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(here, name)


def _gather_file(path: Path, found: Gathered, format: Format | None, *, within_folder: bool) -> None:
    by = _reader_of(path.name, format) or (None if within_folder else format)
    try:
        if path.exists() and not path.is_file():
            found.items.append(Problem(path, "is a pipe or a device; save what comes from it to a file"))
        elif path.suffix.lower() == ARCHIVE:
            found.items.extend(_in_archive(path, found.passed_over, format))
        elif by:
            found.items.append(Source(path, path.stat().st_size, sidecar=_sidecar_beside(path, by), format=by.name))
        elif within_folder:
            if not _is_sidecar(path):
                found.passed_over[path.suffix.lower() or "no ending"] += 1
        else:
            found.items.append(Problem(path, _no_reader(path)))
    except (ArchiveError, BadZipFile) as wrong:
        found.items.append(Problem(path, f"cannot be read as an archive: {wrong}"))
    except OSError as error:
        found.items.append(Problem(path, f"cannot be read: {error.strerror}"))


def _no_reader(path: Path) -> str:
    """Why a file that was named cannot be read, and what it looks like."""
    why = f"no reader for {path.suffix or 'a name without an ending'!r} ({_known(None)})"
    with path.open("rb") as file:
        return why + looks_like(file.read(HEAD))


def _known(format: Format | None) -> str:
    endings = format.suffixes if format else formats.readable_suffixes()
    return "known: " + ", ".join(sorted([*endings, ARCHIVE]))


def _in_archive(path: Path, passed_over: Counter[str], format: Format | None) -> Iterator[Source]:
    """The members of an archive that some format reads. Nothing is ever unpacked to the disk."""
    _archive.cache_clear()  # it may have changed since it was last looked into
    sizes = members(_archive(path))
    for name in sorted(sizes):
        suffix = Path(name).suffix.lower()
        if by := _reader_of(name, format):
            beside = [ending for ending in _sidecars_of(by) if str(Path(name).with_suffix(ending)) in sizes]
            yield Source(path, sizes[name], name, beside[0] if beside else "", by.name)
        elif suffix not in SIDECARS:
            passed_over[suffix or "no ending"] += 1


def _sidecar_beside(path: Path, by: Format) -> str:
    return next((ending for ending in _sidecars_of(by) if path.with_suffix(ending).is_file()), "")


def _sidecars_of(by: Format | None) -> tuple[str, ...]:
    return SIDECARS if by and by.has_sidecar else ()


def _is_sidecar(path: Path) -> bool:
    """Whether a file is the metadata of an article beside it."""
    if path.suffix.lower() not in SIDECARS:
        return False
    articles = (suffix for suffix in formats.readable_suffixes() if _sidecars_of(formats.readable(suffix)))
    return any(path.with_suffix(suffix).exists() for suffix in articles)


@lru_cache(maxsize=1)
def _archive(path: Path) -> ZipFile:
    """The archive, kept open while its members are read one after the other: its list of names may be long."""
    return ZipFile(path)
