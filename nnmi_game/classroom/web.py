"""The server's two doors, HTTP and WebSocket, as an application of Starlette."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Protocol

from attrs import define, evolve, field
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from nnmi_game.classroom import projector, rows, students
from nnmi_game.classroom.clerk import Clerk
from nnmi_game.classroom.clock import keep_time
from nnmi_game.classroom.desk import Desk
from nnmi_game.classroom.hub import Hub, Line
from nnmi_game.classroom.limits import Bucket
from nnmi_game.classroom.messages import LARGEST_MESSAGE, VERSION, Hello, ProblemError, Submit, Watch, parse
from nnmi_game.classroom.news import News
from nnmi_game.classroom.origins import Origins
from nnmi_game.classroom.reader import Reader
from nnmi_game.classroom.reading import MalformedError
from nnmi_game.classroom.standins import stand_in
from nnmi_game.classroom.store.database import Database, StoreError
from nnmi_game.locale import N_

_log = logging.getLogger(__name__)

#: Seconds for the first message of a connection, and for one that it does not take.
HELLO_SECONDS, STUCK_SECONDS = 15, 30
#: Seconds between two words to the database on who is there.
HEARTBEAT = 15
#: A dashboard and a projector hear of changes at most so often, seconds.
DASHBOARD_STEP, PROJECTOR_STEP = 0.1, 0.5
#: Messages too many before a connection is closed.
MOST_STRIKES = 100
#: Connections of one seat, and in all.
MOST_LINES_OF_SEAT, MOST_LINES = 6, 6000
#: Codes of the WebSocket protocol.
GOING, POLICY, TOO_MUCH, NOT_IN = 1012, 1008, 1013, 4003


@define(frozen=True)
class Settings:
    """How the server is open to the world; ``rate`` are messages that a connection may send a second."""

    origins: Origins = field(factory=Origins.of)
    rate: float = 40.0
    burst: float = 120.0


class Annex(Protocol):
    """What the server serves beside the class's language, such as pages for browsers."""

    def routes(self, server: Server) -> list[BaseRoute]:
        """What is served; the first that fits a request answers it."""

    async def close(self) -> None:
        """The server ends."""


