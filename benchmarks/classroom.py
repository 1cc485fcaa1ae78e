"""Load on the classroom's server, and on its peer's: ``python -m benchmarks.classroom``.

By default 40, 100, 300 and 1,000 seats, with every seat sending at once (closed loop) and with ten seconds of thinking,
on SQLite and on a PostgreSQL that is started for it, then oTree with 300 seats; about fifteen minutes. Everything stays
on this machine. ``benchmarks.crowd`` says how seats behave.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from benchmarks.crowd import Load, Served, Usage, measure
from benchmarks.figures import Figure, at_least, at_most, percentile, printed
from benchmarks.peers import otree_class
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.scenario.load import load
from tests.classroom.postgresql import NoPostgreSQLError, started

DATABASES = ("sqlite", "postgresql")
#: Seats of the class that figures are asked for, and that oTree is given.
CLASS, CROWD = 300, 1000
HEAD = (
    "database    seats  thinks  decisions      /s   p50 ms   p95 ms   p99 ms  fetch95  board95"
    "  ms cpu each  MB each  errors"
)


@frozen
class Run:
    """One line of the table."""

    database: str
    seats: int
    thinking: float
    load: Load
    usage: Usage
    took: float

    @property
    def rate(self) -> float:
        """Decisions a second."""
        return len(self.load.waits) / self.took

    def wait(self, percent: float) -> float:
        """Milliseconds that a decision takes."""
        return 1000 * percentile(self.load.waits or [0.0], percent)

    def line(self) -> str:
        """As printed; processor time is that of the server, of each decision."""
        fetches, seen = self.load.fetches or [0.0], self.load.seen or [0.0]
        each = 1000 * self.usage.processor / max(len(self.load.waits), 1)
        return (
            f"{self.database:10}  {self.seats:5}  {self.thinking:4.0f} s  {len(self.load.waits):9}  {self.rate:6.1f}  "
            f"{self.wait(50):7.1f}  {self.wait(95):7.1f}  {self.wait(99):7.1f}  "
            f"{1000 * percentile(fetches, 95):7.1f}  {1000 * percentile(seen, 95):7.1f}  {each:11.2f}  "
            f"{self.usage.memory:7.0f}  {len(self.load.errors):6} {(self.load.errors or [''])[0][:60]}"
        ).rstrip()


@contextmanager
def _database(name: str, given: str, folder: Path) -> Iterator[str]:
    if name == "sqlite":
        yield str(folder / "class.db")
    elif given:
        yield given
    else:
        place = folder / "postgresql"
        place.mkdir()
        with started(place, fsync=True) as address:
            yield address


def ours(name: str, seats: int, thinking: float, tables: Tables, given: argparse.Namespace) -> Run:
    """The class's server under load."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _database(name, given.postgresql, Path(folder)) as database,
    ):
        options = ["--luck", given.luck, "--most-seats", str(seats), "--seed", "1"]
        served = [Served.start(database, options)]
        more = given.processes - 1 if name == "postgresql" else 0
        served += [Served.start(database, ["--serve-only"]) for _more in range(more)]
        try:
            found = asyncio.run(measure(served, tables, seats, thinking, given.seconds, given.luck))
        finally:
            for one in served:
                one.stop()
    return Run(name, seats, thinking, *found)


def peer(seats: int, seconds: float) -> Run:
    """oTree under load; ``NoOTreeError`` if it cannot be had or run."""
    with tempfile.TemporaryDirectory() as folder, otree_class.served(Path(folder)) as server:
        return Run("oTree", seats, 0, *asyncio.run(otree_class.play(server, seats, seconds)))


def figures(runs: list[Run]) -> Iterator[Figure]:
    """What is asked, of the runs that there were."""
    for one in runs:
        name = f"{one.database}, {one.seats} seats, {'closed loop' if not one.thinking else 'thinking'}"
        if one.database == "oTree":
            continue
        if one.seats == CLASS:
            yield at_most(f"{name}: p95", one.wait(95), 150 if one.thinking else 500, " ms", digits=0)
            yield at_most(f"{name}: server's memory", one.usage.memory, 400, " MB", digits=0)
            slowest = max(one.load.seen, default=float("inf"))
            yield at_most(f"{name}: slowest row of the dashboard", slowest, 1, " s")
            if not one.thinking:
                yield at_least(f"{name}: decisions a second", one.rate, 600, digits=0)
        if one.seats in (CLASS, CROWD):
            yield at_most(f"{name}: errors", len(one.load.errors), 0, digits=0)
    rival = next((one for one in runs if one.database == "oTree"), None)
    same = [
        one for one in runs if rival and one is not rival and (one.seats, one.thinking) == (rival.seats, 0)
    ]
    for one in same if rival and rival.rate else []:
        name = f"{one.database}, {one.seats} seats: decisions a second against oTree"
        yield at_least(name, one.rate / rival.rate, 20, "x")


def main(words: list[str]) -> int:
    """Measure and print; 1 if a figure was missed or anything failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--databases", default=",".join(DATABASES))
    parser.add_argument("--seats", default="40,100,300,1000")
    parser.add_argument(
        "--thinking", default="0,10", help="seconds between fetching and sending; 0: closed loop"
    )
    parser.add_argument("--seconds", type=float, default=30, help="length of a run")
    parser.add_argument("--postgresql", default="", help="address of one that runs; its tables are filled")
    parser.add_argument("--processes", type=int, default=1, help="server processes on PostgreSQL")
    parser.add_argument("--luck", default="own", choices=("own", "same"))
    parser.add_argument("--without-otree", action="store_true")
    given = parser.parse_args(words)
    tables = compile_tables(load("nnmi-2012"))
    runs: list[Run] = []
    failed = False
    print(HEAD, flush=True)
    for name in given.databases.split(","):
        for thinking in map(float, given.thinking.split(",")):
            for seats in map(int, given.seats.split(",")):
                try:
                    runs.append(ours(name, seats, thinking, tables, given))
                except NoPostgreSQLError as reason:
                    print(f"{name:10}  not measured: {reason}", flush=True)
                    failed = True
                    break
                print(runs[-1].line(), flush=True)
    if not given.without_otree:
        try:
            runs.append(peer(CLASS, given.seconds))
            print(runs[-1].line(), flush=True)
        except otree_class.NoOTreeError as reason:
            print(f"oTree       not measured: {reason}", flush=True)
            failed = True
    print()
    for figure in figures(runs):
        failed = failed or figure.reached is False
        print(printed(figure), flush=True)
    return 1 if failed or any(one.load.errors for one in runs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
