"""The ledger: every change of a stock is a flow with a name, and money always comes from somewhere.

``flow`` changes a stock and remembers why. ``pay`` moves money between two accounts: an institute's cash, an
agency's budget, or one of the outside accounts below. Added up, the flows of a turn are exactly the change of
each stock, and what came in from outside is what went out plus what is left.
"""

from __future__ import annotations

from types import EllipsisType

from attrs import define, field

from nnmi_game.engine.arrays import Ints, by_owner, per_world
from nnmi_game.engine.state import State

#: Accounts that hold money of the network.
INSIDE = ("cash", "budget")
#: Where money comes from.
SOURCES = ("treasury", "consortium", "members", "firms", "customers", "states", "donors", "learners")
#: Where money goes to.
USES = ("payroll", "suppliers", "equipment", "projects", "members_served", "vouchers", "recruiting", "programs",
        "coordination", "lapse")  # fmt: skip
#: Uses that are not spending on the program's work.
NOT_SPENDING = ("lapse",)

Index = EllipsisType | tuple[slice | int | EllipsisType, ...]


@define(eq=False)
class Flow:
    """One named change: ``amount`` (worlds, ...) added to ``stock`` at ``at``."""

    stock: str
    cause: str
    amount: Ints
    at: Index


@define(eq=False)
class Payment:
    """Money from one account to another; ``amount`` has a leading axis of worlds."""

    cause: str
    source: str
    target: str
    amount: Ints


@define
class Ledger:
    """The flows of one turn. Without ``recording`` it only applies them."""

    state: State
    recording: bool = True
    flows: list[Flow] = field(factory=list)
    payments: list[Payment] = field(factory=list)

    def flow(self, stock: str, cause: str, amount: Ints, at: Index = ...) -> None:
        """Add ``amount`` to ``stock`` under the name ``cause``."""
        changed: Ints = getattr(self.state, stock)
        if at is not ...:
            changed = changed[at]  # a view
        changed += amount
        if self.recording:
            self.flows.append(Flow(stock, cause, amount, at))

    def pay(self, cause: str, source: str, target: str, amount: Ints) -> None:
        """Move ``amount`` between accounts; an inside account of its shape loses or gains it under that name."""
        if source in INSIDE:
            self.flow(source, cause, -amount)
        self._arrive(cause, target, amount)
        self._note(cause, source, target, amount)

    def pay_from_budget(self, cause: str, by_agency: Ints, target: str, amount: Ints) -> None:
        """Move ``amount`` (worlds, ...) from the budgets; ``by_agency`` (worlds, agencies) says how much each pays."""
        self.flow("budget", cause, -by_agency)
        self._arrive(cause, target, amount)
        self._note(cause, "budget", target, amount)

    def return_to_budget(self, cause: str, agency: Ints, amount: Ints) -> None:
        """Move ``amount`` (worlds, technologies) of cash back to the agencies' budgets."""
        self.flow("cash", cause, -amount)
        self.flow("budget", cause, by_owner(amount, agency, self.state.budget.shape[1]))
        self._note(cause, "cash", "budget", amount)

    def _arrive(self, cause: str, target: str, amount: Ints) -> None:
        if target in INSIDE:
            self.flow(target, cause, amount)
        elif target not in NOT_SPENDING:
            self.flow("year_spending", cause, per_world(amount))

    def _note(self, cause: str, source: str, target: str, amount: Ints) -> None:
        if self.recording:
            self.payments.append(Payment(cause, source, target, amount))
