"""Money that lapses when the fiscal year ends, and the orders that its agency would pay for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nnmi_game.game.words.numbers import listed
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.figures import local, money, percent

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

#: Who pays for a channel whose payer is the institute's sponsor.
SPONSOR = -1


def sentence(game: Game) -> str:
    """What lapses at the end of this turn, and what it could pay for; in other turns when some will, and how much."""
    if game.over:
        return ""
    year = game.tables.turns_per_year
    lost = game.lapsing()
    if not game.tables.closes_year(game.turn):
        kept = listed(
            _("{agency} {amount}").format(agency=one.id.upper(), amount=percent(one.carryover))
            for one in game.scenario.agencies
        )
        return _(
            "What is unspent at the end of turn {turn}, when the year ends, lapses but for a share that may be kept: "
            "{shares}."
        ).format(turn=-(-game.turn // year) * year, shares=kept)
    lines = [
        _("{agency}: {amount}. {uses}").format(
            agency=local(one.name), amount=money(lost[one.id]), uses=_used(game, a)
        )
        for a, one in enumerate(game.scenario.agencies)
        if lost[one.id]
    ]
    return (
        "\n".join([_("If nothing more is ordered, this is lost when the turn ends:"), *lines])
        if lines
        else ""
    )


def _used(game: Game, a: int) -> str:
    found = listed(_uses(game, a))
    return _("It could pay for: {uses}.").format(uses=found) if found else _("No order now takes it.")


def _uses(game: Game, a: int) -> Iterator[str]:
    """What an agency pays for when it is ordered."""
    from nnmi_game.tui.views.institutes import there

    tables, scenario = game.tables, game.scenario
    for program, payer in zip(scenario.programs, tables.program_payer, strict=True):
        if int(payer) == a:
            yield local(program.name)
    sponsors = any(int(game.state.agency[0, k]) == a for k in there(game))
    if sponsors:
        yield _("training, equipment and satellite sites of its institutes")
    for channel, payer in zip(scenario.channels, tables.channel_payer, strict=True):
        if (int(payer) == a and there(game)) or (int(payer) == SPONSOR and sponsors):
            yield _("recruiting through {channel}").format(channel=local(channel.name))
