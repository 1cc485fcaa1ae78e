from pathlib import Path

import pytest

from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.scenario.load import load

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@pytest.fixture(scope="session")
def tiny() -> Tables:
    return compile_tables(load(TINY))


@pytest.fixture(scope="session")
def national() -> Tables:
    return compile_tables(load("nnmi-2012"))
