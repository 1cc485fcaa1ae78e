"""The coach: orders worth a thought this turn, and what each would be worth at the end, told as a difference.

What is tried is what the planner and the specialists would order here, every answer to an event that waits, and the
taking back of each order in the tray. Each is played to the end in many futures, with it and without it, under the
same luck. After this turn the planner plays on in both: so the difference is what this order adds to good play later,
not what an office that falls silent would miss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from attrs import frozen

from nnmi_game.analysis import policies
from nnmi_game.analysis.counterfactual import named, repeated
from nnmi_game.analysis.forecast import Band, futures_luck, unknown
from nnmi_game.analysis.simulate import BLOCK
from nnmi_game.engine import legality, scorecard
from nnmi_game.engine.arrays import Ints
from nnmi_game.engine.decisions import compile_orders, join, orders_of
from nnmi_game.engine.luck import Luck
from nnmi_game.engine.orders import Order, Respond
from nnmi_game.engine.turn import play_turn
from nnmi_game.game.game import Game
from nnmi_game.game.places import subject
from nnmi_game.game.stopping import StoppedError

#: Futures of each choice, and the most choices that are tried.
WORLDS, MOST = 40, 32
#: Who plays on in every future.
PLAYS_ON = "planner"


@frozen
class Suggestion:
    """An order to give, or with ``take_back`` one of the tray to take back, and what that changes at the end.

    ``total`` is the change in points of all four goals, ``goals`` the mean change of each, ``helps`` the share of
    futures, in per mille, in which the total grows.
    """

    order: Order
    take_back: bool
    total: Band
    goals: dict[str, int]
    helps: int


def suggest(
    game: Game,
    worlds: int = WORLDS,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[float], None] = lambda _: None,
) -> list[Suggestion]:
    """What would better the game's end in the middle of the futures, best first; ``StoppedError`` if stopped."""
    found = list(_choices(game))
    ends = _ends(game, [game.tray, *(tray for _order, _back, tray in found)], worlds, stop, progress)
    suggestions = []
    for (order, take_back, _tray), change in zip(found, ends[1:] - ends[0], strict=True):
        total = change.sum(axis=1)
        suggestions.append(
            Suggestion(
                order=order,
                take_back=take_back,
                total=Band.of(total),
                goals=named(np.rint(change.mean(axis=0)), game.tables),
                helps=int((total > 0).mean() * 1000),
            )
        )
    return sorted((one for one in suggestions if one.total.middle > 0), key=lambda one: -one.total.middle)


def _choices(game: Game) -> Iterator[tuple[Order, bool, list[Order]]]:
    """Each choice: its order, whether that is taken back, and the tray as it would be."""
    for order in game.tray:
        yield order, True, [other for other in game.tray if other != order]
    seen: set[Order] = set(game.tray)
    for order in _wishes(game):
        if len(seen) >= MOST:
            return
        if order not in seen and game.refusal(order) is None:
            seen.add(order)
            yield order, False, [*(other for other in game.tray if subject(other) != subject(order)), order]


def _wishes(game: Game) -> Iterator[Order]:
    """Answers to events first, then what the planner would order, then the specialists in turn."""
    for event, options in game.pending_events():
        yield from (Respond(event=event.id, option=option.id) for option in options)
    luck = Luck(np.array([game.seed], dtype=np.int64))
    for name in (PLAYS_ON, *policies.SPECIALISTS):
        wished = policies.make(name, game.tables)(game.state, game.tables, luck)
        allowed = legality.permitted(wished, legality.review(game.state, wished, game.tables))
        yield from orders_of(allowed, game.tables)


def _ends(
    game: Game,
    trays: Sequence[Sequence[Order]],
    worlds: int,
    stop: Callable[[], bool],
    progress: Callable[[float], None],
) -> Ints:
    """Goals at the end of shape (trays, worlds, goals), after this turn's trays and then the planner's play."""
    tables, luck = game.tables, futures_luck(game.seed, worlds)
    present = unknown(game.state, tables, worlds)
    turns = game.turns - len(game.past)
    plays_on = policies.make(PLAYS_ON, tables)
    together = max(BLOCK // worlds, 1)
    ends = []
    for start in range(0, len(trays), together):
        group = trays[start : start + together]
        state = present.take(np.tile(np.arange(worlds), len(group)), tables.dims)
        seeds = Luck(np.tile(luck.seeds, len(group)))
        decided = join([repeated(compile_orders(tray, tables), worlds) for tray in group])
        for turn in range(turns):
            if stop():
                raise StoppedError
            state, _ledger = play_turn(state, decided, tables, seeds, recording=False)
            decided = plays_on(state, tables, seeds)
            progress((start + len(group) * (turn + 1) / turns) / len(trays))
        ends.append(scorecard.goals(state, tables).reshape(len(group), worlds, -1))
    return np.concatenate(ends)
