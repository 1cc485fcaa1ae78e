"""The registry: every key once, a plain one for everything, each action in help and palette."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from nnmi_game.tui import screens
from nnmi_game.tui.actions import clashes, written_key
from nnmi_game.tui.common import common_actions, registry, turn_actions
from nnmi_game.tui.frame import Dialog, Keyed
from nnmi_game.tui.pages import PAGES


def screen_classes() -> list[type[Keyed]]:
    modules = [
        import_module(f"{screens.__name__}.{module.name}") for module in iter_modules(screens.__path__)
    ]
    found = {
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, Keyed) and not issubclass(thing, Dialog)
    }
    return sorted(found, key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", screen_classes(), ids=lambda cls: cls.__name__)
def test_no_two_actions_of_a_screen_share_a_key(cls: type[Keyed]) -> None:
    everywhere = registry().game if cls.is_page else ()
    # Esc means the nearest way back: a page may have one before the desk.
    found = clashes([*cls.actions, *everywhere, *common_actions()])

    assert [clash for clash in found if not clash.startswith("escape:")] == []


@pytest.mark.parametrize("cls", screen_classes(), ids=lambda cls: cls.__name__)
def test_every_action_has_a_plain_key(cls: type[Keyed]) -> None:
    actions = [*cls.actions, *turn_actions(), *common_actions()]

    # one printable sign: editors and browsers around a terminal keep other keys for themselves
    assert [
        a.id for a in actions if not (len(written_key(a.key)) == 1 and written_key(a.key).isascii())
    ] == []


def test_pages_have_keys_of_their_own() -> None:
    assert len({page.key for page in PAGES}) == len(PAGES)


def test_a_key_used_twice_is_found() -> None:
    first, *_rest = common_actions()

    assert clashes([first, first])[0] == "h: help and help"
