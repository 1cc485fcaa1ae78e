"""Pictures of the main screens, drawn by the program itself: ``python docs/pictures.py`` writes docs/pictures/*.svg.

The game shown is the recorded one of the real office, before its fifteenth turn, and at the end the planner's.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from nnmi_game.game import saves
from nnmi_game.tui.app import Office
from nnmi_game.tui.settings import Settings
from nnmi_game.tui.shelf import Shelf

HERE = Path(__file__).parent
RECORDED = HERE.parent / "saves"
TURN = 15
SIZE = (120, 36)


@frozen
class Picture:
    """A screen, and the keys that lead there from the desk of the game."""

    name: str
    keys: tuple[str, ...]
    language: str = "en"
    game: str = "history"
    turn: int = TURN


PICTURES = (
    Picture("desk", ()),
    Picture("institutes", ("i",)),
    Picture("map", ("M",)),
    Picture("charts", ("C",)),
    Picture("why", ("s", "W")),
    Picture("order", ("o", "f")),
    Picture("coach", ("A", "a")),
    Picture("glossary", ("w", "V")),
    Picture("end", (), game="national-planner", turn=23),
    Picture("members-zh", ("m",), "zh"),
)


async def draw(picture: Picture) -> str:
    """The SVG of one picture."""
    with TemporaryDirectory() as folder:
        games = Path(folder) / "saves"
        games.mkdir()
        saves.save(saves.load(RECORDED / f"{picture.game}.toml").rewind(picture.turn), games / "game.toml")
        settings = Settings(language=picture.language, reduced_motion=True)
        office = Office(Shelf(games), Path(folder), settings)
        async with office.run_test(size=SIZE) as pilot:
            for key in ("c", *picture.keys):
                await pilot.press(key)
                await office.workers.wait_for_complete()
                await pilot.pause()
            await pilot.pause(1.0)  # forecasts begin only when nothing has been pressed for a moment
            await office.workers.wait_for_complete()
            await pilot.pause()
            return office.export_screenshot(title="NNMI: The Program Office")


def main() -> None:
    """Draw all."""
    folder = HERE / "pictures"
    folder.mkdir(exist_ok=True)
    for picture in PICTURES:
        path = folder / f"{picture.name}.svg"
        path.write_text(asyncio.run(draw(picture)), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
