"""Load on the classroom's server: ``python -m benchmarks.classroom [--seats 40,100,300,1000] [--database ADDRESS]``.

Seats behave like students: in each turn they fetch how things stand, think, send the orders of a turn and wait for the
result, over a WebSocket each. The server is a process of its own; its memory and processor time are read from /proc. A
decision counts when the server has played it with the engine and has it on disk. The orders are a policy's, made before
the clock starts, so that this program needs little of the machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from attrs import define, field
from websockets.asyncio.client import connect

from benchmarks.figures import percentile
from nnmi_game.analysis import policies
from nnmi_game.engine import legality
from nnmi_game.engine.decisions import orders_of
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import to_table
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.engine.turn import new_state, play_turn
from nnmi_game.scenario.load import load

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

    def memory(self) -> float:
        """Most resident memory so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def processor(self) -> float:
        """Seconds of processor time so far."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


@define
class Load:
    """What was measured: seconds of each decision, from sending the orders to having the result."""

    waits: list[float] = field(factory=list)
    fetches: list[float] = field(factory=list)
    errors: list[str] = field(factory=list)


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
            began = time.perf_counter()
            said = await one_by_one(socket, f'{{"type":"submit","turn":{turn},"epoch":0,"orders":{text}}}')
            load.waits.append(time.perf_counter() - began)
            if said["type"] != "played":
                load.errors.append(str(said))
                return


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
) -> dict[str, Any]:
    """Let a class play for some seconds."""
    first = served[0]
    gate = asyncio.Semaphore(16)

    async def join(number: int) -> str:
        async with gate:
            said = await ask(first.url, {"type": "join", "code": first.code, "name": f"student {number}"})
            return str(said["key"])

    keys = [await join(number) for number in range(seats)]
    seeds = [1 + number if luck == "own" else 1 for number in range(seats)]
    orders = planned(tables, seeds, tables.scenario.calendar.turns)
    load, start = Load(), asyncio.Event()
    ends = [float("inf")]
    tasks = [
        asyncio.create_task(
            seat(
                served[number % len(served)].url.replace("http", "ws", 1) + "/ws",
                keys[number],
                orders[number],
                thinking,
                start,
                ends,
                load,
            )
        )
        for number in range(seats)
    ]
    await asyncio.sleep(min(1 + seats / 200, 6))
    processor, own = sum(one.processor() for one in served), time.process_time()
    began = time.monotonic()
    ends[0] = began + seconds
    start.set()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    took = time.monotonic() - began
    load.errors += [repr(one) for one in results if isinstance(one, BaseException)]
    return {
        "seats": seats,
        "thinking": thinking,
        "decisions": len(load.waits),
        "per_second": len(load.waits) / took,
        "p50": 1000 * percentile(load.waits, 50),
        "p95": 1000 * percentile(load.waits, 95),
        "p99": 1000 * percentile(load.waits, 99),
        "fetch95": 1000 * percentile(load.fetches, 95),
        "memory": max(one.memory() for one in served),
        "server_cpu": (sum(one.processor() for one in served) - processor) / took,
        "client_cpu": (time.process_time() - own) / took,
        "errors": len(load.errors),
        "first_error": load.errors[0] if load.errors else "",
    }


HEAD = "seats  thinks  decisions      /s   p50 ms   p95 ms   p99 ms  fetch95  MB each  server  client  errors"


def row(found: dict[str, Any]) -> str:
    """One line of the table; processor time is in cores."""
    return (
        f"{found['seats']:5}  {found['thinking']:4.0f} s  {found['decisions']:9}  {found['per_second']:6.1f}  "
        f"{found['p50']:7.1f}  {found['p95']:7.1f}  {found['p99']:7.1f}  {found['fetch95']:7.1f}  "
        f"{found['memory']:7.0f}  {found['server_cpu']:6.2f}  {found['client_cpu']:6.2f}  {found['errors']:6} "
        f"{found['first_error'][:60]}"
    )


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seats", default="40,100,300,1000")
    parser.add_argument(
        "--thinking", default="0,10", help="seconds between fetching and sending, 0: closed loop"
    )
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--database", default="", help="an address of PostgreSQL; its tables are filled")
    parser.add_argument("--processes", type=int, default=1, help="server processes, with PostgreSQL")
    parser.add_argument("--luck", default="own", choices=("own", "same"))
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(words)
    tables = compile_tables(load("nnmi-2012"))
    if not given.json:
        print(HEAD, flush=True)
    failed = False
    for thinking in map(float, given.thinking.split(",")):
        for seats in map(int, given.seats.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                database = given.database or str(Path(folder) / "class.db")
                options = ["--luck", given.luck, "--most-seats", str(seats), "--seed", "1"]
                served = [Served.start(database, options)]
                served += [Served.start(database, ["--serve-only"]) for _more in range(given.processes - 1)]
                try:
                    found = asyncio.run(measure(served, tables, seats, thinking, given.seconds, given.luck))
                finally:
                    for one in served:
                        one.stop()
            print(json.dumps(found) if given.json else row(found), flush=True)
            failed = failed or bool(found["errors"])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
