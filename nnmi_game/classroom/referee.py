"""The authority over turns: every submission is played by the engine, and written down if it is legal.

Submissions of one moment are judged together: those that play the same turn of one scenario are one batch of worlds.
Where each game stands is kept in memory and built anew from the recorded orders whenever that is out of date.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from attrs import define, field, frozen
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from nnmi_game.classroom.bundle import tables_of
from nnmi_game.classroom.messages import ProblemError
from nnmi_game.classroom.options import OBSERVER, from_text
from nnmi_game.classroom.reading import read_order
from nnmi_game.classroom.speech import speaking
from nnmi_game.classroom.store.schema import drafts, guesses, offices, sessions, turns
from nnmi_game.classroom.store.schema import seats as seat_table
from nnmi_game.classroom.worlds import MOST_WORLDS, Move, Played, Position, Worlds, Wrong
from nnmi_game.engine.orders import Order
from nnmi_game.engine.tables import Tables
from nnmi_game.engine.turn import RULES_VERSION
from nnmi_game.game import words
from nnmi_game.game.game import Game
from nnmi_game.game.guesses import Guess, mistake
from nnmi_game.game.places import subject
from nnmi_game.locale import N_

#: Games whose position is kept: some 20 kB each.
MOST_POSITIONS = 4000
#: Seconds after which somebody who was not heard of is taken to be away.
UNHEARD = 45.0


@define(eq=False)
class Submission:
    """The orders of one turn of an office, and who gave them.

    ``by`` is seat, vote, clock or instructor; ``lenient`` leaves out what is refused and plays the rest; ``forced``
    plays though the session is paused or the turn not open. ``raw`` are the tables of the orders.
    """

    office: int
    turn: int
    epoch: int
    orders: Sequence[Order]
    raw: Sequence[dict[str, Any]]
    guesses: Sequence[Guess] = ()
    seat: int | None = None
    by: str = "seat"
    lenient: bool = False
    forced: bool = False
    lang: str = "en"

    def __attrs_post_init__(self) -> None:
        """A later order about the same thing takes the place of an earlier one, as in a game."""
        kept: dict[tuple[str, ...], tuple[Order, dict[str, Any]]] = {}
        for order, table in zip(self.orders, self.raw, strict=True):
            about = subject(order)
            kept.pop(about, None)
            kept[about] = order, table
        self.orders = [order for order, _table in kept.values()]
        self.raw = [table for _order, table in kept.values()]


@frozen(eq=False)
class Receipt:
    """A turn that stands: what came of it, and when. ``again`` if it had been played before."""

    office: int
    turn: int
    epoch: int
    digest: str
    figures: dict[str, Any]
    time: float
    again: bool = False
    left_out: tuple[int, ...] = ()

    def answer(self) -> dict[str, Any]:
        """As the server sends it."""
        return {
            "type": "played",
            "turn": self.turn,
            "epoch": self.epoch,
            "digest": self.digest,
            "figures": self.figures,
            "time": self.time,
            "again": self.again,
            "left_out": list(self.left_out),
        }


Verdict = Receipt | ProblemError


@define(eq=False)
class Referee:
    """Judges submissions inside a transaction; ``settle`` after it is on disk, ``forget`` if it is not."""

    _worlds: dict[int, Worlds] = field(factory=dict, repr=False)  # by session
    _positions: dict[int, tuple[int, Position]] = field(factory=dict, repr=False)  # epoch, by office
    _new: dict[int, tuple[int, Position]] = field(factory=dict, repr=False)

    def judge(self, connection: Connection, submissions: Sequence[Submission], now: float) -> list[Verdict]:
        """A verdict on each; at most one submission for an office. What is accepted is written, not yet committed."""
        found: dict[int, Verdict] = {}
        rows = _office_rows(connection, [one.office for one in submissions])
        members = members_of(connection, [one.office for one in submissions if one.by == "seat"])
        waiting: list[int] = []
        for number, one in enumerate(submissions):
            row = rows.get(one.office)
            refused = _not_theirs(one, members, row, now) or self._not_now(connection, one, row, now)
            if refused is None:
                waiting.append(number)
            else:
                found[number] = refused
        self.bring_up(connection, [rows[submissions[number].office] for number in waiting])
        groups: dict[tuple[int, str, int], list[int]] = defaultdict(list)
        for number in waiting:
            row = rows[submissions[number].office]
            wrong = wrong_guess(submissions[number].guesses, self.worlds(connection, row.session).tables)
            if wrong is not None:
                found[number] = wrong
            elif self._at(row.id) is None:
                found[number] = ProblemError(
                    "differs",
                    N_("The record of this office does not come out as it was written; tell the instructor."),
                )
            else:
                groups[row.session, row.scenario_digest, row.turn].append(number)
        accepted: list[tuple[Submission, Any, Played]] = []
        for (session, _digest, _turn), numbers in groups.items():
            worlds = self.worlds(connection, session)
            for start in range(0, len(numbers), MOST_WORLDS):
                part = numbers[start : start + MOST_WORLDS]
                moves = [self._move(submissions[number], rows[submissions[number].office]) for number in part]
                for number, outcome in zip(part, worlds.play(moves), strict=True):
                    one = submissions[number]
                    if isinstance(outcome, Wrong):
                        found[number] = _refused(one, outcome, worlds, rows[one.office].seed)
                    else:
                        accepted.append((one, rows[one.office], outcome))
                        found[number] = Receipt(
                            one.office,
                            one.turn,
                            one.epoch,
                            outcome.digest,
                            outcome.figures,
                            now,
                            left_out=outcome.left_out,
                        )
        if accepted:
            self._write(connection, accepted, now)
        return [found[number] for number in range(len(submissions))]

    def settle(self) -> None:
        """What was judged is on disk."""
        self._positions.update(self._new)
        self._new = {}
        while len(self._positions) > MOST_POSITIONS:
            del self._positions[next(iter(self._positions))]

    def unsettled(self) -> dict[int, tuple[int, Position]]:
        """What was judged so far in this transaction, to go back to with ``forget``."""
        return dict(self._new)

    def forget(self, since: dict[int, tuple[int, Position]] | None = None) -> None:
        """What was judged is not on disk, or not what was judged since some moment."""
        self._new = since or {}

    def worlds(self, connection: Connection, session: int) -> Worlds:
        """The games of a session's scenario."""
        if session not in self._worlds:
            row = connection.execute(
                select(sessions.c.scenario, sessions.c.scenario_digest, sessions.c.scenario_text).where(
                    sessions.c.id == session
                )
            ).one()
            tables = tables_of(row.scenario, row.scenario_digest, row.scenario_text)
            twin = next((one for one in self._worlds.values() if one.tables is tables), None)
            self._worlds[session] = twin or Worlds(tables)
        return self._worlds[session]

    def bring_up(self, connection: Connection, rows: Iterable[Any]) -> None:
        """Build the positions of offices that are out of date, turn by turn and all together.

        An office whose record does not come out as it was written down has no position afterwards.
        """
        behind = {}
        for row in rows:
            known = self._at(row.id)
            if known is None or known[0] != row.epoch or known[1].turn > row.turn:
                self._new.pop(row.id, None)
                known = self._positions[row.id] = row.epoch, self.worlds(connection, row.session).start()
            if known[1].turn < row.turn:
                behind[row.id] = row
        for names in _portions(list(behind)):
            self._replay(connection, {name: behind[name] for name in names})

    def _replay(self, connection: Connection, rows: dict[int, Any]) -> None:
        recorded: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for turn in connection.execute(
            select(turns.c.office, turns.c.turn, turns.c.orders, turns.c.happened, turns.c.digest)
            .where(turns.c.office.in_(rows), turns.c.undone.is_(None))
            .order_by(turns.c.turn)
        ):
            if turn.turn > self.position(turn.office).turn:
                recorded[turn.turn, rows[turn.office].session].append(turn)
        for (_turn, session), members in sorted(recorded.items()):
            known = [one for one in members if self._at(one.office) is not None]
            moves = [
                Move(
                    self.position(one.office),
                    rows[one.office].seed,
                    [read_order(table) for table in json.loads(one.orders)],
                    json.loads(one.happened),
                )
                for one in known
            ]
            for one, outcome in zip(known, self.worlds(connection, session).play(moves), strict=True):
                if isinstance(outcome, Played) and outcome.digest == one.digest:
                    self._positions[one.office] = rows[one.office].epoch, outcome.position
                else:
                    self._new.pop(one.office, None)
                    del self._positions[one.office]

    def position(self, office: int) -> Position:
        """Where an office stands that was brought up; ``KeyError`` if its record does not come out."""
        known = self._at(office)
        if known is None:
            raise KeyError(office)
        return known[1]

    def _at(self, office: int) -> tuple[int, Position] | None:
        return self._new.get(office) or self._positions.get(office)

    def _move(self, one: Submission, row: Any) -> Move:
        position = self.position(row.id)
        return Move(position, row.seed, one.orders, json.loads(row.happened), one.lenient)

    def _not_now(self, connection: Connection, one: Submission, row: Any, now: float) -> Verdict | None:
        """Why this turn is not played now, or the receipt if it was played already."""
        if row is None:
            return ProblemError("no-office", N_("There is no such office."))
        if row.rules_version != RULES_VERSION:
            return ProblemError(
                "rules",
                N_(
                    "This class was begun with another version of the rules; it can be read but not played on."
                ),
            )
        if one.epoch != row.epoch:
            return ProblemError("rolled-back", N_("The instructor took turns back; look at the game again."))
        if one.turn <= row.turn:
            return self._again(connection, one)
        if one.turn > row.turns:
            return ProblemError("over", N_("The game is over."))
        if one.turn > row.turn + 1:
            return ProblemError("too-early", N_("Turn {turn} comes first."), {"turn": row.turn + 1})
        if one.forced:
            return None
        if row.state == "paused":
            return ProblemError("paused", N_("The instructor has paused the session."))
        if row.state == "ended":
            return ProblemError("ended", N_("The instructor has ended the session."))
        if one.turn > row.open_turn:
            return ProblemError(
                "not-open", N_("Turn {turn} is not open yet; the instructor opens it."), {"turn": one.turn}
            )
        return None

    def _again(self, connection: Connection, one: Submission) -> Verdict:
        """The same orders get the same receipt; others come too late."""
        row = connection.execute(
            select(turns).where(
                turns.c.office == one.office, turns.c.turn == one.turn, turns.c.undone.is_(None)
            )
        ).one()
        receipt = Receipt(
            one.office, one.turn, one.epoch, row.digest, json.loads(row.figures), row.time, again=True
        )
        if [read_order(table) for table in json.loads(row.orders)] == list(one.orders):
            return receipt
        problem = ProblemError("played", N_("Turn {turn} has been played already."), {"turn": one.turn})
        problem.more["played"] = receipt.answer()
        return problem

    def _write(
        self, connection: Connection, accepted: Sequence[tuple[Submission, Any, Played]], now: float
    ) -> None:
        rows = []
        for one, row, outcome in accepted:
            raw = list(one.raw)
            if outcome.left_out:
                raw = [table for at, table in enumerate(raw) if at not in outcome.left_out]
            rows.append(
                {
                    "office": one.office,
                    "epoch": one.epoch,
                    "turn": one.turn,
                    "orders": json.dumps(raw, ensure_ascii=False, separators=(",", ":")),
                    "happened": row.happened,
                    "digest": outcome.digest,
                    "figures": json.dumps(outcome.figures, separators=(",", ":")),
                    "by": one.by,
                    "seat": one.seat,
                    "time": now,
                    "undone": None,
                }
            )
            self._new[one.office] = one.epoch, outcome.position
        connection.execute(insert(turns), rows)
        connection.execute(
            update(offices)
            .where(offices.c.id == bindparam("which"))
            .values(
                turn=bindparam("new_turn"),
                digest=bindparam("new_digest"),
                figures=bindparam("new_figures"),
                happened="[]",
                played=bindparam("new_time"),
            ),
            [
                {
                    "which": r["office"],
                    "new_turn": r["turn"],
                    "new_digest": r["digest"],
                    "new_figures": r["figures"],
                    "new_time": now,
                }
                for r in rows
            ],
        )
        _write_guesses(connection, [one for one, _row, _outcome in accepted if one.guesses])


