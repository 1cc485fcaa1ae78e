"""The protocol: what clients ask, and what the server answers and tells. Version 1.

Every message is a table of JSON with its ``type``. A request may carry an ``id``, which its answer repeats as ``re``.
What an instructor does may carry ``once``, a word made up for it: sent again with the same word, it is done once.
The same requests go over a WebSocket at ``/ws`` (after a ``hello``) and one by one over ``POST /api/ask`` (with the
key in the header ``Authorization: Bearer KEY``). What the server tells unasked goes over the WebSocket only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from attrs import NOTHING, define, field, fields

from nnmi_game.classroom.options import ABSENT, PACINGS, ROLES
from nnmi_game.classroom.reading import MalformedError, read
from nnmi_game.classroom.speech import speaking
from nnmi_game.classroom.texts import LONGEST_NAME, LONGEST_TEXT
from nnmi_game.engine.orders import Order
from nnmi_game.game import guesses
from nnmi_game.game.guesses import Guess
from nnmi_game.locale import gettext as _

VERSION = 1
#: Bytes of one message from a client.
LARGEST_MESSAGE = 128 * 1024
MOST_ORDERS = 300
MOST_TURNS = 80
LONGEST_ONCE = 40
#: Texts are cut to what is kept; a little more may come.
_LONG_TEXT = 4 * LONGEST_TEXT
_LONG_NAME = 4 * LONGEST_NAME


def _number(low: int, high: int, default: Any = NOTHING) -> Any:
    return field(default=default, metadata={"low": low, "high": high})


def _text(longest: int, default: Any = NOTHING) -> Any:
    return field(default=default, metadata={"longest": longest})


def _choice(*choices: str, default: Any = NOTHING) -> Any:
    return field(default=default, metadata={"choices": choices})


def _turn() -> Any:
    return _number(1, MOST_TURNS)


def _epoch() -> Any:
    return _number(0, 10**6)


# --- what anybody may ask ---


@define(frozen=True, kw_only=True)
class Join:
    """Take a seat: the code of the session, a name, and where there is a list, the id in it."""

    type: ClassVar[str] = "join"
    version: int = _number(1, 1000, VERSION)
    code: str = _text(40)
    name: str = _text(_LONG_NAME, "")
    roster: str = _text(80, "")
    lang: str = _choice("en", "zh", default="en")
    bot: str = _text(40, "")


@define(frozen=True, kw_only=True)
class LogIn:
    """An instructor's password, for a session by its code; the answer has a key that serves for some hours."""

    type: ClassVar[str] = "log-in"
    version: int = _number(1, 1000, VERSION)
    code: str = _text(40)
    password: str = _text(200)


@define(frozen=True, kw_only=True)
class Hello:
    """The first message on a WebSocket: who is there."""

    type: ClassVar[str] = "hello"
    version: int = _number(1, 1000, VERSION)
    key: str = _text(60)
    lang: str = _choice("en", "zh", default="en")


# --- what a seat may ask ---


@define(frozen=True, kw_only=True)
class Fetch:
    """How things stand: the session, the office and its unsent orders, its turns from ``since`` on.

    With ``messages``, also the notes and chat whose numbers are above it.
    """

    type: ClassVar[str] = "fetch"
    since: int = _number(1, MOST_TURNS + 1, 1)
    messages: int | None = _number(0, 2**53, None)


@define(frozen=True, kw_only=True)
class Submit:
    """The orders of a turn. Sent again, it is answered again and counts once."""

    type: ClassVar[str] = "submit"
    turn: int = _turn()
    epoch: int = _epoch()
    orders: tuple[Order, ...] = field(metadata={"most": MOST_ORDERS})
    guesses: tuple[GuessMade, ...] = field(default=(), metadata={"most": 30})


@define(frozen=True, kw_only=True)
class GuessMade:
    """What a figure is expected to be after the turn."""

    measure: str
    of: str = ""
    value: int = _number(-guesses.LARGEST, guesses.LARGEST)
    low: int = _number(-guesses.LARGEST, guesses.LARGEST)
    high: int = _number(-guesses.LARGEST, guesses.LARGEST)

    def as_guess(self) -> Guess:
        """As the game keeps it."""
        return Guess(self.measure, self.of, self.value, self.low, self.high)


@define(frozen=True, kw_only=True)
class Draft:
    """Orders and guesses that are not sent yet: for another device, for team mates, and for a turn that runs out."""

    type: ClassVar[str] = "draft"
    turn: int = _turn()
    epoch: int = _epoch()
    orders: tuple[Order, ...] = field(metadata={"most": MOST_ORDERS})
    guesses: tuple[GuessMade, ...] = field(default=(), metadata={"most": 30})


