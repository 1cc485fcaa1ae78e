"""The game's own colours: the palette of Okabe and Ito, which colour-blind readers can tell apart.

The dark and the light theme have its hues, shifted in lightness so that texts read well on their backgrounds; the
theme for colour-blind readers has its very colours, on black.
"""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DARK = "office-dark"
LIGHT = "office-light"
SAFE = "office-okabe-ito"
TERMINAL = "office-terminal"

#: The theme behind each choice in the settings.
BY_SETTING = {"dark": DARK, "light": LIGHT, "okabe-ito": SAFE, "terminal": TERMINAL}


def themes() -> list[Theme]:
    """All themes."""
    return [
        Theme(
            name=DARK,
            primary="#56B4E9",
            secondary="#4585DC",
            accent="#F0E442",
            success="#1FA77A",
            warning="#E69F00",
            error="#E8602C",
            foreground="#E8E8E4",
            background="#11161B",
            surface="#161D24",
            panel="#202B35",
            variables={
                "block-cursor-background": "#56B4E9",
                "block-cursor-foreground": "#0B0F13",
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": "#2C4356",
                "block-cursor-blurred-foreground": "#E8E8E4",
            },
        ),
        Theme(
            name=LIGHT,
            primary="#0B4F9E",
            secondary="#3474BA",
            accent="#8A4F7D",
            success="#006B4F",
            warning="#8F6400",
            error="#7F1500",
            foreground="#1A1A1A",
            background="#FAFAF6",
            surface="#F2F2EC",
            panel="#E2E6E8",
            dark=False,
            variables={
                "block-cursor-background": "#0B4F9E",
                "block-cursor-foreground": "#FFFFFF",
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": "#BFD3E0",
                "block-cursor-blurred-foreground": "#1A1A1A",
            },
        ),
        Theme(
            name=SAFE,
            primary="#56B4E9",
            secondary="#CC79A7",
            accent="#F0E442",
            success="#009E73",
            warning="#E69F00",
            error="#D55E00",
            foreground="#FFFFFF",
            background="#000000",
            surface="#0C0C0C",
            panel="#1E1E1E",
            variables={
                "block-cursor-background": "#F0E442",
                "block-cursor-foreground": "#000000",
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": "#4A4A4A",
                "block-cursor-blurred-foreground": "#FFFFFF",
            },
        ),
        _terminal(BUILTIN_THEMES["ansi-dark"]),
    ]


def _terminal(base: Theme) -> Theme:
    """The terminal's own colours, which NO_COLOR can take away wholly."""
    from dataclasses import replace

    return replace(base, name=TERMINAL)