def members_of(connection: Connection, names: Sequence[int]) -> dict[int, list[Any]]:
    """The seats that are in, by office: id, office, role, present, seen."""
    found: dict[int, list[Any]] = defaultdict(list)
    for part in _portions(sorted(set(names))):
        for row in connection.execute(_MEMBERS, {"names": part}):
            found[row.office].append(row)
    return found


_MEMBERS = select(
    seat_table.c.id, seat_table.c.office, seat_table.c.role, seat_table.c.present, seat_table.c.seen
).where(seat_table.c.office.in_(bindparam("names", expanding=True)), seat_table.c.state == "in")


def is_here(row: Any, now: float) -> bool:
    """Whether somebody is at a seat, as far as the server has heard lately."""
    return bool(row.present) and row.seen is not None and now - row.seen < UNHEARD


def _not_theirs(one: Submission, members: dict[int, list[Any]], row: Any, now: float) -> ProblemError | None:
    """Why this seat may not send the turn of this office: it is not in it, or others of the team do that."""
    if one.by != "seat" or row is None:
        return None
    team = members.get(one.office, [])
    mine = next((member for member in team if member.id == one.seat), None)
    if mine is None:
        return ProblemError("not-in", N_("This seat is not in the session any more; ask the instructor."))
    if mine.role == OBSERVER:
        return ProblemError("observer", N_("An observer gives no orders."))
    options = from_text(row.options)
    if options.mode != "teams" or len(team) == 1:
        return None
    if options.commit == "vote":
        return ProblemError("vote", N_("Your team decides by vote."))
    # The part of a director who is not there falls to the others.
    if mine.role != "director" and any(is_here(other, now) for other in team if other.role == "director"):
        return ProblemError("director", N_("The director sends the orders of your team."))
    return None


