"""The server: a page, its files, and a game for each page that is open."""

from __future__ import annotations

import asyncio
import ipaddress
import signal
import socket
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from nnmi_game.classroom.origins import Origins
from nnmi_game.locale import gettext as _
from nnmi_game.locale import language
from nnmi_game.web.visit import Visit

HERE = Path(__file__).parent
#: Seconds that a browser may take to answer a farewell.
FAREWELL = 1.0
MOST_CELLS = 1000

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class GameServer(Server):
    """Serves the game that these words start."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words[0], templates_path=HERE)
        self.words = words
        self.origins = Origins.of()
        self._open: dict[web.WebSocketResponse, asyncio.Task[Any]] = {}

    async def make_app(self) -> web.Application:
        """The application with our rules and our files."""
        app = await self._make_app()
        app.middlewares.append(self._guard)
        app.router.add_static("/page", HERE / "static", name="page")
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Turn away pages of other sites, which must not play in a visitor's name, and load nothing from them."""
        host = request.host
        if not self.origins.allow(host, request.headers.get("Origin"), request.secure):
            raise web.HTTPForbidden(text=_("This page may not be opened from another site."))
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = (
                "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
                f"img-src 'self' data:; connect-src 'self' ws://{host} wss://{host}; "
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            )
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    @aiohttp_jinja2.template("page.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """The words of the page."""
        return {
            "language": {"zh": "zh-Hans"}.get(language(), language()),
            "font_size": min(max(to_int(request.query.get("fontsize", ""), 16), 6), 60),
            "title": _("NNMI: The Program Office"),
            "wait": _("One moment..."),
            "ended": _("The game has ended. It is saved."),
            "again": _("Open again"),
            "script": _("The game needs JavaScript."),
        }

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Play, as long as the page is open."""
        websocket = web.WebSocketResponse(heartbeat=15, timeout=FAREWELL)
        await websocket.prepare(request)
        task = asyncio.current_task()
        assert task is not None
        self._open[websocket] = task
        visit = Visit(self.words, websocket, self.download_manager)
        try:
            await visit.start(_cells(request, "width", 80), _cells(request, "height", 24))
            await self._process_messages(websocket, visit)
        finally:
            await visit.stop()
            del self._open[websocket]
        return websocket

    async def on_startup(self, app: web.Application) -> None:
        """The command says where it serves."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every page, and wait for the games to end."""
        tasks = set(self._open.values())
        await asyncio.gather(*(one.close() for one in list(self._open)), return_exceptions=True)
        if tasks:
            await asyncio.wait(tasks)


def _cells(request: web.Request, name: str, usual: int) -> int:
    return min(max(to_int(request.query.get(name, ""), usual), 1), MOST_CELLS)


def is_local(host: str) -> bool:
    """Whether only this machine can reach a server that listens there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def address(host: str, port: int) -> str:
    """What to type into a browser."""
    name = socket.gethostname() if host in ("", "0.0.0.0", "::") else host
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def serve(words: Sequence[str], host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until told to stop; ``OSError`` if it cannot listen there."""
    asyncio.run(_serve(GameServer(words), host, port, ready))


async def _serve(server: GameServer, host: str, port: int, ready: Callable[[str], None]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            break  # Windows interrupts the loop itself
    runner = web.AppRunner(
        await server.make_app(), handle_signals=False, access_log=None, shutdown_timeout=FAREWELL
    )
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        ready(address(host, runner.addresses[0][1]))
        await stop.wait()
    finally:
        await runner.cleanup()
