"""``nnmi compare``: two saved games, order by order and goal by goal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError
from nnmi_game.cli.lines import signed, table
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext

if TYPE_CHECKING:
    from nnmi_game.analysis.compare import Comparison, UnderLuck
    from nnmi_game.engine.orders import Order
    from nnmi_game.game.game import Game


def compare(
    a: Annotated[Path, Parameter(help=_("A saved game."))],
    b: Annotated[Path, Parameter(help=_("Another saved game of the same scenario."))],
    /,
    *,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
) -> int:
    """Say where two games part, and what each turn's difference was worth, goal by goal."""
    from nnmi_game.analysis.compare import NotComparableError
    from nnmi_game.analysis.compare import compare as hold_together
    from nnmi_game.game.record import SaveError
    from nnmi_game.game.saves import load

    try:
        games = load(a), load(b)
        found = hold_together(*games)
    except SaveError as error:
        raise CommandError(str(error)) from None
    except NotComparableError as error:
        raise CommandError(_why_not(error.reason, a, b, *games)) from None
    print(
        json.dumps(as_table(found, a, b), ensure_ascii=False, indent=1)
        if json_
        else "\n".join(as_text(found, a, b, *games))
    )
    return EXIT_OK


def _why_not(reason: str, a: Path, b: Path, game_a: Game, game_b: Game) -> str:
    if reason == "turns":
        return _("{file}: no turn has been played yet, so there is nothing to compare.").format(
            file=b if game_a.past else a
        )
    if game_a.scenario.id == game_b.scenario.id:
        return _("{a} and {b} were played in different versions of the scenario {name}.").format(
            a=a, b=b, name=game_a.scenario.id
        )
    return _(
        "{a} was played in the scenario {mine}, {b} in {yours}; only games of one scenario compare."
    ).format(a=a, b=b, mine=game_a.scenario.id, yours=game_b.scenario.id)


def as_table(found: Comparison, a: Path, b: Path) -> dict[str, Any]:
    """The comparison as JSON says it."""
    from nnmi_game.engine.orders import to_table

    def orders(given: tuple[Order, ...]) -> list[dict[str, Any]]:
        return [to_table(order) for order in given]

    def refused(given: tuple[tuple[int, Order], ...]) -> list[dict[str, Any]]:
        return [{"turn": turn, **to_table(order)} for turn, order in given]

    return {
        "a": str(a),
        "b": str(b),
        "scenario": found.scenario,
        "turns": found.turns,
        "first_difference": found.differences[0].turn if found.differences else None,
        "differences": [
            {"turn": one.turn, "only_a": orders(one.only_a), "only_b": orders(one.only_b)}
            for one in found.differences
        ],
        "lucks": [
            {
                "seed": luck.seed,
                "goals_a": luck.goals_a,
                "goals_b": luck.goals_b,
                "difference": luck.difference,
                "total": sum(luck.difference.values()),
                "refused_a": refused(luck.refused_a),
                "refused_b": refused(luck.refused_b),
                "turns": [
                    {"turn": w.turn, "goals": w.goals, "total": w.total, "low": w.low, "high": w.high}
                    for w in luck.worth
                ],
            }
            for luck in found.lucks
        ],
    }


def as_text(found: Comparison, a: Path, b: Path, game_a: Game, game_b: Game) -> list[str]:
    """The comparison as people read it."""
    from nnmi_game.game import words

    lines = [
        _("A: {file} (seed {seed})").format(file=a, seed=game_a.seed),
        _("B: {file} (seed {seed})").format(file=b, seed=game_b.seed),
        ngettext(
            "{scenario}: the first turn is compared.",
            "{scenario}: the first {number} turns are compared.",
            found.turns,
        ).format(scenario=found.scenario, number=found.turns),
        "",
    ]
    if found.differences:
        first = found.differences[0]
        lines.append(_("The orders part in turn {turn}.").format(turn=first.turn))
        for name, given in (("A", first.only_a), ("B", first.only_b)):
            lines += [f"  {name}: {words.order(order, game_a.scenario)}" for order in given]
            if not given:
                lines.append(f"  {name}: " + _("no such order"))
    else:
        lines.append(_("The orders are the same in every turn."))
    for luck, owner in zip(found.lucks, "AB", strict=False):
        lines += ["", *_one_luck(luck, owner, len(found.lucks), game_a)]
    return lines


def _one_luck(luck: UnderLuck, owner: str, lucks: int, game: Game) -> list[str]:
    from nnmi_game.game import words

    title = (
        _("Under the luck of {name} (seed {seed})") if lucks > 1 else _("Under the same luck (seed {seed})")
    )
    goals = list(luck.goals_a)
    head = ["", *(words.goal(goal) for goal in goals), _("total")]
    rows = []
    for name, points in ((_("orders of A"), luck.goals_a), (_("orders of B"), luck.goals_b)):
        rows.append([name, *(f"{points[goal]:,}" for goal in goals), f"{sum(points.values()):,}"])
    change = luck.difference
    rows.append([_("A against B"), *(signed(change[goal]) for goal in goals), signed(sum(change.values()))])
    rows += [
        [
            "  " + _("turn {turn}").format(turn=worth.turn),
            *(signed(worth.goals[goal]) for goal in goals),
            signed(worth.total),
        ]
        for worth in luck.worth
    ]
    lines = [title.format(name=owner, seed=luck.seed), *table(head, rows)]
    for name, refused in (("A", luck.refused_a), ("B", luck.refused_b)):
        if refused:
            turn, order = refused[0]
            text = ngettext(
                "Under this luck one order of {name} is refused: turn {turn}, {order}",
                "Under this luck {number} orders of {name} are refused, the first in turn {turn}: {order}",
                len(refused),
            )
            lines.append(
                text.format(
                    number=len(refused), name=name, turn=turn, order=words.order(order, game.scenario)
                )
            )
    return lines
