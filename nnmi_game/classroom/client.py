"""A seat at the student's side: the game is played here at once, and the server's word on it follows.

The seat comes back by itself after a lost connection, sends what is not sent yet, and takes over what happened
meanwhile: turns from another device, turns taken back, an event put in. Where the two disagree the server is right;
what was played here and does not stand is set aside in the journal.
"""

from __future__ import annotations

import asyncio
import math
import random
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import asdict, define, field

from nnmi_game.classroom.bundle import shipped, shipped_tables, tables_of
from nnmi_game.classroom.journal import Journal
from nnmi_game.classroom.line import LineError, RefusedError, ServerLine, ask_once
from nnmi_game.classroom.messages import Join
from nnmi_game.classroom.teams import combined, drafts_of_others
from nnmi_game.engine.orders import Order, from_table, to_table
from nnmi_game.engine.tables import Tables
from nnmi_game.game.game import CannotHappen, Differs, Game, Played, Refused
from nnmi_game.game.guesses import Guess
from nnmi_game.game.places import subject
from nnmi_game.locale import language
from nnmi_game.scenario.digest import digest
from nnmi_game.scenario.problem import ScenarioError

#: Seconds between tries to connect: from, to.
SOONEST, LATEST = 0.2, 8.0
#: Refusals after which sending again can help.
PASSING = frozenset({"unsaved", "busy", "slow-down"})
#: Refusals that end when the instructor lets things go on.
WAITING = frozenset({"paused", "not-open"})
#: Refusals after which this seat is not in the class; with the first the instructor may let it in again.
REMOVED = "not-in"
FINAL = frozenset({REMOVED, "key", "version"})

Told = Callable[[str, dict[str, Any]], None]


async def join(
    address: str,
    code: str,
    name: str = "",
    roster: str = "",
    path: Path | None = None,
    bot: str = "",
    tls: ssl.SSLContext | None = None,
) -> Journal:
    """Take a seat; its journal is on disk before it is used. ``LineError`` or ``RefusedError`` if that fails."""
    lang = language() if language() in ("en", "zh") else "en"
    joined = await ask_once(address, Join(code=code, name=name, roster=roster, lang=lang, bot=bot), tls)
    journal = Journal(address, code, joined["key"], joined["seat"], joined["label"], path=path)
    journal.write()
    return journal


