"""`docs/operating.md` names every setting, with its default and bounds, and every command with its options."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
import pytest

from casework.web.cli.main import casework
from config import VARIABLES, BadSetting, Settings
from tests.docs import pages

PAGE = pages.read("operating.md")
SETTINGS = pages.table(pages.part(PAGE, "Settings"))


def commands(group: click.Group = casework, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield before + name, command


COMMANDS = dict(commands())


def test_every_setting_is_documented_and_no_other() -> None:
    assert set(SETTINGS) == set(VARIABLES)


@pytest.mark.parametrize("variable", VARIABLES)
def test_the_documented_default_is_the_default(variable: str) -> None:
    value = getattr(Settings(), VARIABLES[variable][0])
    shown = SETTINGS[variable][0].strip("`")
    if isinstance(value, bool):
        assert shown == ("yes" if value else "no")
    elif isinstance(value, timedelta):
        assert int(shown) == value / timedelta(minutes=1 if "MINUTES" in variable else 60)
    elif isinstance(value, int):
        assert int(shown) == (value // 2**20 if variable.endswith("_MB") else value)
    elif isinstance(value, Path):
        assert shown == f"{value.name}/"
    else:
        assert shown == (value or "SQLite in the data folder")


@pytest.mark.parametrize("variable", [name for name, cells in SETTINGS.items() if " to " in cells[1]])
def test_the_documented_bounds_are_the_bounds(variable: str) -> None:
    low, _, high = SETTINGS[variable][1].partition(" to ")
    for inside in (low, high):
        Settings.from_environment({variable: inside})
    for outside in (int(low) - 1, int(high) + 1):
        with pytest.raises(BadSetting):
            Settings.from_environment({variable: str(outside)})


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_options(name: str) -> None:
    described = pages.table(pages.part(PAGE, "Command line"))[name]
    options = {option for each in COMMANDS[name].params for option in each.opts if option.startswith("--")}
    assert pages.code_words(described[1]) == options


def test_no_command_is_documented_that_does_not_exist() -> None:
    assert set(pages.table(pages.part(PAGE, "Command line"))) == set(COMMANDS)
