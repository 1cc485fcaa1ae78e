"""Running the server: one process, at an address of this machine, over TLS where certificates are given."""

from __future__ import annotations

import gc
import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn
from attrs import evolve, frozen

from nnmi_game.classroom.messages import LARGEST_MESSAGE
from nnmi_game.classroom.web import Server
from nnmi_game.locale import gettext as _

LOOPBACK = "127.0.0.1"
PORT = 8712
#: Connections that wait to be taken when a class comes at once.
BACKLOG = 1024


class ServeError(Exception):
    """The server cannot be opened; the text says why."""


@frozen
class Place:
    """Where the server is open. Port 0 takes any that is free; ``proxy`` is the address of a proxy to believe."""

    host: str = LOOPBACK
    port: int = PORT
    certfile: Path | None = None
    keyfile: Path | None = None
    proxy: str = ""

    @property
    def secure(self) -> bool:
        """Whether it speaks TLS itself."""
        return self.certfile is not None


def listen(place: Place) -> socket.socket:
    """The socket of a place; ``ServeError`` if it cannot be had."""
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((place.host, place.port))
    except (OSError, OverflowError) as error:
        opened.close()
        raise ServeError(
            _(
                "The server cannot open {host} port {port}: {reason}. Choose another with --host and --port."
            ).format(host=place.host, port=place.port, reason=getattr(error, "strerror", None) or error)
        ) from None
    opened.listen(BACKLOG)
    return opened


def check_certificate(place: Place) -> None:
    """``ServeError`` if the certificate and its key cannot be used."""
    if place.certfile is None:
        return
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(place.certfile, place.keyfile)
    except (OSError, ssl.SSLError) as error:
        raise ServeError(
            _("{file}: the certificate or its key cannot be used: {reason}").format(
                file=place.certfile, reason=getattr(error, "strerror", None) or error
            )
        ) from None


def run(server: Server, place: Place, opened: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until the process is told to end; ``ready`` is called when the class can come."""
    config = uvicorn.Config(
        server.app(ready),
        log_config=None,
        log_level=logging.WARNING,
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        # Compression of secrets beside what others choose has a history; and it costs more than it saves here.
        ws_per_message_deflate=False,
        ws_ping_interval=20,
        ws_ping_timeout=30,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        proxy_headers=bool(place.proxy),
        forwarded_allow_ips=place.proxy or None,
        ssl_certfile=place.certfile,
        ssl_keyfile=place.keyfile,
    )
    # What is loaded by now stays; looking through it again and again would only take time.
    gc.collect()
    gc.freeze()
    uvicorn.Server(config).run(sockets=[opened])


def addresses(place: Place, port: int) -> list[str]:
    """Where the class finds the server, the likeliest first, as addresses without any secret."""
    scheme = "https" if place.secure else "http"
    hosts = [place.host]
    if place.host in ("0.0.0.0", "::"):
        hosts = _own_addresses() or [LOOPBACK]
    return [f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}" for host in hosts]


def inner(place: Place) -> Place:
    """The place as a program on this machine reaches it."""
    hosts = {"0.0.0.0": LOOPBACK, "::": "::1"}
    return evolve(place, host=hosts.get(place.host, place.host))


def _own_addresses() -> list[str]:
    """Addresses of this machine; nothing is sent to find them."""
    found: list[str] = []
    for target in ("192.0.2.1", "10.255.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((target, 9))
                found.append(str(probe.getsockname()[0]))
            except OSError:
                continue
    with suppress(OSError):
        found += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [one for one in dict.fromkeys(found) if not one.startswith(("127.", "0."))]
