"""Officials, entities and assets: added, changed, withdrawn; listed, searched, told apart."""

from uuid import UUID

import msgspec
import pytest

from casework.domain.designations import Designation
from casework.domain.entities import EntityKind, Holdings, Posts, SourceNotes
from casework.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from casework.domain.involvements import Involvement, InvolvementRole
from casework.domain.policy import Permission, Role, may
from casework.domain.records import RecordKind
from casework.domain.sections import ExternalId, PersonName, Script
from casework.services import audit, cases, involvements, ledger, officials, registry
from casework.services.actor import Actor
from casework.services.officials import New
from casework.services.registry import EntityQuery
from tests.casefiles import case, day
from tests.officials import aircraft, company, court, official, owns, post
from tests.organisation import Organisation


def code(attempt: object) -> str:
    with pytest.raises(Invalid) as refused:
        attempt()  # type: ignore[operator]
    return refused.value.code


def involve(actor: Actor, entity: UUID, on: str = "2022-05") -> UUID:
    person = cases.create(actor, case())
    return involvements.add(actor, Involvement(str(entity), str(person), InvolvementRole.JUDGED, on=day(on)))


def test_an_official_is_added_with_posts_and_read_back(each_organisation: Organisation) -> None:
    actor = each_organisation.actor(Role.CASEWORKER)
    made = officials.add(actor, New(official(born="1970"), Posts((post("Judge", "2015"),))))
    found = officials.load(each_organisation.actor(Role.ANALYST), made)
    assert (found.profile, found.posts.entries[0].position) == (official(born="1970"), "Judge")
    assert (found.version("profile"), found.version("posts"), found.version("holdings")) == (1, 1, 0)


