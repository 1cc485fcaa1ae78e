"""A class looked back on: how its goals came out, what went together with more points, how its guesses held.

Everything here is a pure function from the games of a class to figures. Screens and pages show them.
"""

from nnmi_game.analysis.cohort.choices import CHOICES, Choice
from nnmi_game.analysis.cohort.differences import Difference, differences
from nnmi_game.analysis.cohort.games import Cohort, Player
from nnmi_game.analysis.cohort.guesses import Guessing, guessing
from nnmi_game.analysis.cohort.pairs import Pair, pair
from nnmi_game.analysis.cohort.reference import References, references
from nnmi_game.analysis.cohort.spread import Spread, spread, spreads

__all__ = [
    "CHOICES", "Choice", "Cohort", "Difference", "Guessing", "Pair", "Player", "References", "Spread", "differences",
    "guessing", "pair", "references", "spread", "spreads",
]  # fmt: skip
