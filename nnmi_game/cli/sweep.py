"""``nnmi sweep``: policies, seeds and coefficients by the thousand, on every processor or on a cluster."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.lines import Progress
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext

if TYPE_CHECKING:
    from nnmi_game.analysis.sweep.journal import Journal
    from nnmi_game.analysis.sweep.spec import Spec

JOURNAL = "journal.jsonl"
_MOST_JOBS = 1024


def sweep(
    spec: Annotated[Path, Parameter(help=_("A file that says what to play."))],
    /,
    *,
    output: Annotated[
        Path | None,
        Parameter(name=["--output", "-o"], help=_("Folder of the results; by default named like the file.")),
    ] = None,
    jobs: Annotated[
        int | None, Parameter(help=_("Processes to play on; by default one for each processor."))
    ] = None,
    cluster: Annotated[
        str | None, Parameter(help=_("Address of a dask cluster to play on, such as tcp://host:8786."))
    ] = None,
    format_: Annotated[
        Literal["csv", "parquet"], Parameter(name="--format", help=_("Form of the results."))
    ] = "csv",
) -> int:
    """Play a whole sweep. Started again after a stop, it goes on where it was."""
    from filelock import FileLock, Timeout

    from nnmi_game.analysis.sweep.journal import Journal, OtherSweepError
    from nnmi_game.analysis.sweep.spec import SpecError, read_spec

    if jobs is not None and not 1 <= jobs <= _MOST_JOBS:
        raise UsageError(_("--jobs must be between 1 and {most}.").format(most=_MOST_JOBS))
    if jobs is not None and cluster is not None:
        raise UsageError(_("--jobs is for this machine and --cluster for others: give one of them."))
    if format_ == "parquet":
        _need("pyarrow")
    if cluster is not None:
        _need("distributed")
    try:
        wish = read_spec(spec)
    except SpecError as error:
        raise CommandError(str(error)) from None
    folder = output if output is not None else Path(spec.stem)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", blocking=False):
            try:
                journal = Journal(folder / JOURNAL, wish.digest)
            except OtherSweepError:
                raise CommandError(
                    _(
                        "{folder} holds the results of another sweep: name another folder with --output."
                    ).format(folder=folder)
                ) from None
            try:
                _play(wish, journal, jobs or os.cpu_count() or 1, cluster)
                _write(wish, journal, folder / f"results.{format_}", format_)
            finally:
                journal.close()
    except Timeout:
        raise CommandError(_("Another sweep is at work in {folder}.").format(folder=folder)) from None
    except OSError as error:
        raise CommandError(
            _("{folder} cannot be used: {reason}.").format(folder=folder, reason=error.strerror or error)
        ) from None
    return EXIT_OK


def _need(module: str) -> None:
    """The extra that brings the module, or a sentence that asks for it."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise UsageError(
            _("This needs {module}, which is not installed; install {package} to have it.").format(
                module=module, package="nnmi-game[sweep]"
            )
        )


def _play(wish: Spec, journal: Journal, jobs: int, address: str | None) -> None:
    from concurrent.futures.process import BrokenProcessPool

    from nnmi_game.analysis.sweep import run as runner
    from nnmi_game.analysis.sweep.tasks import PolicyFailedError, count

    progress = Progress(_("Sweep"))

    def show(done: int, total: int) -> None:
        progress.show(done / total, _("{done} of {total} tasks").format(done=done, total=total))

    try:
        if len(journal.places) == count(wish):
            return
        if address is None:
            with runner.local(jobs) as pool:
                runner.run(wish, journal, pool, jobs, show)
        else:
            with runner.cluster(address) as (remote, threads):
                runner.run(wish, journal, remote, threads, show)
    except BrokenProcessPool:
        raise CommandError(
            _("A process that played was ended from outside. What is done is kept: start the sweep again.")
        ) from None
    except PolicyFailedError as error:
        raise CommandError(
            _("A policy failed: {reason}. What is done is kept.").format(reason=error)
        ) from None
    except runner.ClusterError as error:
        raise CommandError(
            _("The cluster {address} cannot be used: {reason}. What is done is kept.").format(
                address=address, reason=error
            )
        ) from None
    finally:
        progress.close()


def _write(wish: Spec, journal: Journal, path: Path, form: str) -> None:
    from nnmi_game.analysis.sweep.output import write_csv, write_parquet

    write = write_csv if form == "csv" else write_parquet
    write(path, wish.columns, journal.results())
    text = ngettext("{path}: {number} game", "{path}: {number} games", wish.runs)
    print(text.format(path=path, number=wish.runs))
