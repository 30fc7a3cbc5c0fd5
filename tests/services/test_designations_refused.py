"""What cannot be of a sanctions listing is refused in words, and nothing of it is recorded."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import msgspec
import pytest

from casework.casebook.listings import Asked
from casework.domain.actions import Action, ActionKind
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind
from casework.domain.errors import Invalid, NotFound
from casework.domain.records import WITHDRAWN, Withdrawn
from casework.domain.reference import Programme, Titles
from casework.services import advocacy, clock, designations, ledger, reference
from casework.store.database import db
from tests.organisation import Organisation
from tests.sanctioned import day, listing, official

DAY = PartialDate.parse("2024-08-09")
SANCTIONS = Action(kind=ActionKind.SANCTIONS, date=DAY, title="Designations under E.O. 14038")


def refused(attempt: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Invalid) as found:
        attempt()
    return found.value.field, found.value.code


@pytest.mark.parametrize(
    ("kind", "begun", "on", "code"),
    [
        (EntityKind.PERSON, "2022-06-04", "2022-06-03", "before_birth"),
        (EntityKind.COMPANY, "2023", "2022", "before_founding"),
        (EntityKind.AIRCRAFT, "2023-01", "2022-12", "before_building"),
    ],
)
def test_nothing_is_listed_before_it_existed(
    organisation: Organisation, kind: EntityKind, begun: str, on: str, code: str
) -> None:
    actor = organisation.actor()
    made = listing(official(actor, kind=kind, begun=begun), on=on)
    assert refused(lambda: designations.add(actor, made)) == ("listed_on", code)
    assert designations.listing(actor, Asked(clock.today())).total == 0


@pytest.mark.parametrize(("begun", "on"), [("2022", "2022-06-03"), ("2022-06-03", "2022-06-03"), ("2022-06", "2022")])
def test_what_may_have_existed_by_then_is_listed(organisation: Organisation, begun: str, on: str) -> None:
    actor = organisation.actor()
    assert designations.add(actor, listing(official(actor, kind=EntityKind.COMPANY, begun=begun), on=on))


def test_a_dead_person_is_not_listed_and_a_company_that_ended_is_with_a_word(organisation: Organisation) -> None:
    actor = organisation.actor()
    dead = official(actor, ended="2021")
    gone = official(actor, "Works", kind=EntityKind.COMPANY, ended="2021")
    stands = official(actor, "Mill", kind=EntityKind.COMPANY, ended="2022")
    assert refused(lambda: designations.add(actor, listing(dead))) == ("listed_on", "listed_after_death")
    assert designations.ended_before(actor, designations.add(actor, listing(gone)))
    assert not designations.ended_before(actor, designations.add(actor, listing(stands)))


def test_a_delisting_without_a_listing_or_before_it_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    without = listing(one, on="", until="2023-01-01")
    assert refused(lambda: designations.add(actor, without)) == ("delisted_on", "delisted_without_listing")
    early = listing(one, on="2022-06-03", until="2022-06-02")
    assert refused(lambda: designations.add(actor, early)) == ("delisted_on", "delisted_before_listing")
    made = designations.add(actor, listing(one, on="2022-06-03"))
    before = PartialDate.parse("2022-05")
    assert refused(lambda: designations.delist(actor, made, before, "", 1)) == (
        "delisted_on",
        "delisted_before_listing",
    )
    undated = designations.add(actor, listing(official(actor, "Undated"), on=""))
    assert refused(lambda: designations.delist(actor, undated, before, "", 1))[1] == "delisted_without_listing"


def test_a_second_delisting_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    made = designations.add(actor, listing(official(actor), until="2023-01-01"))
    again = PartialDate.parse("2024-01-01")
    assert refused(lambda: designations.delist(actor, made, again, "", 1)) == ("delisted_on", "delisted_already")


def test_a_second_listing_under_the_same_programme_is_refused_and_names_the_first(
    each_organisation: Organisation,
) -> None:
    actor = each_organisation.actor()
    one = official(actor)
    first = designations.add(actor, listing(one, on="2022-06-03"))
    with pytest.raises(Invalid) as found:
        designations.add(actor, listing(one, on="2024-08-09"))
    assert (found.value.field, found.value.code) == ("entity", "listed_already")
    assert found.value.values == {"listing": str(first), "since": "2022-06-03", "programme": "EU-BLR"}
    assert designations.add(actor, listing(one, "US", "US-BRUS"))
    assert designations.add(actor, listing(official(actor, "Other")))


def test_an_earlier_listing_may_be_recorded_later_if_it_ended_before(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = official(actor)
    designations.add(actor, listing(one, on="2022-06-03"))
    assert refused(lambda: designations.add(actor, listing(one, on="2012-01-01")))[1] == "listed_already"
    assert designations.add(actor, listing(one, on="2012-01-01", until="2016-02-29"))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"authority": "XX"}, ("authority", "unknown_authority")),
        ({"programme": "EU-NEW"}, ("programme", "unknown_programme")),
        ({"programme": "US-BRUS"}, ("programme", "other_authority")),
        ({"listed_on": PartialDate.parse("2190")}, ("listed_on", "future")),
        ({"delisted_on": PartialDate.parse("2190")}, ("delisted_on", "future")),
        ({"reason": "x" * 20_001}, ("reason", "too_long")),
    ],
)
def test_what_the_lists_and_the_calendar_do_not_know_is_refused(
    organisation: Organisation, changed: dict[str, object], expected: tuple[str, str]
) -> None:
    actor = organisation.actor()
    made = msgspec.structs.replace(listing(official(actor)), **changed)
    assert refused(lambda: designations.add(actor, made)) == expected


def test_a_programme_must_be_valid_on_the_day(organisation: Organisation) -> None:
    actor = organisation.actor()
    reference.save_programme(
        actor, Programme("EU-OLD", "EU", Titles(en="Old"), valid_from=day("2004"), valid_until=day("2010-05"))
    )
    one = official(actor)
    early, late = (listing(one, programme="EU-OLD", on=on) for on in ("2003-12-31", "2010-06-01"))
    assert refused(lambda: designations.add(actor, early)) == ("programme", "programme_not_yet")
    assert refused(lambda: designations.add(actor, late)) == ("programme", "programme_over")
    assert designations.add(actor, listing(one, programme="EU-OLD", on="2010"))


def test_a_programme_added_to_the_reference_list_can_be_used(organisation: Organisation) -> None:
    actor = organisation.actor()
    new = listing(official(actor), "NO", "NO-BLR")
    assert refused(lambda: designations.add(actor, new)) == ("authority", "unknown_authority")
    reference.save_programme(actor, Programme("NO-BLR", "NO", Titles(en="Norlandia")))
    assert designations.add(actor, new)


def test_a_listing_of_nobody_on_file_is_not_found(organisation: Organisation) -> None:
    actor = organisation.actor()
    gone = official(actor)
    with ledger.writing(actor) as unit:
        unit.save(gone, WITHDRAWN, Withdrawn(), 0)
    for entity in (uuid4(), gone):
        with pytest.raises(NotFound):
            designations.add(actor, listing(entity))
    with pytest.raises(NotFound):
        designations.add(actor, msgspec.structs.replace(listing(gone), entity="no-id"))


def test_a_listing_belongs_to_an_action_of_sanctions_and_to_no_other(organisation: Organisation) -> None:
    actor = organisation.actor()
    visas = advocacy.add_action(actor, Action(kind=ActionKind.VISA_RESTRICTION, date=DAY, title="Visas", number=19))
    one = official(actor)
    assert refused(lambda: designations.add(actor, listing(one, action=str(visas)))) == ("action", "not_sanctions")
    with pytest.raises(NotFound):
        designations.add(actor, listing(one, action=str(one)))


def test_of_two_who_list_the_same_at_once_one_is_refused(each_organisation: Organisation) -> None:
    one = official(each_organisation.actor())
    start = Barrier(2)

    def attempt() -> str:
        with each_organisation.app.app_context():
            actor = each_organisation.actor()
            start.wait()
            try:
                designations.add(actor, listing(one))
            except Invalid as refusal:
                return refusal.code
            finally:
                db.session.remove()
            return "added"

    with ThreadPoolExecutor(2) as both:
        found = sorted(done.result() for done in [both.submit(attempt), both.submit(attempt)])
    assert found == ["added", "listed_already"]