def _write_guesses(connection: Connection, given: Sequence[Submission]) -> None:
    rows = []
    for one in given:
        turn = connection.scalar(
            select(turns.c.id).where(
                turns.c.office == one.office, turns.c.turn == one.turn, turns.c.undone.is_(None)
            )
        )
        rows += [
            {"turn": turn, "measure": g.measure, "of": g.of, "value": g.value, "low": g.low, "high": g.high}
            for g in one.guesses
        ]
    if rows:
        connection.execute(insert(guesses), rows)


def drop_old_drafts(connection: Connection, names: Sequence[int]) -> None:
    """Drop drafts of turns that have been played in these offices."""
    connection.execute(
        delete(drafts).where(
            drafts.c.seat.in_(
                select(seat_table.c.id)
                .join(offices, offices.c.id == seat_table.c.office)
                .join(drafts, drafts.c.seat == seat_table.c.id)
                .where(offices.c.id.in_(names), drafts.c.turn <= offices.c.turn)
            )
        )
    )


def _office_rows(connection: Connection, names: Sequence[int]) -> dict[int, Any]:
    """Offices with what their session says, held until the transaction ends."""
    found: dict[int, Any] = {}
    for part in _portions(sorted(set(names))):
        for row in connection.execute(_OFFICES_HELD, {"names": part}):
            found[row.id] = row
    return found


