"""Where scenarios and games come from and go to, as the screens need it.

Everything heavy (NumPy, the engine) is imported inside the functions: the title is painted without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

if TYPE_CHECKING:
    from nnmi_game.game.branches import Branch
    from nnmi_game.game.game import Game
    from nnmi_game.game.slot import Slot
    from nnmi_game.report.review import Review
    from nnmi_game.scenario.model import Text


#: Recorded games whose name begins like this follow what really happened.
HISTORY = "history"


@frozen(kw_only=True)
class ScenarioEntry:
    """A scenario that can be played, or (``problem``) why it can't."""

    name: str
    title: Text | None = None
    summary: Text | None = None
    turns: int = 0
    teaching: bool = False
    problem: str = ""


@frozen(kw_only=True)
class SaveEntry:
    """A game on disk: what its file says at a glance, without replaying it."""

    path: Path
    scenario: str = ""
    seed: int = 0
    turns: int = 0
    when: datetime = field(factory=datetime.now)
    problem: str = ""
    title: str = ""


class Shelf:
    """The scenarios that ship with the program, the player's saves and the recorded games."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def scenarios(self) -> list[ScenarioEntry]:
        """All shipped scenarios, in the order of their names."""
        from nnmi_game.scenario.library import names
        from nnmi_game.scenario.load import check

        found = []
        for name in names():
            scenario, problems = check(name)
            if scenario is None:
                found.append(ScenarioEntry(name=name, problem=str(problems[0]) if problems else "?"))
            else:
                found.append(
                    ScenarioEntry(
                        name=name,
                        title=scenario.title,
                        summary=scenario.summary,
                        turns=scenario.calendar.turns,
                        teaching=bool(scenario.lessons),
                    )
                )
        return found

    def new(self, scenario: str, seed: int) -> Game:
        """A new game; ``ScenarioError`` says all that is wrong with the scenario."""
        from nnmi_game.game.saves import new_game

        return new_game(scenario, seed)

    def load(
        self, path: Path, lenient: bool = False, progress: Callable[[float], None] = lambda _: None
    ) -> Game:
        """The game in a file, replayed up to its present turn; ``SaveError`` says why it can't be.

        Leniently, a game that no longer comes out as recorded is played up to the last turn that does. ``progress``
        is told what part has been played; what it raises ends the loading.
        """
        from nnmi_game.game.saves import load

        return load(path, lenient, progress)

    def slot(self, path: Path) -> Slot:
        """The file of a game, held; ``SaveError`` if another program holds it."""
        from nnmi_game.game.slot import Slot

        return Slot(path)

    def new_slot(self, game: Game) -> Slot:
        """A file of its own for a game; ``SaveError`` if there can be none."""
        from nnmi_game.game.slot import Slot

        return Slot.create(self.folder, game)

    def saved(self) -> list[SaveEntry]:
        """The player's games, the last played first."""
        return entries(self._files())

    def latest(self) -> SaveEntry | None:
        """The game that was played last; the others are not read for it."""
        newest = max(self._files(), key=lambda path: path.stat().st_mtime_ns, default=None)
        return None if newest is None else entry(newest)

    def branches(self, game: Game) -> list[Branch]:
        """The saved games with this game's luck, as a tree; files that can't be read are left out."""
        from nnmi_game.game.branches import trees
        from nnmi_game.game.record import SaveError, read

        alike = []
        for found in entries(self._files()):
            if (found.scenario, found.seed) != (game.scenario.id, game.seed):
                continue
            try:
                alike.append((found.path, read(found.path)))
            except SaveError:
                continue
        return [branch for tree in trees(alike) for branch in tree]

    def keep_review(self, review: Review) -> Path:
        """Write a review as a page beside the saved games; where it is. ``OSError`` if that fails."""
        from nnmi_game.game.saves import write_file
        from nnmi_game.report.page import page

        self.folder.mkdir(parents=True, exist_ok=True)
        # a run may be called anything, a file may not
        name = re.sub(r"[^\w-]+", "-", review.run).strip("-") or "review"
        path = self.folder / f"{name}.html"
        write_file(path, page([review]).encode("utf-8", "replace"))
        return path

    def _files(self) -> list[Path]:
        return list(self.folder.glob("*.toml")) if self.folder.is_dir() else []

    def recorded(self) -> list[SaveEntry]:
        """The recorded games that come with the program."""
        from nnmi_game.scenario.library import saves_folder

        folder = saves_folder()
        return sorted(entries(folder.glob("*.toml") if folder.is_dir() else ()), key=lambda e: e.path.name)

    def history(self, scenario: str) -> Game | None:
        """The recorded game that follows history in this scenario, replayed; None if there is none."""
        for found in self.recorded():
            if found.scenario == scenario and found.path.stem.startswith(HISTORY):
                try:
                    return self.load(found.path, lenient=False)
                except Exception as error:
                    # A record of other rules is no comparison; the screen does without.
                    if not is_expected(error):
                        raise
        return None


def entries(paths: Iterable[Path]) -> list[SaveEntry]:
    """What the files say at a glance, the newest first; a file that can't be read says so."""
    return sorted((entry(path) for path in paths), key=lambda e: e.when, reverse=True)


def entry(path: Path) -> SaveEntry:
    """What one file says at a glance."""
    import tomllib

    try:
        when = datetime.fromtimestamp(path.stat().st_mtime)
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        turns = data.get("turns", data.get("turn", []))
        return SaveEntry(
            path=path,
            scenario=_scenario_name(data.get("scenario", "")),
            seed=int(data.get("seed", 0)),
            turns=len(turns) if isinstance(turns, list) else int(turns),
            when=when,
            title=str(data.get("title", "")),
        )
    except (OSError, ValueError, TypeError) as error:
        return SaveEntry(path=path, problem=str(error).splitlines()[0])


def _scenario_name(value: Any) -> str:
    return str(value.get("id", value.get("name", ""))) if isinstance(value, dict) else str(value)


def is_expected(error: Exception) -> bool:
    """Whether an error is one that a file can cause, and says so in its own words."""
    # Compared by name, since importing the classes would import the engine.
    return type(error).__name__ in {"ScenarioError", "SaveError"} or isinstance(error, OSError)
