"""Whether a file lies where machines share it, and how it is to be written there.

SQLite's write-ahead log needs memory that all writers share, which two machines have not (sqlite.org/wal.html). On a
shared folder the older rollback journal is used: it needs only locks, readers wait for a writer, and each act costs
more. Whether the folder's locks hold is up to its server; a bundle for each person needs none.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

MOUNTS = Path("/proc/self/mounts")
"""Where Linux tells what lies where; other systems have no such file, and there only a name or a word tells."""

SAID = "CORPUS_TOOL_SHARED_FOLDER"
"""`yes` or `no` in this variable counts more than what is found out."""

NETWORKS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "coda",
    "davfs",
    "glusterfs",
    "lustre",
    "ncpfs",
}
"""File systems that other machines can write to. A FUSE one is told by its second name, as `fuse.sshfs`."""

FUSE_NETWORKS = {"sshfs", "s3fs", "rclone", "davfs2", "glusterfs", "ceph-fuse", "gvfsd-fuse", "smbnetfs", "cephfs"}

_OCTAL = re.compile(r"\\([0-7]{3})")
"""How spaces, tabs and backslashes are written in the list of mounts."""


class Mount(NamedTuple):
    """A part of the tree of files, and what kind of file system it is."""

    place: str
    kind: str

    @property
    def is_shared(self) -> bool:
        """Whether other machines can write there."""
        first, _, second = self.kind.partition(".")
        return first in NETWORKS or (first == "fuse" and second in FUSE_NETWORKS)


def shared_by(path: Path, environ: Mapping[str, str] | None = None) -> str:
    """What shares the folder of a file between machines (`nfs4`, `cifs` ...); empty where nothing does."""
    said = (os.environ if environ is None else environ).get(SAID, "").lower()
    if said in {"yes", "no"}:
        return f"${SAID}" if said == "yes" else ""
    whole = os.path.realpath(path)
    if whole.startswith(("\\\\", "//")):  # a share by its name, as Windows spells it
        return "a network share"
    mount = mount_of(whole, _mounts())
    return mount.kind if mount is not None and mount.is_shared else ""


def mount_of(path: str, mounts: Iterable[Mount]) -> Mount | None:
    """The mount that a path lies on: the longest that leads to it, of several at one place the last."""
    found: Mount | None = None
    for mount in mounts:
        leads = path == mount.place or path.startswith(mount.place.rstrip("/") + "/")
        if leads and (found is None or len(mount.place) >= len(found.place)):
            found = mount
    return found


def read_mounts(listing: str) -> list[Mount]:
    """The mounts in a listing as the kernel writes it: device, place, kind and more, between spaces."""
    rows = [line.split(" ") for line in listing.split("\n")]
    return [Mount(_OCTAL.sub(_character, row[1]), row[2]) for row in rows if len(row) > len(Mount._fields)]


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 8))


def _mounts() -> list[Mount]:
    try:
        return read_mounts(MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    except OSError:  # not Linux, or a sandbox without /proc: nothing is known
        return []
