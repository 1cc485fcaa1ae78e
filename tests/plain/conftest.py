"""Games played through lines, in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from attrs import frozen
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from nnmi_game.game.record import Record, read
from nnmi_game.locale import set_language
from nnmi_game.plain import run

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"


@frozen
class Played:
    """What came out of a script, the exit code, and the folder of the saved games."""

    text: str
    code: int
    saves: Path

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def mistakes(self) -> list[str]:
        """Lines that name a mistake in the script."""
        return [line for line in self.lines if line.startswith("Line ")]

    def after(self, typed: str) -> str:
        """What was said from the line on that a script's line was said back in."""
        found = next(place for place, line in enumerate(self.lines) if line.endswith(": " + typed))
        return "\n".join(self.lines[found + 1 :])

    def record(self) -> Record:
        """The game that was played last, as its file says it."""
        return read(max(self.saves.glob("*.toml"), key=lambda path: path.stat().st_mtime_ns))

    def digests(self) -> list[str]:
        """Those of the turns of that game."""
        return [turn.digest for turn in self.record().turns]


class LinesExtension(SingleFileSnapshotExtension):
    """One text file for each snapshot, so that a difference reads as a conversation."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(LinesExtension)


Play = Callable[..., Played]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Plays a script: ``play(["desk", "end now"], scenario=TINY, seed=5)``."""

    def played(
        lines: Sequence[str],
        scenario: str | Path | None = TINY,
        seed: int = 5,
        language: str = "en",
        **options: object,
    ) -> Played:
        set_language(language)
        out = io.StringIO()
        source = io.StringIO("".join(line + "\n" for line in lines))
        name = None if scenario is None else str(scenario)
        code = run(name, seed, tmp_path / "saves", source=source, out=out, **options)  # type: ignore[arg-type]
        return Played(out.getvalue(), code, tmp_path / "saves")

    return played
