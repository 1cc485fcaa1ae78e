"""The instructor's chair: how every seat stands, as the server tells it, and what the instructor does.

It comes back by itself after a lost connection. What the instructor asks is done once, however often it has to be sent.
"""

from __future__ import annotations

import asyncio
import random
import secrets
import ssl
import time
from collections.abc import Callable, Mapping
from typing import Any

from attrs import define, field

from nnmi_game.classroom.bundle import shipped, unbundled
from nnmi_game.classroom.line import LineError, RefusedError, ServerLine
from nnmi_game.engine.orders import from_table
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.game.game import Game
from nnmi_game.game.guesses import Guess
from nnmi_game.scenario.problem import ScenarioError

#: Seconds between tries to connect: from, to.
SOONEST, LATEST = 0.2, 5.0
#: Seconds for which what was asked is sent again after a lost connection.
PATIENCE = 15.0
#: Refusals after which this chair is not let in any more.
FINAL = frozenset({"key", "version", "not-yours"})

Told = Callable[[str, dict[str, Any]], None]


@define(eq=False)
class Chair:
    """One instructor's view of a session.

    ``told`` hears of what comes: ``connected``, ``lost``, ``overview`` (everything anew), ``rows`` (some seats, in
    ``rows``), ``messages`` (new ones) and ``out``.
    """

    address: str
    code: str
    key: str
    tls: ssl.SSLContext | None = None
    told: Told = field(default=lambda what, said: None)
    session: dict[str, Any] = field(factory=dict, init=False)
    #: The seats, by their numbers in the store.
    seats: dict[int, dict[str, Any]] = field(factory=dict, init=False)
    messages: list[dict[str, Any]] = field(factory=list, init=False)
    out: bool = field(default=False, init=False)
    is_connected: bool = field(default=False, init=False)
    #: When the server told of the session last, by its clock.
    heard: float = field(default=0.0, init=False)
    #: The server's clock less this machine's steady one, seconds.
    _ahead: float = field(default=0.0, init=False)
    _line: ServerLine | None = field(default=None, init=False)
    _stale: asyncio.Event = field(factory=asyncio.Event, init=False)
    _settled: asyncio.Condition = field(factory=asyncio.Condition, init=False)
    _running: asyncio.Task[None] | None = field(default=None, init=False)
    _tables: Tables | None = field(default=None, init=False, repr=False)

    async def __aenter__(self) -> Chair:
        self._running = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._line is not None:
            await self._line.close()

    @property
    def now(self) -> float:
        """The server's time, seconds since 1970."""
        return time.monotonic() + self._ahead

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until something holds; it is asked again whenever something came from the server."""
        async with self._settled:
            await self._settled.wait_for(done)

    async def act(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to what the instructor does; sent again after a lost connection, and done once.

        ``RefusedError`` if it is refused, ``LineError`` if the server cannot be reached for a while.
        """
        said = {**request, "once": secrets.token_hex(8)}
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    await self.until(lambda: self.is_connected or self.out)
                    if self.out:
                        raise LineError("this key opens nothing here any more")
                    try:
                        return await self._connected.ask(said)
                    except LineError:
                        await asyncio.sleep(SOONEST)
        except TimeoutError:
            raise LineError("no answer") from None

    async def look(self, office: int) -> tuple[Game, dict[str, Any]]:
        """An office's game with its unsent orders in the tray, and what the server has of it.

        ``LineError`` or ``RefusedError`` if it cannot be had.
        """
        view = await self._connected.ask({"type": "look", "office": office})
        tables = await self.tables()
        return await asyncio.to_thread(rebuilt, tables, view), view

    async def lose_line(self) -> None:
        """Drop the connection, as a bad network does; it comes back by itself."""
        if self._line is not None:
            await self._line.close()

    async def _run(self) -> None:
        wait = SOONEST
        while not self.out:
            try:
                self._line = await ServerLine.open(self.address, self.key, self._heard, self.tls)
                wait = SOONEST
                self._stale.set()
                await self._line.work(self._stale, self._fetch)
            except RefusedError as error:
                if error.code in FINAL:
                    self.out = True
                    self.told("out", error.answer)
            except LineError:
                pass
            finally:
                await self._lost()
            if not self.out:
                await asyncio.sleep(wait * (0.5 + random.random()))
                wait = min(2 * wait, LATEST)

    async def _lost(self) -> None:
        line, self._line = self._line, None
        if self.is_connected:
            self.is_connected = False
            self.told("lost", {})
        if line is not None:
            await line.close()
        await self._notify()

    async def _fetch(self, line: ServerLine) -> None:
        overview = await line.ask({"type": "watch"})
        self._take_over(overview)
        if not self.is_connected:
            self.is_connected = True
            self.told("connected", line.welcome)
        self.told("overview", overview)
        await self._notify()

    def _take_over(self, overview: dict[str, Any]) -> None:
        self.heard, self._ahead = overview["now"], overview["now"] - time.monotonic()
        if self.session.get("scenario_digest") != overview["session"]["scenario_digest"]:
            self._tables = None
        self.session = overview["session"]
        self.seats = {row["seat"]: row for row in overview["rows"]}
        self.messages = overview["messages"]

    def _heard(self, said: dict[str, Any]) -> None:
        if said.get("type") == "rows":
            self.heard, self._ahead = said["now"], said["now"] - time.monotonic()
            self.session = said["session"]
            self.seats |= {row["seat"]: row for row in said["rows"]}
            self.told("rows", said)
            asyncio.get_running_loop().create_task(self._notify())
        elif said.get("type") == "changed" and "messages" in said["what"]:
            asyncio.get_running_loop().create_task(self._fetch_messages())

    async def _fetch_messages(self) -> None:
        line = self._line
        if line is None:
            return
        after = self.messages[-1]["number"] if self.messages else 0
        try:
            found = (await line.ask({"type": "messages", "after": after}))["messages"]
        except (LineError, RefusedError):
            return  # they come with the next overview
        known = self.messages[-1]["number"] if self.messages else 0
        new = [one for one in found if one["number"] > known]
        self.messages += new
        self.told("messages", {"messages": new})
        await self._notify()

    async def tables(self) -> Tables:
        """The scenario's tables; ``LineError`` or ``RefusedError`` if they cannot be had."""
        if self._tables is None:
            if not self.session:
                raise LineError("not connected")
            scenario = shipped(self.session["scenario_digest"])
            if scenario is None:
                said = await self._connected.ask({"type": "scenario"})
                try:
                    scenario = unbundled(said["name"], said["text"])
                except ScenarioError as error:
                    raise LineError(str(error.problems[0])) from None
            self._tables = compile_tables(scenario)
        return self._tables

    @property
    def _connected(self) -> ServerLine:
        if self._line is None:
            raise LineError("not connected")
        return self._line

    async def _notify(self) -> None:
        async with self._settled:
            self._settled.notify_all()


def rebuilt(tables: Tables, view: Mapping[str, Any]) -> Game:
    """The game of an office as ``look`` tells of it, its unsent orders in the tray."""
    office = view["office"]
    game = Game.new(tables.scenario, office["seed"], tables=tables)
    for turn in view["turns"]:
        orders = [from_table(table) for table in turn["orders"]]
        guesses = [Guess(**table) for table in turn["guesses"]]
        game.play_recorded(orders, "", guesses, turn["happened"])
    for event in office["happened"]:
        game.let_happen(event)
    if not game.over:
        for table in (view["team"] or {}).get("orders", ()):
            game.give(from_table(table))
    return game
