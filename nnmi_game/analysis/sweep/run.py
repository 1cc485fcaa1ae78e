"""Plays the tasks of a sweep: here, on processes of this machine, or on a cluster, by the same code.

Anything with the interface of ``concurrent.futures.Executor`` will do; a dask cluster offers it too. Tasks that are
short are handed out in bundles, so that handing out costs little against playing.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from math import ceil
from typing import Any

from nnmi_game.analysis.sweep.journal import Journal
from nnmi_game.analysis.sweep.spec import Spec
from nnmi_game.analysis.sweep.tasks import Finished, count, pack, play_tasks

#: Seconds that a bundle should take at least.
BUNDLE = 0.25
#: Bundles in the hands of each worker: one that it plays, one that waits.
AHEAD = 2

Progress = Callable[[int, int], None]


class ClusterError(Exception):
    """The cluster cannot be reached or gave up; the message is what it said."""


class Here(Executor):
    """Plays a task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished future of the call."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def run(
    spec: Spec, journal: Journal, executor: Executor, workers: int, progress: Progress | None = None
) -> None:
    """Play every task that is not in the journal yet; ``progress`` hears of tasks done and tasks in all."""
    total = count(spec)
    packed = pack(spec)
    todo = [task for task in range(total) if task not in journal.places]
    given = 0
    pace = _Pace()
    running: dict[Future[tuple[list[Finished], float]], int] = {}
    if progress:
        progress(len(journal.places), total)
    try:
        while True:
            while len(running) < AHEAD * workers:
                bundle = todo[given : given + pace.bundle(workers, len(todo) - given)]
                if not bundle:
                    break
                given += len(bundle)
                running[executor.submit(_timed, packed, bundle)] = len(bundle)
            if not running:
                return
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                size = running.pop(future)
                results, seconds = future.result()
                journal.add(results)
                pace.note(size, seconds)
                if progress:
                    progress(len(journal.places), total)
    finally:
        for future in running:
            future.cancel()


def _timed(packed: bytes, tasks: list[int]) -> tuple[list[Finished], float]:
    began = time.perf_counter()
    return play_tasks(packed, tasks), time.perf_counter() - began


class _Pace:
    """How long tasks take, and so how many make a bundle."""

    def __init__(self) -> None:
        self.seconds, self.tasks = 0.0, 0

    def note(self, tasks: int, seconds: float) -> None:
        """Learn from a bundle; what was long ago counts less."""
        self.tasks = self.tasks // 2 + tasks
        self.seconds = self.seconds / 2 + seconds

    def bundle(self, workers: int, left: int) -> int:
        """Tasks of the next bundle: enough to be worth the journey, and some for everybody at the end."""
        if not self.tasks:
            return 1
        enough = ceil(BUNDLE * self.tasks / max(self.seconds, 1e-6))
        return max(1, min(enough, -(-left // (AHEAD * workers))))


@contextmanager
def local(jobs: int) -> Iterator[Executor]:
    """Processes of this machine; for one job, this process itself."""
    if jobs == 1:
        yield Here()
        return
    pool = ProcessPoolExecutor(jobs, initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever: let it end as well."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        process = parent

        def watch() -> None:
            process.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """A dask cluster and the number of its threads; ``ImportError`` where dask is not installed."""
    from distributed import Client

    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError, TypeError) as error:
        raise ClusterError(str(error)) from None
    try:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError("no workers")
        try:
            yield client.get_executor(pure=False), threads
        except CancelledError:
            raise ClusterError("lost") from None
        except Exception as error:
            if type(error).__module__.partition(".")[0] == "distributed":
                raise ClusterError(str(error)) from None
            raise
    finally:
        client.close()
