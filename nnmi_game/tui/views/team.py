"""A team that shares an office: who is in it, what each proposes for the coming turn, who has voted, what was said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nnmi_game.game.words.numbers import sentences
from nnmi_game.locale import N_, pgettext
from nnmi_game.locale import gettext as _
from nnmi_game.tui.views.table import Column, Row, Table

if TYPE_CHECKING:
    from nnmi_game.game.game import Game

Team = Mapping[str, Any]
OrderTable = Mapping[str, Any]

ROLES = {
    "director": N_("director"),
    "budget": N_("budget"),
    "partnerships": N_("partnerships"),
    "workforce": N_("workforce"),
    "congress": N_("Congress"),
    "observer": N_("observer"),
}
#: What each role proposes.
PARTS = {
    "director": N_("everything; sends the orders"),
    "budget": N_("competitions, awards, agreements, money"),
    "partnerships": N_("members, recruiting, projects, links"),
    "workforce": N_("training"),
    "congress": N_("campaigns, responses to events"),
    "observer": N_("looks on"),
}
#: Chat messages that are shown.
MOST_SAID = 30


def members_table(team: Team, own: int, votes: bool) -> Table:
    """A row for each member."""
    columns = [
        Column(key="name", title=_("Name"), least=8, most=24),
        Column(key="role", title=_("Role"), least=8, most=14),
        Column(key="here", title=_("There"), least=12, most=24),
        Column(key="orders", title=_("Orders"), number=True),
        Column(key="part", title=_("Part"), least=12, most=60, rank=5),
    ]
    if votes:
        columns.insert(4, Column(key="vote", title=_("Vote"), least=6, most=12, rank=8))
    return Table(columns=columns, rows=[_member(team, one, own, votes) for one in team["members"]])


def in_full(row: Row, is_order: bool) -> str:
    """What a row of a table may have had to cut: an order and its cost or refusal, or a member's part."""
    if is_order:
        return sentences((row.cells[0], row.cells[-1]))
    return _("{name}: {text}").format(name=row.cells[0], text=row.cells[-1])


def _member(team: Team, member: Mapping[str, Any], own: int, votes: bool) -> Row:
    seat = str(member["seat"])
    draft = team["drafts"].get(seat)
    cells = [
        _("{name} (you)").format(name=member["label"]) if member["seat"] == own else str(member["label"]),
        _(ROLES[member["role"]]),
        _presence(member, draft),
        str(len(draft["orders"])) if draft else "0",
        _(PARTS[member["role"]]),
    ]
    if votes:
        cells.insert(4, _vote(team, seat))
    return Row(key=seat, cells=cells, tone="" if member["present"] else "quiet")


def _presence(member: Mapping[str, Any], draft: Mapping[str, Any] | None) -> str:
    if member["present"]:
        return pgettext("presence", "here")
    # A policy's proposals have no time of their own.
    return _("away: a policy") if draft is not None and not draft["changed"] else _("away")


def _vote(team: Team, seat: str) -> str:
    cast = team["votes"].get(seat)
    if cast is None:
        return ""
    return pgettext("vote", "yes") if cast == team["choice"] else _("others")


def orders_table(
    game: Game, team: Team, own: int, others: Sequence[Mapping[str, Any]], unfit: Iterable[OrderTable]
) -> Table:
    """The orders that the team gives together, who proposes each, and those that do not go together with the rest."""
    from nnmi_game.engine.orders import from_table, to_table
    from nnmi_game.game import words
    from nnmi_game.game.places import subject
    from nnmi_game.tui.views.attending import member_name
    from nnmi_game.tui.views.tray import cost_sentence

    theirs = {seat: draft["orders"] for seat, draft in team["drafts"].items() if seat != str(own)}

    def by(table: OrderTable) -> str:
        seat = next((int(seat) for seat, orders in theirs.items() if table in orders), own)
        return _("you") if seat == own else member_name(team, seat)

    rows = [
        Row(
            key=str(place),
            cells=(words.order(order, game.scenario), by(to_table(order)), cost_sentence(game, order)),
        )
        for place, order in enumerate(game.tray)
    ]
    about = {subject(order) for order in game.tray}
    left_out = [*(table for part in others for table in part["orders"]), *unfit]
    for number, table in enumerate(left_out):
        order = from_table(dict(table))
        if subject(order) in about:
            continue
        refusal = game.refusal(order)
        reason = words.refusal(refusal, game.scenario) if refusal is not None else ""
        rows.append(
            Row(key=f"out{number}", cells=(words.order(order, game.scenario), by(table), reason), tone="bad")
        )
    return Table(
        columns=(
            Column(key="order", title=_("Order"), least=24, most=100),
            Column(key="by", title=pgettext("proposed", "By"), least=6, most=20),
            Column(key="cost", title=_("Costs"), least=20, most=60, rank=5),
        ),
        rows=rows,
        empty=_("Nobody has proposed anything for this turn yet."),
    )


def how(votes: bool, sender: str, role: str) -> str:
    """Who decides, in a sentence."""
    if role == "observer":
        return _("You observe: you see everything, write in the chat, and give no orders.")
    if votes:
        return _(
            "Your team votes: x is your vote for the orders as they stand here; more than half of those present play "
            "the turn."
        )
    if sender:
        return _(
            "{name} directs the team and sends the orders. Propose yours on the pages of the game."
        ).format(name=sender)
    return _("You send the orders of the team: x ends the turn with those that stand here.")


def chat_lines(messages: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the team has written, the latest first."""
    said = [one for one in messages if one["kind"] == "chat"]
    return [
        _("{time}  {name}: {text}").format(
            time=datetime.fromtimestamp(one["time"]).strftime("%H:%M"), name=one["from"], text=one["text"]
        )
        for one in reversed(said[-MOST_SAID:])
    ]
