"""Luck in words: what a flow came to against the same turn drawn anew."""

from __future__ import annotations

from nnmi_game.game.fortune import LUCKY, Fortune
from nnmi_game.game.words.figures import signed
from nnmi_game.locale import gettext as _

#: Stocks of which more is better, so that more than usual is good luck; in others it is only more.
GOOD = (
    "sme", "organisations", "transitions", "support_congress", "support_public", "agency_support", "reputation",
    "skilled", "total_placed", "total_trained", "year_trained", "plants", "jobs", "cycle", "va_share", "employment",
    "budget", "cash", "paid_match", "need", "equipment", "domestic",
)  # fmt: skip
#: Stocks of which less is better.
BAD = ("foreign", "arrears")


def told(fortune: Fortune, stock: str, unit: str) -> str:
    """How lucky a flow into a stock was, in two sentences."""
    if not fortune.open:
        return _(
            "Luck made no difference: drawn anew {worlds} times, the turn came to the same every time."
        ).format(worlds=fortune.worlds)
    return _verdict(fortune, stock).format(
        amount=signed(fortune.amount, unit),
        mean=signed(round(fortune.mean), unit),
        low=signed(fortune.low, unit),
        high=signed(fortune.high, unit),
        worlds=fortune.worlds,
    )


def _verdict(fortune: Fortune, stock: str) -> str:
    high, low = fortune.below >= LUCKY, fortune.above >= LUCKY
    if not high and not low:
        return _(
            "Luck was about as usual: it came to {amount}. Drawn anew {worlds} times, the same turn came to {mean} on "
            "average, and nine times in ten between {low} and {high}."
        )
    if stock in GOOD or stock in BAD:
        if high == (stock in GOOD):
            return _(
                "This was good luck: it came to {amount}. Drawn anew {worlds} times, the same turn came to {mean} on "
                "average, and nine times in ten between {low} and {high}."
            )
        return _(
            "This was bad luck: it came to {amount}. Drawn anew {worlds} times, the same turn came to {mean} on "
            "average, and nine times in ten between {low} and {high}."
        )
    return _(
        "Chance made this unusual: it came to {amount}. Drawn anew {worlds} times, the same turn came to {mean} on "
        "average, and nine times in ten between {low} and {high}."
    )
