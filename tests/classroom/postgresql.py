"""A PostgreSQL that is started for a test or a measurement and gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Debian keeps the server's programs here, a folder for each release.
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


class NoPostgreSQLError(Exception):
    """None can be started here; the text says why."""


def _tool(name: str) -> str | None:
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, DEBIAN)]))


@contextmanager
def started(folder: Path, *, fsync: bool) -> Iterator[str]:
    """The address of a PostgreSQL that lives in a folder; ``NoPostgreSQLError`` if there can be none."""
    initdb, pg_ctl = _tool("initdb"), _tool("pg_ctl")
    if initdb is None or pg_ctl is None:
        raise NoPostgreSQLError("PostgreSQL is not installed here")
    runner = _runner(folder)
    data = str(folder / "data")
    made = subprocess.run(
        [*runner, initdb, "-D", data, "-A", "trust", "-U", "nnmi", "--no-sync", "-E", "UTF8", "--locale", "C"],
        check=False, capture_output=True, text=True, cwd=folder,
    )  # fmt: skip
    if made.returncode:
        raise NoPostgreSQLError(f"PostgreSQL cannot be set up here: {made.stderr[-200:]}")
    options = f"-k {folder} -c listen_addresses='' -c fsync={'on' if fsync else 'off'}"
    subprocess.run(
        [*runner, pg_ctl, "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start"],
        check=True, capture_output=True, cwd=folder,
    )  # fmt: skip
    try:
        yield f"postgresql+psycopg://nnmi@/postgres?host={folder}"
    finally:
        subprocess.run(
            [*runner, pg_ctl, "-D", data, "-m", "immediate", "stop"],
            check=False,
            capture_output=True,
            cwd=folder,
        )


def _runner(folder: Path) -> list[str]:
    """What to put before its programs: it refuses to run as root; the packages make a user for it."""
    if os.name != "posix" or os.geteuid() != 0:
        return []
    known = subprocess.run(["id", "postgres"], check=False, capture_output=True).returncode == 0
    if shutil.which("setpriv") is None or not known:
        raise NoPostgreSQLError("PostgreSQL does not run as root, and there is no user postgres here")
    for part in (folder, *folder.parents):
        if part == Path("/tmp") or part == part.parent:
            break
        part.chmod(part.stat().st_mode | 0o011)
    shutil.chown(folder, "postgres")
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]