@define(eq=False)
class Seat:
    """A seat that plays. ``told`` hears of what comes from the server: a word on what, and the message.

    The words are ``connected``, ``lost``, ``standing``, ``played``, ``waiting``, ``refused``, ``set-aside``,
    ``messages``, ``unkept`` (the journal could not be written) and ``out``.
    """

    journal: Journal
    told: Told = field(default=lambda what, said: None)
    tls: ssl.SSLContext | None = None
    #: Whether somebody reads what is written: notes, chat, answers.
    reads: bool = False
    #: Where the server is reached from here, if not at the address that the student knows.
    address: str = ""
    game: Game | None = field(default=None, init=False)
    messages: list[dict[str, Any]] = field(factory=list, init=False)
    standing: dict[str, Any] = field(factory=dict, init=False)
    #: What the other members of a team propose for the coming turn, as the server has it.
    others: list[dict[str, Any]] = field(factory=list, init=False)
    #: Orders of this seat that do not go together with those of the others; they stay proposed.
    unfit: list[dict[str, Any]] = field(factory=list, init=False)
    out: bool = field(default=False, init=False)
    #: Why the server could not be reached at the last try; None where it could.
    unreached: LineError | None = field(default=None, init=False)
    #: When the server had this seat's own draft last, seconds.
    _own_changed: float = field(default=0.0, init=False)
    _tables: Tables | None = field(default=None, init=False)
    _line: ServerLine | None = field(default=None, init=False)
    _work: asyncio.Event = field(factory=asyncio.Event, init=False)
    _stale: bool = field(default=True, init=False)
    _unkept: bool = field(default=False, init=False)
    _settled: asyncio.Condition = field(factory=asyncio.Condition, init=False)
    _running: asyncio.Task[None] | None = field(default=None, init=False)
    _wanted: asyncio.Event = field(factory=asyncio.Event, init=False)

    async def __aenter__(self) -> Seat:
        if self.journal.scenario_digest:
            self._rebuild()
        self.wake()
        self._running = asyncio.get_running_loop().create_task(self._run())
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
        if self._line is not None:
            await self._line.close()

    # --- playing ---

    async def ready(self) -> Game:
        """The game, as soon as it is known: at once from the journal, else when the server has told."""
        await self.until(lambda: self.game is not None or self.out)
        if self.game is None:
            raise LineError("this seat is not in the class")
        return self.game

    def end_turn(self, guesses: Sequence[Guess] = ()) -> Played:
        """Play the orders in the tray of ``game``; they are in the journal when this returns, and sent in time.

        ``OSError`` if they cannot be written there: the game stays as it was.
        """
        game = self._game()
        turn = {
            "turn": game.turn,
            "epoch": self.journal.epoch,
            "orders": [to_table(order) for order in game.tray],
            "guesses": [asdict(guess) for guess in guesses or game.guesses],
            "happened": list(game.happened),
        }
        journal = self.journal
        before = journal.draft, journal.guesses, journal.draft_is_kept
        journal.unsent.append(turn)
        journal.draft, journal.guesses, journal.draft_is_kept = [], [], True
        try:
            journal.write()
        except OSError:
            journal.unsent.pop()
            journal.draft, journal.guesses, journal.draft_is_kept = before
            raise
        played = game.end_turn()
        self.others, self.unfit = [], []  # they were about the turn that is over
        turn["digest"] = played.digest
        self._work.set()
        return played

    def keep_draft(self) -> None:
        """Keep orders and guesses for the coming turn: in the journal now, at the server when it is there."""
        game, journal = self._game(), self.journal
        tray = [to_table(order) for order in game.tray]
        theirs = [table for part in self.others for table in part["orders"]]
        draft = [table for table in tray if table not in theirs]
        about = {subject(order) for order in game.tray}
        self.unfit = [table for table in self.unfit if subject(from_table(table)) not in about]
        draft += self.unfit
        guesses = [asdict(guess) for guess in game.guesses]
        same = (draft, guesses) == (journal.draft, journal.guesses)
        journal.draft_is_kept = journal.draft_is_kept and same
        journal.draft, journal.guesses = draft, guesses
        journal.write()
        if not journal.draft_is_kept and not journal.unsent:
            self._work.set()

    async def vote(self) -> dict[str, Any]:
        """Vote for the orders that the team's members propose; ``RefusedError`` if they are others than are shown here.

        ``LineError`` if the server cannot be reached.
        """
        await self.until(lambda: self.journal.draft_is_kept or self._line is None)
        if self._line is None:
            raise LineError("not connected")
        office, team = self.standing["office"], self.standing["team"]
        fresh = await self._fetch(self._line, office["turn"] + 1)
        if fresh["office"] != office or drafts_of_others(fresh["team"], self.journal.seat) != self.others:
            await self._take_over(self._line, fresh)
            raise RefusedError({"code": "changed"})
        team = fresh["team"]
        ballot = {"turn": office["turn"] + 1, "epoch": office["epoch"], "choice": team["choice"]}
        return await self._line.ask({"type": "vote", **ballot})

    async def settled(self) -> bool:
        """Wait until the server has every turn on disk; False if this seat is out."""
        await self.until(lambda: self.out or (not self.journal.unsent and bool(self.standing)))
        return not self.out

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until something holds; it is asked again whenever something came from the server."""
        async with self._settled:
            await self._settled.wait_for(done)

    async def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """Any other request, over the present connection."""
        if self._line is None:
            raise LineError("not connected")
        return await self._line.ask(request)

    async def lose_line(self) -> None:
        """Drop the connection, as a bad network does; it comes back by itself."""
        if self._line is not None:
            await self._line.close()

    async def rest(self) -> None:
        """Nobody sits here for a while: leave the server alone until ``wake``."""
        self._wanted.clear()
        await self.lose_line()

    def wake(self) -> None:
        """Somebody sits here."""
        self._wanted.set()

    def _game(self) -> Game:
        if self.game is None:
            raise LineError("the game is not known yet")
        return self.game

    # --- the server ---

    async def _run(self) -> None:
        wait, banned = SOONEST, False
        while not banned:
            await self._wanted.wait()
            try:
                self._line = await ServerLine.open(
                    self.address or self.journal.address, self.journal.key, self._heard, self.tls
                )
                wait, self.out, self.unreached = SOONEST, False, None
                self._stale = True
                self._work.set()
                self._tell("connected", self._line.welcome)
                await self._line.work(self._work, self._sync)
            except RefusedError as error:
                if error.code in FINAL:
                    banned, wait = error.code != REMOVED, LATEST
                    if not self.out:
                        self.out = True
                        self._tell("out", error.answer)
            except LineError as error:
                self.unreached = error
            finally:
                if self._line is not None:
                    await self._line.close()
                    self._line = None
                    self._tell("lost", {})
                await self._notify()
            if not banned:
                # Not all at once: a class that lost its server comes back spread out.
                await asyncio.sleep(wait * (0.5 + random.random()))
                wait = min(2 * wait, LATEST)

    async def _sync(self, line: ServerLine) -> None:
        if self._stale:
            self._stale = False
            known = len(self.journal.turns)
            standing = await self._fetch(line, known + 1)
            office = standing["office"]
            if office["epoch"] != self.journal.epoch or office["seed"] != self.journal.seed:
                standing = await self._fetch(line, 1)
            await self._take_over(line, standing)
        while self.journal.unsent:
            if not await self._send(line, self.journal.unsent[0]):
                return
        journal = self.journal
        if not journal.draft_is_kept and self.game is not None and not self.game.over:
            draft = journal.draft
            with suppress(RefusedError):
                await line.ask(
                    {
                        "type": "draft",
                        "turn": self.game.turn,
                        "epoch": journal.epoch,
                        "orders": draft,
                        "guesses": journal.guesses,
                    }
                )
            journal.draft_is_kept = journal.draft is draft

    async def _fetch(self, line: ServerLine, since: int) -> dict[str, Any]:
        """How things stand; where the student reads along, with the messages that are not here yet."""
        request: dict[str, Any] = {"type": "fetch", "since": since}
        if self.reads:
            request["messages"] = self.messages[-1]["number"] if self.messages else 0
        standing = await line.ask(request)
        self.messages += [
            one
            for one in standing.get("messages", ())
            if not self.messages or one["number"] > self.messages[-1]["number"]
        ]
        return standing

    async def _send(self, line: ServerLine, turn: dict[str, Any]) -> bool:
        """Send one turn; whether the next may follow."""
        request = {
            "type": "submit",
            "turn": turn["turn"],
            "epoch": turn["epoch"],
            "orders": turn["orders"],
            "guesses": turn["guesses"],
        }
        try:
            receipt = await line.ask(request)
        except RefusedError as error:
            if error.code in FINAL:
                raise
            if error.code in PASSING:
                self._tell("waiting", error.answer)
                await asyncio.sleep(1.0)
                self._work.set()
            elif error.code in WAITING:
                self._tell("waiting", error.answer)
            else:
                # It will never stand: look what the server has, and go on from there.
                self._set_aside()
                self._tell("refused", error.answer)
                self._stale = True
                self._work.set()
            await self._notify()
            return False
        self.journal.unsent.pop(0)
        if receipt["digest"] != turn.get("digest", receipt["digest"]):
            # The office was not where this program thought, such as by an event that was put in.
            self._stale = True
            self._work.set()
            await self._take_over(line, await self._fetch(line, 1))
        else:
            kept = ("turn", "orders", "guesses", "happened")
            self.journal.turns.append({**{key: turn[key] for key in kept}, "digest": receipt["digest"]})
            self.journal.happened = []
        self._keep()
        self._tell("played", receipt)
        await self._notify()
        return True

    async def _take_over(self, line: ServerLine, standing: dict[str, Any]) -> None:
        """Make what the server has what is here."""
        office, session = standing["office"], standing["session"]
        journal = self.journal
        if journal.scenario_digest != session["scenario_digest"]:
            journal.scenario, journal.scenario_digest = session["scenario"], session["scenario_digest"]
            journal.scenario_text = ""
            if shipped(journal.scenario_digest) is None:
                journal.scenario_text = (await line.ask({"type": "scenario"}))["text"]
            self._tables = None
        given = [
            {key: one[key] for key in ("turn", "orders", "guesses", "happened", "digest")}
            for one in standing["turns"]
        ]
        first = given[0]["turn"] if given else office["turn"] + 1
        anew = office["epoch"] != journal.epoch or office["seed"] != journal.seed or self.game is None
        confirmed = (given if anew else journal.turns[: first - 1] + given)[: office["turn"]]
        others = drafts_of_others(standing.get("team"), standing["seat"]["id"])
        own = standing["draft"]["changed"] if standing["draft"] else 0.0
        shared = others != self.others
        self.others, self._own_changed = others, own
        changed = anew or shared or confirmed != journal.turns or office["happened"] != journal.happened
        if anew and journal.unsent and (journal.epoch != office["epoch"] or journal.seed != office["seed"]):
            self._set_aside()
        journal.turns, journal.happened = confirmed, list(office["happened"])
        journal.epoch, journal.seed = office["epoch"], office["seed"]
        # What the server has already by another way, such as a lost answer, is not sent again.
        journal.unsent = [one for one in journal.unsent if one["turn"] > office["turn"]]
        if office["turn"] + 1 != (self.game.turn if self.game is not None else 0) and not journal.unsent:
            # The turn that they were about is over.
            journal.draft, journal.guesses, journal.draft_is_kept = [], [], True
        kept = standing["draft"] or {"orders": [], "guesses": []}
        drafted = kept["orders"], kept["guesses"]
        if journal.draft_is_kept and not journal.unsent and drafted != (journal.draft, journal.guesses):
            # Given, or taken back, on another device.
            journal.draft, journal.guesses = drafted
            changed = True
        if changed:
            self._rebuild()
        self._keep()
        self.standing = standing
        self._tell("standing", standing)
        if standing.get("messages"):
            self._tell("messages", standing)
        await self._notify()

    def _rebuild(self) -> None:
        """The game from the journal: confirmed turns, then those not sent, then the orders for the coming turn."""
        journal = self.journal
        game = Game.new(self._compiled().scenario, journal.seed, tables=self._compiled())
        for one in journal.turns:
            game.play_recorded(_orders(one), "", _guesses(one["guesses"]), one["happened"])
        for event in journal.happened:
            game.let_happen(event)
        for number, one in enumerate(journal.unsent):
            try:
                played = game.play_recorded(_orders(one), "", _guesses(one["guesses"]))
            except (Refused, Differs, CannotHappen, ValueError):
                journal.set_aside += journal.unsent[number:]
                del journal.unsent[number:]
                self._tell("set-aside", {"turns": journal.set_aside})
                break
            one["digest"] = played.digest
        if not game.over:
            self.unfit = []
            for table in self._proposed():
                refused = game.give(from_table(table)) is not None
                if refused and self.others and table in journal.draft:
                    self.unfit.append(table)
            game.guesses = _guesses(journal.guesses)
        self.game = game

    def _proposed(self) -> list[dict[str, Any]]:
        """The orders for the coming turn: those of the others of the team, then this seat's own."""
        draft = self.journal.draft
        if not self.others or self.journal.unsent:
            return draft  # what the others propose is for an earlier turn than the one that comes here
        changed = self._own_changed if self.journal.draft_is_kept else math.inf
        together = combined([*self.others, {"orders": draft, "changed": changed}])
        return [one for one in together if one not in draft] + [one for one in together if one in draft]

    def _keep(self) -> None:
        """Write the journal where it follows the server, which has all of it: a full disk here loses nothing."""
        try:
            self.journal.write()
        except OSError as error:
            if not self._unkept:
                self._unkept = True
                self._tell("unkept", {"reason": error.strerror or str(error)})
        else:
            self._unkept = False

    def _compiled(self) -> Tables:
        if self._tables is None:
            journal = self.journal
            tables = shipped_tables(journal.scenario_digest)
            if tables is None:
                try:
                    tables = tables_of(journal.scenario, journal.scenario_digest, journal.scenario_text)
                except ScenarioError as error:
                    raise LineError(str(error.problems[0])) from None
                if digest(tables.scenario) != journal.scenario_digest:
                    raise LineError("the scenario is not the one that the session plays")
            self._tables = tables
        return self._tables

    def _set_aside(self) -> None:
        if self.journal.unsent:
            self.journal.set_aside += self.journal.unsent
            self.journal.unsent = []
            self._keep()
            self.game = None
            self._tell("set-aside", {"turns": self.journal.set_aside})

    def _heard(self, said: dict[str, Any]) -> None:
        if said.get("type") == "changed":
            self._stale = True
            self._work.set()

    def _tell(self, what: str, said: dict[str, Any]) -> None:
        self.told(what, said)

    async def _notify(self) -> None:
        async with self._settled:
            self._settled.notify_all()


def _orders(turn: dict[str, Any]) -> list[Order]:
    return [from_table(table) for table in turn["orders"]]


def _guesses(tables: Sequence[dict[str, Any]]) -> list[Guess]:
    return [Guess(**table) for table in tables]
