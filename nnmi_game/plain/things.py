"""The things that a page can tell more about, by their number on it, id or name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from nnmi_game.locale import gettext as _
from nnmi_game.plain.matching import choose, no_such
from nnmi_game.tui.views import competitions, institutes, policy
from nnmi_game.tui.views.charts import KINDS
from nnmi_game.tui.views.figures import local
from nnmi_game.tui.views.form import Option

if TYPE_CHECKING:
    from nnmi_game.game.game import Game


@frozen
class Found:
    """The id of a thing, or why there is none."""

    of: str
    why: str = ""


def thing(game: Game, page: str, wish: str) -> Found:
    """The thing on a page that is wished for."""
    options = _options(game, page)
    if not options:
        return Found("", _("There is nothing more to tell on this page; type its word alone."))
    found = choose(wish, options)
    return Found("", no_such(wish, options)) if found is None else Found(found.value)


def _options(game: Game, page: str) -> list[Option]:
    """What the page lists, in its order, so that the numbers are the same."""
    fields = game.scenario.technologies
    there = institutes.there(game)
    match page:
        case "institutes" | "members" | "network" | "portfolio":
            return [Option(fields[k].id, local(fields[k].institute)) for k in there]
        case "map":
            return [Option(one.id, local(one.name)) for one in game.scenario.regions]
        case "charts":
            return [Option(kind.id, _(kind.title)) for kind in KINDS]
        case "competitions":
            return [Option(fields[k].id, local(fields[k].name)) for k in competitions.fields(game)]
        case "workforce":
            return [Option(one.id, local(one.name)) for one in game.scenario.programs]
        case "policy":
            return [Option(key, name) for key, name, _stock, _index in policy.whose(game)]
        case "events":
            waiting = [event.id for event, _options in game.pending_events()]
            return [Option(one.id, local(one.name)) for one in game.scenario.events if one.id in waiting]
        case "scorecard":
            return [Option(goal.id, local(goal.name)) for goal in game.scenario.goals]
        case _:
            return []
