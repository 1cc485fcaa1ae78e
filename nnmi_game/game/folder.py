"""Where a player's games lie; apart from what reads them, since the title screen asks before all that is imported."""

from __future__ import annotations

from pathlib import Path


def saves_folder() -> Path:
    """Where a player's games lie unless another folder is named."""
    from platformdirs import user_data_path

    return user_data_path("nnmi", appauthor=False) / "saves"
