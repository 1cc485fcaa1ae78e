"""``nnmi plan``: search for a strong plan and save it as a game."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.lines import Progress, table
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.analysis.planner import Plan
    from nnmi_game.engine.tables import Tables

_DEFAULT_MINUTES = 2.0
_MOST_MINUTES = 10_000.0


def plan(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))] = "nnmi-2012",
    /,
    *,
    minutes: Annotated[
        float | None,
        Parameter(help=_("Time for the search; 2 minutes if no number of evaluations is given.")),
    ] = None,
    evaluations: Annotated[
        int | None, Parameter(help=_("Number of plans to try; the same number finds the same plan."))
    ] = None,
    seed: Annotated[int, Parameter(help=_("Seed of the search, and of the saved game."))] = 1,
    again: Annotated[
        bool, Parameter(negative="", help=_("Begin with the plan that the policy planner follows now."))
    ] = False,
    output: Annotated[
        Path | None,
        Parameter(name=["--output", "-o"], help=_("Write the plan to this file, as a saved game.")),
    ] = None,
    save_policy: Annotated[
        bool, Parameter(negative="", help=_("Let the policy planner follow this plan from now on."))
    ] = False,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
) -> int:
    """Search for a plan that scores high, and tell what it scores under luck that the search never saw."""
    from nnmi_game.analysis import planner
    from nnmi_game.analysis.policies import planner as policy
    from nnmi_game.engine.luck import SEED_BOUND
    from nnmi_game.engine.tables import compile_tables
    from nnmi_game.scenario.load import ScenarioError, load

    if minutes is not None and not 0 < minutes <= _MOST_MINUTES:
        raise UsageError(_("--minutes must be above 0 and at most {most}.").format(most=int(_MOST_MINUTES)))
    if evaluations is not None and evaluations < 1:
        raise UsageError(_("--evaluations must be at least 1."))
    if not 0 <= seed < SEED_BOUND:
        raise UsageError(_("--seed must be between 0 and {most}.").format(most=SEED_BOUND - 1))
    if minutes is None and evaluations is None:
        minutes = _DEFAULT_MINUTES
    try:
        tables = compile_tables(load(scenario))
    except ScenarioError as problem:
        raise CommandError(str(problem)) from None
    progress = Progress(_("search"))
    try:
        found = planner.search(
            tables,
            evaluations=evaluations,
            seconds=None if minutes is None else minutes * 60,
            seed=seed,
            start=[policy.course(tables)] if again else [],
            progress=lambda share, best: progress.show(share, _("best {points:,.0f}").format(points=best)),
        )
    finally:
        progress.close()
    if save_policy:
        try:
            policy.keep(found.course, tables.scenario.id)
        except OSError as problem:
            raise CommandError(
                _("The plan cannot be written to {path}: {reason}.").format(
                    path=policy.FILE, reason=problem.strerror
                )
            ) from None
    if output is not None:
        _save(tables, found, seed, output)
    outcome = _outcome(tables, found, seed)
    print(json.dumps(outcome, ensure_ascii=False, indent=1) if json_ else _as_text(outcome))
    return EXIT_OK


def _save(tables: Tables, found: Plan, seed: int, path: Path) -> None:
    from nnmi_game.analysis.policies.course import office
    from nnmi_game.analysis.recording import record
    from nnmi_game.game.saves import save

    try:
        save(record(tables.scenario, office([found.course], tables), seed), path)
    except OSError as problem:
        raise CommandError(
            _("The game cannot be written to {path}: {reason}.").format(path=path, reason=problem.strerror)
        ) from None


def _outcome(tables: Tables, found: Plan, seed: int) -> dict[str, Any]:
    from nnmi_game.analysis.summary import spread
    from nnmi_game.scenario.vocabulary import GOALS

    return {
        "scenario": tables.scenario.id,
        "seed": seed,
        "evaluations": found.evaluations,
        "worlds": len(found.points),
        "goals": {goal: spread(found.points[:, g]) for g, goal in enumerate(GOALS)},
        "total": spread(found.points.sum(axis=1)),
        "total_in_search": round(found.searched, 3),
        "course": {name: list(values) for name, values in found.course.values.items()},
    }


def _as_text(outcome: dict[str, Any]) -> str:
    figures = {**outcome["goals"], "total": outcome["total"]}
    rows = [
        [name, f"{s['mean']:,.1f}", f"{s['p10']:,.0f}", f"{s['p90']:,.0f}"] for name, s in figures.items()
    ]
    dials = [
        [name, *map(str, values), *[""] * (3 - len(values))] for name, values in outcome["course"].items()
    ]
    return "\n".join(
        [
            _(
                "{scenario}: the best of {evaluations} plans, under {worlds} seeds that the search did not see"
            ).format(**outcome),
            "",
            *table(["", _("mean"), "10%", "90%"], rows),
            "",
            *table([_("dial"), _("early"), _("middle"), _("late")], dials),
        ]
    )
