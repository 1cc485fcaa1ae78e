"""What a player gets: a wheel with everything inside, and a start that is light and speaks plainly."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    pytest.importorskip("build", reason="the wheel is built with the package build, which the dev extra has")
    pytest.importorskip("hatchling", reason="the wheel is built with hatchling, which the dev extra has")
    target = tmp_path_factory.mktemp("wheel")
    # Without isolation: the backend is installed already, and the test needs no network.
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = target.glob("*.whl")
    return zipfile.ZipFile(path)


def files_under(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("folder", ["content", "saves"])
def test_wheel_ships_folder(wheel: zipfile.ZipFile, folder: str):
    prefix = f"nnmi_game/{folder}/"
    shipped = {name.removeprefix(prefix) for name in wheel.namelist() if name.startswith(prefix)}

    assert shipped
    assert shipped == files_under(ROOT / folder)


def test_wheel_ships_translations_types_and_license(wheel: zipfile.ZipFile):
    names = set(wheel.namelist())

    assert {"nnmi_game/locale/zh/LC_MESSAGES/nnmi.mo", "nnmi_game/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_wheel_holds_nothing_else(wheel: zipfile.ZipFile):
    tops = {name.split("/")[0] for name in wheel.namelist()}

    assert tops == {"nnmi_game", next(top for top in tops if top.endswith(".dist-info"))}


def nnmi(
    *words: str, python: tuple[str, ...] = ("-m", "nnmi_game"), **environ: str
) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LC_MESSAGES")}
    return subprocess.run(
        [sys.executable, *python, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**env, "NNMI_LANG": "en", "PYTHONUTF8": "1", **environ},
        cwd=ROOT,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("words", [(), ("play",)])
def test_without_terminal_one_sentence_and_exit_code_2(words: tuple[str, ...]):
    done = nnmi(*words)

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "nnmi: The game needs a terminal; without one, try for example: nnmi play --plain\n"
    )


def test_without_terminal_in_chinese():
    done = nnmi(NNMI_LANG="zh")

    assert done.returncode == 2
    assert "终端" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("scenrio",), "There is no command 'scenrio': did you mean 'scenario'?"),
        (("--saves", "here"), "Options stand behind a command: write nnmi play --saves."),
        (("scenario", "xyz"), "There is no command 'xyz': choose one of list, check, schema."),
        (("scenario", "check"), "FILES is missing; --help says what it is."),
        (("simulate", "x", "--sed", "1"), "There is no option '--sed': did you mean '--seed'?"),
        (("simulate", "x", "--seed", "a"), "--seed cannot be 'a'; --help says what it takes."),
        (("simulate", "x", "--seed"), "--seed needs a value; --help says which."),
        (("simulate", "x", "y"), "There is no place for 'y' here; --help says what is taken."),
        (("--lang", "tlh"), "--lang takes one of en, zh, not 'tlh'."),
    ],
)
def test_usage_errors_are_one_sentence(words: tuple[str, ...], sentence: str):
    done = nnmi(*words)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"nnmi: {sentence}\n")


def test_help_and_version():
    assert "simulate" in nnmi("--help").stdout
    assert nnmi("--version").stdout.startswith("nnmi ")
    assert "scenario" in nnmi("--help", "--lang", "zh").stdout


def test_start_imports_nothing_heavy():
    """Numpy, cattrs and the parser cost a tenth of a second each; the first paint does not wait for them."""
    code = (
        "import sys; from nnmi_game.cli import main; main([]); "
        "print(*({'numpy', 'cattrs', 'cyclopts', 'textual'} & set(sys.modules)))"
    )

    assert nnmi(python=("-c", code)).stdout.split() == []


def test_help_imports_neither_engine_nor_screen():
    code = (
        "import sys; from nnmi_game.cli import main; main(['simulate', '--help']); "
        "print('HEAVY', *({'numpy', 'cattrs', 'textual'} & set(sys.modules)))"
    )

    assert nnmi(python=("-c", code)).stdout.split("HEAVY")[1].split() == []
