"""`import` from a script: what it refuses unread, and what can be said of a list."""

from pathlib import Path

import pytest

from tests.imports.sheets import table
from tests.web.cli.shell import Shell

OURS = "id,name,birthday,arrested\n1,Ivan Ivanou,1990-01-01,2021-02-01\n"


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell(tmp_path)
    assert found.init().returncode == 0
    return found


def written(shell: Shell, text: str, name: str = "list.csv") -> str:
    path = shell.folder / name
    path.write_text(text, "utf-8")
    return str(path)


def test_a_file_of_a_gigabyte_is_refused_by_its_size(shell: Shell) -> None:
    path = shell.folder / "huge.csv"
    with path.open("wb") as huge:
        huge.truncate(2**30)
    done = shell.run("import", str(path), *shell.identity)
    assert done.returncode == 1
    assert done.stderr.strip() == "Refused: the file is larger than 32 MB (CASEWORK_UPLOAD_MB)."


def test_a_workbook_comes_in_and_what_contradicts_follows_the_choice(shell: Shell) -> None:
    path = shell.folder / "list.xlsx"
    path.write_bytes(table(("id", "name", "birthday"), (1, "Ivan Ivanou", "1990-01-01")))
    more = ("--source", "a partner", "--licence", "not to be passed on")
    assert shell.answer("import", str(path), *more)["created"] == 1
    other = written(shell, OURS.replace("1990-01-01", "1990-01-02"))
    found = shell.answer("import", other, "--conflicts", "both", "--kind", "cases")
    assert (found["updated"], found["warnings"]) == (1, [{"row": 2, "reason": "birth: the list now says 1990-01-02"}])


def test_a_mapping_that_is_not_there_and_a_kind_that_is_none_are_refused(shell: Shell) -> None:
    path = written(shell, OURS)
    done = shell.run("import", path, *shell.identity, "--profile", "no such")
    assert (done.returncode, done.stderr.strip()) == (1, "Refused: there is no saved mapping of this name.")
    assert shell.run("import", path, *shell.identity, "--kind", "recipes").returncode == 2
