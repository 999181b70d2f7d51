"""Running the server until somebody stops it."""

import asyncio
import signal
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from corpus_tool.errors import UsageError
from corpus_tool.web.place import Place

SHUTDOWN_SECONDS = 10.0
"""For programs to end by themselves."""


def encryption(certificate: Path, key: Path) -> ssl.SSLContext:
    """What browsers are answered with by https. Raises UsageError where the files do not belong together."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key)
    except OSError as wrong:
        raise UsageError(f"{certificate} and {key} cannot be used: {wrong.strerror or wrong}.") from None
    return context


def run_until_stopped(
    app: web.Application, place: Place, context: ssl.SSLContext | None, ready: Callable[[], None]
) -> None:
    """Serve until Ctrl-C or a signal to end; `ready` is called when browsers can come.

    Raises UsageError where the address is taken or is not of this machine.
    """
    asyncio.run(_run(app, place, context, ready))


async def _run(app: web.Application, place: Place, context: ssl.SSLContext | None, ready: Callable[[], None]) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # on Windows Ctrl-C is an exception
            loop.add_signal_handler(number, stopped.set)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await _listen(runner, place, context)
        ready()
        await stopped.wait()
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, place: Place, context: ssl.SSLContext | None) -> None:
    try:
        await web.TCPSite(runner, place.host, place.port, ssl_context=context).start()
    except OSError as wrong:
        raise UsageError(
            f"Nothing can listen at {place.host}, port {place.port}: {wrong.strerror}. --port takes another one."
        ) from None
