"""A long list is written in parts: broken off it is taken up where it stopped, or taken back, and nothing doubles."""

import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.domain.errors import EditedSince, Invalid
from casework.domain.importing import Batch, BatchState, Cursor
from casework.domain.policy import Role
from casework.domain.sections import Identity, SectionName
from casework.imports import lists
from casework.services import imports, ledger
from casework.services.importwriting import ROWS
from tests.imports.onfile import HEADER, OnFile
from tests.organisation import Organisation

PEOPLE = ROWS + 1300
KILLED = """
import os, signal, sys
from pathlib import Path
from config import Settings
from casework.imports import lists
from casework.services import accounts
from tests.bare import bare_app
settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2], cookie_secure=False)
with bare_app(settings).app_context():
    actor = accounts.actor_for(sys.stdin.readline().strip())
    data = Path(sys.argv[3]).read_bytes()
    dead = lambda rows: rows > 6000 and os.kill(os.getpid(), signal.SIGKILL)
    lists.take(actor, data, "long.csv", progress=dead)
"""


def person(number: int) -> str:
    surname = "".join("bdklmnrstv"[int(digit)] + "aeiou"[int(digit) % 5] for digit in str(number))
    born = date(1950, 1, 1) + timedelta(number)
    return f"{number},Ivan {surname.title()},{born},{born + timedelta(12_000)},,,"


def long(people: int = PEOPLE, first: int = 1) -> bytes:
    return (HEADER + "\n".join(person(number) for number in range(first, first + people)) + "\n").encode()


def killed(organisation: Organisation, data: bytes) -> None:
    """The same import in a process of its own, killed while it writes the second part."""
    file = organisation.settings.data.parent / "long.csv"
    file.write_bytes(data)
    given = [str(organisation.settings.data), organisation.settings.database_url, str(file)]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        input=organisation.tokens[Role.COORDINATOR].encode() + b"\n",
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def standing(organisation: Organisation) -> Batch:
    ((_, batch),) = lists.list_batches(organisation.actor())
    return batch


def broken_off(organisation: Organisation, people: int = PEOPLE) -> bytes:
    """The first part of a previewed list is written; then the connection is lost."""
    data = long(people)
    shown = lists.preview(organisation.actor(), data, "long.csv")
    assert shown.id is not None
    steps = lists.applying(organisation.actor(), shown.id)
    assert next(steps) == ROWS
    steps.close()
    return data


def test_a_killed_import_is_taken_up_where_it_stopped(each_organisation: Organisation) -> None:
    data, actor = long(), each_organisation.actor()
    killed(each_organisation, data)
    assert len(OnFile(actor).cases) == ROWS
    assert standing(each_organisation).state is BatchState.APPLYING
    assert imports.being_written(actor) == Cursor(ROWS, unfinished=True)
    done = lists.take(actor, data, "long.csv")
    assert (done.state, done.read, done.created, done.refused) == (BatchState.APPLIED, PEOPLE, PEOPLE, ())
    file = OnFile(actor)
    ids = [found.external_ids[0].value for found in file.sections[SectionName.IDENTITY].values()]
    assert sorted(map(int, ids)) == list(range(1, PEOPLE + 1))
    assert imports.being_written(actor) is None


def test_a_killed_import_is_taken_back_instead(organisation: Organisation) -> None:
    actor = organisation.actor()
    killed(organisation, long())
    ((batch, _),) = lists.list_batches(actor)
    assert lists.undo(actor, batch).state is BatchState.UNDONE
    assert not OnFile(actor).cases
    assert imports.being_written(actor) is None


def test_a_previewed_list_goes_on_after_its_connection_is_lost(organisation: Organisation) -> None:
    broken_off(organisation)
    actor = organisation.actor()
    ((batch, _),) = lists.list_batches(actor)
    assert list(lists.applying(actor, batch)) == [PEOPLE]
    assert len(OnFile(actor).cases) == PEOPLE
    assert standing(organisation).created == PEOPLE


