"""The command line: ``nnmi`` starts the game, its sub-commands work without a screen.

``main`` stays light, since every start passes through it: the parser is imported only when there is
something to parse, and each command imports what it needs when it runs.
"""

import os
import sys
from collections.abc import Sequence

from nnmi_game.cli.errors import EXIT_INTERRUPTED, EXIT_OK, CommandError, UsageError
from nnmi_game.locale import LANGUAGE_VARIABLE, LANGUAGES, choose_language, match_language, set_language
from nnmi_game.locale import gettext as _

LANGUAGE_OPTION = "--lang"


def main(argv: Sequence[str] | None = None) -> int:
    """Run ``nnmi`` with these words (the process's own by default) and give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    set_language(choose_language())
    before = os.environ.get(LANGUAGE_VARIABLE)
    try:
        code = run(take_language(words))
        sys.stdout.flush()
    except CommandError as error:
        print(f"nnmi: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader, such as head, has seen enough; keep the interpreter's last flush quiet as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    finally:
        os.environ.pop(LANGUAGE_VARIABLE, None)
        if before is not None:
            os.environ[LANGUAGE_VARIABLE] = before
    return code


def run(words: list[str]) -> int:
    """Start the game if there are no words, else run the command they name."""
    if not words:
        from nnmi_game.cli.screen import start_game

        return start_game()
    from nnmi_game.cli.parser import parse_and_run

    return parse_and_run(words)


def take_language(words: list[str]) -> list[str]:
    """Switch to the language that ``--lang`` asks for and give the other words.

    This comes before all other parsing, so that help and errors speak the language too. As a variable of the
    environment it counts before the player's settings, and for programs that are started from this one.
    """
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "--":
            return [*rest, word, *waiting]
        name, equals, wish = word.partition("=")
        if name != LANGUAGE_OPTION:
            rest.append(word)
            continue
        if not equals:
            wish = next(waiting, "")
        code = match_language(wish)
        if code is None:
            known = ", ".join(LANGUAGES)
            raise UsageError(
                _("--lang takes one of {known}, not {wish!r}.").format(known=known, wish=wish)
                if wish
                else _("--lang takes one of {known}.").format(known=known)
            )
        set_language(code)
        os.environ[LANGUAGE_VARIABLE] = code
    return rest
