"""Guesses: what a player expects a figure to be after the coming turn, and how good such guesses turn out to be.

A guess is a number and a range that the player is fairly sure of. How good somebody's guesses are is not how near
the numbers come alone: someone who is sure of four ranges in five should be right four times in five.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from nnmi_game.scenario.vocabulary import GOALS, MEASURES

#: How sure of a range a player is asked to be, per cent.
SURE = 80
#: Bound of the numbers of a guess: far beyond every figure of a game.
LARGEST = 10**12


@frozen
class Guess:
    """What a figure is expected to be after the turn: a measure or a goal by name, of a technology or an agency."""

    measure: str
    of: str
    value: int
    low: int
    high: int


@frozen
class Outcome:
    """A guess and what became of it; ``turn`` is the one that was guessed about."""

    turn: int
    guess: Guess
    actual: int

    @property
    def hit(self) -> bool:
        """Whether the figure lies in the range."""
        return self.guess.low <= self.actual <= self.guess.high

    @property
    def error(self) -> int:
        """The guess against the figure: above 0 where too much was expected."""
        return self.guess.value - self.actual

    @property
    def penalty(self) -> Fraction:
        """The interval score of the range: its width, and more the further the figure lies outside.

        Whoever states the range they are ``SURE`` per cent certain of has the lowest penalty in the long run (Gneiting
        and Raftery, Strictly Proper Scoring Rules, Prediction, and Estimation, 2007).
        """
        guess = self.guess
        missed = max(guess.low - self.actual, 0) + max(self.actual - guess.high, 0)
        return guess.high - guess.low + missed * Fraction(200, 100 - SURE)


@frozen
class Calibration:
    """How good a player's guesses were: how many, how many within their range, how many too high and too low."""

    guesses: int
    hits: int
    above: int  # figures above the range
    below: int

    @property
    def share(self) -> int:
        """Per cent of the ranges that held; 0 if there are none."""
        return round(100 * self.hits / self.guesses) if self.guesses else 0


def calibration(outcomes: Sequence[Outcome]) -> Calibration:
    """The record of some guesses."""
    return Calibration(
        guesses=len(outcomes),
        hits=sum(one.hit for one in outcomes),
        above=sum(one.actual > one.guess.high for one in outcomes),
        below=sum(one.actual < one.guess.low for one in outcomes),
    )


def scope(measure: str) -> str:
    """Whose figure it is: ``network``, ``agency`` or ``technology``; ``KeyError`` for a name that is no figure."""
    return "network" if measure in GOALS else MEASURES[measure].scope


def mistake(guess: Guess, technologies: Sequence[str], agencies: Sequence[str]) -> str:
    """What is wrong with a guess: ``measure``, ``of``, ``range`` or ``size``; empty if it can be kept."""
    if guess.measure not in GOALS and guess.measure not in MEASURES:
        return "measure"
    if (
        guess.of
        not in {"network": [""], "agency": agencies, "technology": technologies}[scope(guess.measure)]
    ):
        return "of"
    if not guess.low <= guess.value <= guess.high:
        return "range"
    if max(abs(guess.low), abs(guess.high)) > LARGEST:
        return "size"
    return ""
