"""A process that ends with whoever began it, however that ended: no child may learn on, or wait, for nobody."""

import fcntl
import os
from select import select


def end_with(pipe: int) -> None:
    """End this process as soon as nobody holds the writing end of a pipe any more, whatever it is doing then.

    SIGIO is sent when that happens (`O_ASYNC`), and who does not listen to SIGIO is ended by it. So it needs no
    thread, which a process that splits in two should not have. Nobody may write into the pipe: that would end it, too.
    """
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if select([pipe], [], [], 0)[0]:  # it happened before the system was asked to tell
        os._exit(1)
