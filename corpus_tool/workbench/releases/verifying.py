"""Whether a folder still is the release that its manifest describes; needs no corpus."""

from hashlib import file_digest
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus_tool.errors import UnreadableFileError
from corpus_tool.model.releases import VERSION, Manifest
from corpus_tool.workbench.releases.writing import CHECKSUMS, MANIFEST


class Verified(Struct, frozen=True):
    """What is not as the manifest says; all three empty: nothing."""

    title: str
    files: int
    """How many the manifest names."""
    missing: list[str]
    extra: list[str]
    changed: list[str]

    @property
    def genuine(self) -> bool:
        """Whether nothing is missing, extra or changed."""
        return not (self.missing or self.extra or self.changed)


def verify_release(folder: Path) -> Verified:
    """Compare the files of a release with its manifest, and the manifest with the checksums.

    Raises UnreadableFileError where there is no manifest that can be read.
    """
    manifest = read_manifest(folder)
    told = {one.path: one.sha256 for one in manifest.files}
    told |= {path: digest for path, digest in _checksums(folder).items() if path == MANIFEST}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    known = {*told, MANIFEST, CHECKSUMS}
    return Verified(
        manifest.title,
        len(manifest.files),
        sorted(known - there),
        sorted(there - known),
        sorted(path for path, digest in told.items() if path in there and _digest(folder / path) != digest),
    )


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder. Raises UnreadableFileError where it is not there or not one."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except OSError as error:
        raise UnreadableFileError(
            f"{path} cannot be read: {error.strerror}. Name the folder that `corpus-tool release make` wrote."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise UnreadableFileError(f"{path} is no manifest of a release: {wrong}.") from None
    if manifest.format != VERSION:
        raise UnreadableFileError(f"{path} says it is {manifest.format!r}; this program reads {VERSION!r}.")
    return manifest


def _checksums(folder: Path) -> dict[str, str]:
    """Path to digest, as `sha256sum` writes them; none where the file is not there."""
    path = folder / CHECKSUMS
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines) if name}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
