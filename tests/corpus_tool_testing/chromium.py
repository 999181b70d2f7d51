"""A Chromium without a window, told what to do by its DevTools protocol over two pipes: pages, mouse, keys, pixels."""

import base64
import json
import os
import selectors
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from bidi.algorithm import get_display

PATIENCE = 60.0
"""Seconds after which a wait is given up. Only a failure waits so long."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

FLAGS = (
    "--headless=new",
    "--no-sandbox",  # which root has none of, and containers often neither; it opens nothing but our own pages
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-component-update",
    "--no-first-run",
    "--force-device-scale-factor=1",
)

PIPES_FIRST = """
import fcntl, os, sys
read, write = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])
os.dup2(read, 3)
os.dup2(write, 4)
os.execvp(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads from descriptor 3 and writes to 4."""

SEE_THE_TERMINAL = """
Object.defineProperty(Object.prototype, "terminal", {configurable: true, set(it) {
  Object.defineProperty(this, "terminal", {value: it, writable: true, configurable: true, enumerable: true});
  if (it && it.buffer && it.onWriteParsed) window.seen = it;
}});
"""
"""The page keeps its terminal to itself: this holds on to it."""

ROWS = """
(() => {
  const lines = seen.buffer.active, found = [];
  for (let y = 0; y < seen.rows; y++) {
    const line = lines.getLine(lines.viewportY + y), row = [];
    for (let x = 0; x < seen.cols; x++) {
      const cell = line.getCell(x);
      const style = [cell.getFgColorMode(), cell.getFgColor(), cell.getBgColorMode(), cell.getBgColor(),
        cell.isBold(), cell.isDim(), cell.isItalic(), cell.isUnderline(), cell.isInverse()];
      row.push([cell.getWidth() ? cell.getChars() || " " : "", style.join()]);
    }
    found.push(row);
  }
  return found;
})()
"""

PIXELS = """
(async (picture, left, top, width, height, columns, rows) => {
  const image = await createImageBitmap(await (await fetch("data:image/png;base64," + picture)).blob());
  const drawing = new OffscreenCanvas(image.width, image.height).getContext("2d");
  drawing.drawImage(image, 0, 0);
  const found = [];
  for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) {
    const box = [Math.round(left + x * width), Math.round(top + y * height), Math.floor(width), Math.floor(height)];
    let sum = 2166136261n;
    for (const part of new Uint32Array(drawing.getImageData(...box).data.buffer))
      sum = BigInt.asUintN(64, (sum ^ BigInt(part)) * 1099511628211n);
    found.push(sum.toString());
  }
  return found;
})
"""

KEYS = {
    "enter": ("Enter", 13, 0, "\r"),
    "escape": ("Escape", 27, 0, ""),
    "down": ("ArrowDown", 40, 0, ""),
    "ctrl+q": ("q", 81, 2, ""),
}
"""Name to the key as browsers call it, its old number, modifiers, and the text it gives."""


class Cell(NamedTuple):
    """A cell of xterm.js, as its buffer has it."""

    letters: str
    """Empty: the second half of a wide character."""
    style: str


class BrowserError(Exception):
    """The browser says that something cannot be done."""


class Chromium:
    """A running browser. Its pages know nothing of one another."""

    def __init__(self, folder: Path) -> None:
        program = next(filter(None, map(shutil.which, NAMES)), None)
        if program is None:
            pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed")
        there, self._to = os.pipe()
        self._out, here = os.pipe()
        self._process = subprocess.Popen(
            [sys.executable, "-c", PIPES_FIRST, str(there), str(here), program, *FLAGS, f"--user-data-dir={folder}"],
            pass_fds=(there, here),
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(folder), "LANG": "C.UTF-8"},
        )
        os.close(there)
        os.close(here)
        self._count = 0
        self._read = b""
        self._ready = selectors.DefaultSelector()
        self._ready.register(self._out, selectors.EVENT_READ)
        try:
            self.ask("Browser.getVersion")
        except (AssertionError, BrokenPipeError):
            pytest.skip(f"{program} does not start on this machine")

    def ask(self, method: str, session: str = "", **words: Any) -> dict[str, Any]:
        """What the browser answers. Raises BrowserError where it refuses; events are passed over."""
        self._count += 1
        asked = {"id": self._count, "method": method, "params": words} | ({"sessionId": session} if session else {})
        os.write(self._to, json.dumps(asked).encode() + b"\0")
        give_up = time.monotonic() + PATIENCE
        while True:
            said = self._next(give_up, method)
            if said.get("id") == self._count:
                if "error" in said:
                    raise BrowserError(f"{method}: {said['error']['message']}")
                return dict(said["result"])

    def tab(self, languages: str = "en", size: tuple[int, int] = (1000, 620)) -> "Tab":
        """A new page with cookies of its own."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask(
            "Target.createTarget", url="about:blank", browserContextId=context, width=size[0], height=size[1]
        )["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Tab(self, session, languages, size)

    def kill(self) -> None:
        """End it without a word to its pages."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Let it end, and let go of it."""
        if self._process.poll() is None:
            self.ask("Browser.close")
            self._process.wait()
        for one in (self._to, self._out):
            os.close(one)
        self._ready.close()

    def _next(self, give_up: float, method: str) -> dict[str, Any]:
        while b"\0" not in self._read:
            if not self._ready.select(max(0.0, give_up - time.monotonic())):
                raise AssertionError(f"the browser does not answer to {method}")
            came = os.read(self._out, 1 << 20)
            if not came:
                raise AssertionError(f"the browser is gone at {method}")
            self._read += came
        first, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(first))


