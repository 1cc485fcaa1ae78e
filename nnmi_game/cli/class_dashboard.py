"""``nnmi class dashboard``: look after a class that is served elsewhere, or by another program."""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import signal
import ssl
import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from typing import Annotated

from attrs import define
from cyclopts import Parameter

from nnmi_game.cli.class_common import PASSWORD_VARIABLE, needs_extra, read_class, trusted
from nnmi_game.cli.errors import CommandError, UsageError
from nnmi_game.cli.screen import has_terminal
from nnmi_game.locale import gettext as _

#: Where the server that opens a dashboard beside itself puts the key for it, and where the class is kept.
KEY_VARIABLE, DATABASE_VARIABLE = "NNMI_CLASS_KEY", "NNMI_CLASS_DATABASE"


def dashboard(
    address: Annotated[str, Parameter(help=_("Address of the class."))],
    code: Annotated[str, Parameter(help=_("Join code."))],
    /,
    *,
    shown_address: Annotated[
        str | None, Parameter(help=_("The address that students use, if it is another."))
    ] = None,
    cafile: Annotated[
        Path | None, Parameter(help=_("Certificate to trust, where the server made its own."))
    ] = None,
) -> int:
    """Open the dashboard of a class with the instructor's password."""
    with needs_extra():
        from nnmi_game.classroom.chair import Chair
        from nnmi_game.classroom.keys import read_code
    from nnmi_game.tui import oversee

    if not has_terminal():
        raise UsageError(_("A dashboard needs a terminal."))
    tls = trusted(cafile)
    given = os.environ.pop(KEY_VARIABLE, "")
    if given and cafile is not None:
        # The certificate is that of the very server; it names the address that others use.
        tls.check_hostname = False
        tls.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    key = given or asyncio.run(_log_in(address, code, tls))
    kept = os.environ.pop(DATABASE_VARIABLE, "")
    chair = Chair(address, read_code(code), key, tls=tls)
    server = os.getppid()
    if given and hasattr(signal, "SIGTTOU"):
        # Should the server be killed, the terminal is still to be given back in order.
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    done = oversee(
        chair,
        shown_address or address,
        beside=bool(given),
        read=partial(read_class, kept, code) if kept else None,
    )
    if given and os.getppid() != server:
        command = f"nnmi class --continue {chair.code}"
        print(_("The server has ended; go on with: {command}").format(command=command), file=sys.stderr)
    return done


async def _log_in(address: str, code: str, tls: ssl.SSLContext) -> str:
    """A key for some hours, for the password."""
    from nnmi_game.classroom.line import LineError, RefusedError, ask_once
    from nnmi_game.classroom.messages import LogIn
    from nnmi_game.classroom.reaching import why_not

    password = os.environ.get(PASSWORD_VARIABLE, "") or getpass.getpass(_("Password of the instructor: "))
    try:
        return str((await ask_once(address, LogIn(code=code, password=password), tls))["key"])
    except RefusedError as error:
        raise CommandError(error.text) from None
    except LineError as error:
        raise CommandError(why_not(address, error)) from None


@define
class Beside:
    """The dashboard in the terminal of a server: a program of its own, so that neither can take the other down.

    ``own`` is the server's address on this machine, ``shown`` the one that students use.
    """

    own: str
    shown: str
    code: str
    key: str
    certfile: Path | None
    database: str
    _process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Open it; when it ends, the server goes on, or stops if that was wished."""
        words = [sys.executable, "-m", "nnmi_game", "class", "dashboard", self.own, self.code]
        words += ["--shown-address", self.shown]
        if self.certfile is not None:
            words += ["--cafile", str(self.certfile)]
        surroundings = {**os.environ, KEY_VARIABLE: self.key, DATABASE_VARIABLE: self.database}
        self._process = subprocess.Popen(words, env=surroundings)
        threading.Thread(target=self._wait, args=(self._process,), name="dashboard", daemon=True).start()

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        from nnmi_game.tui.app import STOP_SERVER

        if process.wait() == STOP_SERVER:
            signal.raise_signal(signal.SIGINT)
            return
        command = f"nnmi class dashboard {self.own} {self.code}"
        print(
            _("The dashboard is closed; the class goes on. Open it again with: {command}").format(
                command=command
            )
        )

    def close(self) -> None:
        """The server has ended, and so does what looked after it."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait()


def log_into(path: Path) -> None:
    """Let warnings go to a file, since the terminal is drawn on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(filename=path, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
