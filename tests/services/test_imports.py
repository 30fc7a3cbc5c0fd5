"""Lists in, through the services, on both databases: what the truth file says, and the same list again."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casework.domain.errors import Invalid, NotAllowed, NotFound
from casework.domain.importing import BatchState, Outcome
from casework.domain.policy import Role
from casework.domain.sections import Script, SectionName
from casework.domain.status import Status
from casework.imports import lists
from casework.services import audit
from casework.services.audit import Asked
from tests.imports.onfile import DATA, IVAN, PUBLIC, UPDATE, OnFile, rows
from tests.organisation import Organisation

TRUTH = json.loads((DATA / "truth.json").read_text())
KILLED = """
import os, signal, sys
from pathlib import Path
from config import Settings
from casework.imports import lists
from casework.services import accounts
from tests.bare import bare_app
from tests.imports.onfile import PUBLIC
settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2], cookie_secure=False)
with bare_app(settings).app_context():
    actor = accounts.actor_for(sys.stdin.readline().strip())
    dead = lambda done: done > 2000 and os.kill(os.getpid(), signal.SIGKILL)
    lists.take(actor, PUBLIC, "public-list-en.csv", progress=dead)
"""


def test_the_public_list_gives_every_count_of_the_truth_file(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    batch = lists.take(actor, PUBLIC, "public-list-en.csv")
    assert (batch.created, batch.updated, batch.unchanged) == (TRUTH["people"], 0, 0)
    assert [(found.row, found.code) for found in batch.refused] == [(3166, "no_name"), (3167, "impossible_date")]
    file = OnFile(actor)
    for day, count in TRUTH["in_custody"].items():
        assert len(file.held(day)) == count
        assert not file.unsure(day)
    held = file.held("2024-08-09")
    women = {case for case in held if file.sections[SectionName.IDENTITY][case].sex == "female"}
    assert len(women) == TRUTH["women_in_custody_2024-08-09"]
    charged = {
        case
        for case, legal in file.sections[SectionName.LEGAL].items()
        if any(charge.article == "342" for one in legal.prosecutions for charge in one.charges)
    }
    assert len(held & charged) == TRUTH["article_342_in_custody_2024-08-09"]
    died = [case for case, line in file.sections[SectionName.STATUS].items() if line.entries[-1].status is Status.DIED]
    assert len(died) == TRUTH["died_in_custody"]


def test_the_update_finds_its_people_and_either_list_again_changes_nothing(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    lists.take(actor, PUBLIC, "public-list-en.csv")
    shown = lists.preview(actor, UPDATE, "update-ru.csv")
    assert shown.id is not None
    assert (shown.batch.created, shown.batch.updated) == (TRUTH["update"]["created"], TRUTH["update"]["matched"])
    applied = lists.apply(actor, shown.id)
    assert (applied.state, applied.plan_hash) == (BatchState.APPLIED, shown.batch.plan_hash)
    file = OnFile(actor)
    assert len(file.held("2026-11-20")) == TRUTH["update"]["in_custody_2026-11-20_after"]
    for data, count in ((UPDATE, 275), (PUBLIC, TRUTH["people"])):
        again = lists.take(actor, data, "again.csv")
        assert (again.created, again.updated, again.unchanged) == (0, 0, count)
    assert OnFile(actor).versions == file.versions


def test_a_dry_run_writes_nothing(organisation: Organisation) -> None:
    actor = organisation.actor()
    shown = lists.dry_run(actor, rows(IVAN), "list.csv")
    assert (shown.id, shown.batch.created) == (None, 1)
    assert not OnFile(actor).cases
    assert not lists.list_batches(actor)


def test_the_difference_is_shown_row_by_row_before_it_is_applied(organisation: Organisation) -> None:
    actor = organisation.actor()
    lists.take(actor, rows("1,Ivan Ivanou,1990-01-01,2021-02-01,,IK-2,"), "list.csv")
    shown = lists.preview(actor, rows("1,Іван Іваноў,1990-01-02,2021-02-01,2024-05-06,ИК-17,"), "next.csv")
    (row,) = shown.rows
    assert row.outcome is Outcome.UPDATED
    assert {(found.section, found.field, found.old, found.new, found.contradicts) for found in row.differences} == {
        ("identity", "name_be", "", "Іван Іваноў", False),
        ("identity", "birth", "1990-01-01", "1990-01-02", True),
        ("status", "release", "", "2024-05-06", False),
        ("custody", "facility", "IK-2", "IK-17", True),
    }
    assert [found.text for found in shown.batch.warnings] == [
        "birth: the list now says 1990-01-02",
        "facility: the list now says IK-17",
    ]
    assert shown.id is not None
    assert lists.planned_rows(actor, shown.id) == tuple(shown.rows)
    file = OnFile(actor)
    names = file.sections[SectionName.IDENTITY][file.named("Ivan Ivanou")].names
    assert [name.script for name in names] == [Script.LATIN]


def test_a_preview_that_no_longer_holds_is_not_applied(organisation: Organisation) -> None:
    actor = organisation.actor()
    shown = lists.preview(actor, rows(IVAN), "list.csv")
    lists.take(actor, rows(IVAN), "list.csv")
    assert shown.id is not None
    with pytest.raises(Invalid, match="changed_since_preview"):
        lists.apply(actor, shown.id)
    assert len(OnFile(actor).cases) == 1


def test_a_preview_is_applied_once(organisation: Organisation) -> None:
    actor = organisation.actor()
    shown = lists.preview(actor, rows(IVAN), "list.csv")
    assert shown.id is not None
    lists.apply(actor, shown.id)
    with pytest.raises(Invalid, match="not_previewed"):
        lists.apply(actor, shown.id)
    assert len(OnFile(actor).cases) == 1


def test_a_discarded_preview_is_gone_with_its_file(organisation: Organisation) -> None:
    actor = organisation.actor()
    shown = lists.preview(actor, rows(IVAN), "list.csv")
    assert shown.id is not None
    lists.discard(actor, shown.id)
    with pytest.raises(NotFound):
        lists.apply(actor, shown.id)
    assert not [path for path in (organisation.settings.data / "files").rglob("*") if path.is_file()]


def test_the_kept_file_is_sealed(organisation: Organisation) -> None:
    lists.preview(organisation.actor(), rows("1,Zyhmunt Sekretnik,1990-01-01,2021-02-01,,,"), "list.csv")
    kept = [path.read_bytes() for path in organisation.settings.data.rglob("*") if path.is_file()]
    assert kept
    assert not any(b"Sekretnik" in data for data in kept)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR])
def test_who_may_not_import_is_refused(organisation: Organisation, role: Role) -> None:
    actor = organisation.actor(role)
    with pytest.raises(NotAllowed):
        lists.take(actor, rows(IVAN), "list.csv")
    with pytest.raises(NotAllowed):
        lists.list_batches(actor)


def test_a_refused_file_is_in_the_audit_log_without_its_content(organisation: Organisation) -> None:
    actor = organisation.actor()
    with pytest.raises(lists.Unreadable, match="wrong_kind"):
        lists.preview(actor, b"PK\x03\x04secret", "secret-name.xlsx")
    line = audit.listing(actor, Asked(event="import.refused")).lines[0]
    assert line.event is not None
    assert dict(line.event.detail) == {"reason": "wrong_kind"}


def test_a_process_killed_amid_an_import_leaves_nothing_half_saved(each_organisation: Organisation) -> None:
    given = [str(each_organisation.settings.data), each_organisation.settings.database_url]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        input=each_organisation.tokens[Role.COORDINATOR].encode() + b"\n",
        cwd=Path(__file__).parents[2],
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    actor = each_organisation.actor()
    assert not OnFile(actor).cases
    assert lists.take(actor, rows(IVAN), "list.csv").created == 1
