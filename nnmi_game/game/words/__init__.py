"""Sentences about the game, in the language in use: for screens, plain text and messages alike."""

from nnmi_game.game.words.causes import account, cause
from nnmi_game.game.words.names import goal, measure, phase
from nnmi_game.game.words.numbers import apart, exact_money, listed, money, percent, period, ratio, sentences
from nnmi_game.game.words.orders import order
from nnmi_game.game.words.refusals import refusal

__all__ = [
    "account",
    "apart",
    "cause",
    "exact_money",
    "goal",
    "listed",
    "measure",
    "money",
    "order",
    "percent",
    "period",
    "phase",
    "ratio",
    "refusal",
    "sentences",
]
