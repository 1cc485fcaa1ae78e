"""Colours can be told apart by every reader, and read on their background."""

import itertools
import math

import pytest
from textual.color import Color
from textual.theme import Theme

from nnmi_game.tui.themes import TERMINAL, themes

OWN = [theme for theme in themes() if theme.name != TERMINAL]

# Machado, Oliveira and Fernandes 2009: what linear red, green and blue become for dichromats.
SIGHT = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    shares = (part / 255 for part in Color.parse(colour).rgb)
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def seen(colour: str, sight: str) -> list[float]:
    """The colour in CIE L*a*b* as it is seen."""
    rgb = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(a * c for a, c in zip(row, rgb, strict=True)))) for row in SIGHT[sight])
    white = (0.95047, 1.0, 1.08883)
    xyz = (
        0.4124 * r + 0.3576 * g + 0.1805 * b,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        0.0193 * r + 0.1192 * g + 0.9505 * b,
    )
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
        for t in (part / light for part, light in zip(xyz, white, strict=True))
    )
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]


def nearest(theme: Theme, names: tuple[str, ...]) -> float:
    return min(
        math.dist(seen(getattr(theme, a), sight), seen(getattr(theme, b), sight))
        for sight in SIGHT
        for a, b in itertools.combinations(names, 2)
    )


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_good_warning_and_bad_are_told_apart_by_colour_blind_readers(theme: Theme) -> None:
    assert nearest(theme, ("success", "warning", "error")) > 15


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_the_series_of_charts_are_told_apart_by_colour_blind_readers(theme: Theme) -> None:
    assert nearest(theme, ("primary", "secondary", "accent", "success", "warning", "error")) > 10


@pytest.mark.parametrize("theme", OWN, ids=lambda theme: theme.name)
def test_colours_are_read_on_their_background(theme: Theme) -> None:
    def luminance(colour: str | None) -> float:
        r, g, b = linear(str(colour))
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(colour: str | None) -> float:
        dark, light = sorted((luminance(colour), luminance(theme.background)))
        return (light + 0.05) / (dark + 0.05)

    for colour in (theme.primary, theme.secondary, theme.success, theme.warning, theme.error):
        assert contrast(colour) > 4.5
