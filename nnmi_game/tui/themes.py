"""The game's own colours: the palette of Okabe and Ito, which colour-blind readers can tell apart."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DARK = "office-dark"
LIGHT = "office-light"
TERMINAL = "office-terminal"

#: The theme behind each choice in the settings.
BY_SETTING = {"dark": DARK, "light": LIGHT, "terminal": TERMINAL}


def themes() -> list[Theme]:
    """The three themes."""
    return [
        Theme(
            name=DARK,
            primary="#56B4E9",
            secondary="#0072B2",
            accent="#F0E442",
            success="#2BB58A",
            warning="#E69F00",
            error="#F07030",
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
            primary="#005A8E",
            secondary="#0072B2",
            accent="#8A4F7D",
            success="#00664B",
            warning="#855A00",
            error="#A33B00",
            foreground="#1A1A1A",
            background="#FAFAF6",
            surface="#F2F2EC",
            panel="#E2E6E8",
            dark=False,
            variables={
                "block-cursor-background": "#005A8E",
                "block-cursor-foreground": "#FFFFFF",
                "block-cursor-text-style": "bold",
                "block-cursor-blurred-background": "#BFD3E0",
                "block-cursor-blurred-foreground": "#1A1A1A",
            },
        ),
        _terminal(BUILTIN_THEMES["ansi-dark"]),
    ]


def _terminal(base: Theme) -> Theme:
    """The terminal's own colours, which NO_COLOR can take away wholly."""
    from dataclasses import replace

    return replace(base, name=TERMINAL)
