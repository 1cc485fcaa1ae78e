"""A sweep on two processes against two plain processes that share the same work: ``python -m benchmarks.sweep``.

Plain processes are told beforehand which half of the tasks is theirs, write nothing down and give nothing back; a
sweep hands tasks out, collects rows and forces them to the disk. All are measured in turn, so that what else the
machine is doing falls on all of them alike.
"""

from __future__ import annotations

import multiprocessing
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, at_least, told
from nnmi_game.analysis.sweep.journal import Journal
from nnmi_game.analysis.sweep.run import local, run
from nnmi_game.analysis.sweep.spec import Spec
from nnmi_game.analysis.sweep.tasks import count, pack, play_tasks
from nnmi_game.scenario.load import load

SCENARIO = "nnmi-2012"
WORLDS, TASKS, TURNS = 64, 20, 4
PROCESSES = 2


def wish() -> Spec:
    """Twenty tasks of some tenths of a second."""
    return Spec(
        scenario=load(SCENARIO), policies=("even",), first_seed=1, seeds=WORLDS * TASKS, worlds=WORLDS,
        measures=("members",), paths=(), points=((),),
    )  # fmt: skip


def gain_of_two() -> list[Figure]:
    """The sweep's share of what plain processes gain, and both gains."""
    spec = wish()
    one, plain, sweep = [], [], []
    for _ in range(TURNS):
        one.append(_clocked(lambda: _plain(spec, 1)))
        plain.append(_clocked(lambda: _plain(spec, PROCESSES)))
        sweep.append(_clocked(lambda: _swept(spec)))
    # the best of several: what else the machine did can only have made it slower
    alone, plainly, swept = min(one), min(plain), min(sweep)
    return [
        told("two plain processes against one", alone / plainly, "x"),
        told("a sweep on two processes against one", alone / swept, "x"),
        at_least("the sweep's share of what plain processes gain", 100 * plainly / swept, 90, "%", digits=0),
    ]


def _clocked(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _plain(spec: Spec, processes: int) -> None:
    packed, tasks = pack(spec), list(range(count(spec)))
    workers = [
        multiprocessing.Process(target=play_tasks, args=(packed, tasks[number::processes]))
        for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def _swept(spec: Spec) -> None:
    with tempfile.TemporaryDirectory() as folder, local(PROCESSES) as pool:
        journal = Journal(Path(folder) / "journal", spec.digest)
        run(spec, journal, pool, PROCESSES)
        journal.close()


if __name__ == "__main__":
    for figure in gain_of_two():
        print(f"{figure.name:52} {figure.value:>12}  {figure.asked}")
