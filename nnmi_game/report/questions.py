"""Questions for reflection, each built from something in this run and quoting its figures.

Facts of each kind: ``carried``, ``luck`` and ``missed`` are about a turning point (``turn``, ``total`` points of the
change, ``middle`` with other luck, ``gains`` of ``lucks``; for ``missed`` also the attention ``used`` of
``capacity``). ``archetype`` quotes a finding. ``unused`` and ``late`` are about a lever that the planner used
(``orders``, ``first``, and ``yours``, the turn of the player's first). ``behind`` and ``ahead`` are about history's
line (``points`` apart in the goal at the end, most of it between ``from`` and ``to``). ``backfired`` is a lever that
lost ``total`` points. ``goals`` sets the best goal against the weakest (``best``, ``weakest``). ``sure``, ``unsure``
and ``unguessed`` are about guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnmi_game.game.game import Game
from nnmi_game.game.guesses import SURE, Calibration
from nnmi_game.report.review import Course, Finding, Lever, Question, Turning

#: No more than fit on a sheet.
MOST = 7
#: Levers whose use tells little about a plan.
_PLAIN = ("respond", "decline", "close", "taper")
#: Turns that make a start late, and points that make a gap worth a question.
_LATE, _GAP = 4, 25


def questions(
    game: Game,
    you: Course,
    others: Sequence[Course],
    levers: Sequence[Lever],
    carried: Sequence[Turning],
    missed: Sequence[Turning],
    findings: Sequence[Finding],
    calibration: Calibration,
) -> tuple[Question, ...]:
    """The questions of a run, those that come from the largest figures first; at most ``MOST``."""
    by_name = {one.who: one for one in others}
    every = [
        list(_about_missed(game, missed)),
        list(_about_archetypes(findings)),
        list(_about_carried(carried)),
        list(_about_guesses(calibration, you)),
        list(_about_history(you, by_name.get("history"))),
        list(_about_levers(you, by_name.get("planner"), levers)),
        list(_about_goals(you)),
    ]
    # one of each sort, then a second of those that have one
    found = [one[0] for one in every if one] + [one[1] for one in every if len(one) > 1]
    return tuple(found[:MOST])


def _about_missed(game: Game, missed: Sequence[Turning]) -> Iterator[Question]:
    for one in missed[:2]:
        used, capacity = game.rewind(one.point.turn, keep_orders=True).attention
        yield Question(
            "missed", _facts(one) | {"used": used, "capacity": capacity}, (one.point.kind,), one.point
        )


def _about_carried(carried: Sequence[Turning]) -> Iterator[Question]:
    lucky = [one for one in carried if one.spread and 3 * one.spread.gains >= one.spread.lucks]
    for one in lucky[:1]:
        yield Question("luck", _facts(one), (one.point.kind,), one.point)
    for one in carried:
        if one not in lucky:
            yield Question("carried", _facts(one), (one.point.kind,), one.point)
            return


def _facts(turning: Turning) -> dict[str, int]:
    facts = {"turn": turning.point.turn, "total": turning.point.total}
    if turning.spread:
        facts |= {
            "middle": turning.spread.middle,
            "gains": turning.spread.gains,
            "lucks": turning.spread.lucks,
        }
    return facts


def _about_archetypes(findings: Sequence[Finding]) -> Iterator[Question]:
    for one in findings:
        if one.found:
            yield Question("archetype", one.facts, (one.archetype, *one.of))


def _about_history(you: Course, history: Course | None) -> Iterator[Question]:
    if history is None:
        return
    apart = {goal: points[-1] - history.goals[goal][-1] for goal, points in you.goals.items()}
    for kind, goal in (
        ("behind", min(apart, key=lambda g: apart[g])),
        ("ahead", max(apart, key=lambda g: apart[g])),
    ):
        gap = apart[goal]
        if abs(gap) < _GAP or (gap < 0) != (kind == "behind"):
            continue
        start, end = _steepest(you.goals[goal], history.goals[goal], gap)
        yield Question(kind, {"points": abs(gap), "from": start, "to": end}, (goal,))


def _steepest(mine: Sequence[int], theirs: Sequence[int], gap: int, window: int = 4) -> tuple[int, int]:
    """The turns between which most of a gap opened."""
    apart = [(a - b) * (1 if gap > 0 else -1) for a, b in zip(mine, theirs, strict=True)]
    last = len(apart) - 1
    start = max(range(max(last - window, 0) + 1), key=lambda t: apart[min(t + window, last)] - apart[t])
    return start, min(start + window, last)


def _about_levers(you: Course, planner: Course | None, levers: Sequence[Lever]) -> Iterator[Question]:
    lost = [one for one in levers if one.total <= -_GAP]
    if planner is not None and planner.total > you.total:
        wanted = sorted((k for k in planner.levers if k not in _PLAIN), key=lambda k: -planner.levers[k])
        unused = [kind for kind in wanted if kind not in you.levers]
        late = [k for k in wanted if k in you.firsts and you.firsts[k] - planner.firsts[k] >= _LATE]
        for kind in unused[:1]:
            yield Question("unused", {"orders": planner.levers[kind], "first": planner.firsts[kind]}, (kind,))
        for kind in late[:1]:
            facts = {"first": planner.firsts[kind], "yours": you.firsts[kind]}
            yield Question("late", facts, (kind,))
    for one in lost[-1:]:
        yield Question("backfired", {"total": -one.total, "orders": one.orders}, (one.kind,))


def _about_goals(you: Course) -> Iterator[Question]:
    end = you.end()
    best, weakest = max(end, key=lambda g: end[g]), min(end, key=lambda g: end[g])
    if end[best] - end[weakest] >= _GAP:
        yield Question("goals", {"best": end[best], "weakest": end[weakest]}, (best, weakest))


def _about_guesses(calibration: Calibration, you: Course) -> Iterator[Question]:
    if calibration.guesses:
        facts = {
            "guesses": calibration.guesses, "hits": calibration.hits, "above": calibration.above,
            "below": calibration.below, "share": calibration.share, "asked": SURE,
        }  # fmt: skip
        yield Question("sure" if calibration.share < SURE else "unsure", facts)
        return
    steps = {
        goal: max(range(1, len(points)), key=lambda t: abs(points[t] - points[t - 1]))
        for goal, points in you.goals.items()
    }
    goal = max(steps, key=lambda g: abs(you.goals[g][steps[g]] - you.goals[g][steps[g] - 1]))
    turn = steps[goal]
    change = you.goals[goal][turn] - you.goals[goal][turn - 1]
    yield Question("unguessed", {"turn": turn, "change": change}, (goal,))
