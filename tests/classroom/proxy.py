"""A bad network of one's own: passes bytes on between a client and a server of this machine, until it does not."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from attrs import define, field


@define(eq=False)
class Proxy:
    """Listens on a port of its own. ``cut`` breaks all connections; while ``mute`` is set, answers are swallowed."""

    target: int
    port: int = 0
    mute: bool = False
    _open: set[asyncio.StreamWriter] = field(factory=set)
    _server: asyncio.Server | None = None

    async def __aenter__(self) -> Proxy:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        assert self._server is not None
        self._server.close()
        self.cut()

    @property
    def url(self) -> str:
        """What clients call instead of the server."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Break every connection in the middle of whatever it is about, without a farewell."""
        for writer in self._open:
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:  # the server is down
            writer.transport.abort()
            self._open.discard(writer)
            return
        self._open.add(back)
        await asyncio.gather(self._pass(reader, back, False), self._pass(there, writer, True))
        self._open -= {writer, back}

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answers: bool) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                if answers and self.mute:
                    continue
                writer.write(data)
                await writer.drain()
        writer.transport.abort()
