"""The owner of a small manufacturer: what membership costs, what it gives, and who has heard of it."""

from __future__ import annotations

from collections.abc import Iterator

from nnmi_game.engine.tables import SME
from nnmi_game.game.advice.seen import Seen, field_id, field_name, institutes, members, moved
from nnmi_game.game.game import Game
from nnmi_game.game.words.names import region
from nnmi_game.game.words.numbers import exact_money, percent
from nnmi_game.locale import gettext as _


def dues(game: Game) -> Iterator[Seen]:
    """Dues above what half of the firms can bear."""
    for k in institutes(game):
        asked, half = int(game.state.dues[0, k, SME]), float(game.tables.dues_half[SME])
        left = -moved(game, "sme", "left", k)
        if asked <= half * 0.9:
            continue
        text = _(
            "{field} asks {dues} a year of a firm like mine. At {half} every second of us finds it too dear, "
            "and {left} of us left last turn. A voucher helps once; lower dues help every year."
        )
        yield Seen(
            "dues",
            45 + min(30 * (asked / half - 0.9), 40),
            text.format(
                field=field_name(game, k), dues=exact_money(asked), half=exact_money(round(half)), left=left
            ),
            "members",
            field_id(game, k),
        )


def unheard(game: Game) -> Iterator[Seen]:
    """A region with many firms of a field of which hardly any has heard of the institute."""
    state = game.state
    for k in institutes(game):
        r = int(state.unaware[0, k].argmax())
        unaware = int(state.unaware[0, k, r])
        every = unaware + int(state.aware[0, k, r] + state.sme[0, k, r])
        if every < 50 or unaware < 0.8 * every:
            continue
        money = int(state.recruit[0, k].sum())
        if money:
            text = _(
                "In {region} {unaware} of {every} shops that could use {field} have never heard of it, for all the "
                "{money} a year spent on recruiting. Somebody has to come to the shop floor."
            )
        else:
            text = _(
                "In {region} {unaware} of {every} shops that could use {field} have never heard of it, and not "
                "a dollar goes into recruiting. Word of mouth needs members first."
            )
        yield Seen(
            "unheard",
            25 + 20 * unaware / every + (0 if money else 12),
            text.format(
                region=region(game.scenario, game.scenario.regions[r].id), unaware=unaware, every=every,
                field=field_name(game, k), money=exact_money(money),
            ),
            "members",
            field_id(game, k),
        )  # fmt: skip


def crowd(game: Game) -> Iterator[Seen]:
    """Too many members for too few engineers."""
    for k in institutes(game):
        staff, count = int(game.state.staff[0, k]), int(members(game)[k])
        if staff and count > 4 * staff:
            text = _(
                "{field} has {members} members and {staff} engineers. I waited months for an hour on a machine. More "
                "members will not make that better."
            )
            yield Seen(
                "crowd",
                min(30 + 4 * count / staff, 80),
                text.format(field=field_name(game, k), members=count, staff=staff),
                "institutes",
                field_id(game, k),
            )


def contract(game: Game) -> Iterator[Seen]:
    """An institute that has turned into a contract shop competes with its own members."""
    for k in institutes(game):
        drift = int(game.state.drift[0, k])
        if drift > 350:
            text = _(
                "{field} spends {drift} of its effort on contract work. It bids for the jobs that I bid for, with "
                "machines that public money bought."
            )
            yield Seen(
                "contract",
                20 + drift / 12,
                text.format(field=field_name(game, k), drift=percent(drift)),
                "institutes",
                field_id(game, k),
            )


def need(game: Game) -> Iterator[Seen]:
    """Members who need the institute little: the number is large and the use is small."""
    state = game.state
    for k in institutes(game):
        count, weight = int(state.sme[0, k].sum()), int(state.need[0, k])
        if count >= 30 and weight < 450 * count:
            text = _(
                "{field} counts {count} small members, but they need it only to {need} on average: those who "
                "came first had engineers of their own. The shops that need it most are found by visits, not by mail."
            )
            yield Seen(
                "need",
                32 + (450 - weight / count) / 10,
                text.format(field=field_name(game, k), count=count, need=percent(weight // count)),
                "members",
                field_id(game, k),
            )


def joined(game: Game) -> Iterator[Seen]:
    """Firms come, and stay."""
    for k in institutes(game):
        came, left = moved(game, "sme", "joined", k), -moved(game, "sme", "left", k)
        if came > 5 and came > 2 * left:
            text = _(
                "{came} small firms joined {field} last turn and {left} left. My neighbours ask me about it: keep it "
                "worth its dues."
            )
            yield Seen(
                "joined",
                12 + min(came, 30) / 3,
                text.format(field=field_name(game, k), came=came, left=left),
                "members",
                field_id(game, k),
            )


OBSERVATIONS = (dues, unheard, crowd, contract, need, joined)
