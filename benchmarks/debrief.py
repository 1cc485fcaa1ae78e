"""What an after-action review costs: facts, page and tables of a game of twenty turns."""

from __future__ import annotations

from attrs import define, field

from benchmarks.figures import Figure, at_most, cost, told
from benchmarks.worlds import POLICY, national
from nnmi_game.analysis import policies
from nnmi_game.analysis.recording import record
from nnmi_game.game.game import Game
from nnmi_game.report import tidy
from nnmi_game.report.facts import review
from nnmi_game.report.page import page
from nnmi_game.report.review import Review

TURNS, SEED = 20, 1
SECONDS = 5.0


@define
class _Debrief:
    """The steps, each on what the one before has left."""

    game: Game
    found: list[Review] = field(factory=list)

    def facts(self) -> None:
        self.found = [review(self.game, "run")]

    def pages(self) -> None:
        page(self.found)

    def tables(self) -> None:
        rows = list(tidy.rows(self.game, self.found[0]))
        tidy.as_csv(rows)
        tidy.as_jsonl(rows)


def debrief() -> list[Figure]:
    """Processor time of a review of a national game of ``TURNS`` turns, and of its parts."""
    tables = national()
    game = record(tables.scenario, policies.make(POLICY, tables), SEED, TURNS)
    work = _Debrief(game)
    facts, pages, tables_ = (cost(step) for step in (work.facts, work.pages, work.tables))
    orders = sum(len(played.orders) for played in game.past)
    note = f"{TURNS} turns, {orders} orders"
    return [
        at_most("a debrief, facts and page", facts + pages, SECONDS, " s", note),
        told("its facts: turning points, other luck, levers", facts, " s"),
        told("its page", pages, " s"),
        told("tables of everything, CSV and JSON Lines", tables_, " s"),
    ]
