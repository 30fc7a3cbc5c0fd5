"""A report marked as published: the action it becomes, and what may not be published."""

import pytest

from casework.domain.actions import CoverageKind
from casework.domain.consent import Audience
from casework.domain.errors import Invalid, NotAllowed
from casework.domain.policy import Role
from casework.domain.sections import Consent, ConsentRecord, SectionName
from casework.domain.statement import StatementRequest
from casework.domain.status import Status
from casework.reports import build
from casework.services import advocacy, cases, reports
from tests.casefiles import case, day
from tests.organisation import Organisation
from tests.services.test_reports import AS_OF, PUBLIC, crowd, named


def test_publishing_records_an_action_for_everyone_counted(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    crowd(actor)
    one = cases.create(actor, case("Someone Held"))
    made = build.build(actor, StatementRequest(as_of=AS_OF, title="Four years on", ask="Release everyone."))
    action_id = reports.mark_published(actor, made.kept.id, day("2024-08-10"), "https://example.org/s")
    stored = advocacy.load(actor, action_id)
    assert (stored.action.covers.kind, stored.action.covers.count) == (CoverageKind.POPULATION, 9)
    assert (stored.action.title, stored.action.asks) == ("Four years on", ("Release everyone.",))
    assert [found.id for found in advocacy.of_case(actor, one)] == [action_id]
    published = reports.load(actor, made.kept.id)[0].report.published
    assert published
    assert published.action == str(action_id)


def test_a_published_part_covers_that_part_in_custody_alone(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    gone = cases.create(actor, case("Gone", (Status.PRETRIAL, "2023-01-01"), (Status.RELEASED, "2024-01-01")))
    made = build.build(actor, StatementRequest(as_of=AS_OF, query="sex=female"))
    reports.mark_published(actor, made.kept.id, day("2024-08-10"))
    assert advocacy.of_case(actor, gone) == []


def test_a_report_is_published_once(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    made = build.build(actor, PUBLIC)
    reports.mark_published(actor, made.kept.id, day("2024-08-10"))
    with pytest.raises(Invalid) as refused:
        reports.mark_published(actor, made.kept.id, day("2024-08-11"))
    assert refused.value.code == "published_before"
    assert advocacy.listing(actor).total == 1


def test_a_report_is_not_published_once_somebody_named_has_withdrawn(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    agreed = cases.create(actor, named("Agreed Person", Consent.NAME_AND_FACTS))
    made = build.build(actor, PUBLIC)
    assert reports.ended(actor, made.kept) == 0
    cases.save_section(actor, agreed, SectionName.CONSENT, ConsentRecord(), seen=1)
    assert reports.ended(actor, made.kept) == 1
    with pytest.raises(Invalid) as refused:
        reports.mark_published(actor, made.kept.id, day("2024-08-10"))
    assert refused.value.code == "consent_ended"


@pytest.mark.parametrize("audience", [Audience.INTERNAL, Audience.CONFIDENTIAL])
def test_what_names_somebody_who_did_not_agree_to_be_named_in_public_is_not_published(
    organisation: Organisation, audience: Audience
) -> None:
    actor = organisation.actor()
    crowd(actor)
    agreed = cases.create(actor, named("Confidential Person", Consent.CONFIDENTIAL))
    made = build.build(actor, StatementRequest(as_of=AS_OF, audience=audience))
    assert str(agreed) in made.kept.report.named
    with pytest.raises(Invalid) as refused:
        reports.mark_published(actor, made.kept.id, day("2024-08-10"))
    assert refused.value.code == "not_for_public"
    assert advocacy.listing(actor).total == 0


def test_a_confidential_report_whose_people_may_be_named_in_public_is_published(organisation: Organisation) -> None:
    actor = organisation.actor()
    crowd(actor)
    cases.create(actor, named("Agreed Person", Consent.NAME_AND_FACTS))
    made = build.build(actor, StatementRequest(as_of=AS_OF, audience=Audience.CONFIDENTIAL))
    assert len(made.kept.report.named) == 1
    assert reports.mark_published(actor, made.kept.id, day("2024-08-10"))


def test_an_analyst_does_not_publish(organisation: Organisation) -> None:
    crowd(organisation.actor())
    analyst = organisation.actor(Role.ANALYST)
    made = build.build(analyst, PUBLIC)
    with pytest.raises(NotAllowed):
        reports.mark_published(analyst, made.kept.id, day("2024-08-10"))
