"""One connection to the server, for clients: requests with their answers, and what the server tells unasked."""

from __future__ import annotations

import asyncio
import itertools
import json
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from attrs import define, field
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidURI, WebSocketException

from nnmi_game.classroom.messages import Hello, Join, LogIn, to_json
from nnmi_game.classroom.reaching import is_address
from nnmi_game.locale import language

LARGEST_ANSWER = 16 * 1024 * 1024
#: Seconds for a connection and for an answer.
OPEN_SECONDS, ANSWER_SECONDS = 20, 60


class LineError(Exception):
    """The server cannot be reached, or the connection was lost; ``__cause__`` is what ``reaching`` tells people of."""


class RefusedError(Exception):
    """The server refused a request: its code, its sentence and the whole answer."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.code, self.text = str(answer.get("code", "")), str(answer.get("text", ""))
        self.answer = answer
        super().__init__(f"{self.code}: {self.text}")


def socket_address(address: str) -> str:
    """Where the WebSocket is, from the address that a person was given."""
    plain = address.strip().split("#")[0].rstrip("/")
    if "://" not in plain:
        plain = f"http://{plain}"
    scheme, _sep, rest = plain.partition("://")
    return f"{'wss' if scheme == 'https' else 'ws'}://{rest}/ws"


@define(eq=False)
class ServerLine:
    """A connection that has said who is there. ``heard`` is called with what the server tells."""

    _socket: ClientConnection
    heard: Callable[[dict[str, Any]], None] = field(default=lambda said: None)
    welcome: dict[str, Any] = field(factory=dict)
    _numbers: Any = field(factory=lambda: itertools.count(1))
    _waiting: dict[int, asyncio.Future[dict[str, Any]]] = field(factory=dict)
    _listening: asyncio.Task[None] | None = None
    #: What the server said before it ended the connection, if it was a refusal.
    refused: RefusedError | None = None

    @classmethod
    async def open(
        cls,
        address: str,
        key: str,
        heard: Callable[[dict[str, Any]], None] = lambda said: None,
        tls: ssl.SSLContext | None = None,
    ) -> ServerLine:
        """Connect and say hello; ``LineError`` if that fails, ``RefusedError`` if the key is not known."""
        url = socket_address(address)
        try:
            socket = await connect(
                url,
                compression=None,
                max_size=LARGEST_ANSWER,
                open_timeout=OPEN_SECONDS,
                ping_interval=20,
                ping_timeout=20,
                proxy=None,
                ssl=tls if url.startswith("wss") else None,
            )
        except (OSError, TimeoutError, InvalidHandshake, InvalidURI, ValueError) as error:
            raise LineError(str(error) or type(error).__name__) from error
        line = cls(socket, heard)
        line._listening = asyncio.get_running_loop().create_task(line._listen())
        lang = language() if language() in ("en", "zh") else "en"
        try:
            line.welcome = await line.ask(to_json(Hello(key=key, lang=lang)))
        except BaseException:
            await line.close()
            raise
        return line

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to a request; ``RefusedError`` if it is refused, ``LineError`` if the connection is lost."""
        number = next(self._numbers)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            await self._socket.send(json.dumps({**request, "id": number}, ensure_ascii=False))
            async with asyncio.timeout(ANSWER_SECONDS):
                found = await answer
        except (WebSocketException, OSError, TimeoutError) as error:
            raise LineError(str(error) or type(error).__name__) from None
        finally:
            self._waiting.pop(number, None)
            if not answer.cancel() and not answer.cancelled():
                answer.exception()  # an end that came while sending has been told by then
        if found.get("type") == "refused":
            raise RefusedError(found)
        return found

    @property
    def ended(self) -> bool:
        """Whether the connection has ended."""
        return self._listening is None or self._listening.done()

    async def work(self, due: asyncio.Event, do: Callable[[ServerLine], Awaitable[None]]) -> None:
        """Do what there is to do whenever it is due, until the connection ends; ``RefusedError`` if by a refusal."""
        self.at_end(due.set)
        while not self.ended:
            await due.wait()
            due.clear()
            if not self.ended:
                await do(self)
        if self.refused is not None:
            raise self.refused

    def at_end(self, call: Callable[[], object]) -> None:
        """Have something called when the connection ends."""
        if self._listening is not None:
            self._listening.add_done_callback(lambda _task: call())

    async def close(self) -> None:
        """End the connection."""
        with suppress(Exception):
            await self._socket.close()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)

    async def _listen(self) -> None:
        try:
            async for text in self._socket:
                said = json.loads(text)
                answer = self._waiting.get(said.get("re", -1))
                if answer is not None:
                    if not answer.done():
                        answer.set_result(said)
                    continue
                if said.get("type") == "refused":
                    self.refused = RefusedError(said)
                self.heard(said)
        except (WebSocketException, OSError, ValueError):
            pass
        finally:
            error = self.refused or LineError("the connection was lost")
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(error)


async def ask_once(address: str, message: Join | LogIn, tls: ssl.SSLContext | None = None) -> dict[str, Any]:
    """The answer to a request that needs no key; ``LineError`` or ``RefusedError`` as for a line."""
    import urllib.error
    import urllib.request

    if not is_address(address):
        raise LineError("no address")
    url = socket_address(address).replace("ws", "http", 1).removesuffix("/ws") + "/api/ask"
    body = json.dumps(to_json(message), ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Accept-Language": language()}

    def go() -> dict[str, Any]:
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=tls)
        )
        try:
            with opener.open(urllib.request.Request(url, body, headers), timeout=OPEN_SECONDS) as answer:
                return dict(json.loads(answer.read()))
        except urllib.error.HTTPError as error:
            try:
                return dict(json.loads(error.read()))
            except ValueError as wrong:
                raise LineError(f"HTTP {error.code}") from wrong
        except (OSError, ValueError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise LineError(getattr(reason, "strerror", None) or str(reason)) from error

    found = await asyncio.get_running_loop().run_in_executor(None, go)
    if found.get("type") == "refused":
        raise RefusedError(found)
    return found
