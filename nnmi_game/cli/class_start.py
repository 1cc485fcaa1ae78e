"""``nnmi class``: start the server of a class."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from attrs import evolve
from cyclopts import Parameter

from nnmi_game.cli.class_common import (
    DATABASE_HELP,
    PASSWORD_VARIABLE,
    chosen,
    default_database,
    needs_extra,
)
from nnmi_game.cli.class_dashboard import Beside, log_into
from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.screen import has_terminal
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.classroom.origins import Origins
    from nnmi_game.classroom.prepared import Prepared
    from nnmi_game.classroom.serve import Place
    from nnmi_game.classroom.sessions import Opened
    from nnmi_game.classroom.store.database import Database


def start(
    scenario: Annotated[str | None, Parameter(help=_("Name or file of a scenario."))] = None,
    /,
    *,
    session: Annotated[
        Path | None, Parameter(help=_("A session prepared by nnmi class new; options given here come first."))
    ] = None,
    luck: Annotated[
        Literal["same", "own"] | None, Parameter(help=_("The same luck for all, or each their own."))
    ] = None,
    mode: Annotated[Literal["solo", "teams"] | None, Parameter(help=_("Play alone or in teams."))] = None,
    team_size: Annotated[int | None, Parameter(help=_("Students in a team, 2 to 5."))] = None,
    commit: Annotated[
        Literal["director", "vote"] | None,
        Parameter(help=_("Who decides in a team: its director, or a vote.")),
    ] = None,
    absent: Annotated[
        Literal["others", "policy"] | None,
        Parameter(
            help=_("Who takes the part of a member of a team who is not there: the others, or a policy.")
        ),
    ] = None,
    pacing: Annotated[
        Literal["own", "instructor", "timed"] | None,
        Parameter(help=_("Everyone's own pace, the instructor's, or timed turns.")),
    ] = None,
    turn_seconds: Annotated[int | None, Parameter(help=_("Seconds of a timed turn."))] = None,
    names: Annotated[
        Literal["real", "pseudonyms", "anonymous"] | None,
        Parameter(help=_("Names that classmates see; with anonymous none is kept.")),
    ] = None,
    leaderboard: Annotated[
        bool | None, Parameter(negative="", help=_("Show students a leaderboard; off if not given."))
    ] = None,
    roster: Annotated[
        Path | None,
        Parameter(help=_("A list of students as CSV, with a column id, and name and email if wished.")),
    ] = None,
    roster_only: Annotated[
        bool | None, Parameter(negative="", help=_("Let in only who is on the roster."))
    ] = None,
    most_seats: Annotated[int | None, Parameter(help=_("Seats of the session."))] = None,
    seed: Annotated[int | None, Parameter(help=_("The session's luck; random if not given."))] = None,
    title: Annotated[str | None, Parameter(help=_("What the session is called."))] = None,
    go_on: Annotated[
        str | None, Parameter(name="--continue", help=_("Go on with the session of this code."))
    ] = None,
    serve_only: Annotated[
        bool, Parameter(negative="", help=_("Open no session: one more server on the same PostgreSQL."))
    ] = False,
    host: Annotated[
        str, Parameter(help=_("Where to listen; 0.0.0.0 opens the class to the network."))
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help=_("Port to listen on; 0 takes any."))] = 8712,
    address: Annotated[
        str | None,
        Parameter(help=_("The address that students use, where a proxy or a name stands before it.")),
    ] = None,
    proxy: Annotated[
        str, Parameter(help=_("Address of a proxy whose word on where students come from is believed."))
    ] = "",
    origin: Annotated[
        list[str] | None, Parameter(negative="", help=_("Another web origin that may speak to the server."))
    ] = None,
    certfile: Annotated[Path | None, Parameter(help=_("Certificate for TLS."))] = None,
    keyfile: Annotated[Path | None, Parameter(help=_("Key of the certificate."))] = None,
    database: Annotated[str | None, Parameter(help=_(DATABASE_HELP))] = None,
    dashboard: Annotated[
        bool,
        Parameter(
            negative="--no-dashboard",
            help=_(
                "Open the dashboard in this terminal beside the server; without a terminal there is none."
            ),
        ),
    ] = True,
    rate: Annotated[float, Parameter(help=_("Messages that a connection may send a second."))] = 40.0,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
) -> int:
    """Start a class: print its join code, address and QR code, and serve until it is told to stop."""
    with needs_extra():
        from nnmi_game.classroom.prepared import PreparedError
        from nnmi_game.classroom.serve import (
            Place,
            ServeError,
            addresses,
            check_certificate,
            inner,
            listen,
            run,
        )
        from nnmi_game.classroom.sessions import new_pass
        from nnmi_game.classroom.store.database import StoreError, open_database
        from nnmi_game.classroom.web import Server, Settings
        from nnmi_game.web.porter import Porter
        from nnmi_game.web.seats import BrowserSeats
    from nnmi_game.scenario.load import ScenarioError

    if keyfile is not None and certfile is None:
        raise UsageError(_("--keyfile needs --certfile as well."))
    if not 0 <= port <= 65535:
        raise UsageError(_("--port must be between 0 and {most}.").format(most=65535))
    if rate <= 0:
        raise UsageError(_("--rate must be above 0."))
    place = Place(host, port, certfile, keyfile, proxy)
    where = database or str(default_database())
    given: dict[str, object] = {
        "luck": luck,
        "mode": mode,
        "team_size": team_size,
        "commit": commit,
        "absent": absent,
        "pacing": pacing,
        "turn_seconds": turn_seconds,
        "names": names,
        "leaderboard": leaderboard,
        "roster_only": roster_only,
        "most_seats": most_seats,
    }
    try:
        check_certificate(place)
        prepared = _prepared(session, scenario, title, seed, roster, given)
        kept = open_database(where, serve=True)
        password = ""
        if go_on is not None:
            opened = _known(kept, go_on)
        elif serve_only:
            opened = None
        else:
            opened, password = _opened(kept, prepared)
        socket = listen(place)
    except (PreparedError, ServeError, StoreError, ScenarioError) as error:
        raise CommandError(str(error)) from None
    settings = Settings(_origins(address, origin or []), rate, 3 * rate)
    ready = _announcement(place, socket.getsockname()[1], address, opened, password, where, json_)
    own = addresses(inner(place), socket.getsockname()[1])[0]
    server = Server(kept, settings, BrowserSeats(Porter([own, str(certfile.resolve()) if certfile else ""])))
    if opened is None or json_ or not dashboard or not has_terminal():
        run(server, place, socket, ready)
        return EXIT_OK
    with kept.write() as connection:
        key = new_pass(connection, opened.session, kept.clock())["key"]
    log_into(log_file(database))
    beside = Beside(
        own, address or addresses(place, socket.getsockname()[1])[0], opened.code, key, certfile, where
    )

    def begin() -> None:
        ready()
        beside.open()

    try:
        run(server, place, socket, begin)
    finally:
        beside.close()
    return EXIT_OK


def log_file(database: str | None) -> Path:
    """Where the server writes what it has to say while a dashboard has the terminal: beside the class."""
    place = default_database() if database is None or "://" in database else Path(database)
    return place.with_name("class.log")


def _prepared(
    file: Path | None,
    scenario: str | None,
    title: str | None,
    seed: int | None,
    roster: Path | None,
    given: dict[str, object],
) -> Prepared:
    """What the file says, with what the command line says in its place."""
    from attrs import asdict

    from nnmi_game.classroom.options import Options
    from nnmi_game.classroom.prepared import Prepared, read_prepared
    from nnmi_game.classroom.reading import MalformedError, read
    from nnmi_game.engine.luck import SEED_BOUND

    prepared = read_prepared(file) if file is not None else Prepared()
    if seed is not None and not 0 <= seed < SEED_BOUND:
        raise UsageError(_("--seed must be between 0 and {most}.").format(most=SEED_BOUND - 1))
    said = {name: value for name, value in given.items() if value is not None}
    try:
        options = read(Options, {**asdict(prepared.options), **said})
    except MalformedError as error:
        raise UsageError(
            _("--{option} cannot be used: {problem}.").format(
                option=error.path.replace("_", "-"), problem=error.problem
            )
        ) from None
    return evolve(
        prepared,
        options=options,
        scenario=scenario or prepared.scenario,
        title=prepared.title if title is None else title,
        seed=prepared.seed if seed is None else seed,
        roster=str(roster) if roster is not None else prepared.roster,
    )


def _opened(kept: Database, prepared: Prepared) -> tuple[Opened, str]:
    """A new session and the password that was made for it, empty where the instructor chose one."""
    from nnmi_game.classroom.bundle import bundled
    from nnmi_game.classroom.keys import hash_password
    from nnmi_game.classroom.prepared import read_roster
    from nnmi_game.classroom.sessions import open_session
    from nnmi_game.engine.luck import SEED_BOUND

    scenario, text = bundled(prepared.scenario)
    roster = read_roster(Path(prepared.roster)) if prepared.roster else []
    password, made = _password()
    seed = prepared.seed or 1 + secrets.randbelow(SEED_BOUND - 10_000)
    hashed = hash_password(password)
    with kept.write() as connection:
        opened = open_session(
            connection, scenario, text, prepared.options, hashed, seed, kept.clock(), prepared.title, roster
        )
    return opened, password if made else ""


def _password() -> tuple[str, bool]:
    """The instructor's password, and whether it was made just now: not on the command line, where all can read it."""
    from nnmi_game.classroom.keys import LONGEST_PASSWORD, new_code

    given = os.environ.get(PASSWORD_VARIABLE, "")
    if not given and sys.stdin is not None and sys.stdin.isatty():
        given = getpass.getpass(_("Password for the instructor (empty: make one): "))
    if len(given) > LONGEST_PASSWORD:
        raise UsageError(_("A password has at most {limit} characters.").format(limit=LONGEST_PASSWORD))
    return (given, False) if given else (f"{new_code()}-{new_code()}", True)


