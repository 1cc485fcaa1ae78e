"""The player's settings, kept as TOML in the platform's folder for configuration."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from attrs import asdict, frozen

from nnmi_game.locale import N_

FILE = "settings.toml"
APPLICATION = "nnmi"

#: Themes by name, with the words that the settings screen shows for them.
THEMES = {
    "dark": N_("Dark"),
    "light": N_("Light"),
    "okabe-ito": N_("For colour-blind readers (Okabe and Ito's colours on black)"),
    "terminal": N_("Colours of the terminal"),
}


@frozen(kw_only=True)
class Settings:
    """How the game looks and speaks; ``language`` empty follows the system."""

    language: str = ""
    theme: str = "dark"
    ascii_only: bool = False
    reduced_motion: bool = False
    forecasts: bool = True


def config_folder() -> Path:
    """Where the settings lie."""
    from platformdirs import user_config_path

    return user_config_path(APPLICATION, appauthor=False)


def read(folder: Path) -> Settings:
    """The settings; what is missing, unreadable or not understood is as at first."""
    try:
        found = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    understood: dict[str, Any] = {
        name: found[name]
        for name, usual in asdict(Settings()).items()
        if type(found.get(name)) is type(usual) and (name != "theme" or found[name] in THEMES)
    }
    return Settings(**understood)


def write(settings: Settings, folder: Path) -> None:
    """Keep the settings: the file is replaced at once or not at all."""
    import tempfile

    import tomli_w

    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder, prefix=FILE)
    try:
        with os.fdopen(handle, "wb") as file:
            # Not waited for until the disk has it: settings that a loss of power damages are as at first.
            tomli_w.dump(asdict(settings), file)
        Path(name).replace(folder / FILE)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