class Tab:
    """A page, with a terminal in it once somebody is let in."""

    def __init__(self, browser: Chromium, session: str, languages: str, size: tuple[int, int]) -> None:
        self._browser = browser
        self._session = session
        self._ask("Page.enable")
        self._ask("Page.addScriptToEvaluateOnNewDocument", source=SEE_THE_TERMINAL)
        self._ask("Emulation.setUserAgentOverride", userAgent="Chromium", acceptLanguage=languages)
        self._ask(
            "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False
        )

    def open(self, address: str) -> None:
        """Go there."""
        self._ask("Page.navigate", url=address)

    def value(self, script: str) -> Any:
        """What a script comes to in the page."""
        answer = self._ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise BrowserError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def wait_for(self, script: str) -> Any:
        """What a script comes to once that is something; through all pages that come meanwhile."""
        looking = (
            "new Promise(done => { const look = () => { let found; try { found = (" + script + "); } catch {}"
            " found ? done(found) : setTimeout(look, 20); }; look(); })"
        )
        give_up = time.monotonic() + PATIENCE
        while True:
            try:
                return self.value(looking)
            except BrowserError:  # the page went away, and another comes
                if time.monotonic() > give_up:
                    raise

    def wait_to_read(self, words: str) -> None:
        """Wait until a row of the terminal has these words."""
        try:
            self.wait_for(_HAS.replace("WORDS", json.dumps(words)))
        except AssertionError as never:
            raise AssertionError(f"never seen: {words}") from never

    def rows(self) -> list[list[Cell]]:
        """What stands in the cells of the terminal."""
        return [[Cell(*cell) for cell in row] for row in self.value(ROWS)]

    def lines(self) -> list[str]:
        """The same as text, without the blanks behind."""
        return ["".join(cell.letters for cell in row).rstrip() for row in self.rows()]

    def where(self, word: str) -> tuple[int, range]:
        """The row of a word that runs one way, below the first row, and its columns from its first letter on."""
        seen = get_display(word)
        for number, cells in list(enumerate(self.rows()))[1:]:
            at = readable(cells).find(seen)
            if at >= 0:
                columns = range(at, at + len(word))
                return number, columns if seen == word else columns[::-1]
        raise AssertionError(f"{word} is not to be seen: {self.lines()}")

    def across(self, first: str, last: str) -> list[tuple[int, int]]:
        """The cells from the first letter of a word to the last letter of another on its row, as a mouse comes by."""
        row, begin = self.where(first)
        other, end = self.where(last)
        step = 1 if end[-1] > begin[0] else -1
        assert row == other, f"{first} and {last} are not on one row"
        return [(column, row) for column in range(begin[0], end[-1] + step, step)]

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            name, number, modifiers, text = KEYS.get(key, (key, 0, 0, key))
            told = {"key": name, "windowsVirtualKeyCode": number, "modifiers": modifiers}
            down = {**told, "text": text} if text else told
            self._ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **down)
            self._ask("Input.dispatchKeyEvent", type="keyUp", **told)

    def click(self, cell: tuple[int, int], times: int = 1) -> None:
        """Click in the middle of a cell (column, row)."""
        for time_ in range(1, times + 1):
            self._mouse("mousePressed", cell, clickCount=time_)
            self._mouse("mouseReleased", cell, clickCount=time_)

    def drag(self, cells: Sequence[tuple[int, int]]) -> None:
        """Press in the first cell, go through the others, and let go in the last one."""
        self._mouse("mousePressed", cells[0], clickCount=1)
        for cell in cells[1:]:
            self._mouse("mouseMoved", cell, buttons=1)
        self._mouse("mouseReleased", cells[-1], clickCount=1)

    def screenshot(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self._picture())

    def pixels(self) -> list[list[str]]:
        """What is seen in each cell of the terminal: the same words for the same pixels."""
        left, top, width, height, columns, rows = self._grid()
        picture, beside = self._picture(), self._browser.tab()
        said = ", ".join(map(repr, (picture, left, top, width, height, columns, rows)))
        found = beside.value(f"{PIXELS}({said})")
        return [found[row * columns : (row + 1) * columns] for row in range(rows)]

    def _grid(self) -> tuple[float, float, float, float, int, int]:
        """Left, top, width and height of a cell; columns and rows."""
        left, top, width, height, columns, rows = self.value(
            "(() => { const box = seen.element.querySelector('.xterm-screen').getBoundingClientRect();"
            " return [box.left, box.top, box.width / seen.cols, box.height / seen.rows, seen.cols, seen.rows]; })()"
        )
        return left, top, width, height, columns, rows

    def _mouse(self, type: str, cell: tuple[int, int], **more: int) -> None:
        left, top, width, height, *_ = self._grid()
        x, y = left + (cell[0] + 0.5) * width, top + (cell[1] + 0.5) * height
        self._ask("Input.dispatchMouseEvent", type=type, x=x, y=y, button="left", **more)

    def _picture(self) -> str:
        # What was written is drawn in the next frame.
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")
        return str(self._ask("Page.captureScreenshot", format="png")["data"])

    def _ask(self, method: str, **words: Any) -> dict[str, Any]:
        return self._browser.ask(method, self._session, **words)


def readable(cells: Sequence[Cell]) -> str:
    """What cells show, in letters that a keyboard has."""
    return "".join(unicodedata.normalize("NFKC", cell.letters) for cell in cells)


_HAS = """(() => { const lines = seen.buffer.active;
  for (let y = 0; y < seen.rows; y++)
    if (lines.getLine(lines.viewportY + y).translateToString().includes(WORDS)) return true;
})()"""


@contextmanager
def running_chromium(folder: Path) -> Iterator[Chromium]:
    """A browser, gone afterwards."""
    browser = Chromium(folder)
    try:
        yield browser
    finally:
        browser.close()
