"""What in a .zip may be read: every limit that an archive is refused for stands here, and each refusal says it."""

import stat
from pathlib import PurePosixPath, PureWindowsPath
from zipfile import ZipFile, ZipInfo

from corpus_tool.saying.counting import counted

MOST_MEMBERS = 1_000_000
LARGEST_MEMBER = 1 << 30
"""Bytes when unpacked."""
LARGEST_ARCHIVE = 8 << 30
"""Bytes when all is unpacked."""
MOST_COMPRESSED = 200
"""Times that a member may grow: text grows 3 to 20 times, a bomb a thousand times."""
SMALL = 1 << 20
"""Bytes up to which nobody minds how much a member grows."""

ENCRYPTED = 0x1
"""The bit of a member's flags (APPNOTE 4.4.4)."""


class ArchiveError(Exception):
    """Why an archive is not read."""


def members(archive: ZipFile) -> dict[str, int]:
    """The files in an archive with their unpacked sizes in bytes; raises ArchiveError where one breaks a limit.

    A link is none: all there is of it is a path.

    Sizes are those the archive declares; zipfile reads no more than that of any member.
    """
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_MEMBERS:
        held = counted(len(infos), "file")
        raise ArchiveError(f"it holds {held}; at most {MOST_MEMBERS:,} are read from one archive")
    for info in infos:
        if wrong := _wrong(info):
            raise ArchiveError(f"{info.filename!r} {wrong}")
    if (total := sum(info.file_size for info in infos)) > LARGEST_ARCHIVE:
        raise ArchiveError(f"it unpacks to {total:,} bytes; at most {LARGEST_ARCHIVE:,} are read from one archive")
    return {info.filename: info.file_size for info in infos if not (_is_hidden(info.filename) or _is_link(info))}


def _wrong(info: ZipInfo) -> str:
    """Why a member is not to be read; empty where it may be."""
    name = info.filename
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    if posix.is_absolute() or windows.drive or windows.root or ".." in (*posix.parts, *windows.parts):
        return "leads out of the archive's folder; such an archive is not read at all"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted; unpack it yourself and import the folder"
    if info.file_size > LARGEST_MEMBER:
        return f"unpacks to {info.file_size:,} bytes; at most {LARGEST_MEMBER:,} are read"
    if info.file_size > max(SMALL, MOST_COMPRESSED * info.compress_size):
        return f"grows more than {MOST_COMPRESSED} times when unpacked, as archive bombs do"
    return ""


def _is_hidden(name: str) -> bool:
    """Whether a member is one that systems leave behind (`__MACOSX/`, `.DS_Store`)."""
    parts = PurePosixPath(name).parts
    return parts[0] == "__MACOSX" or any(part.startswith(".") for part in parts)


def _is_link(info: ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
