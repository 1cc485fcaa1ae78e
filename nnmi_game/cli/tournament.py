"""``nnmi tournament``: all policies against the same seeds."""

from __future__ import annotations

import json
from typing import Annotated, Any

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.lines import Progress, table
from nnmi_game.locale import gettext as _

_MOST_SEEDS = 100_000


def tournament(
    scenario: Annotated[str, Parameter(help=_("Name or file of a scenario."))] = "nnmi-2012",
    /,
    *,
    seeds: Annotated[int, Parameter(help=_("How many seeds each policy plays."))] = 100,
    seed: Annotated[int, Parameter(help=_("The first seed; the others follow it."))] = 1,
    policies: Annotated[
        str, Parameter(help=_("Names of policies or path.py:name, with commas; all if not given."))
    ] = "",
    levers: Annotated[
        bool, Parameter(help=_("Take each kind of order from the planner and tell what it loses."))
    ] = True,
    json_: Annotated[bool, Parameter(name="--json", negative="", help=_("Print JSON."))] = False,
) -> int:
    """Rank the policies, and tell how much of the outcome is skill and how much luck."""
    from nnmi_game.analysis import policies as known
    from nnmi_game.analysis.tournament import play
    from nnmi_game.engine.luck import SEED_BOUND
    from nnmi_game.engine.tables import compile_tables
    from nnmi_game.scenario.load import ScenarioError, load

    if not 1 <= seeds <= _MOST_SEEDS:
        raise UsageError(_("--seeds must be between 1 and {most}.").format(most=_MOST_SEEDS))
    if not 0 <= seed <= SEED_BOUND - seeds:
        raise UsageError(_("--seed must be between 0 and {most}.").format(most=SEED_BOUND - seeds))
    names = list(dict.fromkeys(name.strip() for name in policies.split(",") if name.strip()))
    try:
        for name in names:
            known.find(name)
    except known.PolicyError as problem:
        raise UsageError(str(problem)) from None
    progress = Progress(_("tournament"))
    try:
        tables = compile_tables(load(scenario))
        found = play(tables, names, seed, seeds, levers, progress.show)
    except (ScenarioError, LookupError) as problem:
        raise CommandError(str(problem)) from None
    finally:
        progress.close()
    outcome = {"scenario": tables.scenario.id, **found.as_dict()}
    print(json.dumps(outcome, ensure_ascii=False, indent=1) if json_ else as_text(outcome))
    return EXIT_OK


def as_text(outcome: dict[str, Any]) -> str:
    """The outcome as tables."""
    rows = outcome["policies"]
    goals = list(rows[0]["goals"])
    head = ["", _("policy"), _("total"), "±", *goals, _("beats history on all four")]
    body = [
        [
            str(row["rank"]),
            row["policy"],
            f"{row['total']['mean']:,.0f}",
            f"{row['total']['sd']:,.0f}",
            *(f"{row['goals'][goal]['mean']:,.0f} ± {row['goals'][goal]['sd']:,.0f}" for goal in goals),
            f"{row['beats_history']:.0%}" if "beats_history" in row else "",
        ]
        for row in rows
    ]
    lines = table(head, body, left=2)
    for title, part in (
        (_("Variance of the total, all policies"), outcome["explained"]["all"]),
        (_("Variance of the total, without idle and random"), outcome["explained"]["players"]),
    ):
        if part:
            shares = _("policy {policy:.1%}, luck {luck:.1%}, both together {both:.1%}").format(**part)
            lines += ["", f"{title}: {shares}"]
    if outcome["levers"]:
        rows_ = [[row["lever"], f"{row['total']:,.0f}", f"{-row['loss']:+.1%}"] for row in outcome["levers"]]
        lines += ["", *table([_("planner without"), _("total"), _("change")], rows_)]
    if outcome["left_out"]:
        lines += ["", _("Not for this scenario: {names}").format(names=", ".join(outcome["left_out"]))]
    return "\n".join(lines)
