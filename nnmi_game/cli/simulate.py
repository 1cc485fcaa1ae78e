"""``nnmi simulate``: let a policy play."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.analysis.policies import Policy
    from nnmi_game.engine.tables import Tables

_MOST_WORLDS = 1_000_000


def simulate(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))],
    /,
    *,
    policy: Annotated[
        str, Parameter(help=_("Who plays: a policy's name, or path.py:name for one of your own."))
    ] = "history",
    seed: Annotated[int, Parameter(help=_("Seed of the first world; the others follow it."))] = 1,
    worlds: Annotated[int, Parameter(help=_("How many worlds to play, each with its own seed."))] = 100,
    trace: Annotated[
        bool, Parameter(negative="", help=_("Tell the outcome of every turn, not only the last."))
    ] = False,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
    record: Annotated[
        Path | None, Parameter(help=_("Write the first world's game to this file, as a saved game."))
    ] = None,
) -> int:
    """Play whole games without a screen and print their outcome."""
    from nnmi_game.analysis import policies
    from nnmi_game.analysis.simulate import simulate as play
    from nnmi_game.analysis.summary import outcome
    from nnmi_game.engine.luck import SEED_BOUND
    from nnmi_game.engine.tables import compile_tables
    from nnmi_game.scenario.load import ScenarioError, load

    if not 1 <= worlds <= _MOST_WORLDS:
        raise UsageError(_("--worlds must be between 1 and {most}.").format(most=_MOST_WORLDS))
    if not 0 <= seed <= SEED_BOUND - worlds:
        raise UsageError(_("--seed must be between 0 and {most}.").format(most=SEED_BOUND - worlds))
    try:
        policies.find(policy)
    except policies.PolicyError as problem:
        raise UsageError(str(problem)) from None
    try:
        tables = compile_tables(load(scenario))
        chosen = policies.make(policy, tables)
    except (ScenarioError, LookupError) as problem:
        raise CommandError(str(problem)) from None
    found: dict[str, Any] = {
        "scenario": tables.scenario.id,
        "policy": policy,
        "seed": seed,
        "worlds": worlds,
        "turns": tables.scenario.calendar.turns,
        **outcome(play(tables, chosen, seed, worlds), tables, trace),
    }
    if record is not None:
        _record(tables, chosen, seed, record)
    print(json.dumps(found, ensure_ascii=False, indent=1) if json_ else _as_text(found))
    return EXIT_OK


def _record(tables: Tables, policy: Policy, seed: int, path: Path) -> None:
    from nnmi_game.analysis.recording import record
    from nnmi_game.game.saves import save

    try:
        save(record(tables.scenario, policy, seed), path)
    except OSError as problem:
        raise CommandError(
            _("The game cannot be written to {path}: {reason}.").format(path=path, reason=problem.strerror)
        ) from None


def _as_text(found: dict[str, Any]) -> str:
    lines = [
        _("{scenario}, policy {policy}: {worlds} worlds from seed {seed}, {turns} turns").format(**found),
        "",
        f"{'':28}{_('mean'):>14}{'10%':>14}{'90%':>14}",
    ]
    sections = [("", {**found["goals"], "total": found["total"]}), ("", found["measures"])]
    for step in found.get("trace", ()):
        title = _("Turn {turn} (FY{fy})").format(turn=step["turn"], fy=step["fy"])
        sections += [(title, {**step["goals"], **step["measures"]})]
    for title, figures in sections:
        lines += ["", title] if title else [""]
        lines += [
            f"{name:28}{s['mean']:14,.1f}{s['p10']:14,.1f}{s['p90']:14,.1f}" for name, s in figures.items()
        ]
    return "\n".join(lines)
