"""Whether a folder still is the release that its manifest describes; needs no corpus."""

from hashlib import file_digest, sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from corpus_tool.errors import UnreadableFileError
from corpus_tool.model.releases import VERSION, Manifest
from corpus_tool.workbench.release_writing import CHECKSUMS, MANIFEST, checksums


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


def verify_release(folder: Path, manifest_sha256: str = "") -> Verified:
    """Compare the files of a release with its manifest, the manifest with CHECKSUMS, and CHECKSUMS with them all.

    `manifest_sha256`: what the manifest's digest has to be, where somebody knows; CHECKSUMS is believed otherwise.
    Raises UnreadableFileError where there is no manifest that can be read, or a file cannot be.
    """
    manifest = read_manifest(folder)
    told = {one.path: one.sha256 for one in manifest.files}
    told[MANIFEST] = manifest_sha256 or _told_of_manifest(folder)
    told[CHECKSUMS] = sha256(checksums(told).encode()).hexdigest()
    there = {path.relative_to(folder).as_posix(): path.is_file() for path in folder.rglob("*") if not _is_folder(path)}
    return Verified(
        manifest.title,
        len(manifest.files),
        sorted(told.keys() - there.keys()),
        sorted(there.keys() - told.keys()),
        sorted(path for path in told.keys() & there.keys() if not there[path] or _digest(folder / path) != told[path]),
    )


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


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


def _told_of_manifest(folder: Path) -> str:
    """The digest that CHECKSUMS names for the manifest; that of the file where CHECKSUMS names none."""
    path = folder / CHECKSUMS
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
    told = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return told.get(MANIFEST) or _digest(folder / MANIFEST)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be read: {error.strerror}; it was not compared.") from None
