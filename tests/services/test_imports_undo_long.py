"""A long list is taken back in parts: refused before the first of them, and taken up again where it was broken off."""

import signal
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from casework.domain.actions import Action, ActionKind, Coverage
from casework.domain.errors import EditedSince, Invalid
from casework.domain.importing import BatchState, Cursor
from casework.domain.policy import Role
from casework.domain.sections import Identity, SectionName
from casework.imports import lists
from casework.services import advocacy, audit, imports, ledger
from casework.services.actor import Actor
from casework.services.importwriting import ROWS
from tests.casefiles import day
from tests.imports.onfile import IVAN, OnFile, rows
from tests.organisation import Organisation
from tests.services.test_imports_long import long, person

KILLED = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
from config import Settings
from casework.imports import lists
from casework.services import accounts
from tests.bare import bare_app
settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2], cookie_secure=False)
with bare_app(settings).app_context():
    steps = lists.undoing(accounts.actor_for(sys.stdin.readline().strip()), UUID(sys.argv[3]))
    next(steps)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def taken(actor: Actor) -> UUID:
    """Two parts; the second is short."""
    lists.take(actor, long(ROWS + 100), "long.csv")
    return lists.list_batches(actor)[0][0]


def state(actor: Actor, batch: UUID) -> BatchState:
    return lists.opened(actor, batch)[0].state


def killed(organisation: Organisation, batch: UUID) -> None:
    given = [str(organisation.settings.data), organisation.settings.database_url, str(batch)]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        input=organisation.tokens[Role.COORDINATOR].encode() + b"\n",
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_a_killed_undo_is_taken_up_where_it_stopped(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    batch = taken(actor)
    killed(each_organisation, batch)
    assert len(OnFile(actor).cases) == ROWS
    assert state(actor, batch) is BatchState.UNDOING
    assert imports.being_written(actor) == Cursor(ROWS, unfinished=True, undoing=True)
    with pytest.raises(Invalid, match="not_previewed"):
        lists.apply(actor, batch)
    with pytest.raises(Invalid, match="not_previewed"):
        lists.take(actor, long(ROWS + 100), "long.csv")
    assert list(lists.undoing(actor, batch)) == [0]
    assert not OnFile(actor).cases
    assert state(actor, batch) is BatchState.UNDONE
    assert imports.being_written(actor) is None
    logged = [line.event for line in audit.listing(actor, audit.Asked(event="import.")).lines if line.event]
    assert [one.event for one in logged[:2]] == ["import.undone", "import.part_undone"]


def test_a_short_list_is_taken_back_in_one_transaction(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows(IVAN), "list.csv")
    assert list(lists.undoing(actor, lists.list_batches(actor)[0][0])) == [0]
    assert not OnFile(actor).cases


def test_what_was_tied_to_any_part_keeps_the_whole(organisation: Organisation) -> None:
    """The newest part goes first, and would be gone before the older ones are looked at."""
    actor = organisation.actor()
    batch = taken(actor)
    oldest = OnFile(actor).named(person(7).split(",")[1])
    letter = Action(ActionKind.MEETING, day("2024"), "A meeting", covers=Coverage(cases=(str(oldest),)))
    action = advocacy.add_action(actor, letter)
    with pytest.raises(EditedSince, match="edited_since") as refusal:
        next(lists.undoing(actor, batch))
    assert refusal.value.tied == {str(action): "action"}
    assert len(OnFile(actor).cases) == ROWS + 100
    assert state(actor, batch) is BatchState.APPLIED


def test_an_edit_amid_the_undo_stops_it_until_it_is_taken_back(organisation: Organisation) -> None:
    actor = organisation.actor()
    batch = taken(actor)
    steps = lists.undoing(actor, batch)
    assert next(steps) == ROWS
    file = OnFile(actor)
    edited = file.named(person(7).split(",")[1])
    before = file.sections[SectionName.IDENTITY][edited]
    with ledger.writing(actor) as unit:
        unit.save(edited, SectionName.IDENTITY, Identity(names=before.names), 1)
    with pytest.raises(EditedSince, match="edited_amid") as refusal:
        next(steps)
    assert refusal.value.edited == {str(edited): "case"}
    assert (state(actor, batch), len(OnFile(actor).cases)) == (BatchState.UNDOING, ROWS)
    with pytest.raises(EditedSince, match="edited_amid"):
        next(lists.undoing(actor, batch))
    with ledger.writing(actor) as unit:
        unit.save(edited, SectionName.IDENTITY, before, 2)
    lists.undo(actor, batch)
    assert not OnFile(actor).cases


def test_two_who_undo_one_import_share_its_parts(organisation: Organisation) -> None:
    actor = organisation.actor()
    batch = taken(actor)
    one, other = lists.undoing(actor, batch), lists.undoing(actor, batch)
    assert (next(one), next(other)) == (ROWS, 0)
    with pytest.raises(Invalid, match="not_applied"):
        next(one)
    assert not OnFile(actor).cases


def test_a_list_that_was_undone_in_parts_comes_in_again(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.undo(actor, taken(actor))
    again = lists.take(actor, long(ROWS + 100), "long.csv")
    assert (again.created, len(OnFile(actor).cases)) == (ROWS + 100, ROWS + 100)
