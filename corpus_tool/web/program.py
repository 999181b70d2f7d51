"""One annotator as a process of its own: what happens in it touches nobody else's.

It gets an environment of its own making: nothing of the server's but what programs need to run, a folder of its own for
the settings of its person, and the languages her browser prefers.
"""

import asyncio
import os
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from corpus_tool.web.packets import DATA, Told, Typed, packet_for, packets

PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ", "CORPUS_TOOL_SHARED_FOLDER")
"""Variables of the server that its programs see as well."""

LOCALES = {"ar": "ar_EG.UTF-8", "he": "he_IL.UTF-8", "iw": "he_IL.UTF-8"}
"""A language that the annotator speaks, as the environment names it."""

PATIENCE = 5.0
"""Seconds for a program to end by itself."""

TAIL = 2_000
"""Bytes of what it says of its end."""


class Wanted(NamedTuple):
    """What a program is started for."""

    corpus: Path
    name: str
    folder: Path
    """Where what belongs to browsers is kept, a folder for each person in it."""
    columns: int
    rows: int
    languages: str = ""
    """What the browser says of them: `he-IL,he;q=0.9`."""
    interface: str = ""
    """The language for everybody; empty where each may choose."""


def command(wanted: Wanted) -> list[str]:
    """The words that open the annotator. A name or path that begins with a hyphen is no option."""
    spoken = [f"--interface={wanted.interface}"] if wanted.interface else []
    words = [f"--as={wanted.name}", f"--corpus={wanted.corpus}", *spoken]
    return [sys.executable, "-P", "-m", "corpus_tool", "annotate", *words]


def environment(wanted: Wanted, ours: Mapping[str, str]) -> dict[str, str]:
    """What the program finds around it."""
    home = str(person_folder(wanted))
    return {
        **{name: ours[name] for name in PASSED_ON if name in ours},
        **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "XDG_CONFIG_HOME"), home),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONUTF8": "1",
        "LANG": _locale(wanted.languages),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_DRIVER": "corpus_tool.tui.browser:BrowserDriver",
        "COLUMNS": str(wanted.columns),
        "ROWS": str(wanted.rows),
    }


def person_folder(wanted: Wanted) -> Path:
    """Where this person's settings are kept. Any name is one folder: none leads out of it."""
    return wanted.folder / "people" / quote(wanted.name, safe="").replace(".", "%2E")


def _locale(languages: str) -> str:
    first = languages.partition(",")[0].partition(";")[0].strip().partition("-")[0].lower()
    return LOCALES.get(first, "C.UTF-8")


class Program:
    """A running annotator."""

    def __init__(self, process: Process, to: StreamWriter, out: StreamReader, err: StreamReader) -> None:
        self._process = process
        self._to = to
        self._out = out
        self._talk = asyncio.create_task(_tail(err))

    async def drawn(self) -> AsyncIterator[bytes]:
        """What it draws, until it has ended."""
        async for kind, content in packets(self._out):
            if kind == DATA:
                yield content
        while await self._out.read(1 << 16):
            pass  # what is no packet is for nobody; but a full pipe would keep the program from ending

    async def tell(self, message: Typed | Told) -> None:
        """Hand on what the page said; a program that has ended hears nothing."""
        with suppress(ConnectionError):
            self._to.write(packet_for(message))
            await self._to.drain()

    async def end(self) -> None:
        """Close it as its user would, and end it where it does not."""
        await self.tell(Told({"type": "quit"}))
        self._to.close()
        for stop in (self._process.terminate, self._process.kill):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), PATIENCE)
                return
            with suppress(ProcessLookupError):
                stop()
        await self._process.wait()

    async def last_words(self) -> tuple[int, str]:
        """Exit code and last line of what it said of its end, once it has ended."""
        said = await self._talk
        lines = said.decode(errors="replace").strip().split("\n")
        return await self._process.wait(), lines[-1]


async def started(wanted: Wanted) -> Program:
    """A new annotator. Raises OSError where the system has no room for one."""
    person_folder(wanted).mkdir(mode=0o700, parents=True, exist_ok=True)
    process = await asyncio.create_subprocess_exec(
        *command(wanted),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env=environment(wanted, os.environ),
        start_new_session=True,  # Ctrl-C at the server is for the server, which then ends each in order
    )
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise OSError("its pipes are missing")
    return Program(process, process.stdin, process.stdout, process.stderr)


async def _tail(stream: StreamReader) -> bytes:
    tail = b""
    while block := await stream.read(TAIL):
        tail = (tail + block)[-TAIL:]
    return tail
