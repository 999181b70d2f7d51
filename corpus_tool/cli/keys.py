"""The keys a user has chosen, out of her settings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from corpus_tool.cli.settings import Settings, settings, settings_file
from corpus_tool.errors import UsageError
from corpus_tool.saying.counting import counted
from corpus_tool.tui.keymap import USUAL, Keyboard, Layout, known_layouts

if TYPE_CHECKING:
    from corpus_tool.tui.seat import Keys


def keys(keymap_name: str | None = None) -> "Keys":
    """The keymap named, or the one of the settings, with the user's own keys and layouts.

    Raises UsageError where they contradict one another or name what there is not.
    """
    from corpus_tool.tui.bindings import Wishes, keymap
    from corpus_tool.tui.seat import Keys

    said = settings()
    source = settings_file().read_text(encoding="utf-8") if said.keys else ""
    wishes = Wishes(said.keys, str(settings_file()), source)
    return Keys(keymap(keymap_name or said.keymap, wishes), keyboard(said), wishes)


def keys_said() -> "Keys | None":
    """What the settings say of keys; None where they say nothing, so that nothing has to be read for it."""
    said = settings()
    return None if said.has_usual_keys else keys()


def keyboard(said: Settings) -> Keyboard:
    """The layouts that a user may have active. Raises UsageError for one that there is not, or that is uneven."""
    known: Mapping[str, Layout] = {**known_layouts(), **said.layouts}
    wanted = said.keyboards or tuple(dict.fromkeys((*said.layouts, *USUAL)))
    for name in wanted:
        if name not in known:
            raise UsageError(f"{settings_file()}: there is no keyboard layout {name!r}; there are {', '.join(known)}.")
        for keys, prints in (*known[name].rows, *known[name].otherwise):
            if len(keys) != len(prints):
                raise UsageError(
                    f"{settings_file()}, layout {name}: {keys!r} has {len(keys)} keys, but {prints!r} has"
                    f" {counted(len(prints), 'character')}; write one for each, in the same order."
                )
    return Keyboard({name: known[name] for name in wanted})
