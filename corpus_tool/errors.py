"""Every error a user can meet.

Each carries one sentence: what is wrong, where, and what would have worked. The front ends print that sentence and
nothing else; anything that is not a `CorpusToolError` is a mistake of ours and keeps its traceback.
"""


class CorpusToolError(Exception):
    """What all of them share: a sentence for the user and an exit code for a script."""

    exit_code = 1


class UsageError(CorpusToolError):
    """The command was given words that do not fit together."""

    exit_code = 2


class UnreadableFileError(CorpusToolError):
    """A file cannot be taken in."""


class RefusedError(CorpusToolError):
    """What was asked would break a rule of the schema or of the layer."""


class BrokenRuleError(RefusedError):
    """What was asked breaks a rule now; a part of it might stand."""


class NotDoneError(RefusedError):
    """Work was to be called done while a rule that keeps it from that is broken."""


class LayerMovedError(RefusedError):
    """Somebody else changed the layer since it was read."""


class SchemaError(CorpusToolError):
    """A schema is not one we can work with."""


class NotFoundError(CorpusToolError):
    """No document, layer, format or the like has that name."""


class StoreError(CorpusToolError):
    """The corpus file cannot be opened, read or written."""


class BusyError(StoreError):
    """Another program is writing to the corpus file just now."""


class DiskFullError(StoreError):
    """There is no room for what was to be written."""


class UnfitError(StoreError):
    """What was to be written is nothing that a corpus can hold."""


class LossError(CorpusToolError):
    """An export would lose annotations and was not told to go on."""

    exit_code = 3


class HubError(CorpusToolError):
    """The hub cannot be reached, or refuses what was asked of it."""


class HubAwayError(HubError):
    """The hub cannot be reached, or the connection was cut: nothing is wrong, and the next time may do."""
