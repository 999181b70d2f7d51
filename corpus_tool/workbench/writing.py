"""Files that are whole or not there: written beside their place, then renamed into it."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from unicodedata import normalize

from corpus_tool.errors import StoreError

_UNSAFE = re.compile(r"[^\w.+@-]+")
_UNSAFE_IN_PATH = re.compile(r"[^\w.+@%-]+")
"""In a path a `%` belongs to what `formats.one_name` has spelled out."""
_ENDING = re.compile(r"(\.about\.json|\.apf\.xml|\.[\w-]{1,12})?$")
"""What tells the files of one document apart."""

LONGEST_STEM = 180
"""Bytes of a name before its ending; file systems take 255 for all of it, and while it is written it has some more."""
KEPT = 32
"""Of the characters of a name that is too long; four bytes each at most."""


@lru_cache(maxsize=256)
def safe_path(name: str) -> str:
    """The same for a path of folders parted by `/`, in whose names `formats.one_name` has spelled out `/` and `%`."""
    return "/".join(_spelled(part, _UNSAFE_IN_PATH) for part in name.split("/"))


def safe_name(name: str) -> str:
    """A file name that stays in its folder, whatever an annotator calls herself; two names never become one.

    One that is too long for a file system has its beginning and a digest of it all, the same before each ending.
    """
    return _spelled(name, _UNSAFE)


def _spelled(name: str, unsafe: re.Pattern[str]) -> str:
    spelled = unsafe.sub(lambda match: "".join(f"%{ord(character):X}" for character in match[0]), name)
    safe = re.sub(r"^\.", "%2E", spelled) or "%"
    ending = _ENDING.search(safe)
    stem, suffix = (safe[: ending.start()], ending[0]) if ending else (safe, "")
    if len(stem.encode()) <= LONGEST_STEM:
        return safe
    return f"{stem[:KEPT]}~{sha256(stem.encode()).hexdigest()[:24]}{suffix}"


def alike(files: Iterable[Path]) -> list[Path]:
    """Two files that are one on macOS and Windows, which pass over capitals and ways to write an accent; else none."""
    seen: dict[str, Path] = {}
    for file in files:
        if (other := seen.setdefault(normalize("NFC", str(file)).casefold(), file)) is not file:
            return [other, file]
    return []


MOST_OPEN = 64
"""Files that are open at a time; an export of a file for each article would meet the system's limit of a thousand."""


class FilesBeside:
    """Some files of one folder, growing under other names until `put_in_place`. Nothing is left of them otherwise."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._called = folder
        """What it is called to people."""
        self._names: dict[str, None] = {}
        """Every file, in the order of their first pieces."""
        self._open: dict[str, BinaryIO] = {}
        """Those that are open, the one that was opened last at the end."""
        self._last: list[str] = []
        self._made: list[Path] = []
        """Folders that were not there, outer ones first."""

    def add(self, name: str, content: str | bytes, *, last: bool = False) -> None:
        """Add to the end of the file `name`, which begins empty. Text is written as UTF-8, every character as it is.

        `last`: the file is named behind those that are not.
        """
        data = content.encode() if isinstance(content, str) else content
        try:
            if name not in self._names:
                self._make(self._beside(name).parent)
                if last:
                    self._last.append(name)
            self._opened(name).write(data)
        except OSError as error:
            raise unwritable(self._called / name, error) from error
        except UnicodeEncodeError as error:
            raise StoreError(
                f"{name!a} cannot be written: names of files are in {error.encoding} here; PYTHONUTF8=1 before the"
                " command writes them in UTF-8."
            ) from error

    def put_in_place(self) -> list[Path]:
        """Bring every file to the disk and under its name; answer where they are."""
        for name in self._names:
            try:
                with self._opened(name) as file:
                    file.flush()
                    os.fsync(file.fileno())
                del self._open[name]
            except OSError as error:
                raise unwritable(self._called / name, error) from error
        for name in self._names:
            try:
                self._beside(name).replace(self._folder / name)
            except OSError as error:  # a folder has that name
                raise unwritable(self._called / name, error) from error
        last = set(self._last)
        names = [*(name for name in self._names if name not in last), *self._last]
        self._names.clear()
        self._made.clear()
        return [self._folder / name for name in names]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._open.values():
            with suppress(OSError):  # what is left to be written does not fit either, and goes away anyhow
                file.close()
        for name in self._names:
            self._beside(name).unlink(missing_ok=True)
        self._remove_folders()

    def _remove_folders(self) -> None:
        """Remove the folders that were made and hold nothing."""
        for folder in reversed(self._made):
            with suppress(OSError):  # somebody else has put something there meanwhile
                folder.rmdir()

    def _opened(self, name: str) -> BinaryIO:
        """A file to add to; where too many are open, the one that was opened first is closed."""
        if name not in self._open:
            if len(self._open) == MOST_OPEN:
                self._open.pop(next(iter(self._open))).close()
            self._open[name] = self._beside(name).open("ab" if name in self._names else "wb")
            self._names[name] = None
        return self._open[name]

    def _make(self, folder: Path) -> None:
        """Make a folder and those around it, and remember which were not there."""
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        self._made += reversed(missing)

    def _beside(self, name: str) -> Path:
        path = self._folder / name
        return path.with_name(f".{path.name}.{os.getpid()}.part")


def unwritable(path: Path, error: OSError) -> StoreError:
    """What is told where the system refuses a file."""
    return StoreError(f"{path} cannot be written: {error.strerror}.")
