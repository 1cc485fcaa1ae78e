"""Seats of a class in a browser: where one joins, the page of the seat, and the line between page and screen."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import jinja2
from attrs import define, field
from sqlalchemy import select
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from nnmi_game.classroom.keys import read_code
from nnmi_game.classroom.limits import Bucket
from nnmi_game.classroom.messages import Join, ProblemError, parse
from nnmi_game.classroom.reading import MalformedError
from nnmi_game.classroom.sessions import Who
from nnmi_game.classroom.store.database import StoreError
from nnmi_game.classroom.store.schema import seats as seat_table
from nnmi_game.classroom.store.schema import sessions as session_table
from nnmi_game.classroom.web import (
    GOING,
    POLICY,
    STUCK_SECONDS,
    TOO_MUCH,
    Server,
    body,
    malformed,
    spoken,
    unreadable,
    whence,
)
from nnmi_game.locale import LANGUAGES, N_, own_language
from nnmi_game.locale import gettext as _
from nnmi_game.web.cookie import SeatCookie
from nnmi_game.web.porter import Porter, Visit
from nnmi_game.web.wire import LONGEST, Kind

HERE = Path(__file__).parent
#: Pages of seats that are open at once.
MOST_PAGES = 300
#: What a page may say: so many things a second, each counting more the longer it is.
RATE, BURST, COUNTS_AS_ONE = 200.0, 600.0, 1024
LONGEST_KEY = 60
NO_SEAT = N_("This browser has no seat here; join with the code.")
_TAG = {"zh": "zh-Hans"}

Handler = Callable[[Request], Awaitable[Response]]


@define(eq=False)
class BrowserSeats:
    """What the class's server serves to browsers (it is a ``classroom.web.Annex``)."""

    porter: Porter
    _pages: jinja2.Environment = field(
        factory=lambda: jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True)
    )
    _open: int = 0
    _starting: set[asyncio.Task[None]] = field(factory=set)

    def routes(self, server: Server) -> list[BaseRoute]:
        """The pages, what they ask, and the files that they are made of."""
        place = importlib.util.find_spec("textual_serve")
        if place is None or place.origin is None:
            raise ModuleNotFoundError("textual_serve", name="textual_serve")
        terminal = Path(place.origin).parent / "static"

        def own(work: Callable[[Server, Request], Awaitable[Response]]) -> Handler:
            async def answer(request: Request) -> Response:
                if not server.welcomes(request):
                    return PlainTextResponse("forbidden\n", 403)
                own_language(_language(request))
                return await work(server, request)

            return answer

        async def talk(socket: WebSocket) -> None:
            await self._talk(server, socket)

        return [
            Route("/", _guarded(own(self._join_page))),
            Route("/seat", _guarded(own(self._seat_page))),
            Route("/seat/mine", _guarded(own(self._mine))),
            Route("/seat/join", _guarded(own(self._join)), methods=["POST"]),
            Route("/seat/return", _guarded(own(self._return)), methods=["POST"]),
            Route("/seat/leave", _guarded(own(self._leave)), methods=["POST"]),
            WebSocketRoute("/seat/ws", talk),
            Mount("/static", Guarded(StaticFiles(directory=terminal))),
            Mount("/page", Guarded(StaticFiles(directory=HERE / "static"))),
        ]

    async def close(self) -> None:
        """End the process of the seats."""
        await self.porter.stop()

    # -- pages

    async def _join_page(self, server: Server, request: Request) -> Response:
        self._get_ready()
        lang = _language(request)
        others = {code: name for code, name in LANGUAGES.items() if code != lang}
        return self._page("join.html", lang, others=others, address=_origin(request))

    async def _seat_page(self, server: Server, request: Request) -> Response:
        self._get_ready()
        return self._page("seat.html", _language(request))

    def _page(self, name: str, lang: str, **more: Any) -> Response:
        page = self._pages.get_template(name)
        return HTMLResponse(page.render(_=_, lang=lang, tag=_TAG.get(lang, lang), **more))

    def _get_ready(self) -> None:
        """Whoever looks at a page will soon sit down."""
        if not self.porter.is_up:
            task = asyncio.get_running_loop().create_task(self.porter.start())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    # -- what pages ask

    async def _mine(self, server: Server, request: Request) -> Response:
        """Whose seat this browser has."""
        try:
            _who, seat = await _seat_of(server, request)
        except (ProblemError, StoreError):
            return JSONResponse({})
        return JSONResponse({"label": seat["label"], "title": seat["title"], "code": seat["code"]})

    async def _join(self, server: Server, request: Request) -> Response:
        """Take a seat; its key goes into the cookie and nowhere else."""
        lang = _language(request)
        if not _is_from_page(request):
            return PlainTextResponse("forbidden\n", 403)
        try:
            said = parse(await body(request))
        except MalformedError as error:
            return JSONResponse(malformed(error, lang), 400)
        if not isinstance(said.said, Join):
            return PlainTextResponse("forbidden\n", 403)
        answer = await server.desk.answer(None, said, whence(request), lang)
        key = answer.pop("key", "")
        response = JSONResponse(answer, 200 if key else 409)
        if key:
            response.headers["Set-Cookie"] = _cookie(request).keeping(key)
        return response

    async def _return(self, server: Server, request: Request) -> Response:
        """Come back to a seat from another device, by its key."""
        lang = _language(request)
        if not _is_from_page(request):
            return PlainTextResponse("forbidden\n", 403)
        try:
            said = json.loads(await body(request))
            key = read_code(str(said["key"])[:LONGEST_KEY])
            who = await server.desk.identify(key, whence(request), lang)
        except (MalformedError, ValueError, LookupError, TypeError, RecursionError):
            return PlainTextResponse("forbidden\n", 403)
        except (ProblemError, StoreError) as problem:
            return JSONResponse(_answer(problem, lang), 409)
        if who.teaches:
            return JSONResponse(ProblemError("key", NO_SEAT).answer(lang), 409)
        return JSONResponse({}, headers={"Set-Cookie": _cookie(request).keeping(key)})

    async def _leave(self, server: Server, request: Request) -> Response:
        """Forget in this browser whose seat it has; the seat stays."""
        if not _is_from_page(request):
            return PlainTextResponse("forbidden\n", 403)
        return JSONResponse({}, headers={"Set-Cookie": _cookie(request).forgetting()})

    # -- the line

    async def _talk(self, server: Server, socket: WebSocket) -> None:
        lang = _language(socket)
        if not server.welcomes(socket) or not _is_from_page(socket) or self._open >= MOST_PAGES:
            await socket.close(POLICY)
            return
        self._open += 1
        try:
            await socket.accept()
            await self._play(server, socket, lang)
        except (WebSocketDisconnect, RuntimeError, OSError, TimeoutError):
            pass
        finally:
            self._open -= 1

    async def _play(self, server: Server, socket: WebSocket, lang: str) -> None:
        try:
            _who, seat = await _seat_of(server, socket)
        except ProblemError as problem:
            await socket.send_json(["out", problem.answer(lang)["text"]])
            await socket.close(POLICY)
            return
        except StoreError:
            await socket.close(GOING)
            return
        visit = await self.porter.open({**seat, "address": _origin(socket)})
        passing = asyncio.get_running_loop().create_task(_pass_on(visit, socket))
        try:
            await _listen(visit, socket)
        finally:
            passing.cancel()
            await asyncio.gather(passing, return_exceptions=True)
            await visit.gone()


