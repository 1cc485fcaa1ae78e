"""What keeps guessing slow: limits on failures of codes, keys and passwords, and on messages of a connection.

A whole class may come from one address, so only failures count there; the limits still leave a code unguessed for
years (31^8 codes at 20 tries a second).
"""

from __future__ import annotations

from attrs import define, field

from nnmi_game.classroom.limits import Bucket, Limits
from nnmi_game.classroom.messages import ProblemError
from nnmi_game.locale import N_


@define(eq=False)
class Doors:
    """Failures by address and in all; passwords are guessed more easily than codes, so fewer tries are given."""

    by_address: Limits = field(factory=lambda: Limits(2.0, 60.0))
    in_all: Bucket = field(factory=lambda: Bucket(20.0, 300.0))
    passwords: Limits = field(factory=lambda: Limits(0.1, 8.0))
    passwords_in_all: Bucket = field(factory=lambda: Bucket(1.0, 30.0))
    joins: Limits = field(factory=lambda: Limits(20.0, 1000.0))

    def check(self, address: str) -> None:
        """``ProblemError`` if too many failures came from there, or from everywhere, lately."""
        if not (self.by_address.of(address).has() and self.in_all.has()):
            raise _too_often()

    def failed(self, address: str) -> None:
        """A code or key was wrong."""
        self.by_address.of(address).take()
        self.in_all.take()

    def check_password(self, address: str) -> None:
        """As ``check``, for passwords; the try counts at once, so that tries side by side count too."""
        if not (self.passwords.of(address).take() and self.passwords_in_all.take()):
            raise _too_often()

    def right_password(self, address: str) -> None:
        """A password was right, so the try does not count."""
        self.passwords.of(address).left += 1
        self.passwords_in_all.left += 1

    def check_join(self, address: str) -> None:
        """``ProblemError`` if seats are taken from there faster than a class can."""
        if not self.joins.of(address).take():
            raise _too_often()


def _too_often() -> ProblemError:
    return ProblemError("slow-down", N_("Too many tries; wait a minute and try again."))
