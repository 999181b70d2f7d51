"""The names of annotators."""

from corpus_tool.errors import UsageError

RESERVED_NAMES = {"all", "gold"}
"""Words that `--layers` reads in another way."""


def checked_name(name: str) -> str:
    """The same name. Raises UsageError for one that cannot be told apart or written down."""
    if name in RESERVED_NAMES:
        raise UsageError(f"{name!r} cannot be an annotator's name: `--layers {name}` means something else.")
    if not name or name != name.strip() or "," in name or not name.isprintable():
        raise UsageError(f"{name!r} cannot be an annotator's name: letters, digits and spaces inside, no comma.")
    return name


def names_in(line: str) -> list[str]:
    """The names in `noa, sami`, each once. Raises UsageError as `checked_name` does."""
    return list(dict.fromkeys(checked_name(name.strip()) for name in line.split(",")))
