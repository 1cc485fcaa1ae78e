"""Join codes, the keys of seats and the instructor's password: making, reading and keeping them.

A key is random and long, so its SHA-256 is kept; a password is chosen by a person, so argon2 slows whoever tries.
"""

from __future__ import annotations

import base64
import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

#: Letters and digits that nobody takes for one another.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_SIZE = 8  # 40 bits: what rate limits make unguessable for as long as a class lasts
KEY_SIZE = 24  # 120 bits
GROUP = 4
LONGEST_PASSWORD = 200


def new_code() -> str:
    """A join code, such as ``K7QP-2MXA``."""
    return _random(CODE_SIZE)


def new_key() -> str:
    """The key of a seat or of an instructor's program."""
    return _random(KEY_SIZE)


def read_code(text: str) -> str:
    """A code or key as it is kept, from what a person typed: small letters, spaces, O for 0 and I for 1."""
    plain = text.upper().translate({ord("O"): "0", ord("I"): "1"})
    kept = [sign for sign in plain if sign in ALPHABET]
    return "-".join("".join(kept[start : start + GROUP]) for start in range(0, len(kept), GROUP))


def hashed(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(read_code(key).encode()).hexdigest()


def hash_password(password: str) -> str:
    """What is kept of a password; takes a moment and 64 MB on purpose."""
    return PasswordHasher().hash(password)


def nobodys_hash() -> str:
    """What no password fits, and what takes as long to compare with as any that is kept."""
    hasher = PasswordHasher()
    sizes = hasher.salt_len, hasher.hash_len
    salt, fingerprint = (base64.b64encode(bytes(size)).decode().rstrip("=") for size in sizes)
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${fingerprint}"


def is_password(password: str, kept: str) -> bool:
    """Whether this is the password; takes a moment and 64 MB on purpose."""
    try:
        return PasswordHasher().verify(kept, password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False


def _random(size: int) -> str:
    return read_code("".join(secrets.choice(ALPHABET) for _sign in range(size)))
