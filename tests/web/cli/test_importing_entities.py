"""`import --kind`: FollowTheMoney and the EU's list from the command line, dry and for good."""

from pathlib import Path

from tests.imports.entitiesonfile import EU, FTM
from tests.web.cli.shell import Shell


def written(shell: Shell, name: str, data: bytes) -> Path:
    path = shell.folder / name
    path.write_bytes(data)
    return path


def test_followthemoney_comes_in_and_a_second_time_changes_nothing(shell: Shell) -> None:
    shell.init()
    given = ("import", str(written(shell, "list.json", FTM)), "--kind", "followthemoney", "--list", "invented")
    planned = shell.answer(*given, "--dry-run")
    done = shell.answer(*given)
    assert (planned["created"], done["created"]) == (12, 12)
    assert done["refused"][0] == {
        "row": 13, "reason": "ownership that comes back to where it began, in the rows 13, 14",
    }  # fmt: skip
    again = shell.answer(*given)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 19)


def test_of_the_eus_list_one_programme_is_taken_or_all(shell: Shell) -> None:
    shell.init()
    given = ("import", str(written(shell, "eu.csv", EU)), "--kind", "eu_consolidated", "--dry-run")
    assert shell.answer(*given)["created"] == 3
    assert shell.answer(*given, "--programme", "*")["created"] == 5


def test_a_list_of_another_kind_is_refused_in_one_line(shell: Shell) -> None:
    shell.init()
    done = shell.run("import", str(written(shell, "x.csv", EU)), "--kind", "followthemoney", *shell.identity)
    assert done.returncode == 1
    assert done.stderr.startswith("Refused: this is no FollowTheMoney file")
