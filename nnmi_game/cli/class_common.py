"""What the commands of a class share: where it is kept, and a sentence where its libraries are missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nnmi_game.cli.errors import UsageError
from nnmi_game.locale import N_
from nnmi_game.locale import gettext as _

DATABASE_HELP = N_("File of the class, or an address such as postgresql+psycopg://USER@HOST/NAME.")


def default_database() -> Path:
    """Where classes are kept unless another place is named."""
    from platformdirs import user_data_path

    return user_data_path("nnmi", appauthor=False) / "classes" / "class.db"


@contextmanager
def needs_extra() -> Iterator[None]:
    """Say what to install where a library of the class is missing."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise UsageError(
            _("A class needs more packages ({name} is missing); install them with: {command}").format(
                name=error.name, command="pip install 'nnmi-game[class]'"
            )
        ) from None
