"""The cookie that keeps a seat's key in a browser: no script can read it, and no other site's page can have it sent."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from attrs import frozen

#: Seconds: a term.
AGE = 200 * 24 * 3600
LONGEST = 60


@frozen
class SeatCookie:
    """Its name tells servers of one machine apart, for cookies do not look at ports."""

    name: str
    secure: bool

    @classmethod
    def at(cls, host: str, secure: bool) -> SeatCookie:
        """The cookie of the server that a browser knows by this ``Host``."""
        try:
            port = urlsplit(f"//{host}").port
        except ValueError:
            port = None
        return cls(f"nnmi-seat-{port}" if port else "nnmi-seat", secure)

    def read(self, header: str) -> str:
        """The key in the header ``Cookie``; empty if there is none."""
        try:
            found = SimpleCookie(header).get(self.name)
        except CookieError:
            return ""
        return found.value[:LONGEST] if found is not None else ""

    def keeping(self, key: str) -> str:
        """The header ``Set-Cookie`` that keeps a key."""
        return self._header(key, AGE)

    def forgetting(self) -> str:
        """The header ``Set-Cookie`` that forgets it."""
        return self._header("", 0)

    def _header(self, value: str, age: int) -> str:
        flags = "HttpOnly; SameSite=Strict" + ("; Secure" if self.secure else "")
        return f"{self.name}={value}; Path=/seat; Max-Age={age}; {flags}"
