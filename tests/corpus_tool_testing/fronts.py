"""What stands between a client and a server: a port of this machine that passes on, encrypts, counts and cuts."""

import select
import socket
import ssl
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread

from psycopg.conninfo import conninfo_to_dict, make_conninfo

ASKS_FOR_TLS = struct.pack(">II", 8, 80877103)
CHUNK = 1 << 14


class Front:
    """A port before the socket of a server. `cut_to_...` ends a connection before that byte of one way has passed."""

    def __init__(self, address: str, tls: ssl.SSLContext | None = None) -> None:
        parts = conninfo_to_dict(address)
        self._server = f"{parts['host']}/.s.PGSQL.{parts.get('port', 5432)}"
        self._address = address
        self._tls = tls
        self.calls = 0
        self.to_server = 0
        self.to_client = 0
        """Bytes that have passed, of all connections."""
        self.cut_to_server: int | None = None
        self.cut_to_client: int | None = None
        """Which byte is the first that does not pass any more."""
        self.at_the_cut: Callable[[], object] = lambda: None
        """What happens before a cut."""
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads = [Thread(target=self._listen)]
        self._threads[0].start()

    def address(self, **words: str) -> str:
        """The server's address by way of this."""
        port = self._listening.getsockname()[1]
        return make_conninfo(self._address, **{"host": "127.0.0.1", "port": port, **words})

    def forget(self) -> None:
        """Count anew, and cut nothing."""
        self.to_server = self.to_client = 0
        self.cut_to_server = self.cut_to_client = None
        self.at_the_cut = lambda: None

    def end(self) -> None:
        """Let nobody in any more, and wait until all have left."""
        self._listening.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def _listen(self) -> None:
        with suppress(OSError):  # it is closed
            while True:
                client, _ = self._listening.accept()
                self.calls += 1
                self._threads.append(Thread(target=self._serve, args=(client,)))
                self._threads[-1].start()

    def _serve(self, client: socket.socket) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as server, client:
            first = client.recv(8, socket.MSG_WAITALL)
            if first == ASKS_FOR_TLS:
                client.sendall(b"S" if self._tls else b"N")
                first = b""
            with self._tls.wrap_socket(client, server_side=True) if self._tls and not first else client as open_:
                server.connect(self._server)
                server.sendall(first)
                self._pass_on(open_, server)

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        """Both ways in one thread, as a TLS socket is for one."""
        while True:
            waiting = isinstance(client, ssl.SSLSocket) and client.pending()
            ready = [client] if waiting else select.select([client, server], [], [])[0]
            for one in ready:
                way, other = ("to_server", server) if one is client else ("to_client", client)
                if not self._step(one, other, way):
                    return

    def _step(self, here: socket.socket, there: socket.socket, way: str) -> bool:
        """Pass on what came; False where nothing comes any more, or nothing may."""
        came = here.recv(CHUNK)
        end = getattr(self, f"cut_{way}")
        passes = came if end is None else came[: max(0, end - getattr(self, way))]
        setattr(self, way, getattr(self, way) + len(passes))
        if passes != came:
            self.at_the_cut()
        there.sendall(passes)
        return bool(came) and passes == came


@contextmanager
def standing_before(address: str, tls: ssl.SSLContext | None = None) -> Iterator[Front]:
    """A front of a server, gone afterwards."""
    front = Front(address, tls)
    try:
        yield front
    finally:
        front.end()
