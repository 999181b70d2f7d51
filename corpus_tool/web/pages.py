"""The two pages, and the files that they are made of."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from types import MappingProxyType

from corpus_tool.web.place import Place

OURS = ("page.css", "enter.js", "annotator.js")
THEIRS = (
    "js/textual.js",
    "css/xterm.css",
    "fonts/RobotoMono-VariableFont_wght.ttf",
    "fonts/RobotoMono-Italic-VariableFont_wght.ttf",
)
"""Within textual-serve."""

SIZES = range(8, 41)
USUAL_SIZE = 16
"""Of letters, in pixels."""


def assets() -> Mapping[str, Path]:
    """Name under /static/ to file. Nothing else of the disk can be asked for."""
    ours, theirs = Path(str(files(__package__))) / "page", Path(str(files("textual_serve"))) / "static"
    found = {name: ours / name for name in OURS} | {Path(name).name: theirs / name for name in THEIRS}
    return MappingProxyType(found)


def enter_page(wrong: str = "") -> str:
    """Where a token is asked for."""
    return _page("enter.html", wrong=wrong)


def annotator_page(name: str, size: str = "") -> str:
    """The terminal. `size` is that of its letters, in pixels, as the address gives it."""
    is_size = size.isascii() and size.isdigit() and len(size) < len(str(SIZES.stop)) + 1 and int(size) in SIZES
    return _page("annotator.html", name=name, size=size if is_size else str(USUAL_SIZE))


def headers(place: Place) -> dict[str, str]:
    """What every answer says of itself: nothing from elsewhere, in no frame, kept nowhere.

    Sockets are named because older browsers do not count them to 'self'; numbers of IPv6 cannot stand in a policy.
    """
    sockets = " ".join(origin.replace("http", "ws", 1) for origin in place.origins if "[" not in origin)
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
        f" img-src 'self' data:; connect-src 'self' {sockets}; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # under no-referrer, browsers leave out of a form where it comes from
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _page(file: str, **words: str) -> str:
    text = files(__package__).joinpath("page", file).read_text(encoding="utf-8")
    return Template(text).substitute({name: escape(word) for name, word in words.items()})