@define(frozen=True, kw_only=True)
class Vote:
    """For the orders that the team's drafts make together; ``choice`` is their digest, as fetch tells it."""

    type: ClassVar[str] = "vote"
    turn: int = _turn()
    epoch: int = _epoch()
    choice: str = _text(64)


@define(frozen=True, kw_only=True)
class Say:
    """A chat message to the team, or a question to the instructor."""

    type: ClassVar[str] = "say"
    text: str = _text(_LONG_TEXT)
    to: str = _choice("team", "instructor", default="team")


@define(frozen=True, kw_only=True)
class Ranks:
    """The leaderboard, where the instructor shows it."""

    type: ClassVar[str] = "ranks"


@define(frozen=True, kw_only=True)
class ScenarioText:
    """The scenario as one text, for programs that do not have it."""

    type: ClassVar[str] = "scenario"


# --- what an instructor may ask ---


@define(frozen=True, kw_only=True)
class Watch:
    """A row for each seat now, and from now on whenever one changes."""

    type: ClassVar[str] = "watch"


@define(frozen=True, kw_only=True)
class Look:
    """One office's game, turn by turn, and its unsent orders."""

    type: ClassVar[str] = "look"
    office: int = _number(1, 10**9)


@define(frozen=True, kw_only=True)
class Messages:
    """What was asked of the instructor and noted by them, above a number."""

    type: ClassVar[str] = "messages"
    after: int = _number(0, 2**53, 0)


@define(frozen=True, kw_only=True)
class Pause:
    """Take no turns until ``resume``; time stands still."""

    type: ClassVar[str] = "pause"


@define(frozen=True, kw_only=True)
class Resume:
    """Go on after ``pause``."""

    type: ClassVar[str] = "resume"


@define(frozen=True, kw_only=True)
class End:
    """No more turns: for the debrief."""

    type: ClassVar[str] = "end"


@define(frozen=True, kw_only=True)
class Extend:
    """More time for the open turn."""

    type: ClassVar[str] = "extend"
    seconds: int = _number(-(24 * 3600), 14 * 24 * 3600)


@define(frozen=True, kw_only=True)
class Next:
    """Open the next turn for all."""

    type: ClassVar[str] = "next"


@define(frozen=True, kw_only=True)
class Pace:
    """Change the pacing of the session, from the open turn on."""

    type: ClassVar[str] = "pace"
    pacing: str = _choice(*PACINGS)
    turn_seconds: int = _number(10, 14 * 24 * 3600, 600)


@define(frozen=True, kw_only=True)
class Advance:
    """Play the open turn for offices that have not: their unsent orders, as far as they are legal.

    Without an office, for all that are behind; where everyone plays at their own pace, for the slowest.
    """

    type: ClassVar[str] = "advance"
    office: int | None = _number(1, 10**9, None)


@define(frozen=True, kw_only=True)
class Note:
    """A note to all, or to one office."""

    type: ClassVar[str] = "note"
    text: str = _text(_LONG_TEXT)
    office: int | None = _number(1, 10**9, None)


@define(frozen=True, kw_only=True)
class Happen:
    """Put an event of the scenario into all games, or into one."""

    type: ClassVar[str] = "happen"
    event: str
    office: int | None = _number(1, 10**9, None)


@define(frozen=True, kw_only=True)
class RollBack:
    """Take turns back: an office, or the class, stands before ``turn`` again (by default its last turn played)."""

    type: ClassVar[str] = "roll-back"
    office: int | None = _number(1, 10**9, None)
    turn: int | None = _number(1, MOST_TURNS, None)


@define(frozen=True, kw_only=True)
class Move:
    """Put a seat into another office, or with 0 into a new one of its own; and give it a role."""

    type: ClassVar[str] = "move"
    seat: int = _number(1, 10**9)
    office: int = _number(0, 10**9)
    role: str = _choice(*ROLES, "observer", default="director")


@define(frozen=True, kw_only=True)
class Remove:
    """Take a seat out of the session; its game stays."""

    type: ClassVar[str] = "remove"
    seat: int = _number(1, 10**9)


@define(frozen=True, kw_only=True)
class Readmit:
    """Let a seat in again. With ``new_key`` its old key ends, and the answer has the new one."""

    type: ClassVar[str] = "readmit"
    seat: int = _number(1, 10**9)
    new_key: bool = False


@define(frozen=True, kw_only=True)
class Show:
    """Show the leaderboard, or hide it."""

    type: ClassVar[str] = "show"
    leaderboard: bool


