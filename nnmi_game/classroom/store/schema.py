"""The tables of a class.

Times are seconds since 1970 by the server's clock, in UTC. What is a list or a table of its own (orders, options,
figures) is kept as JSON text, so that both databases keep it alike. Secrets are kept as hashes only.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)  # fmt: skip

#: It rises with every change of the tables.
SCHEMA_VERSION = 2

metadata = MetaData()


def _below(table: str, *, key: bool = False, null: bool = False) -> Column[int]:
    """A column that names a row of another table and goes with it."""
    name = table.removesuffix("s")
    return Column(
        name,
        Integer,
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=key,
        nullable=null,
        index=not key,
    )


about = Table("about", metadata, Column("key", String(40), primary_key=True), Column("value", Text))

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(20), nullable=False, unique=True),
    Column("title", String(200), nullable=False, default=""),
    Column("created", Double, nullable=False),
    Column("state", String(10), nullable=False, default="open"),  # open, paused, ended
    Column("scenario", String(80), nullable=False),
    Column("scenario_digest", String(64), nullable=False),
    Column("scenario_text", Text, nullable=False),
    Column("rules_version", Integer, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("options", Text, nullable=False),  # of classroom.options
    Column("password", Text, nullable=False),  # argon2
    Column("open_turn", Integer, nullable=False),  # the last turn that may be played
    Column("opened", Double, nullable=False),  # since when
    Column("deadline", Double),  # of the open turn, where turns are timed
    Column("left", Double),  # seconds that were left when it was paused
)

offices = Table(
    "offices",
    metadata,
    Column("id", Integer, primary_key=True),
    _below("sessions"),
    Column("number", Integer, nullable=False),  # from 1, in its session
    Column("name", String(80), nullable=False, default=""),
    Column("seed", BigInteger, nullable=False),
    Column("turn", Integer, nullable=False, default=0),  # turns played
    Column("epoch", Integer, nullable=False, default=0),  # how often it was rolled back
    Column("digest", String(64), nullable=False, default=""),
    Column("figures", Text, nullable=False, default="{}"),
    Column("happened", Text, nullable=False, default="[]"),  # put in before the coming turn
    Column("played", Double, nullable=False),  # when the last turn was played
    Index("offices_of_session", "session", "number", unique=True),
)

seats = Table(
    "seats",
    metadata,
    Column("id", Integer, primary_key=True),
    _below("sessions"),
    _below("offices", null=True),
    Column("number", Integer, nullable=False),  # from 1, in its session
    Column("name", String(80), nullable=False, default=""),  # as given; empty where names are not kept
    Column("label", String(80), nullable=False),  # what classmates may see
    Column("roster", String(80)),  # the id in the instructor's own list
    Column("email", String(200), nullable=False, default=""),
    Column("role", String(20), nullable=False, default="director"),
    Column("secret", String(64), unique=True),  # SHA-256 of a random key
    Column("state", String(10), nullable=False, default="in"),  # expected, in, removed
    Column("bot", String(40), nullable=False, default=""),  # the policy that plays it
    Column("joined", Double),
    Column("seen", Double),
    Column("present", Boolean, nullable=False, default=False),
    Index("seats_of_session", "session", "number", unique=True),
    Index("seats_by_roster", "session", "roster", unique=True),
)

drafts = Table(
    "drafts",
    metadata,
    _below("seats", key=True),
    Column("epoch", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("orders", Text, nullable=False),
    Column("guesses", Text, nullable=False, default="[]"),
    Column("changed", Double, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    _below("seats", key=True),
    Column("epoch", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("choice", String(64), nullable=False),  # digest of the orders voted for
)

turns = Table(
    "turns",
    metadata,
    Column("id", Integer, primary_key=True),
    _below("offices"),
    Column("epoch", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("orders", Text, nullable=False),
    Column("happened", Text, nullable=False, default="[]"),
    Column("digest", String(64), nullable=False),
    Column("figures", Text, nullable=False, default="{}"),
    Column("by", String(10), nullable=False),  # seat, vote, clock, instructor
    Column("seat", Integer, ForeignKey("seats.id", ondelete="SET NULL"), index=True),
    Column("time", Double, nullable=False),
    Column("undone", Double),  # when it was rolled back
)
#: One standing row for each turn of an office: what makes a submission count once.
Index(
    "standing_turns",
    turns.c.office,
    turns.c.turn,
    unique=True,
    sqlite_where=turns.c.undone.is_(None),
    postgresql_where=turns.c.undone.is_(None),
)

guesses = Table(
    "guesses",
    metadata,
    Column("id", Integer, primary_key=True),
    _below("turns"),
    Column("measure", String(40), nullable=False),
    Column("of", String(80), nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("low", BigInteger, nullable=False),
    Column("high", BigInteger, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Integer, primary_key=True),
    _below("sessions"),
    Column(
        "kind", String(10), nullable=False
    ),  # note: from the instructor; question: to them; chat: in an office
    _below("offices", null=True),  # whose chat, or whom a note is for
    Column(
        "seat", Integer, ForeignKey("seats.id", ondelete="CASCADE"), index=True
    ),  # who wrote it, or whom it is for
    Column("text", Text, nullable=False),
    Column("time", Double, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Integer, primary_key=True),
    _below("sessions"),
    Column("action", String(20), nullable=False),
    Column("detail", Text, nullable=False, default="{}"),
    Column("time", Double, nullable=False),
    Column("once", String(40)),  # what the instructor's program called it, so that it is not done twice
    Index("actions_once", "session", "once", unique=True),
)

#: What lets an instructor's program in again without the password, for some hours.
passes = Table(
    "passes",
    metadata,
    Column("secret", String(64), primary_key=True),  # SHA-256
    _below("sessions"),
    Column("expires", Double, nullable=False),
)
