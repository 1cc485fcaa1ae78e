"""``nnmi sensitivity``: which coefficients move which goals."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.lines import BAR, Progress, bar, table
from nnmi_game.locale import gettext as _
from nnmi_game.locale import ngettext

if TYPE_CHECKING:
    from nnmi_game.analysis.sensitivity import Finding, Range, Screening
    from nnmi_game.scenario.model import Scenario

_MOST_WORLDS = 100_000
_MOST_ROUNDS = 1000
_MOST_SECONDS = 7 * 24 * 3600
_MOST_JOBS = 1024
#: Coefficients of each chart and of the table.
_CHART, _TABLE = 8, 20


def sensitivity(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))],
    /,
    *,
    policy: Annotated[str | None, Parameter(help=_("Who plays; history where it can, else even."))] = None,
    only: Annotated[
        list[str] | None,
        Parameter(
            help=_("Groups or paths of coefficients, such as membership or projects.spend."), negative=""
        ),
    ] = None,
    spread: Annotated[int, Parameter(help=_("How far each coefficient moves either way, in per cent."))] = 25,
    rounds: Annotated[int, Parameter(help=_("How many effects of each coefficient to find at most."))] = 10,
    worlds: Annotated[int, Parameter(help=_("How many worlds to play for each point."))] = 16,
    seed: Annotated[int, Parameter(help=_("Seed of the first world; the others follow it."))] = 1,
    budget: Annotated[
        int, Parameter(help=_("Seconds after which no new round is begun; one round is always played."))
    ] = 300,
    jobs: Annotated[
        int | None, Parameter(help=_("Processes to play on; by default one for each processor."))
    ] = None,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
) -> int:
    """Move every coefficient, and print how much each goal moves with it."""
    from concurrent.futures.process import BrokenProcessPool

    from nnmi_game.analysis.sensitivity import screen
    from nnmi_game.analysis.sweep.run import local
    from nnmi_game.engine.luck import SEED_BOUND
    from nnmi_game.scenario.load import ScenarioError, load

    for name, value, low, high in (
        ("--spread", spread, 1, 90),
        ("--rounds", rounds, 1, _MOST_ROUNDS),
        ("--worlds", worlds, 1, _MOST_WORLDS),
        ("--seed", seed, 0, SEED_BOUND - _MOST_WORLDS),
        ("--budget", budget, 1, _MOST_SECONDS),
        ("--jobs", jobs or 1, 1, _MOST_JOBS),
    ):
        if not low <= value <= high:
            raise UsageError(
                _("{name} must be between {low} and {high}.").format(name=name, low=low, high=high)
            )
    try:
        read = load(scenario)
    except ScenarioError as problem:
        raise CommandError(str(problem)) from None
    chosen = _policy(policy, read)
    moving = _ranges(read, spread / 100, only or [])
    workers = jobs or os.cpu_count() or 1
    progress = Progress(_("Sensitivity"))

    def show(share: float, number: int) -> None:
        progress.show(share, _("round {number}").format(number=number))

    try:
        with local(workers) as pool:
            found = screen(
                read, chosen, moving, rounds=rounds, worlds=worlds, seed=seed, budget=budget, executor=pool,
                workers=workers, progress=show,
            )  # fmt: skip
    except BrokenProcessPool:
        raise CommandError(_("A process that played was ended from outside.")) from None
    finally:
        progress.close()
    about = {"scenario": read.id, "policy": chosen, "worlds": worlds, "seed": seed, "spread": spread}
    print(
        json.dumps(as_table(found, about), ensure_ascii=False, indent=1)
        if json_
        else "\n".join(as_text(found, about))
    )
    return EXIT_OK


def _policy(wish: str | None, scenario: Scenario) -> str:
    """The policy that plays, once it has shown that it can."""
    from nnmi_game.analysis import policies
    from nnmi_game.engine.tables import compile_tables

    tables = compile_tables(scenario)
    try:
        policies.find(wish or "history")
    except LookupError as problem:
        raise UsageError(str(problem)) from None
    try:
        policies.make(wish or "history", tables)
    except LookupError as problem:
        if wish is not None:
            raise CommandError(str(problem.args[0])) from None
        return "even"
    return wish or "history"


def _ranges(scenario: Scenario, share: float, only: list[str]) -> list[Range]:
    """The coefficients that move; a sentence for a wish that fits none."""
    from nnmi_game.analysis.sensitivity import ranges
    from nnmi_game.analysis.sweep.knobs import knobs
    from nnmi_game.scenario.problem import near

    known = ranges(scenario, share, sorted(knobs(scenario)))
    names = [one.knob.path for one in known]
    groups = sorted({name.partition(".")[0] for name in names})
    for wish in only:
        if wish not in groups and wish not in names:
            guess = near(wish, [*groups, *names])
            raise UsageError(
                _("No coefficient that can move is called {name!r}: did you mean {near!r}?").format(
                    name=wish, near=guess
                )
                if guess
                else _("No coefficient that can move is called {name!r}; groups are {known}.").format(
                    name=wish, known=", ".join(groups)
                )
            )
    return ranges(scenario, share, only)


def as_table(found: Screening, about: dict[str, Any]) -> dict[str, Any]:
    """What was found, as JSON says it."""
    return {
        **about,
        "rounds": found.rounds,
        "games": found.games,
        "coefficients": [
            {
                "path": one.range.knob.path,
                "value": one.range.knob.value,
                "unit": one.range.knob.quantity.unit,
                "low": one.range.low,
                "high": one.range.high,
                "assumed": one.assumed,
                "matters": one.matters,
                "effects": {
                    name: {
                        "mean": round(effect.mean, 3),
                        "spread": round(effect.spread, 3),
                        "direction": round(effect.direction, 3),
                    }
                    for name, effect in one.effects.items()
                },
            }
            for one in found.findings
        ],
    }


def as_text(found: Screening, about: dict[str, Any]) -> list[str]:
    """What was found, as people read it."""
    from nnmi_game.analysis.sensitivity import MATTERS, TOTAL
    from nnmi_game.game import words
    from nnmi_game.scenario.vocabulary import GOALS

    lines = [
        _("{scenario}, policy {policy}: {count} coefficients, each moved by {share} either way").format(
            count=len(found.findings),
            share=f"{about['spread']}%",
            scenario=about["scenario"],
            policy=about["policy"],
        ),
        ngettext("{number} round, {games} games", "{number} rounds, {games} games", found.rounds).format(
            number=found.rounds, games=f"{found.games:,}"
        ),
        _(
            "Numbers are points for a move across the range: the mean of the absolute effects and, "
            "after +-, their spread. * stands for a value that is assumed."
        ),
    ]
    for goal in GOALS:
        lines += ["", words.goal(goal), *_chart(found, goal)]
    head = [_("coefficient"), "", *(words.goal(goal) for goal in GOALS), _("total")]
    rows = [
        [_name(one), one.range.knob.quantity.unit, *(_figure(one, name) for name in (*GOALS, TOTAL))]
        for one in found.findings[:_TABLE]
    ]
    lines += ["", *table(head, rows, left=2)]
    doubtful = [one for one in found.findings if one.assumed and one.matters]
    if doubtful:
        text = ngettext(
            "{number} assumed value moves a goal by {points} points or more; it is worth a source:",
            "{number} assumed values move a goal by {points} points or more; they are worth a source:",
            len(doubtful),
        )
        lines += ["", text.format(number=len(doubtful), points=MATTERS)]
        knobs = (one.range.knob for one in doubtful)
        lines += [f"  {knob.path} = {knob.value} {knob.quantity.unit}" for knob in knobs]
    return lines


def _name(one: Finding) -> str:
    return one.range.knob.path + ("*" if one.assumed else "")


def _figure(one: Finding, name: str) -> str:
    return f"{one.effects[name].mean:.0f}+-{one.effects[name].spread:.0f}"


def _chart(found: Screening, goal: str) -> list[str]:
    """Bars of the coefficients that move a goal most, with the direction in which they move it."""
    top = sorted(found.findings, key=lambda one: -one.effects[goal].mean)[:_CHART]
    top = [one for one in top if one.effects[goal].mean > 0]
    if not top:
        return ["  " + _("nothing moves it")]
    most = top[0].effects[goal].mean
    size = max(len(_name(one)) for one in top)
    return [
        f"  {_name(one):{size}}  {'-' if one.effects[goal].direction < 0 else '+'} "
        f"{bar(one.effects[goal].mean / most):{BAR}} {_figure(one, goal)}"
        for one in top
    ]
