"""Shifting the burden: more base money or a rescue in place of members and customers, so that neither ever comes.

Facts: ``rescues`` and ``rescue_money``, ``renewals`` and ``renewal_money``, ``propped`` institutes that got any of it,
``alone`` of them that stand alone at the end, mean ``coverage_before`` (at the first help) and ``coverage_after`` (per
mille), their ``members_before`` and ``members_after``, and what was spent on ``recruiting`` for all institutes.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from nnmi_game.engine.context import SUSTAINING
from nnmi_game.engine.orders import Fund, Renew
from nnmi_game.report.archetypes.track import Track
from nnmi_game.report.review import Finding

#: Times that help makes a habit: for one institute, or for the network as a whole.
OFTEN_ONE, OFTEN_ALL = 2, 4
#: Units of the facts.
UNITS = {
    "rescues": "rescues",
    "rescue_money": "thousand dollars",
    "renewals": "renewals",
    "renewal_money": "thousand dollars",
    "propped": "institutes",
    "alone": "institutes",
    "coverage_before": "per mille",
    "coverage_after": "per mille",
    "members_before": "organisations",
    "members_after": "organisations",
    "recruiting": "thousand dollars",
}


def look(track: Track) -> Finding:
    """Institutes that were helped again and again and still do not stand."""
    game = track.game
    helped: list[tuple[int, str]] = []
    rescues = rescue_money = renewals = renewal_money = 0
    for turn, played in enumerate(game.past, start=1):
        for order in played.orders:
            if isinstance(order, Fund) and order.purpose == "rescue":
                rescues, rescue_money = rescues + 1, rescue_money + order.amount
                helped.append((turn, order.technology))
            elif isinstance(order, Renew):
                renewals, renewal_money = renewals + 1, renewal_money + order.seed
                helped.append((turn, order.technology))
    firsts = {of: turn for turn, of in reversed(helped)}
    times = Counter(of for _turn, of in helped)
    alone = [of for of in firsts if game.measure("institute_phase", of) == SUSTAINING]
    facts = {
        "rescues": rescues,
        "rescue_money": rescue_money,
        "renewals": renewals,
        "renewal_money": renewal_money,
        "propped": len(firsts),
        "alone": len(alone),
        "coverage_before": _mean([game.measure("institute_coverage", of, t - 1) for of, t in firsts.items()]),
        "coverage_after": _mean([game.measure("institute_coverage", of) for of in firsts]),
        "members_before": sum(game.measure("institute_members", of, t - 1) for of, t in firsts.items()),
        "members_after": sum(game.measure("institute_members", of) for of in firsts),
        "recruiting": _recruiting(track),
    }
    often = any(count >= OFTEN_ONE for count in times.values()) or len(helped) >= OFTEN_ALL
    found = often and 2 * len(alone) < len(firsts)
    most = [of for of, _count in times.most_common()]
    series = {"institutes_sustaining": tuple(game.series("institutes_sustaining"))} if firsts else {}
    return Finding(
        "burden",
        found,
        facts,
        tuple(most),
        {"helped": tuple(sum(turn == t for turn, _of in helped) for t in range(track.turns + 1)), **series}
        if firsts
        else {},
    )


def _mean(values: list[int]) -> int:
    return round(sum(values) / len(values)) if values else 0


def _recruiting(track: Track) -> int:
    """Thousand dollars spent on recruiting by all."""
    return sum(
        int(np.asarray(payment.amount[0]).sum())
        for played in track.game.past
        for payment in played.ledger.payments
        if payment.target == "recruiting"
    )