_OFFICES = (
    select(
        offices.c.id,
        offices.c.session,
        offices.c.seed,
        offices.c.turn,
        offices.c.epoch,
        offices.c.happened,
        sessions.c.state,
        sessions.c.open_turn,
        sessions.c.turns,
        sessions.c.rules_version,
        sessions.c.scenario_digest,
        sessions.c.options,
    )
    .join(sessions, sessions.c.id == offices.c.session)
    .where(offices.c.id.in_(bindparam("names", expanding=True)))
    .order_by(offices.c.id)
)
_OFFICES_HELD = _OFFICES.with_for_update(of=offices)


def _portions(names: Sequence[int], size: int = 500) -> list[list[int]]:
    return [list(names[start : start + size]) for start in range(0, len(names), size)]


def wrong_guess(given: Sequence[Guess], tables: Tables) -> ProblemError | None:
    """What is to be said of guesses about what the scenario does not have."""
    for guess in given:
        if mistake(guess, list(tables.technology), list(tables.agency)):
            return ProblemError("guess", N_("There is no such figure to guess about, or its range is wrong."))
    return None


def _refused(one: Submission, wrong: Wrong, worlds: Worlds, seed: int) -> ProblemError:
    """Why an order is refused beside the others, as a game says it."""
    order = one.orders[wrong.order]
    tables = worlds.tables
    game = Game(tables.scenario, tables, seed, wrong.state)
    game.tray = [other for other in one.orders if other is not order]
    refusal = game.refusal(order)
    more: dict[str, Any] = {"order": wrong.order, "given": one.raw[wrong.order]}
    if refusal is None:
        return ProblemError(
            "refused",
            N_("This does not go together with an order already given; take that one back first."),
            **more,
        )
    with speaking(one.lang):
        said = words.refusal(refusal, tables.scenario)
    return ProblemError("refused", said=said, **more)
