"""The scorecard page: the four goals, what each is measured by, and how they would stand if figures stay."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from nnmi_game.game.titles import called
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views import asks
from nnmi_game.tui.views.figures import figure, local, number, signed_figure
from nnmi_game.tui.views.meter import bar
from nnmi_game.tui.views.table import Column, Row, Table
from nnmi_game.tui.views.text import signed

if TYPE_CHECKING:
    from nnmi_game.engine.scorecard import Part
    from nnmi_game.game.game import Game
    from nnmi_game.scenario.model import Component, Scenario


#: Cells of a bar of points.
BAR = 20


def _unheard(part: float) -> None:
    """For work whose course nobody follows."""


@frozen
class Track:
    """The goals, and the figures of all their parts, of a recorded game at the start and after each of its turns."""

    named: str
    goals: tuple[dict[str, int], ...]
    figures: tuple[tuple[int, ...], ...] = ()

    @property
    def title(self) -> str:
        """What the recorded game is called, in the language in use where it has no name of its own."""
        return called(self.named) or _("history, as this model plays it")

    def at(self, turn: int, goal: str) -> int | None:
        """A goal after a turn, if the record goes so far."""
        return self.goals[turn].get(goal) if turn < len(self.goals) else None

    def figure_at(self, turn: int, place: int) -> int | None:
        """The figure of a part after a turn, if the record goes so far."""
        return self.figures[turn][place] if turn < len(self.figures) else None


def table(game: Game, track: Track | None = None, drawn: Callable[[int], str] | None = None) -> Table:
    """The goals, each with its components under it; where points are ``drawn``, the bars show them too."""
    played = len(game.past)
    year = game.tables.turns_per_year
    now = game.parts()
    last = game.parts(played - 1) if played else now
    then = game.parts(max(played - year, 0))
    goals, before, long_ago = game.goals(), game.goals(max(played - 1, 0)), game.goals(max(played - year, 0))
    later = held(game)
    rows = []
    for goal in game.scenario.goals:
        points = goals[goal.id]
        recorded = track.at(played, goal.id) if track is not None else None
        rows.append(
            Row(
                key=goal.id,
                cells=(
                    local(goal.name).upper(),
                    number(points),
                    "" if drawn is None else drawn(points),
                    signed(points - before[goal.id]) if played else "-",
                    signed(points - long_ago[goal.id]) if played else "-",
                    "",
                    "",
                    "",
                    "",
                    number(later[goal.id]),
                    number(recorded) if recorded is not None else "-",
                ),
                asks={"points": asks.goal(goal.id)},
                tone="good" if points >= 500 else "",
            )
        )
        for place, part in enumerate(now):
            if part.goal is goal:
                recorded = track.figure_at(played, place) if track is not None else None
                row = _component_row(part, last[place], then[place], place, played > 0, recorded, drawn)
                found = {"points": asks.part(place, game.tables)}
                if not part.component.yearly:  # a mean over the years is explained with the points it makes
                    found["figure"] = asks.measure(part.component.measure)
                rows.append(evolve(row, asks=found))
    columns = [
        Column(key="name", title=_("Goal and figures"), least=30 if track is None else 26, most=60),
        Column(key="points", title=_("Points"), number=True),
        Column(key="bar", title=_("of 1000"), least=BAR + 2, rank=2),
        Column(key="turn", title=_("Turn"), number=True),
        Column(key="year", title=_("Year"), number=True, rank=6),
        Column(key="figure", title=_("Figure"), number=True),
        Column(key="base", title=_("Worth 0"), number=True, rank=3),
        Column(key="target", title=_("Target"), number=True),
        Column(key="weight", title=_("Weight"), number=True, rank=4),
        Column(key="held", title=_("If held"), number=True, rank=7),
        Column(key="history", title=_("Record"), number=True, rank=8),
    ]
    left_out = {"bar"} if drawn is None else set()
    left_out |= {"history"} if track is None else set()
    kept = [place for place, column in enumerate(columns) if column.key not in left_out]
    return Table(
        columns=[columns[place] for place in kept],
        rows=[evolve(row, cells=[row.cells[place] for place in kept]) for row in rows],
    )


def part_name(component: Component) -> str:
    """What a part of a goal is judged by: the last value of a figure or, said first, its mean over the years."""
    from nnmi_game.game import words

    name = words.measure(component.measure)
    return _("Yearly mean: {figure}").format(figure=name) if component.yearly else name


def bar_of(points: int, plain: bool) -> str:
    """Points of a goal or of a part of it as a bar."""
    return f"[{bar(points, 1000, BAR, plain)}]"


def _component_row(
    part: Part,
    last: Part,
    then: Part,
    place: int,
    played: bool,
    recorded: int | None,
    drawn: Callable[[int], str] | None,
) -> Row:
    from nnmi_game.scenario.vocabulary import MEASURES

    component = part.component
    unit = MEASURES[component.measure].unit
    points = int(part.points[0])
    return Row(
        key=f"{part.goal.id}/{place}",
        cells=(
            "  " + part_name(component),
            number(points),
            "" if drawn is None else drawn(points),
            signed(points - int(last.points[0])) if played else "-",
            signed(points - int(then.points[0])) if played else "-",
            figure(int(part.figure[0]), unit),
            figure(component.base, unit),
            figure(component.target, unit),
            number(component.weight),
            "",
            figure(recorded, unit) if recorded is not None else "",
        ),
        tone="quiet" if points in (0, 1000) else "",
    )


def held(game: Game) -> dict[str, int]:
    """The goals at the end of the game if every figure stays as it is."""
    from nnmi_game.engine import scorecard

    played = len(game.past)
    year_end = game.state_after(played - played % game.tables.turns_per_year)
    points = scorecard.goals(scorecard.if_held(game.state, year_end, game.tables), game.tables)[0]
    return {goal.id: int(p) for goal, p in zip(game.scenario.goals, points, strict=True)}


def details(game: Game, key: str | None) -> list[tuple[str, str]]:
    """What a goal asks, or what a figure is, how it moved and where its target comes from."""
    from nnmi_game.game import words
    from nnmi_game.scenario.vocabulary import MEASURES

    name, _slash, place = (key or "").partition("/")
    goal = next((one for one in game.scenario.goals if one.id == name), None)
    if goal is None:
        return []
    if not place:
        return [("heading", local(goal.name)), ("", local(goal.about))]
    part = game.parts()[int(place)]
    component, unit = part.component, MEASURES[part.component.measure].unit
    weights = sum(one.weight for one in goal.components)
    lines = [
        _("{points} of 1000 points; it counts {weight} parts of {weights} in this goal.").format(
            points=int(part.points[0]), weight=component.weight, weights=weights
        ),
        _("It is worth nothing at {base} and full marks at {target}.").format(
            base=figure(component.base, unit), target=figure(component.target, unit)
        ),
    ]
    if component.yearly:
        lines.append(_("The mean over the fiscal years that have ended is judged, not the last value."))
    if game.past:
        changed = int(part.figure[0]) - int(game.parts(len(game.past) - 1)[int(place)].figure[0])
        lines.append(_("Last turn the figure moved by {change}.").format(change=signed_figure(changed, unit)))
    lines.append(_("Source of the target: {source}.").format(source=component.source or "-"))
    return [("heading", words.measure(component.measure)), ("", "\n".join(lines))]


def explanation(track: Track | None, awaited: str = "") -> list[tuple[str, str]]:
    """What the columns mean; ``awaited`` tells how far the record is that is being played again."""
    lines = [
        _(
            "Points are of 1000. Turn and Year: change of the points since the last turn and the last year. "
            "If held: the goal at the end of the game if every figure stays as it is now."
        )
    ]
    if awaited:
        lines.append(_("What really happened is being played beside it  [{bar}]").format(bar=awaited))
    if track is not None:
        lines.append(_("Record: {title} at the same turn.").format(title=track.title))
    return [("quiet", "\n".join(lines))]


def track_of(
    scenario: Scenario, tracks: dict[str, Track | None], progress: Callable[[float], None] = _unheard
) -> Track | None:
    """The goals of history in a scenario; once played again they are kept among the tracks.

    ``progress`` is told what part of the turns has been played.
    """
    from nnmi_game.scenario.digest import digest

    wanted = digest(scenario)
    if wanted not in tracks:
        path = recorded_path(scenario.id)
        tracks[wanted] = recorded(path, scenario, progress) if path is not None else None
    return tracks[wanted]


def recorded_path(scenario: str) -> Path | None:
    """The recorded game that follows what really happened in a scenario, if one comes with the program."""
    from nnmi_game.scenario.library import saves_folder
    from nnmi_game.tui.shelf import HISTORY

    for path in sorted(saves_folder().glob(f"{HISTORY}*.toml")):
        head = path.read_text(encoding="utf-8")[:2000]
        if f'"{scenario}"' in head:
            return path
    return None


def recorded(path: Path, scenario: Scenario, progress: Callable[[float], None] = _unheard) -> Track | None:
    """Play the orders of a recorded game again, as far as they are allowed now, and note its goals."""
    from nnmi_game.engine.orders import OrderError, from_table
    from nnmi_game.game.game import Game

    try:
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        turns = [[from_table(table) for table in turn.get("orders", ())] for turn in record["turns"]]
        game = Game.new(scenario, int(record["seed"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, OrderError):
        return None
    for place, orders in enumerate(turns[: game.turns]):
        progress(place / len(turns))
        for order in orders:
            game.give(order)
        game.end_turn()
    known = range(game.turn)
    return Track(
        str(record.get("title", "")),
        tuple(game.goals(turn) for turn in known),
        tuple(tuple(int(part.figure[0]) for part in game.parts(turn)) for turn in known),
    )
