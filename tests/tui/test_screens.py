"""How the screens look, as rows of text, at three sizes and in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from attrs import evolve
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from syrupy.location import PyTestLocation
from textual.pilot import Pilot

import nnmi_game.tui.screens
from nnmi_game.tui.app import Office
from nnmi_game.tui.frame import Dialog, Keyed
from nnmi_game.tui.painting import QuickCompositor
from nnmi_game.tui.shelf import Shelf

from .conftest import LANGUAGES, SIZES, RowsExtension, Start, screen_text, settle
from .stops import WALKS, Stop, Walk

FOLDER = Path(__file__).parent / "__snapshots__" / "screens"


class ScreensExtension(RowsExtension):
    """All walks keep their screens in one folder, each under the name of its stop."""

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: int | str = 0) -> str:
        return str(index)

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        return str(FOLDER)


@pytest.fixture(autouse=True)
def same_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of the games were all written at one time."""
    when = datetime(2026, 1, 1, 12)

    def dated(name: str, what: str) -> None:
        found = getattr(Shelf, name)
        monkeypatch.setattr(
            Shelf, name, lambda self, *about: [evolve(one, **{what: when}) for one in found(self, *about)]
        )

    dated("saved", "when")
    dated("recorded", "when")
    dated("branches", "written")


#: Walks with dialogs over pages that change: what shows behind a dialog is what was last painted there.
PAINTED = ("orders",)


@pytest.fixture
def unpainted(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No terminal is there for what is painted on the way: each stop's rows are rendered when they are looked at."""
    if name not in PAINTED:
        monkeypatch.setattr(
            QuickCompositor, "render_update", lambda self, *_, **__: self._dirty_regions.clear()
        )


async def begin(office: Office, pilot: Pilot[int], walk: Walk) -> None:
    if walk.make is not None:
        game = walk.make()
        office.session.open(game, office.session.shelf.new_slot(game))
        office.back_to_desk()
    if walk.prepare is not None:
        await walk.prepare(office, pilot)
    await settle(pilot)


async def go_to(office: Office, pilot: Pilot[int], stop: Stop, before: Stop | None, is_title: bool) -> None:
    """Go back to where each stop begins, and from there to the stop."""
    while isinstance(office.screen, Dialog):
        await pilot.press("escape")
    while len(office.screen_stack) > (1 if is_title else 2):
        office.pop_screen()
    # A letter leads from one page straight to another, but does nothing on its own.
    if not is_title and (before is None or not stop.way or stop.way[0] == next(iter(before.way), None)):
        office.kept.show_page("desk")
    await settle(pilot)
    for step in stop.way:
        if isinstance(step, str):
            await pilot.press(step)
        else:
            await step(office, pilot)
        await settle(pilot)


def words(screen: str) -> set[str]:
    """The English words of a screen."""
    return set(re.findall(r"[A-Za-z]{3,}", screen))


async def words_left(office: Office, pilot: Pilot[int], shown: str, look: str) -> set[str]:
    """English words that stay when what is shown is switched to Chinese, and have no place in ``look``."""
    office.next_language()
    await settle(pilot)
    left = words(shown) & words(screen_text(office)) - words(
        (FOLDER / f"{look}.txt").read_text(encoding="utf-8")
    )
    office.next_language()
    await settle(pilot)
    return left


@pytest.mark.snapshot
@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WALKS)
async def test_screens(start: Start, snapshot: SnapshotAssertion, name: str, language: str) -> None:
    """One run of the program for each walk: each stop is opened at the size it finds, and resized to the others.

    In between, what was opened in English is switched to Chinese and back, but for dialogs, where no key does that.
    """
    walk, kept = WALKS[name], snapshot.use_extension(ScreensExtension)
    found: dict[str, str] = {}
    wide: list[str] = []
    left: dict[str, set[str]] = {}
    async with start(language=language, program=walk.program) as (office, pilot):
        await begin(office, pilot, walk)
        for place, stop in enumerate(walk.stops):
            for turned in range(len(SIZES)):
                cells, rows = SIZES[(place - turned) % len(SIZES)]  # the first is the last of the stop before
                await pilot.resize_terminal(cells, rows)
                if not turned:
                    before = walk.stops[place - 1] if place else None
                    await go_to(office, pilot, stop, before, is_title=walk.make is None)
                    assert type(office.screen).__name__ == stop.screen, stop.name
                await settle(pilot)
                text = screen_text(office)
                look = f"{stop.name}-{cells}x{rows}-{language}"
                found[look] = text
                if max(map(cell_len, text.splitlines())) > cells:
                    wide.append(look)
                renewed = snapshot.session.update_snapshots  # what to compare with may be about to change
                if look.endswith("80x24-en") and not isinstance(office.screen, Dialog) and not renewed:
                    left[stop.name] = await words_left(office, pilot, text, f"{stop.name}-80x24-zh")

    assert wide == []
    assert {name: stale for name, stale in left.items() if stale} == {}
    for look, text in found.items():
        assert text == kept(name=look)


def screens() -> Iterator[type[Keyed]]:
    """Every screen of the program that can be opened, which those that share their ways are not."""
    found = [
        one
        for module in iter_modules(nnmi_game.tui.screens.__path__, "nnmi_game.tui.screens.")
        for one in vars(import_module(module.name)).values()
        if isinstance(one, type) and issubclass(one, Keyed) and one.__module__ == module.name
    ]
    return (one for one in found if not any(issubclass(other, one) and other is not one for other in found))


def test_every_screen_has_a_stop() -> None:
    """A new screen joins a walk in ``stops.py``."""
    shown = {stop.screen for walk in WALKS.values() for stop in walk.stops}

    assert [one.__name__ for one in screens() if one.__name__ not in shown] == []


def test_no_snapshot_is_left_over() -> None:
    """Syrupy only tells of unused snapshots; a stale one misleads whoever reads it."""
    looks = {
        f"{stop.name}-{cells}x{rows}-{language}"
        for walk in WALKS.values()
        for stop in walk.stops
        for cells, rows in SIZES
        for language in LANGUAGES
    }

    assert {path.stem for path in FOLDER.iterdir()} == looks


def test_figures_stand_apart_from_chinese_on_every_screen() -> None:
    """What fills a text's fields keeps the spaces that the catalogue's check asks of the text itself."""
    crowded = re.compile(r"[\u3400-\u9fff][0-9]|[0-9%][\u3400-\u9fff]")
    rows = [row for path in FOLDER.glob("*-zh.txt") for row in path.read_text(encoding="utf-8").splitlines()]

    assert [row for row in rows if crowded.search(row)] == []
