"""What holds for all tests."""

import gc
import os
import sys

import pytest
from hypothesis import settings

# Dozens of tests start processes, and each would compile the whole program anew where bytecode is not kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Machines are shared and noisy: a law is not broken by taking long.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


#: Where tests take seconds each, or wait for other processes: begun first, so that no worker is left with them.
LONG = ("tests/web/", "tests/classroom/", "tests/tui/test_screens.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    """Let what has been imported be: to look through it for garbage again and again took a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
