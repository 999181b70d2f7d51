"""Work on the next piece while the one before is waited for at the server."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")


def one_ahead(work: Callable[[Piece], Done], pieces: Sequence[Piece]) -> Iterator[Done]:
    """What `work` makes of each piece, in their order, the next one made in a thread meanwhile.

    Squeezing and waiting for a socket both let other threads run, so one costs no time beside the other.
    """
    if len(pieces) < 2:
        yield from map(work, pieces)
        return
    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(work, pieces[0])
        for piece in pieces[1:]:
            done, coming = coming.result(), beside.submit(work, piece)
            yield done
        yield coming.result()
