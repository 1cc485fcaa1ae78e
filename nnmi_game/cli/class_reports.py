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
#: Games that one process looks back on in a row: what they have in common is reckoned once.
TOGETHER = 8


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
    processes = min(os.cpu_count() or 1, MOST_PROCESSES)
    size = min(TOGETHER, -(-len(saves) // processes)) or 1
    parts = [saves[start : start + size] for start in range(0, len(saves), size)]
    if len(parts) < 2:
        return sum(_write_reports(part, folder) for part in parts)
    count, done = 0, 0
    progress = Progress(_("Looking back"))
    # Part after part in several processes: an interrupted export keeps what is written.
    with ProcessPoolExecutor(min(processes, len(parts)), get_context("spawn")) as pool:
        try:
            for part, written in zip(
                parts, pool.map(_write_reports, parts, [folder] * len(parts)), strict=True
            ):
                count, done = count + written, done + len(part)
                progress.show(done / len(saves), part[-1].stem)
        finally:
            progress.close()
    return count


def _write_reports(saves: list[Path], folder: Path) -> int:
    from nnmi_game.game.saves import load, write_file
    from nnmi_game.report.courses import Companions
    from nnmi_game.report.facts import review
    from nnmi_game.report.page import page

    count, game, companions = 0, None, Companions()
    for save in saves:
        game = load(save, like=game)
        if not game.past:
            continue
        found = review(game, save.stem, companions=companions)
        for code in LANGUAGES:
            with speaking(code):
                write_file(folder / f"{save.stem}-{code}.html", page([found]).encode())
        count += len(LANGUAGES)
    return count
