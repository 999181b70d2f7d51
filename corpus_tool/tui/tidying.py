"""When rings of objects that nobody holds are looked for: while nobody types, so that no key waits for it."""

import gc
from collections.abc import Callable
from time import monotonic

BEAT_SECONDS = 0.5
"""Between two looks at whether somebody types."""
SHORT_SECONDS = 0.4
"""Without a key: what was made since the last such pause is looked through, in a few ms."""
LONG_SECONDS = 10.0
"""Without a key: everything is looked through, which takes up to 200 ms with long documents."""
YOUNG = 50_000
"""New objects that make a key wait in any case: somebody has typed on and on."""
SELDOM = 10_000
"""Times that the young are looked through before the old are as well."""


class Tidying:
    """Looks in short pauses at what is new, and sets aside what stays; in long ones at what was set aside as well."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stirred_at = clock()
        self._is_tidy = self._is_new_tidy = False

    def begin(self) -> None:
        """Look for rings from now on; what was made while the tool was starting stays."""
        gc.freeze()
        gc.set_threshold(YOUNG, gc.get_threshold()[1], SELDOM)
        gc.enable()

    def stirred(self) -> None:
        """A key was pressed: things are made."""
        self._stirred_at = self._clock()
        self._is_tidy = self._is_new_tidy = False

    def look(self) -> None:
        """Tidy up, as far as the pause is long enough and it was not done in it yet."""
        pause = self._clock() - self._stirred_at
        if pause >= LONG_SECONDS and not self._is_tidy:
            self._is_tidy = self._is_new_tidy = True
            gc.unfreeze()
        elif pause >= SHORT_SECONDS and not self._is_new_tidy:
            self._is_new_tidy = True
        else:
            return
        gc.collect()
        gc.freeze()
