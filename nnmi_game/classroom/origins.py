"""Whether a request comes from where it may: pages of other sites must not speak to the class in a visitor's name.

Programs send no ``Origin``; browsers do, and it must be the server's own. The ``Host`` must be one that the server goes
by, or a bare address: a name of somebody else's that was pointed at this machine is refused.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from attrs import frozen


@frozen
class Origins:
    """Names of this server besides those of the machine, and other origins that may speak to it."""

    names: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str] = (), others: Iterable[str] = ()) -> Origins:
        """The machine's own names, and those given."""
        machine = socket.gethostname().lower()
        own = {"localhost", machine, machine.split(".")[0] + ".local"}
        return cls(
            frozenset(own | {name.lower() for name in names}),
            frozenset(one.rstrip("/").lower() for one in others),
        )

    def allow(self, host: str, origin: str | None, secure: bool) -> bool:
        """Whether a request with these headers may be answered; ``secure`` where it came over TLS."""
        return self._is_ours(host) and (origin is None or self._same(host, origin.lower(), secure))

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _same(self, host: str, origin: str, secure: bool) -> bool:
        schemes = ("https",) if secure else ("http", "https")  # a proxy may speak TLS for us
        return origin in self.others or any(origin == f"{scheme}://{host.lower()}" for scheme in schemes)
