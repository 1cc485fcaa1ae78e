"""The sections about one run, in their order."""

from __future__ import annotations

from nnmi_game.report.markup import Markup, joined
from nnmi_game.report.page import choices, learning, network, outcome, rounds, traps
from nnmi_game.report.review import Review

_SECTIONS = (
    outcome.short, outcome.line, choices.levers, choices.turning, network.network, traps.traps, learning.guesses,
    learning.questions, rounds.rounds,
)  # fmt: skip


def sections(review: Review, prefix: str) -> Markup:
    """All sections; ``prefix`` keeps the ids of several runs apart."""
    return joined(one(review, prefix) for one in _SECTIONS)
