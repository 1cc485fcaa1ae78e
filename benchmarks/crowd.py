"""Students at work on the class's server, and what that costs it; ``benchmarks.classroom`` prints it.

Seats behave like students: in each turn they fetch how things stand, think, send the orders of a turn and wait for the
result, over a WebSocket each. An instructor's dashboard watches. The server is a process of its own; its memory and
processor time are read from /proc. A decision counts when the server has played it with the engine and has it on disk.
The orders are a policy's, made before the clock starts, so that this program needs little of the machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field
from websockets.asyncio.client import connect

from nnmi_game.analysis import policies
from nnmi_game.engine import legality
from nnmi_game.engine.decisions import orders_of
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import to_table
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import new_state, play_turn

PASSWORD = "load"
POLICIES = ("even", "breadth", "workforce_first", "sme_first")


@define
class Served:
    """A server process, and where it is."""

    process: subprocess.Popen[str]
    url: str
    code: str

    @classmethod
    def start(cls, database: str, options: list[str]) -> Served:
        words = [sys.executable, "-m", "nnmi_game", "class", "--json", "--port", "0"]
        words += ["--database", database, "--rate", "2000", *options]
        process = subprocess.Popen(
            words, stdout=subprocess.PIPE, text=True, env={**os.environ, "NNMI_CLASS_PASSWORD": PASSWORD}
        )
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        return cls(process, said["addresses"][0], said["code"])

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


@define
class Load:
    """What was measured, in seconds.

    ``waits``: of each decision, from sending it to having the result; ``seen``: from sending it to the dashboard's row.
    """

    waits: list[float] = field(factory=list)
    fetches: list[float] = field(factory=list)
    seen: list[float] = field(factory=list)
    errors: list[str] = field(factory=list)
    #: When each turn of a seat was sent that the dashboard has not shown yet.
    sent: dict[tuple[int, int], float] = field(factory=dict)


@define
class Usage:
    """What processes use, in seconds of processor time and MB of memory."""

    processes: list[int]
    processor: float
    memory: float = 0.0

    @classmethod
    def of(cls, processes: list[int]) -> Usage:
        """Begin to count."""
        return cls(processes, sum(map(_processor, processes)))

    def until_now(self) -> Usage:
        """Processor time since the beginning, and the most memory that one of them ever had."""
        used = sum(map(_processor, self.processes)) - self.processor
        return Usage(self.processes, used, max(map(_memory, self.processes)))


def _memory(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _processor(process: int) -> float:
    parts = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def planned(tables: Tables, seeds: list[int], turns: int) -> list[list[str]]:
    """The text of each seat's orders in each turn: ``planned[seat][turn]``."""
    found: list[list[str]] = [[] for _seed in seeds]
    for number, name in enumerate(POLICIES):
        members = list(range(number, len(seeds), len(POLICIES)))
        for start in range(0, len(members), 128):
            part = members[start : start + 128]
            luck = Luck(np.array([seeds[seat] for seat in part], dtype=np.int64))
            policy, state = policies.make(name, tables), new_state(tables, len(part))
            for _turn in range(turns):
                wished = policy(state, tables, luck)
                allowed = legality.permitted(wished, legality.review(state, wished, tables))
                for world, seat in enumerate(part):
                    orders = orders_of(allowed, tables, world)
                    found[seat].append(json.dumps([to_table(order) for order in orders]))
                state, _ledger = play_turn(state, allowed, tables, luck, recording=False)
    return found


async def one_by_one(socket: Any, text: str) -> dict[str, Any]:
    """Send a request and wait for its answer; hints are passed over."""
    await socket.send(text)
    while True:
        said: dict[str, Any] = json.loads(await socket.recv())
        if said["type"] != "changed":
            return said