@define(frozen=True, kw_only=True)
class Absent:
    """Whether the part of a member of a team who is not there falls to the others, or to a policy that proposes."""

    type: ClassVar[str] = "absent"
    part: str = _choice(*ABSENT)


@define(frozen=True, kw_only=True)
class Reveal:
    """Show the names that classmates may see on the projector, or hide them."""

    type: ClassVar[str] = "reveal"
    names: bool


@define(frozen=True, kw_only=True)
class Project:
    """A key for the page of the projector, which can only look; the answer has it."""

    type: ClassVar[str] = "project"


ANYBODY: tuple[type, ...] = (Join, LogIn)
OF_SEATS: tuple[type, ...] = (Fetch, Submit, Draft, Vote, Say, Ranks, ScenarioText)
OF_INSTRUCTORS: tuple[type, ...] = (
    Watch, Look, Messages, Pause, Resume, End, Extend, Next, Pace, Advance, Note, Happen, RollBack, Move, Remove,
    Readmit, Show, Absent, Reveal, Project, Ranks, ScenarioText,
)  # fmt: skip
OF_PROJECTORS: tuple[type, ...] = (Watch,)
_BY_TYPE = {cls.type: cls for cls in (*ANYBODY, Hello, *OF_SEATS, *OF_INSTRUCTORS)}  # type: ignore[attr-defined]


@define(frozen=True)
class Request:
    """A message that was read; ``re`` is its id, for the answer."""

    said: Any
    re: int | None
    #: The orders as they came, to keep them without writing them anew.
    raw: Any = None
    #: What this is called by whoever asks, so that it is not done twice; empty if it is not called anything.
    once: str = ""


def parse(text: str | bytes) -> Request:
    """A request out of its text; ``MalformedError`` says what is wrong with it."""
    if len(text) > LARGEST_MESSAGE:
        raise MalformedError("", f"a message has at most {LARGEST_MESSAGE} bytes")
    try:
        data = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise MalformedError("", "this is no JSON") from None
    if not isinstance(data, dict):
        raise MalformedError("", "a table is needed")
    re = data.pop("id", None)
    if re is not None and (type(re) is not int or not 0 <= re < 2**53):
        raise MalformedError("id", "a whole number is needed")
    once = data.pop("once", "")
    if not isinstance(once, str) or len(once) > LONGEST_ONCE:
        raise MalformedError("once", f"a text of at most {LONGEST_ONCE} characters is needed", re)
    kind = data.pop("type", None)
    if not isinstance(kind, str) or kind not in _BY_TYPE:
        raise MalformedError("type", f"one of {', '.join(_BY_TYPE)} is needed")
    try:
        return Request(read(_BY_TYPE[kind], data), re, data.get("orders"), once)
    except MalformedError as error:
        raise MalformedError(error.path, error.problem, re) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def kinds(classes: tuple[type, ...]) -> frozenset[str]:
    """The types of messages."""
    return frozenset(_BY_TYPE_REVERSED[cls] for cls in classes)


_BY_TYPE_REVERSED = {cls: name for name, cls in _BY_TYPE.items()}


def to_json(message: Any) -> dict[str, Any]:
    """A request as a table, for clients; fields that say the default are left out."""
    from nnmi_game.engine.orders import KINDS, to_table

    orders = tuple(KINDS.values())

    def plain(value: Any) -> Any:
        if isinstance(value, orders):
            return to_table(value)
        if isinstance(value, tuple):
            return [plain(one) for one in value]
        if hasattr(value, "__attrs_attrs__"):
            return {
                one.name: plain(getattr(value, one.name))
                for one in fields(type(value))
                if getattr(value, one.name) != one.default
            }
        return value

    return {"type": message.type, **plain(message)}


class ProblemError(Exception):
    """Why a request is not carried out: a code for programs, and a sentence for the person who asked.

    ``text`` is marked with ``N_`` and translated when the answer is made, with ``values`` put in; ``said`` is a
    sentence that is in the person's language already. ``more`` goes into the answer as it is.
    """

    def __init__(
        self,
        code: str,
        text: str = "",
        values: Mapping[str, Any] = MappingProxyType({}),
        said: str = "",
        **more: Any,
    ) -> None:
        super().__init__(code, said or text)
        self.code, self.text, self.values, self.said, self.more = code, text, values, said, more

    def answer(self, lang: str) -> dict[str, Any]:
        """As the server sends it, in a language."""
        with speaking(lang):
            text = self.said or _(self.text).format(**self.values)
        return {"type": "refused", "code": self.code, "text": text, **self.more}
