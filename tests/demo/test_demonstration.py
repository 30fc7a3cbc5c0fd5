"""`make demo` as a newcomer meets it: made once, counted to 1,400, started again at once, never over something else."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest

from app import create_app
from casework.casebook.deedlists import ActionQuery
from casework.casebook.query import CaseQuery
from casework.demo import casefiles, lives
from casework.demo.__main__ import FINISHED, UNFINISHED
from casework.domain import validation
from casework.domain.policy import Role
from casework.domain.sections import SECTIONS, SectionName
from casework.services import accounts, advocacy, lists
from casework.store.database import db
from config import Settings

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2024, 8, 9)


def demo(data: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "casework.demo", "--data", str(data), "--no-serve"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    data = tmp_path_factory.mktemp("demo") / "data"
    done = demo(data)
    assert done.returncode == 0, done.stderr
    return data, done.stdout


def test_each_role_is_printed_with_a_passphrase_that_signs_in_and_the_count_is_1400(made: tuple[Path, str]) -> None:
    data, printed = made
    shown = dict(re.findall(r"^  .{18} (\w+) +(\w{5}(?:-\w{5}){4})$", printed, re.MULTILINE))
    assert len(shown) == len(Role)
    with create_app(Settings(data=data, cookie_secure=False)).app_context():
        assert {accounts.cli_actor(login, secret).role for login, secret in shown.items()} == set(Role)
        actor = accounts.cli_actor("coordinator", shown["coordinator"])
        found = lists.count(actor, CaseQuery(as_of=DAY, in_custody=True))
        statements = [
            one
            for one in advocacy.listing(actor, ActionQuery(size=500)).lines
            if one.action.date.text == DAY.isoformat()
        ]
        db.session.remove()
        db.engine.dispose()
    assert (found.certain, found.uncertain) == (1400, 0)
    assert 1400 in {one.action.covers.count for one in statements}


def test_the_second_start_makes_nothing_and_says_how_to_start_over(made: tuple[Path, str]) -> None:
    data, printed = made
    before = (data / "casework.sqlite3").stat().st_mtime_ns
    again = demo(data)
    assert again.returncode == 0
    assert "rm -r" in again.stdout
    assert not set(re.findall(r"\w{5}(?:-\w{5}){4}", printed)) & set(again.stdout.split())
    assert (data / "casework.sqlite3").stat().st_mtime_ns == before


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", "utf-8")
    done = demo(tmp_path)
    assert done.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_demonstration_cut_short_is_made_anew(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / UNFINISHED).touch()
    (data / "casework.sqlite3").write_bytes(b"half of a database")
    assert demo(data).returncode == 0
    assert (data / FINISHED).exists()
    assert not (data / UNFINISHED).exists()


def test_every_invented_section_would_pass_as_a_form() -> None:
    random = Random(11)
    people = lives.invent(random, 400, exiles=(), deaths=2)
    for life in people:
        written = {SectionName(name): value for name, value in casefiles.sections(random, life).items()}
        assert written.keys() <= SECTIONS.keys()
        for value in written.values():
            validation.check(value, validation.Now(lives.TODAY))
        validation.check_together(written)