def test_a_list_taken_up_by_a_command_is_read_by_the_columns_it_was_begun_with(organisation: Organisation) -> None:
    actor, data = organisation.actor(), long()
    made = lists.upload(actor, data, "long.csv")
    imports.ended(lists.planning(actor, made, ("id", "name", "", "arrest", "", "", "")))
    steps = lists.applying(actor, made)
    next(steps)
    steps.close()
    assert lists.take(actor, data, "long.csv").created == PEOPLE
    births = {found.birth for found in OnFile(actor).sections[SectionName.IDENTITY].values()}
    assert births == {None}


def test_a_person_who_stands_twice_is_found_out_across_the_break(organisation: Organisation) -> None:
    actor = organisation.actor()
    data = long(ROWS) + (person(3) + "\n").encode() + ("," + person(7).partition(",")[2] + "\n").encode()
    shown = lists.preview(actor, data, "long.csv")
    assert shown.id is not None
    assert [(found.row, found.code) for found in shown.batch.refused] == [
        (ROWS + 2, "same_id_twice"),
        (ROWS + 3, "same_person_twice"),
    ]
    steps = lists.applying(actor, shown.id)
    next(steps)
    steps.close()
    done = lists.apply(actor, shown.id)
    assert (done.created, done.refused) == (ROWS, shown.batch.refused)


def test_the_whole_of_a_long_import_is_undone(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, long(ROWS + 100), "long.csv")
    before = OnFile(actor).sections
    lists.take(actor, long(ROWS + 200).replace(b",,,", b",2024-02-02,,"), "next.csv")
    lists.undo(actor, lists.list_batches(actor)[0][0])
    assert OnFile(actor).sections == before


def test_an_edit_in_any_part_keeps_the_whole(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, long(ROWS + 100), "long.csv")
    file = OnFile(actor)
    edited = [file.named(person(number).split(",")[1]) for number in (7, ROWS + 7)]
    with ledger.writing(actor) as unit:
        for case in edited:
            unit.save(case, SectionName.IDENTITY, Identity(names=file.sections[SectionName.IDENTITY][case].names), 1)
    with pytest.raises(EditedSince) as refusal:
        lists.undo(actor, lists.list_batches(actor)[0][0])
    assert refusal.value.edited == dict.fromkeys(map(str, edited), "case")
    assert len(OnFile(actor).cases) == ROWS + 100


def test_a_change_amid_the_writing_stops_it_and_says_what_stands(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, long(1, ROWS + 1), "short.csv")
    data = long(ROWS + 1).replace(b",,,", b",2023-01-01,,")
    shown = lists.preview(actor, data, "long.csv")
    assert shown.id is not None
    steps = lists.applying(actor, shown.id)
    next(steps)
    lists.take(actor, long(1, ROWS + 1).replace(b",,,", b",2022-01-01,,"), "later.csv")
    with pytest.raises(Invalid, match="changed_amid") as refusal:
        list(steps)
    assert refusal.value.values["done"] == str(ROWS)
    lists.undo(actor, shown.id)
    assert len(OnFile(actor).cases) == 1


def test_two_who_write_one_import_write_nothing_twice(organisation: Organisation) -> None:
    broken_off(organisation)
    actor = organisation.actor()
    ((batch, _),) = lists.list_batches(actor)
    one, other = lists.applying(actor, batch), lists.applying(actor, batch)
    assert next(one) == PEOPLE
    with pytest.raises(Invalid, match="not_previewed"):
        next(other)
    assert len(OnFile(actor).cases) == PEOPLE


def test_a_long_list_again_changes_nothing_and_leaves_no_record(organisation: Organisation) -> None:
    actor, data = organisation.actor(), long(ROWS + 10)
    lists.take(actor, data, "long.csv")
    again = lists.take(actor, data, "again.csv")
    assert (again.created, again.updated, again.unchanged) == (0, 0, ROWS + 10)
    assert len(lists.list_batches(actor)) == 1
