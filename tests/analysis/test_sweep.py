"""Sweeps: the file that describes them, the journal that survives a kill, and the same rows whoever plays them."""

from __future__ import annotations

import csv
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from nnmi_game.analysis import policies
from nnmi_game.analysis.simulate import simulate
from nnmi_game.analysis.sweep import run as runner
from nnmi_game.analysis.sweep.journal import Journal, OtherSweepError
from nnmi_game.analysis.sweep.knobs import with_values
from nnmi_game.analysis.sweep.spec import Spec, SpecError, read_spec
from nnmi_game.analysis.sweep.tasks import Finished, count, play_task
from nnmi_game.cli import main
from nnmi_game.engine.tables import compile_tables
from nnmi_game.scenario.load import load

TINY = Path(__file__).parents[1] / "data" / "tiny.toml"
TEXT = f"""
scenario = {str(TINY)!r}
policies = ["even", "idle"]
seeds = {{ first = 5, count = 3 }}
worlds = 2
measures = ["transitions", "institute_members.FIELD"]

[grid]
membership.word_of_mouth = [100, 900]

[sample]
points = 2
"economy.erosion" = [10, 60]
""".replace("FIELD", next(iter(compile_tables(load(TINY)).technology)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The results of the sweep, played by one process without a break."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "wish.toml").write_text(TEXT)
    assert main(["sweep", str(folder / "wish.toml"), "-o", str(folder), "--jobs", "1"]) == 0
    return (folder / "results.csv").read_bytes()


@pytest.fixture
def wish(tmp_path: Path) -> Path:
    path = tmp_path / "wish.toml"
    path.write_text(TEXT)
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_those_of_plain_games(wish: Path) -> None:
    spec = read_spec(wish)
    assert (len(spec.points), spec.runs, count(spec)) == (4, 24, 16)
    rows = [
        dict(zip(spec.columns, row, strict=True))
        for task in range(count(spec))
        for row in play_task(spec, task).rows
    ]
    assert len({(row["point"], row["policy"], row["seed"]) for row in rows}) == len(rows) == 24
    mine = [row for row in rows if row["point"] == 2 and row["policy"] == "even"]
    values = {path: int(mine[0][path]) for path in spec.paths}
    tables = compile_tables(with_values(spec.scenario, values))
    games = simulate(tables, policies.make("even", tables), 5, 3, ("transitions",))
    assert [row["seed"] for row in mine] == [5, 6, 7]
    assert [row["transition"] for row in mine] == games.final("transition").tolist()
    assert [row["transitions"] for row in mine] == games.final("transitions").tolist()


def test_sampled_points_cover_the_range(wish: Path) -> None:
    wish.write_text(TEXT.replace("points = 2", "points = 10\nseed = 3").replace("[10, 60]", "[1, 10]"))
    spec = read_spec(wish)
    place = spec.paths.index("economy.erosion")
    assert sorted({point[place] for point in spec.points}) == list(range(1, 11))


def test_all_mistakes_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        f"scenario = {str(TINY)!r}\n"
        """policies = ["even", "napoleon", "history", "even"]
seeds = { first = -1, count = 0, last = 3 }
worlds = 1.5
measures = ["transitionz", "institute_members.mars", "members.all"]
colour = 1
[grid]
membership.ambiant = [1]
membership.near = []
membership.join = 3
defaults.portfolio_4 = [1]
economy.erosion = [5, -1]
competition.seed_low = [2000000]
[sample]
membership.word_of_mouth = [300, 100]
economy.erosion = [1, 2, 3]
"""
    )
    with pytest.raises(SpecError) as caught:
        read_spec(path)
    text = str(caught.value)
    keys = {problem.key for problem in caught.value.problems}
    assert keys == {
        *("policies[1]", "policies[2]", "policies[3]", "seeds.first", "seeds.count", "seeds.last", "worlds"),
        *(
            "measures[0]",
            "measures[1]",
            "measures[2]",
            "colour",
            "grid.membership.ambiant",
            "grid.membership.near",
        ),
        *(
            "grid.membership.join",
            "grid.defaults.portfolio_4",
            "grid.economy.erosion",
            "grid.competition.seed_low",
        ),
        *("sample.points", "sample.membership.word_of_mouth", "sample.economy.erosion"),
    }
    assert (
        f"{path}:8:12: grid.membership.ambiant: there is no such coefficient; did you mean membership.ambient?"
        in text
    )
    assert main(["--lang", "en", "sweep", str(path)]) == 1
    assert capsys.readouterr().err == f"nnmi: {text}\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "scenario: this key is missing"),
        ("scenario = 'nowhere'\npolicies = ['even']\nseeds = 3", "seeds: this value cannot be used"),
        ("scenario = [", "this is not valid TOML"),
        ("scenario = 'a'\nscenario = 'b'", "this key is given twice"),
        ("policies = 7\ngrid = 3\nsample = []", "grid: this must be a table"),
    ],
)
def test_other_mistakes(tmp_path: Path, text: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text)
    assert main(["--lang", "en", "sweep", str(path), "-o", str(tmp_path / "out")]) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_options_that_cannot_be(wish: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    for words, code, sentence in (
        (["--jobs", "0"], 2, "--jobs must be between 1 and"),
        (["--format", "xls"], 2, "csv, parquet"),
        (["-o", str(blocked)], 1, f"{blocked} cannot be used"),
    ):
        assert main(["--lang", "en", "sweep", str(wish), *words]) == code
        assert sentence in capsys.readouterr().err


def test_what_is_not_installed(
    wish: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    for words in (["--format", "parquet"], ["--cluster", "tcp://127.0.0.1:1"]):
        assert main(["--lang", "en", "sweep", str(wish), *words]) == 2
        assert "install nnmi-game[sweep]" in capsys.readouterr().err


def test_a_policy_of_ones_own(wish: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.py"
    text = TEXT.replace('"even"', f'"{own}:make"').replace("count = 3", "count = 1")
    wish.write_text(text)
    out = ["-o", str(tmp_path / "out"), "--jobs", "1"]
    own.write_text("from nnmi_game.analysis.policies.idle import make")
    assert main(["--lang", "en", "sweep", str(wish), *out]) == 0
    own.write_text("def make(tables):\n    return lambda state, tables, luck: 1 // 0")
    capsys.readouterr()
    assert main(["sweep", str(wish), *out]) == 1
    assert "another sweep" in capsys.readouterr().err
    assert main(["sweep", str(wish), *out[:1], str(tmp_path / "new"), "--jobs", "2"]) == 1
    assert "A policy failed: ZeroDivisionError" in capsys.readouterr().err


def test_the_same_rows_by_one_process_and_by_two(wish: Path, tmp_path: Path, whole: bytes) -> None:
    assert main(["sweep", str(wish), "-o", str(tmp_path), "--jobs", "2"]) == 0
    assert (tmp_path / "results.csv").read_bytes() == whole
    assert len(whole.splitlines()) == 25


def test_a_folder_holds_one_sweep(wish: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ["-o", str(tmp_path / "out"), "--jobs", "1"]
    wish.write_text(TEXT.replace("count = 3", "count = 1"))
    assert main(["--lang", "en", "sweep", str(wish), *out]) == 0
    assert main(["sweep", str(wish), *out]) == 0
    wish.write_text(TEXT)
    capsys.readouterr()
    assert main(["sweep", str(wish), *out]) == 1
    assert "holds the results of another sweep" in capsys.readouterr().err


def test_a_journal_forgets_a_torn_line_only(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path, "abc")
    journal.add([Finished(2, [[1, "x"]]), Finished(0, [[2, "y"]])])
    journal.close()
    whole = path.read_bytes()
    for cut in range(1, len(whole.splitlines(keepends=True)[-1]) + 1):
        path.write_bytes(whole[:-cut])
        journal = Journal(path, "abc")
        assert list(journal.places) == [2]
        journal.add([Finished(1, [[3, "z"]])])
        assert [one.rows for one in journal.results()] == [[[3, "z"]], [[1, "x"]]]
        journal.close()
    for stranger in (b"hello\n", b"hello\nworld", whole):
        path.write_bytes(stranger)
        with pytest.raises(OtherSweepError):
            Journal(path, "another")
        assert path.read_bytes() == stranger
    path.write_bytes(whole[:7])
    Journal(path, "abc").close()
    assert len(path.read_bytes().splitlines()) == 1


KILLED = """
import os, signal, sys
from nnmi_game.analysis.sweep import run
from nnmi_game.cli import main
spec, out, jobs, after = sys.argv[1:]
real = run.run
def killing(wish, journal, executor, workers, progress):
    def show(done, total):
        if done >= int(after):
            os.kill(os.getpid(), signal.SIGKILL)
    real(wish, journal, executor, workers, show)
run.run = killing
main(["sweep", spec, "-o", out, "--jobs", jobs])
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_and_started_again(wish: Path, tmp_path: Path, whole: bytes, jobs: str) -> None:
    out = tmp_path / "out"
    words = [sys.executable, "-c", KILLED, str(wish), str(out), jobs, "3"]
    # The pipe ends only when the workers have ended as well.
    killed = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert not (out / "results.csv").exists()
    journal = Journal(out / "journal.jsonl", read_spec(wish).digest)
    kept = {
        task: (out / "journal.jsonl").read_bytes()[at:].split(b"\n")[0] for task, at in journal.places.items()
    }
    journal.close()
    assert 3 <= len(kept) < 16
    assert main(["sweep", str(wish), "-o", str(out), "--jobs", "1"]) == 0
    assert (out / "results.csv").read_bytes() == whole
    # nothing was played twice: one line for the sweep, one for each task, those of the first start unchanged
    lines = (out / "journal.jsonl").read_bytes().splitlines()
    assert len(lines) == 17 and set(kept.values()) <= set(lines)


def test_short_tasks_travel_in_bundles(wish: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def at_once(_packed: bytes, tasks: list[int]) -> tuple[list[Finished], float]:
        bundles.append(len(tasks))
        return [Finished(task, [[task]]) for task in tasks], 0.01 * len(tasks)

    bundles: list[int] = []
    monkeypatch.setattr(runner, "_timed", at_once)
    wish.write_text(TEXT.replace("count = 3", "count = 400"))
    spec = read_spec(wish)
    journal = Journal(tmp_path / "journal", spec.digest)
    with ThreadPoolExecutor(2) as pool:
        runner.run(spec, journal, pool, 2)
    assert sorted(journal.places) == list(range(count(spec)))
    assert sum(bundles) == count(spec) == 1600
    assert 25 <= max(bundles) <= 26 and bundles[-1] == 1
    journal.close()


def test_parquet(wish: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    out = ["-o", str(tmp_path / "out"), "--jobs", "1"]
    assert main(["sweep", str(wish), *out]) == main(["sweep", str(wish), *out, "--format", "parquet"]) == 0
    table = parquet.read_table(tmp_path / "out" / "results.parquet").to_pylist()
    assert [{name: str(value) for name, value in row.items()} for row in table] == rows_of(
        tmp_path / "out" / "results.csv"
    )


def test_a_cluster_gives_the_same_rows(wish: Path, tmp_path: Path, whole: bytes) -> None:
    distributed = pytest.importorskip("distributed", reason="dask is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        there = ["--cluster", cluster.scheduler_address]
        assert main(["sweep", str(wish), "-o", str(tmp_path / "there"), *there]) == 0
    assert (tmp_path / "there/results.csv").read_bytes() == whole


def test_a_cluster_that_is_not_there(wish: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed", reason="dask is not installed")
    out = ["-o", str(tmp_path / "out")]
    assert main(["--lang", "en", "sweep", str(wish), *out, "--cluster", "nonsense://x"]) == 1
    assert "The cluster nonsense://x cannot be used" in capsys.readouterr().err


def test_a_spec_travels_whole(wish: Path) -> None:
    from nnmi_game.analysis.sweep.tasks import pack, unpack

    spec = read_spec(wish)
    packed = pack(spec)
    assert unpack(packed).digest == spec.digest
    assert isinstance(unpack(packed), Spec)
