"""The reports of an export: one on the class, one for each office where a person played, in every language."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from nnmi_game.cli.languages import speaking
from nnmi_game.cli.lines import Progress
from nnmi_game.locale import LANGUAGES
from nnmi_game.locale import gettext as _

if TYPE_CHECKING:
    from nnmi_game.analysis.cohort import Cohort

#: Games that are looked back on at once; each takes some seconds and 150 MB.
MOST_PROCESSES = 4


def class_reports(cohort: Cohort, names: bool) -> dict[str, str]:
    """The report on the class by a file's name."""
    from nnmi_game.report.page import cohort_page

    found = {}
    for code in LANGUAGES:
        with speaking(code):
            found[f"class-{code}.html"] = cohort_page(cohort, names)
    return found


def write_office_reports(saves: list[Path], folder: Path) -> int:
    """Look back on saved games and write a page for each language; how many files. ``OSError`` if that fails."""
    if len(saves) < 2:
        return sum(_write_report(save, folder) for save in saves)
    count = 0
    progress = Progress(_("Looking back"))
    # One game after another in several processes: an interrupted export keeps what is written.
    with ProcessPoolExecutor(min(os.cpu_count() or 1, MOST_PROCESSES), get_context("spawn")) as pool:
        try:
            for number, written in enumerate(pool.map(_write_report, saves, [folder] * len(saves)), start=1):
                count += written
                progress.show(number / len(saves), saves[number - 1].stem)
        finally:
            progress.close()
    return count


def _write_report(save: Path, folder: Path) -> int:
    from nnmi_game.game.saves import load, write_file
    from nnmi_game.report.facts import review
    from nnmi_game.report.page import page

    game = load(save)
    if not game.past:
        return 0
    found = review(game, save.stem)
    for code in LANGUAGES:
        with speaking(code):
            write_file(folder / f"{save.stem}-{code}.html", page([found]).encode())
    return len(LANGUAGES)
