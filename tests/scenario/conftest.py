from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="session")
def tiny_path() -> Path:
    return DATA / "tiny.toml"


@pytest.fixture(scope="session")
def tiny_text(tiny_path: Path) -> str:
    return tiny_path.read_text(encoding="utf-8")
