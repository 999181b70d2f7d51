"""What the words behind `suggest --from` ask for."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from corpus_tool.errors import UsageError
from corpus_tool.store.store import Store
from corpus_tool.workbench.suggesting import Suggester

KINDS = "lexicon, starter, learned, 'file PATH' or 'command ...'"
"""As sentences name them."""


class Asked(NamedTuple):
    """What the options say."""

    source: str
    words: Path | None
    of: str
    name: str
    timeout: float
    hear: Callable[[str], None]
    """Is told what the source says beside its suggestions."""


def suggester_of(store: Store, asked: Asked) -> Suggester:
    """The one that is asked for. Raises UsageError where there is none of that name."""
    kind, _, rest = asked.source.strip().partition(" ")
    if make := _OF_THE_CORPUS.get(asked.source):
        return make(store, asked)
    if make_outside := _FROM_OUTSIDE.get(kind):
        return make_outside(rest.strip(), asked)
    raise UsageError(f"--from wants {KINDS}, not {asked.source!r}.")


def _lexicon(store: Store, asked: Asked) -> Suggester:
    from corpus_tool.workbench.lexicon import SOURCE, known_names, listed_names, suggester, sure

    schema = store.schemas.current()
    known = sure(listed_names(asked.words, schema)) if asked.words else known_names(store, asked.of)
    return suggester(known, schema, asked.name or SOURCE)


def _starter(store: Store, asked: Asked) -> Suggester:
    from corpus_tool.workbench.lexicon import STARTED, lexicon_of, suggester, sure
    from corpus_tool.workbench.starter import starter_names

    schema = store.schemas.current()
    return suggester(sure(lexicon_of(starter_names(schema)), STARTED), schema, asked.name or asked.source)


def _learned(store: Store, asked: Asked) -> Suggester:
    """What was learned, learned again where more is done since."""
    from corpus_tool.workbench.learning import chosen_layers, is_stale, learn_from, learned_model, suggester

    model = (None if is_stale(store, asked.of) else learned_model(store, asked.of)) or learn_from(store, asked.of)
    learned_from = frozenset(chosen_layers(store, asked.of))
    return suggester(model, store.schemas.current(), asked.name or asked.source, learned_from)


def _command(typed: str, asked: Asked) -> Suggester:
    from corpus_tool.workbench.asking_commands import command_suggester

    return command_suggester(typed, asked.timeout, asked.name, asked.hear)


def _file(path: str, asked: Asked) -> Suggester:
    from corpus_tool.workbench.asking_commands import file_suggester

    if not path:
        raise UsageError("--from 'file PATH' wants a path behind the word: --from 'file predictions.jsonl'.")
    return file_suggester(Path(path).expanduser(), asked.name, asked.hear)


_OF_THE_CORPUS = {"lexicon": _lexicon, "starter": _starter, "learned": _learned}
_FROM_OUTSIDE = {"command": _command, "file": _file}
