"""Plays recorded games again and says whether they come out as recorded."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

from nnmi_game.engine.turn import RULES_VERSION
from nnmi_game.game.game import Game
from nnmi_game.game.record import SaveError, read
from nnmi_game.game.saves import check_versions, play_on, replayed, save, scenario_of
from nnmi_game.locale import ngettext
from nnmi_game.scenario.digest import digest


@frozen
class Verdict:
    """What came of playing a recorded game again.

    ``differs`` is the first turn that did not come out as recorded, where a turn is to blame. ``digests`` are
    those of the turns that were played.
    """

    path: Path
    ok: bool
    turns: int
    message: str
    differs: int | None = None
    digests: tuple[str, ...] = ()


def verify(path: Path) -> Verdict:
    """Play the game in the file again, turn by turn, up to the first that differs."""
    try:
        record = read(path)
        scenario = scenario_of(record, path)
        check_versions(record, scenario, path)
    except SaveError as error:
        return Verdict(path, False, 0, str(error), error.turn)
    game = Game.new(scenario, record.seed, record.file)
    problem = next((p for p in (play_on(game, turn, path) for turn in record.turns) if p is not None), None)
    digests = tuple(played.digest for played in game.past)
    if problem is not None:
        return Verdict(path, False, len(record.turns), str(problem), problem.turn, digests)
    count = len(digests)
    message = ngettext(
        "{file}: {number} turn comes out as recorded", "{file}: {number} turns come out as recorded", count
    )
    return Verdict(path, True, count, message.format(file=path, number=count), None, digests)


def renew(path: Path) -> Verdict:
    """Record a game (or a draft of one) again by the present rules; ``SaveError`` if an order is refused now.

    The file keeps its orders, its title and its date; the digests and versions are written anew.
    """
    record = read(path, draft=True)
    bare = evolve(record, turns=tuple(evolve(turn, digest="") for turn in record.turns))
    scenario = scenario_of(record, path)
    game = replayed(evolve(bare, rules_version=RULES_VERSION, scenario_digest=digest(scenario)), path)
    save(game, path, written=record.written)
    return verify(path)