def _known(kept: Database, code: str) -> Opened:
    from nnmi_game.classroom.keys import read_code
    from nnmi_game.classroom.sessions import Opened

    try:
        with kept.read() as connection:
            return Opened(chosen(connection, code), read_code(code))
    except CommandError:
        kept.close()
        raise


def _origins(address: str | None, others: list[str]) -> Origins:
    from urllib.parse import urlsplit

    from nnmi_game.classroom.origins import Origins

    name = urlsplit(address if address and "//" in address else f"//{address or ''}").hostname
    return Origins.of([name] if name else [], others)


def _announcement(
    place: Place,
    port: int,
    address: str | None,
    opened: Opened | None,
    password: str,
    database: str,
    as_json: bool,
) -> Callable[[], None]:
    """What is printed when the class can come."""
    from nnmi_game.classroom.qr import drawn
    from nnmi_game.classroom.serve import addresses

    urls = [address] if address else addresses(place, port)
    shown = database if "://" not in database else database.rsplit("@", maxsplit=1)[-1]

    def announce() -> None:
        if as_json:
            said = {"addresses": urls, "code": opened.code if opened else "", "database": shown}
            if password:
                said["password"] = password
            print(json.dumps(said), flush=True)
            return
        if opened is None:
            print(_("One more server of the class at {address}.").format(address=urls[0]), flush=True)
            return
        if sys.stdout.isatty():
            print("\n".join(drawn(f"{urls[0]}/#{opened.code}")))
        print(_("Join code: {code}").format(code=opened.code))
        for url in urls:
            print(_("Address: {address}").format(address=url))
        print(_("Students open it in a browser: {address}").format(address=f"{urls[0]}/#{opened.code}"))
        print(_("or play in a terminal: {command}").format(command=f"nnmi join {urls[0]} {opened.code}"))
        if password:
            print(_("Password of the instructor: {password}").format(password=password))
        if place.host == "127.0.0.1":
            print(_("Only this machine can reach it; --host 0.0.0.0 opens it to the network."))
        print(_("The class is kept in {database}.").format(database=shown))
        print(
            _("Ctrl+C ends the server; nnmi class --continue {code} goes on.").format(code=opened.code),
            flush=True,
        )

    return announce
