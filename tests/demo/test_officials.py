"""The seed event in full, and officials whom somebody lists, or nobody."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.casebook import deeds, shelf
from casework.demo import build, listings
from casework.demo.lives import invent
from casework.demo.officials import officials
from casework.domain.actions import Action, ActionKind, CoverageKind
from casework.domain.dates import PartialDate
from casework.domain.designations import Designation
from casework.domain.entities import EntityKind, EntityProfile
from casework.domain.involvements import Involvement
from casework.domain.records import RecordKind
from casework.services import ledger
from casework.services.reading import Reader
from tests.organisation import Organisation, TemplateOrganisation

DAY = PartialDate.parse("2024-08-09")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, sqlite_organisation: TemplateOrganisation) -> Iterator[Reader]:
    from random import Random

    random = Random(7)
    folder: Path = tmp_path_factory.mktemp("seed") / "data"
    with sqlite_organisation.copy(folder) as place, place.app.app_context():
        lives = invent(random, 300, exiles=(), deaths=1)
        cases = build.people(place.actor(), random, lives)
        sanctions = build.campaign(place.actor(), random, [case for case, _ in cases], lives, 40)
        listings.add(place.actor(), cases, sanctions)
        with ledger.reading(place.actor()) as unit:
            yield unit


def of(reader: Reader, kind: RecordKind, section: str) -> dict[str, object]:
    return {str(key): found.value for key, found in reader.all_of(kind, section).items()}


def seed_actions(reader: Reader, kind: ActionKind) -> list[tuple[str, Action]]:
    found = of(reader, RecordKind.ACTION, "action").items()
    return [(key, one) for key, one in found if isinstance(one, Action) and one.kind is kind and one.date == DAY]


def test_19_individuals_14_entities_and_one_aircraft_were_listed_with_the_sanctions_of_that_day(reader: Reader) -> None:
    ((action, _),) = seed_actions(reader, ActionKind.SANCTIONS)
    kinds = {
        key: one.kind for key, one in of(reader, RecordKind.ENTITY, "profile").items() if isinstance(one, EntityProfile)
    }
    listed = [
        one
        for one in of(reader, RecordKind.DESIGNATION, "designation").values()
        if isinstance(one, Designation) and one.action == action
    ]
    counted = Counter(kinds[one.entity] for one in listed)
    assert (counted[EntityKind.PERSON], counted[EntityKind.AIRCRAFT], len(listed)) == (19, 1, 34)
    assert {(one.authority, one.programme, one.listed_on) for one in listed} == {("US", "US-BRUS", DAY)}


def test_the_visa_restrictions_are_on_19_people_and_name_no_one(reader: Reader) -> None:
    ((_, action),) = seed_actions(reader, ActionKind.VISA_RESTRICTION)
    assert action.number == 19
    assert action.covers.cases == ()


def test_four_made_the_joint_statement_and_it_covers_everyone_in_custody_that_day(reader: Reader) -> None:
    ((_, action),) = seed_actions(reader, ActionKind.JOINT_STATEMENT)
    assert action.actors == ("United States", "Canada", "European Union", "United Kingdom")
    assert len(action.by) == 4
    assert action.covers.kind is CoverageKind.POPULATION
    assert action.covers.as_of == DAY


def test_some_officials_are_tied_to_cases_and_listed_by_nobody(reader: Reader) -> None:
    tied = {
        one.entity for one in of(reader, RecordKind.INVOLVEMENT, "involvement").values() if isinstance(one, Involvement)
    }
    listed = {
        one.entity for one in of(reader, RecordKind.DESIGNATION, "designation").values() if isinstance(one, Designation)
    }
    assert len(tied) > 20
    assert tied - listed


def test_no_two_officials_share_a_name() -> None:
    names = [one.name for one in officials()]
    assert len(set(names)) == len(names)


def test_whoever_takes_an_action_is_on_file(organisation: Organisation) -> None:
    organisation.populate(20)
    with organisation.app.app_context():
        found = deeds.listing(shelf.current(organisation.actor()))
    assert found
    assert all(len(one.by) == len(one.actors) for one in found)
