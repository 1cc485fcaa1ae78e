"""History in the model beside the public record."""

import json
from pathlib import Path

import numpy as np
import pytest

from nnmi_game.analysis import calibrate, policies
from nnmi_game.analysis.calibrate import Row
from nnmi_game.analysis.simulate import Run
from nnmi_game.cli.calibrate import calibrate as command
from nnmi_game.cli.errors import CommandError
from nnmi_game.engine.tables import Tables, compile_tables
from nnmi_game.scenario.library import scenarios_folder
from nnmi_game.scenario.load import load

RECORD = scenarios_folder() / "nnmi-2012" / "record" / "record.toml"
YEARS = (2016, 2017, 2019, 2020)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return compile_tables(load("nnmi-2012"))


@pytest.fixture(scope="module")
def run(tables: Tables) -> Run:
    return calibrate.play(tables, policies.make("history", tables), 1, 200)


@pytest.fixture(scope="module")
def rows(tables: Tables, run: Run) -> list[Row]:
    return calibrate.compare(calibrate.read_record(RECORD), run, tables)


def test_the_network_follows_the_record(rows: list[Row]) -> None:
    """Every yearly figure of the years with a record lies within a fifth of it."""
    network = [row for row in rows if row.scope == "network" and row.fy in YEARS]
    assert len(network) >= 20
    off = {(row.fy, row.measure): row.error for row in network if row.error is None or abs(row.error) > 0.2}
    assert off == {}


def test_institutes_follow_their_own_series(rows: list[Row]) -> None:
    """Every dated roll of an institute within the game lies within 35 per cent."""
    institutes = [row for row in rows if row.scope == "institute" and row.model is not None]
    assert len(institutes) >= 15
    assert {row.id: row.error for row in institutes if row.error is None or abs(row.error) > 0.35} == {}


def test_spending_stays_level_while_base_money_falls(run: Run) -> None:
    """Other money takes the place of base money in the last four years."""
    spending = run.figures["spending"][1::2].mean(axis=1)[-4:]
    base = run.figures["federal_base"][1::2].mean(axis=1)[-4:]
    assert base[-1] < 0.9 * base[0]
    assert np.all(np.abs(spending / spending.mean() - 1) < 0.1)


def test_the_nation_follows_its_path(rows: list[Row]) -> None:
    """Half a billion a year does not move the national share or employment."""
    macro = [row for row in rows if row.scope == "macro" and row.error is not None]
    assert len(macro) >= 20
    assert all(abs(row.error or 0.0) < 0.02 for row in macro)


def test_another_record_of_the_same_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command reads it, and gives every figure a row; unknown figures and years have no model value."""
    record = tmp_path / "record.toml"
    record.write_text(
        "[[network_totals]]\nfy = 2018\nmembers_total = 1000\nballoons = 7\nsource = ['x']\n"
        "[[network_totals]]\nfy = 2030\nprojects = 5\n"
        "[[institute_members]]\nid = 'america_makes'\ndate = '2018-06'\nmembers = 200\n",
        encoding="utf-8",
    )
    assert command("nnmi-2012", record=record, worlds=4, json_=True) == 0
    found = {(row["fy"], row["measure"]): row for row in json.loads(capsys.readouterr().out)}
    assert found[2018, "members_total"]["error"] == pytest.approx(
        found[2018, "members_total"]["model"] / 1000 - 1
    )
    assert found[2018, "balloons"]["model"] is None
    assert found[2030, "projects"]["model"] is None
    assert found[2018, "members"]["scope"] == "institute"
    assert set(found[2018, "members"]) == {"scope", "id", "fy", "measure", "record", "model", "error"}


@pytest.mark.parametrize("text", ["not toml", None])
def test_a_record_that_cannot_be_read(tmp_path: Path, text: str | None) -> None:
    """One sentence says what is wrong with the file."""
    record = tmp_path / "record.toml"
    if text is not None:
        record.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match="record"):
        command("nnmi-2012", record=record, worlds=1)
