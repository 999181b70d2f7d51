"""`corpus-tool serve` in a process of its own."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from aiohttp.test_utils import unused_port


class Served(NamedTuple):
    """A server that runs."""

    process: subprocess.Popen[str]
    said: str
    """Its first line."""
    origin: str
    """Under which address it is found."""

    @property
    def door(self) -> str:
        """The address that lets in whoever started it."""
        return re.findall(r"http\S+", self.said)[0]

    def stop(self) -> str:
        """End it as Ctrl-C does; answer what else it said."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait() == 0
        return self.process.stderr.read() if self.process.stderr else ""


@contextmanager
def serving(name: str, corpus: Path, *words: str) -> Iterator[Served]:
    """A server that `name` started for a corpus on this machine, gone afterwards."""
    port = unused_port()
    asked = ["serve", "--as", name, "--port", str(port), "--corpus", str(corpus), *words]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "corpus_tool", *asked]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment) as process:
        try:
            assert process.stderr is not None
            yield Served(process, process.stderr.readline(), f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
