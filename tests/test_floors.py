"""The house has floors: a room knows only the rooms below it, and the engine knows no world outside."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "nnmi_game"

FLOORS = {
    "locale": 0,
    "scenario": 1,
    "engine": 2,
    "game": 3,
    "analysis": 3,
    "report": 4,
    "classroom": 4,
    "tui": 5,
    "plain": 5,
    "web": 6,
    "cli": 7,
    "__main__": 8,
}

# On one floor, doors are closed but for these.
DOORS = {("analysis", "game"), ("plain", "tui")}

SCREEN = {"textual", "rich", "curses"}
SCREEN_ROOMS = {"tui", "cli"}

ENGINE_MODULES = {
    *(
        "random",
        "secrets",
        "uuid",
        "time",
        "datetime",
        "calendar",
        "os",
        "io",
        "pathlib",
        "shutil",
        "tempfile",
    ),
    *("sys", "socket", "subprocess", "threading", "asyncio", "math", "cmath", "statistics"),
}
"""What would let files, clocks, chance or inexact arithmetic into the engine."""

INEXACT = {
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "logaddexp2"),
    *("power", "float_power", "pow", "cbrt", "hypot"),
    *("sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2", "asin", "acos", "atan", "atan2"),
    *("sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "asinh", "acosh", "atanh"),
}
"""Functions whose last bit differs between processors and libraries; + - * / and sqrt do not."""


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def sources(room: str | None = None) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if room is None or room_of(path) == room]


def module_name(path: Path) -> list[str]:
    parts = ["nnmi_game", *path.relative_to(PACKAGE).with_suffix("").parts]
    return parts[:-1] if parts[-1] == "__init__" else parts


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that the file imports, at its top or inside a function."""
    package = module_name(path) if path.name == "__init__.py" else module_name(path)[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{origin}.{alias.name}"


def may_import(room: str, other: str) -> bool:
    return room == other or FLOORS[other] < FLOORS[room] or (room, other) in DOORS


def show(path: Path, line: int) -> str:
    return f"{path.relative_to(PACKAGE.parent)}:{line}"


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def test_every_room_has_a_floor():
    rooms = {room_of(path) for path in sources()} - {"__init__"}

    assert rooms <= set(FLOORS), "give the new room a floor in this test and in the read-me"


def test_rooms_know_only_the_floors_below():
    wrong = []
    for path in sources():
        room = room_of(path)
        for line, name in imports_of(path):
            parts = name.split(".")
            if parts[0] != "nnmi_game" or len(parts) == 1 or parts[1] not in FLOORS:
                continue
            if room == "__init__" or not may_import(room, parts[1]):
                wrong.append(f"{show(path, line)}: {room} imports {name}")

    assert wrong == []


def test_only_the_screen_knows_the_screen():
    wrong = [
        f"{show(path, line)}: {name}"
        for path in sources()
        if room_of(path) not in SCREEN_ROOMS
        for line, name in imports_of(path)
        if name.split(".")[0] in SCREEN
    ]

    assert wrong == []


def test_engine_imports_no_outside_world():
    wrong = [
        f"{show(path, line)}: {name}"
        for path in sources("engine")
        for line, name in imports_of(path)
        if name.split(".")[0] in ENGINE_MODULES
    ]

    assert wrong == []


def test_engine_computes_exactly():
    wrong = []
    for path in sources("engine"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in INEXACT
                and dotted(node.value) in {"np", "numpy"}
            ):
                wrong.append(f"{show(path, node.lineno)}: {dotted(node)}")
            elif isinstance(node, ast.Call) and dotted(node.func) in {"pow", "open"}:
                wrong.append(f"{show(path, node.lineno)}: {dotted(node.func)}()")
            # A power of constants is worked out once, in whole numbers; one of arrays goes through pow.
            elif is_inexact_power(node):
                wrong.append(f"{show(path, node.lineno)}: **")
        for line, name in imports_of(path):
            if name.startswith("numpy.") and name.rpartition(".")[2] in INEXACT:
                wrong.append(f"{show(path, line)}: {name}")

    assert wrong == []


def is_inexact_power(node: ast.AST) -> bool:
    """Whether the power goes through pow at run time; whole powers of written numbers are exact."""
    if isinstance(node, ast.AugAssign):
        return isinstance(node.op, ast.Pow)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        return not (isinstance(node.left, ast.Constant) and is_whole_number(node.right))
    return False


def is_whole_number(node: ast.expr) -> bool:
    operand = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(operand, ast.Constant) and isinstance(operand.value, int)


def test_luck_is_the_only_chance():
    wrong = []
    for path in sources("engine"):
        allowed = {"numpy.random.Philox"} if path.name == "luck.py" else set()
        names = [(line, name) for line, name in imports_of(path) if name.startswith("numpy.random")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and dotted(node.value) in {"np.random", "numpy.random"}:
                names.append((node.lineno, f"numpy.random.{node.attr}"))
        wrong += [f"{show(path, line)}: {name}" for line, name in names if name not in allowed]

    assert wrong == []


@pytest.mark.parametrize(
    ("room", "other", "allowed"),
    [
        ("engine", "scenario", True),
        ("scenario", "engine", False),
        ("analysis", "game", True),
        ("game", "analysis", False),
        ("report", "classroom", False),
        ("scenario", "locale", True),
        ("tui", "cli", False),
    ],
)
def test_who_may_import_whom(room: str, other: str, allowed: bool):
    assert may_import(room, other) == allowed