async def seat(
    url: str,
    key: str,
    number: int,
    orders: list[str],
    thinking: float,
    start: asyncio.Event,
    ends: list[float],
    load: Load,
) -> None:
    """One student at work, until the clock or the game ends."""
    async with connect(url, compression=None, ping_interval=None, open_timeout=60, max_size=2**22) as socket:
        said = await one_by_one(socket, json.dumps({"type": "hello", "key": key}))
        if said["type"] != "welcome":
            load.errors.append(str(said))
            return
        await start.wait()
        await asyncio.sleep(random.random() * (thinking or 0.05))
        for turn, text in enumerate(orders, start=1):
            if time.monotonic() > ends[0]:
                break
            began = time.perf_counter()
            said = await one_by_one(socket, f'{{"type":"fetch","since":{turn}}}')
            load.fetches.append(time.perf_counter() - began)
            if said["type"] != "standing":
                load.errors.append(str(said))
                return
            if thinking:
                await asyncio.sleep(thinking * (0.5 + random.random()))
            began = load.sent[number, turn] = time.perf_counter()
            said = await one_by_one(socket, f'{{"type":"submit","turn":{turn},"epoch":0,"orders":{text}}}')
            load.waits.append(time.perf_counter() - began)
            if said["type"] != "played":
                load.errors.append(str(said))
                return


async def dashboard(url: str, key: str, load: Load) -> None:
    """An instructor who watches; of each row that comes, how long it took."""
    async with connect(url, compression=None, ping_interval=None, max_size=2**24) as socket:
        await one_by_one(socket, json.dumps({"type": "hello", "key": key}))
        await socket.send('{"type":"watch"}')
        async for text in socket:
            said, now = json.loads(text), time.perf_counter()
            for row in said.get("rows", []) if said["type"] == "rows" else []:
                for turn in range(row["turn"] or 0, 0, -1):
                    sent = load.sent.pop((row["seat"], turn), None)
                    if sent is None:
                        break
                    load.seen.append(now - sent)


async def ask(url: str, message: dict[str, Any]) -> dict[str, Any]:
    """One request over HTTP."""
    import urllib.request

    def go() -> dict[str, Any]:
        request = urllib.request.Request(
            url + "/api/ask", json.dumps(message).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return dict(json.loads(answer.read()))

    return await asyncio.get_running_loop().run_in_executor(None, go)


async def measure(
    served: list[Served], tables: Tables, seats: int, thinking: float, seconds: float, luck: str
) -> tuple[Load, Usage, float]:
    """Let a class play for some seconds; what was measured, what it cost the servers, and the seconds that it took."""
    first = served[0]
    gate = asyncio.Semaphore(16)

    async def join(number: int) -> dict[str, Any]:
        async with gate:
            return await ask(first.url, {"type": "join", "code": first.code, "name": f"student {number}"})

    joined = [await join(number) for number in range(seats)]
    teacher = await ask(first.url, {"type": "log-in", "code": first.code, "password": PASSWORD})
    seeds = [1 + number if luck == "own" else 1 for number in range(seats)]
    orders = planned(tables, seeds, tables.scenario.calendar.turns)
    load, start, ends = Load(), asyncio.Event(), [float("inf")]
    sockets = [one.url.replace("http", "ws", 1) + "/ws" for one in served]
    watching = asyncio.create_task(dashboard(sockets[0], teacher["key"], load))
    students = [
        asyncio.create_task(
            seat(
                sockets[number % len(sockets)],
                one["key"],
                one["seat"],
                orders[number],
                thinking,
                start,
                ends,
                load,
            )
        )
        for number, one in enumerate(joined)
    ]
    await asyncio.sleep(min(1 + seats / 200, 6))
    usage, began = Usage.of([one.process.pid for one in served]), time.monotonic()
    ends[0] = began + seconds
    start.set()
    results = await asyncio.gather(*students, return_exceptions=True)
    took, used = time.monotonic() - began, usage.until_now()
    # The last rows are on their way; the dashboard hears of changes some times a second.
    for _step in range(50):
        if not load.sent:
            break
        await asyncio.sleep(0.1)
    load.errors += [f"the dashboard did not show {len(load.sent)} turns"] if load.sent else []
    load.errors += ["the dashboard's line ended"] if watching.done() else []
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    load.errors += [repr(one) for one in results if isinstance(one, BaseException)]
    return load, used, took
