"""``nnmi report``: an after-action review of saved games, as a page and as tables."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from nnmi_game.cli.errors import EXIT_OK, CommandError, UsageError
from nnmi_game.cli.languages import speaking
from nnmi_game.cli.lines import Progress
from nnmi_game.locale import LANGUAGES, language, match_language
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.game.game import Game
    from nnmi_game.report.review import Review

#: What is written where no file is named.
_PAGE = Path("report.html")
_STDOUT = Path("-")


def report(
    saves: Annotated[list[Path], Parameter(help=_("Saved games; several are compared."), negative="")],
    /,
    *,
    output: Annotated[
        Path | None,
        Parameter(
            name=["--output", "-o"],
            allow_leading_hyphen=True,
            help=_("The page to write, one HTML file; report.html if nothing is named, - for the output."),
        ),
    ] = None,
    csv: Annotated[
        Path | None,
        Parameter(
            allow_leading_hyphen=True, help=_("Write all figures to this file as comma-separated values.")
        ),
    ] = None,
    jsonl: Annotated[
        Path | None,
        Parameter(
            allow_leading_hyphen=True,
            help=_("Write all figures to this file as JSON, one object in each line."),
        ),
    ] = None,
    language_: Annotated[
        str | None, Parameter(name="--language", help=_("Language of the page; else the one in use."))
    ] = None,
) -> int:
    """Write what was decided, what it did, the turning points, the traps and questions to think about."""
    for name, path in (("--output", output), ("--csv", csv), ("--jsonl", jsonl)):
        # where a value is missing, the next option is taken for it
        if path is not None and path != _STDOUT and str(path).startswith("-"):
            raise UsageError(_("{name} needs a value; --help says which.").format(name=name))
    if output is None and csv is None and jsonl is None:
        output = _PAGE
    wanted = [path for path in (output, csv, jsonl) if path is not None]
    _check_paths(saves, wanted)
    code = _language(language_)
    games = [_load(path) for path in saves]
    reviews = _reviews(games, _names(saves))
    if output is not None:
        with speaking(code):
            _write(output, _page(games, reviews))
    if csv is not None or jsonl is not None:
        from nnmi_game.report import tidy

        rows = [row for game, review in zip(games, reviews, strict=True) for row in tidy.rows(game, review)]
        if csv is not None:
            _write(csv, tidy.as_csv(rows))
        if jsonl is not None:
            _write(jsonl, tidy.as_jsonl(rows))
    for path in wanted:
        if path != _STDOUT:
            print(
                _("Written: {file}").format(file=path), file=sys.stderr if _STDOUT in wanted else sys.stdout
            )
    return EXIT_OK


def _check_paths(saves: Sequence[Path], wanted: Sequence[Path]) -> None:
    """Nothing is to be written over a saved game, twice to one place, or where it cannot be: told before the work."""
    places = [path if path == _STDOUT else path.resolve() for path in wanted]
    for path, place in zip(wanted, places, strict=True):
        if path != _STDOUT and place in [save.resolve() for save in saves]:
            raise UsageError(_("{file} is a saved game; the report needs another name.").format(file=path))
        if places.count(place) > 1:
            raise UsageError(
                _("{file} is named twice; each result needs a file of its own.").format(file=path)
            )
        if path == _STDOUT:
            continue
        if not place.parent.is_dir():
            raise _unwritable(path, os.strerror(errno.ENOENT))
        if path.is_dir():
            raise _unwritable(path, os.strerror(errno.EISDIR))


def _language(wish: str | None) -> str:
    code = language() if wish is None else match_language(wish)
    if code is None:
        raise UsageError(
            _("--language takes one of {known}, not {wish!r}.").format(known=", ".join(LANGUAGES), wish=wish)
        )
    return code


def _load(path: Path) -> Game:
    from nnmi_game.game.record import SaveError
    from nnmi_game.game.saves import load

    try:
        game = load(path)
    except SaveError as error:
        raise CommandError(str(error)) from None
    if not game.past:
        raise CommandError(
            _("{file}: no turn has been played yet, so there is nothing to look back on.").format(file=path)
        )
    return game


def _names(saves: Sequence[Path]) -> list[str]:
    """A name for each run: that of its file, with a number where two are alike."""
    found: list[str] = []
    for path in saves:
        name, number = path.stem, 1
        while name in found:
            number += 1
            name = f"{path.stem}-{number}"
        found.append(name)
    return found


def _reviews(games: Sequence[Game], names: Sequence[str]) -> list[Review]:
    from nnmi_game.report.facts import review

    progress = Progress(_("Looking back"))
    found = []
    try:
        for number, (game, name) in enumerate(zip(games, names, strict=True)):
            progress.show(number / len(games), name)
            found.append(review(game, name))
    finally:
        progress.close()
    return found


def _page(games: Sequence[Game], reviews: Sequence[Review]) -> str:
    from nnmi_game.report.page import page
    from nnmi_game.report.runs import beside

    return page(reviews, beside(games))


def _write(path: Path, text: str) -> None:
    """Write a result, whole or not at all."""
    from nnmi_game.game.saves import write_file

    # names of files on disk may hold bytes that no text has
    content = text.encode("utf-8", "replace")
    if path == _STDOUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    try:
        write_file(path, content)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from None


def _unwritable(path: Path, reason: str) -> CommandError:
    return CommandError(_("{file}: the file cannot be written: {reason}").format(file=path, reason=reason))
