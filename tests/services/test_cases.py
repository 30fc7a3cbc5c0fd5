"""Cases: what may be saved, by whom, and what is refused with the field it is about."""

from uuid import uuid4

import pytest

from casework.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from casework.domain.policy import Permission, Role, may
from casework.domain.records import WITHDRAWN, RecordKind, Withdrawn
from casework.domain.sections import Consent, ConsentRecord, Custody, CustodyPeriod, Identity, Section, SectionName
from casework.domain.status import ReleaseGround, Status
from casework.services import cases, ledger
from tests.casefiles import case, day, entry, identity, timeline
from tests.organisation import Organisation


def test_a_new_case_opens_with_what_was_entered(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    made = cases.create(actor, case("Volha Testavaja"))
    found = cases.open_case(actor, made)
    assert found.values() == case("Volha Testavaja")
    assert found.number == "CW-000001"


def test_a_status_change_takes_its_place_in_time(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case("A", (Status.PRETRIAL, "2021-03"), (Status.RELEASED, "2023-05-01")))
    cases.change_status(actor, made, entry(Status.COLONY, "2022-01-10"), seen=1, reason="verdict found")
    stored = cases.open_case(actor, made).status
    assert stored is not None
    assert [one.status for one in stored.value.entries] == [Status.PRETRIAL, Status.COLONY, Status.RELEASED]
    assert (stored.version, stored.reason) == (2, "verdict found")


def test_a_status_change_on_an_old_version_is_a_conflict(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case())
    cases.change_status(actor, made, entry(Status.COLONY, "2024-01-10"), seen=1)
    with pytest.raises(Conflict):
        cases.change_status(actor, made, entry(Status.RELEASED, "2024-02-10"), seen=1)
    stored = cases.open_case(actor, made).status
    assert stored is not None
    assert stored.version == 2


@pytest.mark.parametrize(
    ("given", "field", "code"),
    [
        (entry(Status.RELEASED, "2190-01-01"), "since", "future"),
        (entry(Status.COLONY, "2024-01-01", ground=ReleaseGround.PARDON), "ground", "ground_without_release"),
        (entry(Status.RETURNED, "2024-01-01"), "status", "transition"),
        (entry(Status.PRETRIAL, "1960"), "birth", "born_after_status"),
    ],
)
def test_a_status_that_cannot_be_names_its_field(
    organisation: Organisation, given: object, field: str, code: str
) -> None:
    actor = organisation.actor()
    made = cases.create(actor, {**case(), SectionName.IDENTITY: identity(born="1990-05-05")})
    with pytest.raises(Invalid) as refused:
        cases.change_status(actor, made, given, seen=1)  # type: ignore[arg-type]
    assert (refused.value.field, refused.value.code) == (field, code)
    assert cases.open_case(actor, made).sections[SectionName.STATUS].version == 1


def test_nothing_follows_a_death(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case("A", (Status.PRETRIAL, "2021-03"), (Status.DIED, "2023-05-01")))
    with pytest.raises(Invalid) as refused:
        cases.change_status(actor, made, entry(Status.COLONY, "2024-01-01"), seen=1)
    assert refused.value.code == "after_death"


@pytest.mark.parametrize(
    ("section", "value", "field"),
    [
        (SectionName.IDENTITY, Identity(), "names"),
        (SectionName.IDENTITY, identity(born="2190"), "birth"),
        (SectionName.STATUS, timeline((Status.COLONY, "2024-02-01"), (Status.PRETRIAL, "2023-01-01")), "since"),
        (SectionName.CUSTODY, Custody((CustodyPeriod("ik-1", day("2024-02-01"), day("2023-02-01")),)), "until"),
        (SectionName.CUSTODY, Custody((CustodyPeriod(""),)), "facility"),
        (
            SectionName.CONSENT,
            ConsentRecord(level=Consent.FULL_PROFILE, given_on=day("2024"), withdrawn_on=day("2023")),
            "withdrawn_on",
        ),
    ],
)
def test_a_section_that_cannot_be_is_refused_and_not_saved(
    organisation: Organisation, section: SectionName, value: Section, field: str
) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case())
    seen = cases.open_case(actor, made).sections.get(section)
    with pytest.raises(Invalid) as refused:
        cases.save_section(actor, made, section, value, seen.version if seen else 0)
    assert refused.value.field == field
    assert cases.open_case(actor, made).sections.get(section) == seen


def test_a_case_without_a_name_is_refused(organisation: Organisation) -> None:
    with pytest.raises(Invalid) as refused:
        cases.create(organisation.actor(), {SectionName.STATUS: timeline((Status.PRETRIAL, "2023"))})
    assert refused.value.code == "no_name"


def test_the_history_says_who_and_why(organisation: Organisation) -> None:
    caseworker = organisation.actor(Role.CASEWORKER)
    made = cases.create(organisation.actor(), case("Before"))
    cases.save_section(caseworker, made, SectionName.IDENTITY, identity("After"), 1, "the family wrote")
    found = cases.history(organisation.actor(), made, SectionName.IDENTITY)
    assert [(one.value.names[0].text, one.by, one.reason) for one in found] == [
        ("Before", organisation.actor().name, ""),
        ("After", caseworker.name, "the family wrote"),
    ]


def test_a_withdrawn_case_is_not_found(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = cases.create(actor, case())
    with ledger.writing(actor) as unit:
        unit.save(made, WITHDRAWN, Withdrawn(reason="entered twice"), seen=0)
    with pytest.raises(NotFound):
        cases.open_case(actor, made)


def test_a_case_that_is_not_there_is_not_found(organisation: Organisation) -> None:
    with pytest.raises(NotFound):
        cases.open_case(organisation.actor(), uuid4())


USES = {
    "create": (Permission.CASE_WRITE, lambda actor, made: cases.create(actor, case("New"))),
    "open": (Permission.CASE_READ, cases.open_case),
    "save": (
        Permission.CASE_WRITE,
        lambda actor, made: cases.save_section(actor, made, SectionName.IDENTITY, identity("B"), 1),
    ),
    "status": (
        Permission.CASE_WRITE,
        lambda actor, made: cases.change_status(actor, made, entry(Status.COLONY, "2024"), 1),
    ),
    "history": (Permission.CASE_READ, lambda actor, made: cases.history(actor, made, SectionName.STATUS)),
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("use", USES)
def test_only_the_roles_of_the_table_may(organisation: Organisation, use: str, role: Role) -> None:
    made = cases.create(organisation.actor(), case())
    permission, run = USES[use]
    if may(role, permission):
        run(organisation.actor(role), made)
    else:
        with pytest.raises(NotAllowed):
            run(organisation.actor(role), made)


def test_a_planned_release_on_file_does_not_bar_another_change(organisation: Organisation) -> None:
    """A list may name a day that is still to come."""
    actor = organisation.actor()
    lines = (Status.PRETRIAL, "2023-08-09"), (Status.RELEASED, "2190-01-01")
    with ledger.writing(actor) as unit:
        made = unit.create(RecordKind.CASE, case("A", *lines))
    cases.change_status(actor, made, entry(Status.COLONY, "2024-01-10"), seen=1)
    cases.save_section(actor, made, SectionName.STATUS, timeline(*lines), 2)
    with pytest.raises(Invalid):
        cases.save_section(actor, made, SectionName.STATUS, timeline((Status.PRETRIAL, "2191")), 3)