async def _pass_on(visit: Visit, socket: WebSocket) -> None:
    """Show on the page what the seat's screen says, as fast as the page takes it."""
    try:
        while True:
            frame = await visit.frames.get()
            async with asyncio.timeout(STUCK_SECONDS):
                match frame.kind:
                    case Kind.PAINT:
                        await socket.send_bytes(frame.said)
                        await visit.took(len(frame.said))
                    case Kind.TELL:
                        await socket.send_text(frame.said.decode())
                    case _:
                        await socket.close(GOING)
                        return
    except TimeoutError:
        await socket.close(TOO_MUCH)


async def _listen(visit: Visit, socket: WebSocket) -> None:
    """Pass on what the page says, no faster than a person is."""
    bucket = Bucket(RATE, BURST)
    while True:
        text = await socket.receive_text()
        if len(text) > LONGEST:
            await socket.close(POLICY)
            return
        while not bucket.take(1 + len(text) // COUNTS_AS_ONE):
            await asyncio.sleep(1 / RATE)
        await visit.said(text)


async def _seat_of(server: Server, request: HTTPConnection) -> tuple[Who, dict[str, Any]]:
    """Whose seat the cookie's key is; ``ProblemError`` if nobody's."""
    key = read_code(_cookie(request).read(request.headers.get("cookie", "")))
    if not key:
        raise ProblemError("key", NO_SEAT)
    who = await server.desk.identify(key, whence(request), _language(request))
    if who.teaches:
        raise ProblemError("key", NO_SEAT)

    def look(connection: Any, _now: float) -> Any:
        return connection.execute(
            select(seat_table.c.label, session_table.c.title, session_table.c.code)
            .join(session_table, seat_table.c.session == session_table.c.id)
            .where(seat_table.c.id == who.seat)
        ).one()

    row = await server.reader.look(look)
    return who, {"seat": who.seat, "key": key, "label": row.label, "title": row.title, "code": row.code}


def _answer(problem: ProblemError | StoreError, lang: str) -> dict[str, Any]:
    return (problem if isinstance(problem, ProblemError) else unreadable()).answer(lang)


def _cookie(request: HTTPConnection) -> SeatCookie:
    return SeatCookie.at(request.headers.get("host", ""), _origin(request).startswith("https:"))


def _origin(request: HTTPConnection) -> str:
    """The address that the student typed; a proxy may speak TLS for us, and the browser tells."""
    told = request.headers.get("origin")
    if told:
        return told
    scheme = "https" if request.url.scheme in ("https", "wss") else "http"
    return f"{scheme}://{request.headers.get('host', '')}"


def _is_from_page(request: HTTPConnection) -> bool:
    """Whether a page of ours asks: what goes with a cookie must say where it comes from (see ``Origins``)."""
    return bool(request.headers.get("origin"))


def _language(request: HTTPConnection) -> str:
    wish = request.query_params.get("lang", "")
    return wish if wish in LANGUAGES else spoken(request.headers.get("accept-language", ""))


def _guarded(handler: Handler) -> Handler:
    """Pages that load nothing from elsewhere, that nobody frames and nothing keeps."""

    async def answer(request: Request) -> Response:
        response = await handler(request)
        response.headers.update({**_safe(request.headers.get("host", "")), "cache-control": "no-store"})
        return response

    return answer


@define
class Guarded:
    """The same for files, which may be kept."""

    app: Any

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = {**_safe(""), "cache-control": "no-cache"}
                message["headers"] = [
                    *message["headers"],
                    *((name.encode(), value.encode()) for name, value in extra.items()),
                ]
            await send(message)

        await self.app(scope, receive, guarded)


def _safe(host: str) -> dict[str, str]:
    return {
        "content-security-policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
    }
