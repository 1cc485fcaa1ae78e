"""A page of a seat without a browser: the cookie and the line, as the page's script uses them."""

from __future__ import annotations

import json
import re
import ssl
import urllib.error
import urllib.request
from contextlib import suppress
from types import TracebackType
from typing import Any

from attrs import define, field
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.classroom.served import Session

PATIENCE = 10
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
HELLO: dict[str, Any] = {
    "width": 100,
    "height": 30,
    "language": "en",
    "calm": True,
    "settings": {"forecasts": False},
}


@define
class Posted:
    """The answer to what a page asked."""

    status: int
    said: dict[str, Any]
    cookie: str


def post(session: Session, path: str, said: object, **headers: str) -> Posted:
    sent = {"Origin": session.served.url, **headers}
    request = urllib.request.Request(session.served.url + path, json.dumps(said).encode(), sent)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return Posted(answer.status, json.loads(answer.read()), answer.headers["set-cookie"] or "")
    except urllib.error.HTTPError as error:
        text = error.read().decode()
        return Posted(
            error.code, json.loads(text) if text.startswith("{") else {}, error.headers["set-cookie"] or ""
        )


def sit(session: Session, name: str = "Ann", **headers: str) -> Posted:
    """Take a seat as the page does."""
    return post(session, "/seat/join", {"type": "join", "code": session.code, "name": name}, **headers)


@define
class Page:
    """The line of a page, and what it was shown."""

    session: Session
    cookie: str
    hello: dict[str, Any] = field(factory=dict)
    origin: str = ""
    tls: ssl.SSLContext | None = None
    told: list[list[Any]] = field(factory=list)
    drawn: str = ""
    _line: Any = None
    _socket: ClientConnection | None = None

    def __enter__(self) -> Page:
        url = self.session.served.url
        self._line = connect(
            url.replace("http", "ws") + "/seat/ws",
            origin=self.origin or url,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie.partition(";")[0]},
            max_size=None,
            ssl=self.tls,
        )
        self._socket = self._line.__enter__()
        with suppress(ConnectionClosed):  # who may not sit is told so, perhaps before a word
            self.say("hello", {**HELLO, **self.hello})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._line.__exit__(kind, error, at)

    @property
    def socket(self) -> ClientConnection:
        assert self._socket is not None
        return self._socket

    def say(self, *said: object) -> None:
        self.socket.send(json.dumps(said))

    def press(self, keys: str) -> None:
        self.drawn = ""
        self.say("stdin", keys)

    def sees(self, text: str) -> None:
        """Wait until this has been drawn since the last key, whatever its colours."""
        while text not in _COLOURS.sub("", self.drawn):
            try:
                self._take()
            except TimeoutError:
                raise AssertionError(f"{text!r} is not in {_COLOURS.sub('', self.drawn)!r}") from None

    def hears(self, what: str) -> Any:
        """Wait until the page's script has been told this."""
        while True:
            for told in self.told:
                if told[0] == what:
                    return told[1]
            self._take()

    def ended(self) -> None:
        """Wait until the server ends the line."""
        try:
            while True:
                self._take()
        except ConnectionClosed:
            pass

    def _take(self) -> None:
        said = self.socket.recv(timeout=PATIENCE)
        if isinstance(said, bytes):
            self.drawn += said.decode()
        else:
            self.told.append(json.loads(said))