@define(eq=False)
class Server:
    """One process of the class's server."""

    database: Database
    settings: Settings = field(factory=Settings)
    annex: Annex | None = None
    hub: Hub = field(factory=Hub)
    clerk: Clerk = field(init=False)
    reader: Reader = field(init=False)
    desk: Desk = field(init=False)
    news: News = field(init=False)
    _tasks: list[asyncio.Task[Any]] = field(factory=list, repr=False)

    def __attrs_post_init__(self) -> None:
        self.news = News(self.database)
        self.clerk = Clerk(self.database, tell=self.hub.tell, inside=self.news.send)
        self.reader = Reader(self.database)
        self.desk = Desk(self.clerk, self.reader, self.hub)

    def app(self, ready: Callable[[], None] = lambda: None) -> Starlette:
        """The application; ``ready`` is called when it can be asked."""

        @asynccontextmanager
        async def lifespan(_app: Starlette) -> AsyncIterator[None]:
            async with self.running():
                ready()
                yield

        return Starlette(
            routes=[
                *(self.annex.routes(self) if self.annex is not None else ()),
                Route("/", self.greet),
                Route("/health", self.health),
                Route("/projector", self.project),
                Route("/projector/{name}", self.project),
                Route("/api/ask", self.ask, methods=["POST"]),
                WebSocketRoute("/ws", self.talk),
            ],
            lifespan=lifespan,
        )

    def running(self) -> AbstractAsyncContextManager[None]:
        """Works as long as the block lasts."""

        @asynccontextmanager
        async def block() -> AsyncIterator[None]:
            loop = asyncio.get_running_loop()
            self.clerk.start()
            self.news.start(loop, self.hub.tell)
            self._tasks = [
                loop.create_task(self._beat()),
                loop.create_task(keep_time(self.clerk, self.reader)),
                loop.create_task(stand_in(self.clerk, self.reader)),
            ]
            try:
                yield
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)
                if self.annex is not None:
                    await self.annex.close()
                self.news.stop()
                await self.clerk.stop()
                self.reader.close()
                self.database.close()

        return block()

    # --- HTTP ---

    async def greet(self, request: HttpRequest) -> Response:
        """What a browser sees that comes here by the address alone."""
        if not self.welcomes(request):
            return _forbidden()
        return PlainTextResponse("NNMI: The Program Office\n\nnnmi join ADDRESS CODE\n", headers=_SAFE)

    async def health(self, request: HttpRequest) -> Response:
        """For whoever watches the server, such as a proxy."""
        if not self.welcomes(request):
            return _forbidden()
        return _json({"ok": True, "version": VERSION, "connections": len(self.hub.lines)})

    async def project(self, request: HttpRequest) -> Response:
        """The page of the projector and its files; what it shows comes over the WebSocket, for a key."""
        if not self.welcomes(request):
            return _forbidden()
        lang = spoken(request.headers.get("accept-language", ""))
        return projector.file(str(request.path_params.get("name", "")), lang)

    async def ask(self, request: HttpRequest) -> Response:
        """One request and its answer; the key comes in the header, never in the address."""
        if not self.welcomes(request):
            return _forbidden()
        lang = spoken(request.headers.get("accept-language", ""))
        address = whence(request)
        try:
            said = parse(await body(request))
            scheme, _space, key = request.headers.get("authorization", "").partition(" ")
            who = None
            if scheme.lower() == "bearer":
                who = await self.desk.identify(key.strip()[:60], address, lang)
        except MalformedError as error:
            return _json(malformed(error, lang), 400)
        except ProblemError as problem:
            return _json(problem.answer(lang), 401)
        except StoreError:
            return _json(unreadable().answer(lang), 503)
        answer = await self.desk.answer(who, said, address, getattr(said.said, "lang", lang))
        return _json(answer, 409 if answer["type"] == "refused" else 200)

    def welcomes(self, request: HTTPConnection) -> bool:
        """Whether it comes from where it may."""
        return self.settings.origins.allow(
            request.headers.get("host", ""),
            request.headers.get("origin"),
            request.url.scheme in ("https", "wss"),
        )

    # --- WebSocket ---

    async def talk(self, socket: WebSocket) -> None:
        """One connection, from its hello to its end."""
        if not self.welcomes(socket) or len(self.hub.lines) >= MOST_LINES:
            await socket.close(POLICY)
            return
        await socket.accept()
        # Only the end of the server cancels a conversation; that is no failure to report.
        with suppress(WebSocketDisconnect, RuntimeError, OSError, asyncio.CancelledError):
            line = await self._hello(socket)
            if line is not None:
                await self._conversation(socket, line)

    async def _hello(self, socket: WebSocket) -> Line | None:
        """Who is there; None, and the connection closed, if that does not become clear."""
        lang = "en"
        address = whence(socket)
        try:
            async with asyncio.timeout(HELLO_SECONDS):
                request = parse(await socket.receive_text())
            hello = request.said
            if not isinstance(hello, Hello):
                raise ProblemError("hello", N_("The first message must be a hello with a key."))
            lang = hello.lang
            if hello.version != VERSION:
                raise ProblemError(
                    "version",
                    N_(
                        "Your program speaks version {theirs} of the class's language, this server version {ours}."
                    ),
                    {"theirs": hello.version, "ours": VERSION},
                )
            who = await self.desk.identify(hello.key, address, lang)
            if who.seat and self.hub.count(who.seat) >= MOST_LINES_OF_SEAT:
                raise ProblemError("too-many", N_("This seat is connected too many times already."))
        except TimeoutError:
            await socket.close(POLICY)
        except MalformedError as error:
            await _send(socket, malformed(error, lang))
            await socket.close(POLICY)
        except ProblemError as problem:
            await _send(socket, problem.answer(lang))
            await socket.close(NOT_IN if problem.code in ("not-in", "key") else POLICY)
        except StoreError:
            await _send(socket, unreadable().answer(lang))
            await socket.close(GOING)
        else:
            await _send(
                socket,
                {"type": "welcome", "version": VERSION, "teaches": who.teaches, "session": who.session}
                | ({"re": request.re} if request.re is not None else {}),
            )
            return Line(who, hello.key)
        return None

    async def _conversation(self, socket: WebSocket, line: Line) -> None:
        self.hub.add(line)
        pusher = asyncio.get_running_loop().create_task(self._push(socket, line))
        try:
            await self._here(line, True)
            await self._listen(socket, line)
        finally:
            pusher.cancel()
            await asyncio.gather(pusher, return_exceptions=True)
            self.hub.remove(line)
            if line.who.seat and not self.hub.has_seat(line.who.seat):
                await self._here(line, False)

    async def _listen(self, socket: WebSocket, line: Line) -> None:
        bucket = Bucket(self.settings.rate, self.settings.burst)
        strikes = 0
        address = whence(socket)
        while True:
            text = await socket.receive_text()
            if not bucket.take():
                strikes += 1
                if strikes > MOST_STRIKES:
                    await socket.close(POLICY)
                    return
                await asyncio.sleep(1 / self.settings.rate)
            try:
                request = parse(text)
            except MalformedError as error:
                await _send(socket, malformed(error, line.who.lang))
                continue
            line.playing = isinstance(request.said, Submit)
            line.watching = line.watching or (not line.who.seat and isinstance(request.said, Watch))
            answer = await self.desk.answer(line.who, request, address, line.who.lang)
            await _send(socket, answer)
            # The hint about its own turn has been passed over by now: hints follow answers.
            line.playing = False

    async def _push(self, socket: WebSocket, line: Line) -> None:
        """Tell a connection what it is to know, as fast as it takes it."""
        while True:
            await line.wake.wait()
            if line.watching:
                await asyncio.sleep(PROJECTOR_STEP if line.who.projects else DASHBOARD_STEP)
            hints, seats, offices = line.taken()
            try:
                if "seat" in hints and not await self._still_in(socket, line):
                    return
                if hints:
                    await _send(socket, {"type": "changed", "what": sorted(hints)})
                if line.watching and (seats or offices or hints):
                    await _send(socket, await self._rows(line, seats, offices))
            except StoreError as error:
                _log.warning("changes could not be read: %s", error)
                line.wake.set()
                await asyncio.sleep(1)
            except (TimeoutError, RuntimeError, WebSocketDisconnect, OSError):
                with suppress(Exception):
                    await socket.close(TOO_MUCH)
                return

    async def _rows(self, line: Line, seats: set[int], offices: set[int]) -> dict[str, Any]:
        session = line.who.session
        if line.who.projects:
            return await self.reader.look(lambda connection, now: rows.projection(connection, session, now))
        return await self.reader.look(
            lambda connection, now: {
                "type": "rows",
                "now": now,
                "session": rows.session_summary(connection, session, now),
                "rows": rows.seat_rows(connection, session, now, seats, offices),
            }
        )

    async def _still_in(self, socket: WebSocket, line: Line) -> bool:
        """Look again whose key it is: the seat may have been moved or removed."""
        try:
            who = await self.desk.identify(line.key, whence(socket), line.who.lang)
        except ProblemError as problem:
            await _send(socket, problem.answer(line.who.lang))
            await socket.close(NOT_IN)
            return False
        self.hub.remove(line)
        line.who = evolve(who, lang=line.who.lang)
        self.hub.add(line)
        return True

    async def _here(self, line: Line, present: bool) -> None:
        if not line.who.seat:
            return
        with suppress(StoreError, ProblemError):
            await self.clerk.do(students.heard_of([line.who.seat], present, is_news=True))

    async def _beat(self) -> None:
        """Keep the database's word on who is there fresh."""
        while True:
            await asyncio.sleep(HEARTBEAT)
            seats = self.hub.seats()
            with suppress(StoreError, ProblemError):
                if seats:
                    await self.clerk.do(students.heard_of(seats, True))


_SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
}


def malformed(error: MalformedError, lang: str) -> dict[str, Any]:
    """The answer to what cannot be read."""
    answer = ProblemError(
        "malformed", N_("The server does not understand this message ({problem})."), {"problem": str(error)}
    ).answer(lang)
    answer["field"] = error.path
    if error.re is not None:
        answer["re"] = error.re
    return answer


def unreadable() -> ProblemError:
    """What is said when the database does not answer."""
    return ProblemError("unsaved", N_("The server's database does not answer; try again in a moment."))


def _forbidden() -> Response:
    return PlainTextResponse("forbidden\n", 403, headers=_SAFE)


def _json(data: dict[str, Any], status: int = 200) -> Response:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, media_type="application/json", headers=_SAFE)


async def _send(socket: WebSocket, data: dict[str, Any]) -> None:
    if socket.application_state is WebSocketState.CONNECTED:
        async with asyncio.timeout(STUCK_SECONDS):
            await socket.send_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


async def body(request: HttpRequest) -> bytes:
    """The body, no longer than a message may be."""
    parts = bytearray()
    async for part in request.stream():
        parts += part
        if len(parts) > LARGEST_MESSAGE:
            raise MalformedError("", f"a message has at most {LARGEST_MESSAGE} bytes")
    return bytes(parts)


def whence(request: HTTPConnection) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def spoken(accepted: str) -> str:
    """The language of a browser's header ``Accept-Language``."""
    return "zh" if accepted.strip().lower().startswith("zh") else "en"
