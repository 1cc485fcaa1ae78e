"""Why a class cannot be reached, in a sentence that says what to try."""

from __future__ import annotations

import http.client
import socket
import ssl
import urllib.parse
from collections.abc import Iterator

from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _

#: What OpenSSL says of a certificate that has run out, and of one for another host or another address.
EXPIRED, OTHER_NAMES = 10, (62, 64)

NO_ADDRESS = N_("{address} is no address of a class; one looks like http://192.168.1.20:8712.")
NOT_TRUSTED = N_(
    "This machine does not trust the certificate of {address}. If the server made its own, ask the instructor for the "
    "file and name it with --cafile."
)
NOT_VALID_NOW = N_(
    "The certificate of {address} has run out; ask the instructor for a new one, and see whether this machine's clock "
    "is right."
)
OTHER_NAME = N_(
    "The certificate of {address} was made for another name; use the address exactly as the instructor gave it."
)
NO_TLS = N_("What answers at {address} does not speak TLS; try http:// in place of https://.")
PERHAPS_TLS = N_("What answers at {address} ended the connection at once; try https:// in place of http://.")
ENDED = N_("What answers at {address} ended the connection at once; check the address.")
NOBODY = N_("Nothing answers at {address}; check its port, and whether the server is running.")
NO_HOST = N_("No machine is known by the name in {address}; check how it is spelled.")
SILENT = N_("{address} does not answer; check the address, and whether you are on the same network.")
NO_CLASS = N_("What answers at {address} is no class; check the address.")
OTHER = N_("The class at {address} cannot be reached: {reason}")


def is_address(text: str) -> bool:
    """Whether a text may be the address of a class: a host, with http:// or https:// or neither."""
    plain = text.strip()
    try:
        parts = urllib.parse.urlsplit(plain if "://" in plain else f"http://{plain}")
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False


def why_not(address: str, error: BaseException) -> str:
    """The sentence for an error and what it came from."""
    if not is_address(address):
        return _(NO_ADDRESS).format(address=address)
    causes = list(_causes(error))
    found = next((one for cause in causes if (one := _known(cause, address.strip()))), OTHER)
    return _(found).format(address=address, reason=causes[-1])


def _known(error: BaseException, address: str) -> str:
    match error:
        case ssl.SSLCertVerificationError(verify_code=code):
            return NOT_VALID_NOW if code == EXPIRED else OTHER_NAME if code in OTHER_NAMES else NOT_TRUSTED
        case ssl.SSLError():
            return NO_TLS
        case ConnectionRefusedError():
            return NOBODY
        case http.client.RemoteDisconnected() | ConnectionResetError() | EOFError():
            return ENDED if address.startswith("https:") else PERHAPS_TLS
        case socket.gaierror() | UnicodeError():
            return NO_HOST
        case TimeoutError():
            return SILENT
        case http.client.HTTPException() | ValueError():
            return NO_CLASS
        case OSError(errno=int()):
            return SILENT
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and those that it came from, the first cause last."""
    yield error
    inner = getattr(error, "reason", None)
    before = inner if isinstance(inner, BaseException) else error.__cause__
    if before is not None:
        yield from _causes(before)
