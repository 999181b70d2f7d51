"""Files that are whole or not there: written beside their place, then renamed into it."""

import os
import re
from pathlib import Path
from types import TracebackType
from typing import TextIO

from corpus_tool.errors import StoreError

_UNSAFE = re.compile(r"[^\w.+@-]+")


def safe_name(name: str) -> str:
    """A file name that stays in its folder, whatever an annotator calls herself; two names never become one."""
    spelled = _UNSAFE.sub(lambda match: "".join(f"%{ord(character):X}" for character in match[0]), name)
    return re.sub(r"^\.", "%2E", spelled) or "%"


class FilesBeside:
    """Some files of one folder, growing under other names until `put_in_place`. Nothing is left of them otherwise."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, TextIO] = {}

    def add(self, name: str, text: str) -> None:
        """Add text to the end of the file `name`, which begins empty."""
        try:
            if name not in self._open:
                self._folder.mkdir(parents=True, exist_ok=True)
                # newline="" keeps every character as it is, on every system.
                self._open[name] = self._beside(name).open("w", encoding="utf-8", newline="")
            self._open[name].write(text)
        except OSError as error:
            raise _unwritable(self._folder / name, error) from error

    def put_in_place(self) -> list[Path]:
        """Bring every file to the disk and under its name; answer where they are."""
        for name, file in self._open.items():
            try:
                file.flush()
                os.fsync(file.fileno())
                file.close()
            except OSError as error:
                raise _unwritable(self._folder / name, error) from error
        for name in self._open:
            self._beside(name).replace(self._folder / name)
        names = list(self._open)
        self._open.clear()
        return [self._folder / name for name in names]

    def __enter__(self) -> "FilesBeside":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, file in self._open.items():
            file.close()
            self._beside(name).unlink(missing_ok=True)

    def _beside(self, name: str) -> Path:
        return self._folder / f".{name}.{os.getpid()}.part"


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path} cannot be written: {error.strerror}.")
