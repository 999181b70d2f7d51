"""What an attribute may hold, by its type: one of some values, free text, a number, yes or no."""

import re

from corpus_tool.errors import RefusedError
from corpus_tool.model.schemas import Attribute
from corpus_tool.saying import tr

_NUMBER = re.compile(r"[-+]?\d+(?:[.,\u066b]\d+)?")

YES_OR_NO = {"yes": True, "no": False}
"""How the two values of a boolean are shown and typed."""


def unfit(attribute: Attribute, value: object) -> str | None:
    """Why an attribute cannot hold a value; None where it can. Free text holds whatever a file brought."""
    fits, wanted = True, ""
    match attribute.type:
        case "choice":
            fits, wanted = value in attribute.values, ", ".join(attribute.values)
        case "number":
            fits, wanted = isinstance(value, int | float) and not isinstance(value, bool), tr("a number")
        case "boolean":
            fits, wanted = isinstance(value, bool), tr("true, false")
        case "string":
            pass
    return (
        None
        if fits
        else tr("{attribute} cannot be {value!r} (known: {wanted})", attribute=attribute.id, value=value, wanted=wanted)
    )


def read_value(attribute: Attribute, typed: str) -> object | None:
    """The value that somebody typed; None for nothing. Raises RefusedError where a number is none.

    Digits of every script count (\u0663 as 3), a comma or \u066b before the decimals as a point.
    """
    if not (line := typed.strip()):
        return None
    if attribute.type != "number":
        return line
    if not _NUMBER.fullmatch(line):
        raise RefusedError(
            tr("{attribute} is a number, such as 12 or 3.5; {line!r} is none.", attribute=attribute.id, line=line)
        )
    number = line.replace("\u066b", ".").replace(",", ".")
    return float(number) if "." in number else int(number)


def shown_value(value: object | None) -> str:
    """A value as it is shown and typed again; nothing for none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
