"""Screens as rows of text, in a language and a size, with folders of their own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import Worker, WorkerError

from nnmi_game.locale import set_language
from nnmi_game.tui.app import Office
from nnmi_game.tui.frame import Dialog
from nnmi_game.tui.screens.working import Working
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf
from tests.quiet import quick_pilot, until_idle

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"

SIZES = ((80, 24), (120, 36), (200, 60))
LANGUAGES = ("en", "zh")


class RowsExtension(SingleFileSnapshotExtension):
    """One text file for each snapshot, so that a difference reads as a screen."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(RowsExtension)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same screen on every machine."""
    for name in ("NO_COLOR", "NNMI_LANG", "LC_ALL", "LC_MESSAGES", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    with quick_pilot():
        yield
    set_language("en")


Start = Callable[..., AbstractAsyncContextManager[tuple[Office, Pilot[int]]]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the program: ``async with start(size=..., language=...) as (office, pilot)``."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (80, 24),
        language: str = "en",
        program: Callable[[Shelf, Path, Settings], Office] = Office,
        **settings: object,
    ) -> AsyncIterator[tuple[Office, Pilot[int]]]:
        office = program(
            Shelf(tmp_path / "saves"),
            tmp_path / "config",
            # What a forecast tells comes when it has been worked out, which no picture can wait for.
            Settings(**{"language": language, "reduced_motion": True, "forecasts": False, **settings}),  # type: ignore[arg-type]
        )
        async with office.run_test(size=size) as pilot:
            await settle(pilot)
            yield office, pilot

    return run


async def settle(pilot: Pilot[int]) -> None:
    """Wait until nothing is under way but a question that waits for its answer."""
    await until_idle()
    while not is_question(pilot.app.screen) and (busy := unfinished(pilot.app)):
        # A worker may end, or go on to ask something.
        await asyncio.wait([asyncio.ensure_future(ended(worker)) for worker in busy], timeout=0.05)
        await until_idle()


def is_question(screen: Screen[object]) -> bool:
    """Whether the program waits for an answer; the bar of some work on top waits for nothing but the work."""
    return isinstance(screen, Dialog) and not isinstance(screen, Working)


def unfinished(app: App[int]) -> list[Worker[object]]:
    # Who sits in a class, or looks after one, does so for as long as the program runs.
    lasting = ("attend", "oversee")
    return [worker for worker in app.workers if not worker.is_finished and worker.name not in lasting]


async def ended(worker: Worker[object]) -> None:
    with suppress(WorkerError):
        await worker.wait()


async def begin(office: Office, pilot: Pilot[int], seed: int = 7, scenario: str | Path = TINY) -> None:
    """Begin a game and stand at the desk."""
    await office.start_game(str(scenario), seed)
    office.clear_notifications()
    office.open_page("desk")
    await settle(pilot)


async def show_as(office: Office, pilot: Pilot[int], size: tuple[int, int], language: str) -> None:
    """Resize the terminal and switch the language."""
    await pilot.resize_terminal(*size)
    if office.settings.language != language:
        office.change_settings(evolve(office.settings, language=language))
    await settle(pilot)


def screen_text(office: Office) -> str:
    """The screen on top (and what shows beneath it) as rows of text."""
    strips = office.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"
