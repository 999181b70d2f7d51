"""A folder that is whole or not there: it grows beside its place, and is renamed into it when all of it is on disk."""

import os
import shutil
from pathlib import Path

from corpus_tool.workbench.writing import FilesBeside, unwritable


class FolderBeside(FilesBeside):
    """The files of a new folder. Whoever is stopped in the middle leaves nothing under the folder's name.

    Where the folder is there already, empty, it grows within it: somebody may have mounted it, or stand in it.
    """

    def __init__(self, folder: Path) -> None:
        self._is_there = folder.exists()
        name = f".{folder.absolute().name}.{os.getpid()}.part"
        super().__init__((folder if self._is_there else folder.parent) / name)
        self._called = folder
        self._paths: list[Path] = []

    def complete(self) -> None:
        """Bring every file to the disk, so that nothing but a name is missing."""
        made = [*self._made]
        self._paths = [self._called / path.relative_to(self._folder) for path in super().put_in_place()]
        self._made = made

    def put_in_place(self) -> list[Path]:
        """Give the folder its name, with all of its files; answer where they are."""
        if not self._paths:
            self.complete()
        try:
            if self._is_there:
                for path in sorted(self._folder.iterdir()):
                    path.rename(self._called / path.name)
            else:
                self._folder.rename(self._called)
        except OSError as error:
            raise unwritable(self._called, error) from error
        return self._paths

    def _remove_folders(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        super()._remove_folders()