def test_a_changed_section_is_a_new_version_with_a_history(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = officials.add(actor, New(official()))
    assert officials.save(actor, made, Posts((post("Judge", "2015"),)), seen=0, reason="appointed") == 1
    assert officials.save(actor, made, official(country="BY"), seen=1) == 2
    assert [one.reason for one in officials.history(actor, made, "posts")] == ["appointed"]
    assert [one.version for one in officials.history(actor, made, "profile")] == [1, 2]


def test_two_who_save_at_once_are_told_of_each_other(organisation: Organisation) -> None:
    actor, other = organisation.actor(), organisation.actor(Role.CASEWORKER)
    made = officials.add(actor, New(official()))
    officials.save(other, made, official("Theirs"), seen=1)
    with pytest.raises(Conflict) as refused:
        officials.save(actor, made, official("Mine"), seen=1)
    assert (refused.value.theirs, refused.value.by) == (official("Theirs"), other.name)


def test_what_cannot_be_is_refused_and_nothing_is_written(organisation: Organisation) -> None:
    actor = organisation.actor()
    overlapping = Posts((post("Judge", "2010"), post("Chair", "2015")))
    assert code(lambda: officials.add(actor, New(official(), overlapping))) == "posts_overlap"
    assert code(lambda: officials.add(actor, New(official(registration="EW-1")))) == "person_registered"
    assert registry.listing(actor, EntityQuery()).everything == 0


def test_a_post_can_be_at_a_body_on_file_and_at_nothing_else(organisation: Organisation) -> None:
    actor = organisation.actor()
    body, plane = officials.add(actor, New(court())), officials.add(actor, New(aircraft()))
    officials.add(actor, New(official(), Posts((post(entity=str(body)),))))
    assert code(lambda: officials.add(actor, New(official(), Posts((post(entity=str(plane)),))))) == "not_a_body"


def test_ownership_in_a_circle_is_refused_across_records(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    first, second, third = (officials.add(actor, New(company(name))) for name in ("One", "Two", "Three"))
    officials.save(actor, first, Holdings((owns(second),)), seen=0)
    officials.save(actor, second, Holdings((owns(third),)), seen=0)
    assert code(lambda: officials.save(actor, third, Holdings((owns(first),)), seen=0)) == "circle"
    assert code(lambda: officials.save(actor, third, Holdings((owns(third),)), seen=0)) == "holds_itself"


def test_owners_together_hold_no_more_than_the_whole(organisation: Organisation) -> None:
    actor = organisation.actor()
    thing = officials.add(actor, New(company()))
    one = officials.add(actor, New(official("One"), holdings=Holdings((owns(thing, "60"),))))
    two = officials.add(actor, New(official("Two"), holdings=Holdings((owns(thing, "40"),))))
    assert code(lambda: officials.save(actor, two, Holdings((owns(thing, "41"),)), seen=1)) == "more_than_whole"
    officials.save(actor, one, Holdings((owns(thing, "59"),)), seen=1)
    assert officials.save(actor, two, Holdings((owns(thing, "41"),)), seen=1) == 2


def test_only_what_is_on_file_and_nobody_can_be_held(organisation: Organisation) -> None:
    actor = organisation.actor()
    person = officials.add(actor, New(official()))
    assert code(lambda: officials.add(actor, New(company(), holdings=Holdings((owns(person),))))) == "person_held"
    absent = "5f0c8f4e-6d0a-4b5e-9a57-3f2a6b1c9d70"
    assert code(lambda: officials.add(actor, New(company(), holdings=Holdings((owns(absent),))))) == "not_on_file"


def test_what_is_held_does_not_become_a_person_nor_an_owner_an_aircraft(organisation: Organisation) -> None:
    actor = organisation.actor()
    thing = officials.add(actor, New(company()))
    owner = officials.add(actor, New(company("Owner"), holdings=Holdings((owns(thing),))))
    assert code(lambda: officials.save(actor, thing, official(), seen=1)) == "person_held"
    assert code(lambda: officials.save(actor, owner, aircraft(), seen=1)) == "assets_hold_nothing"


def test_holdings_are_seen_from_both_ends(organisation: Organisation) -> None:
    actor = organisation.actor()
    plane = officials.add(actor, New(aircraft()))
    owner = officials.add(actor, New(company("Owner"), holdings=Holdings((owns(plane, "50"),))))
    assert [(one.record, one.holding.share) for one in registry.holders(actor, plane)] == [(owner, "50")]
    assert registry.holders(actor, owner) == []


def test_who_is_in_office_at_a_body_is_told_by_record_and_by_name(organisation: Organisation) -> None:
    actor = organisation.actor()
    body = officials.add(actor, New(court()))
    linked = officials.add(actor, New(official("Linked"), Posts((post("Chair", "2012", entity=str(body)),))))
    written = officials.add(
        actor, New(official("Written"), Posts((post("Judge", "2015", body="court of  vydumany District"),)))
    )
    officials.add(actor, New(official("Elsewhere"), Posts((post("Judge", "2016", body="Another court"),))))
    assert [one.record for one in registry.in_office(actor, body)] == [written, linked]


def test_a_withdrawn_one_leaves_the_lists_and_is_not_found(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made = officials.add(actor, New(official()))
    assert code(lambda: officials.withdraw(actor, made, " ")) == "needed"
    officials.withdraw(actor, made, "entered twice")
    assert registry.listing(actor, EntityQuery()).everything == 0
    assert registry.search(actor, "Vydumany") == []
    for attempt in (
        lambda: officials.load(actor, made),
        lambda: officials.history(actor, made, "profile"),
        lambda: officials.save(actor, made, official(), seen=1),
        lambda: officials.withdraw(actor, made, "again"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_nothing_is_withdrawn_while_something_on_file_is_about_it(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    made, thing = officials.add(actor, New(official())), officials.add(actor, New(company()))
    officials.save(actor, made, Holdings((owns(thing),)), seen=0)
    part = involve(actor, made)
    with pytest.raises(Invalid) as refused:
        officials.withdraw(actor, made, "wrong")
    assert (refused.value.code, refused.value.values) == ("still_involved", {"count": "1"})
    involvements.withdraw(actor, part, "wrong")
    with ledger.writing(actor) as unit:
        unit.create(RecordKind.DESIGNATION, {"designation": Designation(str(made), "EU", listed_on=day("2024"))})
    assert code(lambda: officials.withdraw(actor, made, "wrong")) == "still_listed"
    assert code(lambda: officials.withdraw(actor, thing, "wrong")) == "still_held"


def test_a_birth_after_a_part_in_a_case_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = officials.add(actor, New(official()))
    involve(actor, made, on="2022-05")
    assert code(lambda: officials.save(actor, made, official(born="2023"), seen=1)) == "life_before_involvement"
    assert code(lambda: officials.save(actor, made, official(ended="2021"), seen=1)) == "life_before_involvement"
    officials.save(actor, made, official(born="1980", ended="2023"), seen=1)


def test_the_list_is_filtered_counted_and_paged(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    judge = officials.add(actor, New(official("B"), Posts((post("Judge", body="Court A"),))))
    officials.add(actor, New(official("A", country="BY"), Posts((post("Prosecutor"),))))
    officials.add(actor, New(company("C", country="RU")))
    officials.add(actor, New(aircraft()))
    involve(actor, judge)
    people = registry.listing(actor, EntityQuery(kinds=(EntityKind.PERSON,), size=1))
    assert ([line.summary.names[0][1] for line in people.lines], people.total, people.everything) == (["A"], 2, 4)
    assert {option.value: option.count for option in people.facets["kinds"]} == {
        "person": 2, "company": 1, "aircraft": 1
    }  # fmt: skip
    assert {option.value: option.count for option in people.facets["countries"]} == {"BY": 1}
    found = registry.listing(actor, EntityQuery(positions=("JUDGE",), bodies=("court a",), involved=True))
    assert [(line.record, line.cases) for line in found.lines] == [(judge, 1)]
    assert registry.listing(actor, EntityQuery(involved=False)).total == 3
    assert registry.listing(actor, EntityQuery(countries=("RU",))).total == 1


@pytest.mark.parametrize("sought", ["Vydumany", "Сцяпан Выдуманы", "Степан Выдуманый", "vydumani stsiapan"])
def test_an_official_is_found_in_any_script_and_misspelt(organisation: Organisation, sought: str) -> None:
    actor = organisation.actor()
    made = officials.add(actor, New(official()))
    officials.add(actor, New(official("Alena Inshaia")))
    assert [hit.record for hit in registry.search(actor, sought)] == [made]


def test_an_asset_is_found_by_its_registration_and_anything_by_its_number_on_a_list(organisation: Organisation) -> None:
    actor = organisation.actor()
    plane = officials.add(actor, New(aircraft("EW-001 ZZ")))
    firm = officials.add(actor, New(company(external_ids=(ExternalId("EU", "EU.1.2"),), aliases=("Vydumki",))))
    assert [hit.record for hit in registry.search(actor, "ew001zz")] == [plane]
    assert [hit.record for hit in registry.search(actor, "EU.1.2")] == [firm]
    assert [hit.record for hit in registry.search(actor, "Vydumki", [EntityKind.COMPANY])] == [firm]
    assert registry.search(actor, "Vydumki", [EntityKind.PERSON]) == []


def test_who_may_be_on_file_already_is_told_before_adding(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = officials.add(actor, New(official(born="1970")))
    officials.add(actor, New(company("Stsiapan Vydumany")))
    again = msgspec.structs.replace(official(), names=(PersonName(Script.RU, "Степан Выдуманый"),))
    assert [hit.record for hit in registry.alike(actor, again)] == [made]
    assert registry.alike(actor, again, but=made) == []
    assert registry.alike(actor, official("Alena Inshaia")) == []
    assert registry.alike(actor, official(born="1985")) == []


def test_notes_of_a_list_are_for_who_may_read_sources(organisation: Organisation) -> None:
    actor = organisation.actor()
    notes = SourceNotes((("a list", "field", "value"),))
    made = officials.add(actor, New(official(), notes=notes))
    assert officials.load(organisation.actor(Role.CASEWORKER), made).notes == notes
    assert officials.load(organisation.actor(Role.ANALYST), made).notes is None


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_WRITE)])
def test_roles_without_the_permission_change_nothing(organisation: Organisation, role: Role) -> None:
    made = officials.add(organisation.actor(), New(official()))
    actor = organisation.actor(role)
    for attempt in (
        lambda: officials.add(actor, New(official())),
        lambda: officials.save(actor, made, official(), 1),
        lambda: officials.withdraw(actor, made, "x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize("role", [role for role in Role if not may(role, Permission.ADVOCACY_READ)])
def test_roles_without_the_permission_read_nothing(organisation: Organisation, role: Role) -> None:
    made = officials.add(organisation.actor(), New(official()))
    actor = organisation.actor(role)
    for attempt in (
        lambda: officials.load(actor, made),
        lambda: officials.history(actor, made, "profile"),
        lambda: registry.listing(actor, EntityQuery()),
        lambda: registry.search(actor, "x"),
        lambda: registry.alike(actor, official()),
        lambda: registry.holders(actor, made),
        lambda: registry.in_office(actor, made),
        lambda: registry.named(actor, [made]),
        lambda: registry.bodies(actor),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_case_is_no_official(organisation: Organisation) -> None:
    actor = organisation.actor()
    person = cases.create(actor, case())
    with pytest.raises(NotFound):
        officials.load(actor, person)
    with pytest.raises(NotFound):
        registry.in_office(actor, person)


def test_what_was_done_is_in_the_log_without_a_name(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = officials.add(actor, New(official()))
    registry.search(actor, "Vydumany")
    officials.withdraw(actor, made, "entered twice")
    lines = [line.event for line in audit.listing(actor, audit.Asked()).lines if line.event]
    assert {("entity.added", str(made)), ("entity.searched", ""), ("entity.withdrawn", str(made))} <= {
        (event.event, event.subject) for event in lines
    }
    assert "Vydumany" not in str([event.detail for event in lines])


def test_a_post_that_was_taken_off_is_no_filter_and_no_office_any_more(organisation: Organisation) -> None:
    actor = organisation.actor()
    body = officials.add(actor, New(court()))
    made = officials.add(actor, New(official(), Posts((post("Judge", entity=str(body)),))))
    officials.save(actor, made, Posts((post("Chair"),)), seen=1)
    facets = registry.listing(actor, EntityQuery()).facets
    assert [option.value for option in facets["positions"]] == ["Chair"]
    assert registry.in_office(actor, body) == []


def test_a_new_name_is_found_and_the_old_one_no_more(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = officials.add(actor, New(official()))
    assert registry.search(actor, "Vydumany")
    officials.save(actor, made, official("Alena Inshaia"), seen=1)
    assert registry.search(actor, "Vydumany") == []
    assert [hit.record for hit in registry.search(actor, "Inshaia")] == [made]
