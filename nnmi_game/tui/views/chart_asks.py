"""Which figures a chart draws, so that they can be asked *why?*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnmi_game.tui.views import asks

if TYPE_CHECKING:
    from nnmi_game.game.figures import Figure
    from nnmi_game.game.game import Game


def figures_of(game: Game, kind: str, subject: str) -> list[Figure]:
    """The figures of a chart of some kind (an id of ``charts.KINDS``) about one of its subjects."""
    k = game.tables.technology.get(subject)
    at = {} if k is None else {"K": k}
    match kind:
        case "goals":
            return [asks.goal(goal.id) for goal in game.scenario.goals if subject in ("", goal.id)]
        case "figures":
            name, _slash, of = subject.partition("/")
            return [asks.measure(name, game.tables.technology.get(of))]
        case "money":
            return [asks.stock("cash", **at), *([] if at else [asks.stock("budget")])]
        case "uses":
            return [asks.stock("cost", **at), *([] if at else [asks.measure("spending")])]
        case "members":
            return [asks.stock("sme", **at), asks.stock("organisations", **at)]
        case "pipeline":
            return [asks.stock("projects", **at), asks.stock("transitions", **at)]
        case "people":
            region = game.tables.region.get(subject)
            return [asks.stock("training", **({} if region is None else {"R": region}))]
        case "finished":
            return [asks.measure("trained_total"), asks.measure("placed")]
        case "support":
            agencies = [asks.stock("agency_support", A=a) for a in range(len(game.scenario.agencies))]
            return [asks.stock("support_congress"), asks.stock("support_public"), *agencies]
        case _:
            return []
