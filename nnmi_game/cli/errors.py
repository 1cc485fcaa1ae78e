"""What a command says when it cannot do its work: one sentence and an exit code, no traceback."""

from nnmi_game.locale import gettext as _

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class CommandError(Exception):
    """The command was understood but failed; the text is one whole sentence for the person."""

    exit_code = EXIT_FAILED


class UsageError(CommandError):
    """The command was not understood, or cannot run here."""

    exit_code = EXIT_USAGE


def unfinished(command: str) -> CommandError:
    """The error of a command that this version announces but does not have yet."""
    return CommandError(_("The command {command!r} is not finished in this version.").format(command=command))
