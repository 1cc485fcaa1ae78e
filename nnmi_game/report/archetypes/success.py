"""Success to the successful: who has much is given more, because giving there pays soonest.

Facts: of the region that got most base money its ``share`` of it, its share of small ``firms`` and of small
``members`` (per mille), ``bare`` regions without any hub or site and their ``bare_firms`` (per mille); of the agency
that paid most its ``paid`` share and its share of ``appropriated`` money (per mille); ``institutes`` ever opened.
"""

from __future__ import annotations

import numpy as np

from nnmi_game.engine.arrays import Ints
from nnmi_game.report.archetypes.track import Track, numbers
from nnmi_game.report.review import Finding

#: A region has too much with at least this share of base money, per mille, and so many times its share of firms.
SHARE, TIMES = 300, 1.8
#: Fewer institutes than these cannot be spread.
FEWEST = 3
#: Units of the facts.
UNITS = {
    "share": "per mille",
    "firms": "per mille",
    "members": "per mille",
    "bare": "regions",
    "bare_firms": "per mille",
    "paid": "per mille",
    "appropriated": "per mille",
    "institutes": "institutes",
}


def look(track: Track) -> Finding:
    """The region and the agency in which most of the base money came together."""
    tables, scenario = track.game.tables, track.game.scenario
    paid = -track.flow("base_left", "base money")  # [T, K]
    hub, agency = track.stock("hub")[1:], track.stock("agency")[1:]
    by_region = _by(paid, hub, tables.dims.R)
    by_agency = _by(paid, agency, tables.dims.A)
    firms = tables.firms.sum(axis=0)
    members = track.states[-1].sme[0].sum(axis=0)
    most, payer = int(by_region.sum(axis=0).argmax()), int(by_agency.sum(axis=0).argmax())
    sites = np.zeros(tables.dims.R, dtype=bool)
    for k in np.flatnonzero(track.alive.any(axis=0)):
        for state in track.states[1:]:
            if state.hub[0, k] >= 0:
                sites[state.hub[0, k]] = True
            sites |= (int(state.satellites[0, k]) >> np.arange(tables.dims.R)) & 1 == 1
    share, expected = _mille(by_region[:, most].sum(), by_region.sum()), _mille(firms[most], firms.sum())
    money = tables.appropriations[: tables.year(track.turns) + 1].sum(axis=0) * tables.sponsors
    facts = {
        "share": share,
        "firms": expected,
        "members": _mille(members[most], members.sum()),
        "bare": int((~sites).sum()),
        "bare_firms": _mille(firms[~sites].sum(), firms.sum()),
        "paid": _mille(by_agency[:, payer].sum(), by_agency.sum()),
        "appropriated": _mille(money[payer], money.sum()),
        "institutes": int(track.alive.any(axis=0).sum()),
    }
    found = facts["institutes"] >= FEWEST and share >= SHARE and share >= TIMES * expected
    return Finding(
        "success",
        found,
        facts,
        (scenario.regions[most].id, scenario.agencies[payer].id),
        {"region_base": (0, *numbers(by_region[:, most])), "base": (0, *numbers(by_region.sum(axis=1)))},
    )


def _by(paid: Ints, owner: Ints, count: int) -> Ints:
    """[T, count] amounts [T, K] by their owners."""
    return np.stack([np.where(owner == number, paid, 0).sum(axis=1) for number in range(count)], axis=1)


def _mille(part: Ints, whole: Ints) -> int:
    return round(1000 * int(part) / int(whole)) if int(whole) else 0
