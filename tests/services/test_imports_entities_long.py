"""Long lists of officials: written in parts, taken up again after a kill; what somebody chose of contradictions."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casework.domain.importing import BatchState, Choice, ListKind
from casework.domain.policy import Role
from casework.imports import lists
from casework.imports.lists import Wishes
from casework.services.actor import Actor
from tests.imports.entitiesonfile import EntitiesOnFile
from tests.organisation import Organisation

FTM = Wishes(kind=ListKind.FTM)
COMPANIES = 3_000
KILLED = """
import os, signal, sys
from pathlib import Path
from config import Settings
from casework.services import accounts
from tests.bare import bare_app
from tests.services.test_imports_entities_long import long_list, take
settings = Settings(data=Path(sys.argv[1]), database_url=sys.argv[2], cookie_secure=False)
with bare_app(settings).app_context():
    actor = accounts.actor_for(sys.stdin.readline().strip())
    take(actor, long_list(), progress=lambda done: done > 6000 and os.kill(os.getpid(), signal.SIGKILL))
"""


def long_list() -> bytes:
    """Companies, one half of them owned and listed by lines that stand a transaction later."""

    def lines() -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for at in range(COMPANIES):
            found.append(_line(f"c{at}", "Company", name=f"Invented House {at}", jurisdiction="by"))
            found.append(_line(f"s{at}", "Sanction", entity=f"c{at}", authority="EU", programId="EU-BLR"))
            if at % 2:
                found.append(_line(f"o{at}", "Ownership", owner=f"c{at - 1}", asset=f"c{at}"))
        return found

    return b"\n".join(json.dumps(line).encode() for line in lines())


def _line(key: str, schema: str, **properties: str) -> dict[str, object]:
    return {"id": key, "schema": schema, "properties": {name: [value] for name, value in properties.items()}}


def take(actor: Actor, data: bytes, **more: object) -> lists.Batch:
    return lists.take(actor, data, "list.json", "invented", wishes=FTM, **more)  # type: ignore[arg-type]


def counted(file: EntitiesOnFile) -> tuple[int, int, int]:
    return len(file.sections["profile"]), len(file.sections["designation"]), len(file.sections["holdings"])


def test_a_long_list_that_was_killed_is_taken_up_again_and_undone_as_a_whole(each_organisation: Organisation) -> None:
    given = [str(each_organisation.settings.data), each_organisation.settings.database_url]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *given],
        input=each_organisation.tokens[Role.COORDINATOR].encode() + b"\n",
        cwd=Path(__file__).parents[2],
        env=os.environ,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    actor = each_organisation.actor()
    part = counted(EntitiesOnFile(actor))
    assert part[0] == COMPANIES
    assert 0 < part[1] < COMPANIES
    batch = take(actor, long_list())
    assert (batch.state, batch.refusals) == (BatchState.APPLIED, 0)
    file = EntitiesOnFile(actor)
    assert counted(file) == (COMPANIES, COMPANIES, COMPANIES // 2)
    assert {one.entity for one in file.sections["designation"].values()} == set(map(str, file.sections["profile"]))
    ((batch_id, _),) = lists.list_batches(actor)
    lists.undo(actor, batch_id)
    assert counted(EntitiesOnFile(actor)) == (0, 0, 0)


HEADER = "id,name,sex,birth,country\n"
OURS = HEADER + "7,Henadz Zorkavets,m,1964-08-30,BY\n"
THEIRS = HEADER + "7,Henadz Zorkavets,f,1966-01-01,RU\n7,Henadz Zorkavets,f,1966-01-01,RU\n"


def chosen(actor: Actor, choice: Choice) -> EntitiesOnFile:
    officials = Wishes(kind=ListKind.OFFICIALS)
    lists.take(actor, OURS.encode(), "ours", "invented", wishes=officials)
    shown = lists.preview(actor, THEIRS.encode(), "theirs", "invented", wishes=officials._replace(choice=choice))
    assert shown.id is not None
    assert shown.batch.conflicts == 1
    done = lists.apply(actor, shown.id)
    assert done.plan_hash == shown.batch.plan_hash
    return EntitiesOnFile(actor)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [(Choice.THEIRS, ("female", "1966-01-01", "RU")), (Choice.OURS, ("male", "1964-08-30", "BY")),
     (Choice.BOTH, ("male", "1964-08-30", "BY"))],
)  # fmt: skip
def test_what_contradicts_is_as_somebody_chose(
    organisation: Organisation, choice: Choice, kept: tuple[str, str, str]
) -> None:
    profile = chosen(organisation.actor(), choice).of("Henadz Zorkavets", "profile")
    assert (profile.sex, str(profile.begun), profile.country) == kept


def test_what_was_kept_beside_ours_stands_with_the_notes_and_contradicts_no_more(organisation: Organisation) -> None:
    actor = organisation.actor()
    notes = chosen(actor, Choice.BOTH).of("Henadz Zorkavets", "source_notes").entries
    assert ("invented", "profile.sex", "female") in notes
    again = lists.take(actor, THEIRS.encode(), "theirs", "invented", wishes=Wishes(kind=ListKind.OFFICIALS))
    assert (again.updated, again.unchanged, again.conflicts) == (0, 2, 0)


def test_a_choice_for_an_action_keeps_ours_and_says_what_the_list_says(organisation: Organisation) -> None:
    actor = organisation.actor()
    header = "date,kind,title,outcome\n2024-01-01,visa restriction,Restrictions,"
    wishes = Wishes(kind=ListKind.ACTIONS)
    lists.take(actor, f"{header}None yet.\n".encode(), "ours", "invented", wishes=wishes)
    lists.take(actor, f"{header}Lifted.\n".encode(), "theirs", "a list", wishes=wishes._replace(choice=Choice.BOTH))
    (action,) = EntitiesOnFile(actor).sections["action"].values()
    assert (action.outcome, action.note) == ("None yet.", "a list: outcome: Lifted.")
