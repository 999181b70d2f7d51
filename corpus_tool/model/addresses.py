"""Web addresses: which of them lead to the same page."""

from urllib.parse import parse_qsl, urlencode, urlsplit

_TRACES = ("utm_", "fbclid", "gclid", "igshid", "mc_cid", "mc_eid")
"""How parameters begin that say where a reader came from, and nothing of the page."""


def same_page(url: str) -> str:
    """The address without what makes no difference: scheme, `www.`, fragment, last slash, traces of the reader.

    Empty where it leads to no article of its own: the first page of a site, or no web address at all.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    told = [(name, value) for name, value in parse_qsl(parts.query) if not name.lower().startswith(_TRACES)]
    if parts.scheme.lower() not in {"http", "https"} or not host or not (path or told):
        return ""
    return f"{host}{path}" + (f"?{urlencode(sorted(told))}" if told else "")
