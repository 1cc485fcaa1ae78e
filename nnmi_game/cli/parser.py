"""The table of commands, and plain sentences for what the parser did not understand.

Commands are named by import path, so that a module is imported only when its command is used (or when
the help lists them all; keep the modules light).
"""

import difflib
from typing import Literal, get_args, get_origin

from cyclopts import App, CycloptsError, Group
from cyclopts.exceptions import (
    CoercionError,
    MissingArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from nnmi_game import __version__
from nnmi_game.cli.errors import EXIT_OK, UsageError
from nnmi_game.locale import gettext as _


def build_app() -> App:
    """The parser, with its texts in the language in use."""
    app = App(
        name="nnmi",
        help=_(
            "NNMI: The Program Office, a serious game about a network of manufacturing institutes. "
            "Without a command, nnmi starts the game. --lang en or --lang zh sets the language."
        ),
        help_formatter="plain",
        version=f"nnmi {__version__}",
        group_commands=Group(_("Commands")),
        group_parameters=Group(_("Parameters")),
        group_arguments=Group(_("Arguments")),
        result_action="return_value",
    )
    app["--help"].help = _("Show this help.")
    app["--version"].help = _("Show the version.")
    app.command("nnmi_game.cli.play:play", name="play", help=_("Play a scenario in this terminal."))
    app.command("nnmi_game.cli.web:web", name="web", help=_("Play in a browser on this machine."))
    app.command("nnmi_game.cli.class_join:join", name="join", help=_("Join a class, or come back to it."))
    app.command(build_scenario_app(), name="scenario")
    app.command(
        "nnmi_game.cli.replay:replay",
        name="replay",
        help=_("Replay recorded games and compare each turn with the record."),
    )
    app.command(
        "nnmi_game.cli.simulate:simulate",
        name="simulate",
        help=_("Let a policy play a scenario and print the outcome."),
    )
    app.command(
        "nnmi_game.cli.calibrate:calibrate",
        name="calibrate",
        help=_("Compare a scenario with the historical record."),
    )
    app.command(
        "nnmi_game.cli.compare:compare",
        name="compare",
        help=_("Compare two saved games, order by order and goal by goal."),
    )
    app.command(
        "nnmi_game.cli.report:report",
        name="report",
        help=_("Write an after-action review of saved games."),
    )
    app.command(
        "nnmi_game.cli.sensitivity:sensitivity",
        name="sensitivity",
        help=_("Find the coefficients that move the goals."),
    )
    app.command(
        "nnmi_game.cli.sweep:sweep",
        name="sweep",
        help=_("Play policies, seeds and coefficients by the thousand."),
    )
    app.command(
        "nnmi_game.cli.tournament:tournament",
        name="tournament",
        help=_("Let all policies play the same seeds and rank them."),
    )
    app.command(
        "nnmi_game.cli.plan:plan",
        name="plan",
        help=_("Search for a strong plan and save it as a game."),
    )
    app.command(build_class_app(), name="class")
    return app


def build_class_app() -> App:
    """The commands about a class."""
    from nnmi_game.cli.class_start import start

    app = App(
        name="class",
        help=_("Start a class, look after it, prepare one, fill it with bots, export or delete it."),
    )
    # A command without a name cannot be named by its import path.
    app.default(start)
    app.command("nnmi_game.cli.class_new:new", name="new", help=_("Prepare a session as a file."))
    app.command(
        "nnmi_game.cli.class_dashboard:dashboard",
        name="dashboard",
        help=_("Open the dashboard of a class that is served elsewhere."),
    )
    app.command("nnmi_game.cli.class_bots:bots", name="bots", help=_("Fill seats with bots."))
    app.command(
        "nnmi_game.cli.class_export:export",
        name="export",
        help=_("Write a class out: decisions, saves, grades."),
    )
    app.command(
        "nnmi_game.cli.class_debrief:debrief",
        name="debrief",
        help=_("Look back on a class, for a projector."),
    )
    app.command("nnmi_game.cli.class_delete:delete", name="delete", help=_("Delete a class or one person."))
    return app


def build_scenario_app() -> App:
    """The commands about scenario files."""
    app = App(name="scenario", help=_("List, check and describe scenario files."))
    app.command("nnmi_game.cli.scenario:list_scenarios", name="list", help=_("List the scenarios."))
    app.command(
        "nnmi_game.cli.scenario:check", name="check", help=_("Check scenario files and name every mistake.")
    )
    app.command(
        "nnmi_game.cli.scenario:schema", name="schema", help=_("Print the JSON Schema of a scenario file.")
    )
    return app


def parse_and_run(words: list[str]) -> int:
    """Run the command that the words name and give its exit code."""
    app = build_app()
    try:
        code = app(words, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        raise UsageError(explain(error)) from None
    # Help and version give nothing back.
    return code if isinstance(code, int) else EXIT_OK


def explain(error: CycloptsError) -> str:
    """One sentence that says which word was not understood, and what would be."""
    match error:
        case UnknownCommandError(unused_tokens=[word, *_rest]):
            if word.startswith("-"):
                return explain_early_option(word.partition("=")[0], error.app)
            return explain_word(word, [name for name in error.app or () if not name.startswith("-")])
        case UnknownOptionError():
            word = (error.token.keyword or error.token.value).partition("=")[0]
            return explain_option(
                word, [name for argument in error.argument_collection for name in argument.names]
            )
        case MissingArgumentError(keyword=str(name)):
            return _("{name} needs a value; --help says which.").format(name=name)
        case MissingArgumentError(argument=argument) if argument is not None:
            return _("{name} is missing; --help says what it is.").format(name=argument.name)
        case CoercionError(token=token) if token is not None:
            name = token.keyword or (error.argument.name if error.argument else "")
            if get_origin(error.target_type) is Literal:
                choices = ", ".join(get_args(error.target_type))
                return _("{name} cannot be {value!r}: choose one of {known}.").format(
                    name=name, value=token.value, known=choices
                )
            return _("{name} cannot be {value!r}; --help says what it takes.").format(
                name=name, value=token.value
            )
        case UnusedCliTokensError(unused_tokens=[word, *_rest]):
            return _("There is no place for {word!r} here; --help says what is taken.").format(word=word)
        case _:
            return _("This command was not understood; --help says what is.")


def explain_word(word: str, known: list[str]) -> str:
    """The sentence about a command that does not exist."""
    if near := difflib.get_close_matches(word, known, n=1):
        return _("There is no command {word!r}: did you mean {near!r}?").format(word=word, near=near[0])
    return _("There is no command {word!r}: choose one of {known}.").format(word=word, known=", ".join(known))


def explain_early_option(word: str, app: App | None) -> str:
    """The sentence about an option that stands before any command; most who write one want to play."""
    play = app["play"].assemble_argument_collection() if app is not None and "play" in app else ()
    if any(word in argument.names for argument in play):
        return _("Options stand behind a command: write nnmi play {word}.").format(word=word)
    return _("There is no option {word!r} here; --help lists those there are.").format(word=word)


def explain_option(word: str, known: list[str]) -> str:
    """The sentence about an option that does not exist."""
    if near := difflib.get_close_matches(word, known, n=1):
        return _("There is no option {word!r}: did you mean {near!r}?").format(word=word, near=near[0])
    return _("There is no option {word!r} here; --help lists those there are.").format(word=word)
