"""One rule of custody, whatever the question."""

from dataclasses import replace
from datetime import date

import pytest

from casework.casebook import counts
from casework.casebook.query import CaseQuery, Count
from casework.domain.errors import Invalid
from casework.domain.sections import Sex
from casework.domain.status import Status
from tests.casebook.people import DAY, EVERYONE, HELD, book, person

ARREST = ("pretrial", "2024-08-09")


def test_the_day_of_arrest_counts() -> None:
    index = book(person(("pretrial", "2024-08-09")), person(("pretrial", "2024-08-10")))
    assert counts.count(index, HELD) == Count(1, 0)


def test_the_day_of_release_does_not_count_and_the_day_before_does() -> None:
    index = book(
        person(("colony", "2021-01-01"), ("released", "2024-08-09")),
        person(("colony", "2021-01-01"), ("released", "2024-08-10")),
    )
    assert counts.count(index, HELD).certain == 1


def test_who_died_in_custody_is_not_held_from_that_day_on() -> None:
    index = book(person(("colony", "2021-01-01"), ("died", "2024-08-09")))
    assert counts.count(index, HELD) == Count(0, 0)
    assert counts.dashboard(index, EVERYONE).died == 1


@pytest.mark.parametrize("status", [Status.HOUSE_ARREST, Status.OPEN_FACILITY, Status.HOME_RESTRICTION])
def test_restriction_is_no_custody(status: Status) -> None:
    index = book(person((status.value, "2021-01-01")))
    assert counts.count(index, HELD) == Count(0, 0)
    assert counts.dashboard(index, EVERYONE).restricted == 1


def test_a_partial_date_that_straddles_the_day_is_uncertain_and_not_counted() -> None:
    index = book(person(("pretrial", "2024-08")), person(("colony", "2021"), ("released", "2024")))
    assert counts.count(index, HELD) == Count(0, 2)


def test_a_partial_date_that_is_over_is_certain() -> None:
    assert counts.count(book(person(("pretrial", "2024-07"))), HELD) == Count(1, 0)


def test_the_status_is_that_of_the_day_not_of_now() -> None:
    index = book(person(("pretrial", "2024-01-01"), ("colony", "2024-09-01")))
    assert counts.count(index, HELD, "status").by == {"pretrial": 1}
    assert counts.count(index, replace(HELD, as_of=date(2024, 9, 1)), "status").by == {"colony": 1}


def test_a_breakdown_by_status_adds_up_when_the_next_status_has_no_exact_date() -> None:
    index = book(person(("pretrial", "2024-01-01"), ("colony", "2024-08"), ("released", "2025")))
    found = counts.count(index, HELD, "status")
    assert found.by == {"pretrial": 1}
    assert sum(found.by.values()) == found.certain


def test_the_facility_is_the_one_of_the_day() -> None:
    stays = [("SIZO-1", "2024-01-01", "2024-08-01"), ("IK-4", "2024-08-01", "")]
    index = book(person(("pretrial", "2024-01-01"), stays=stays))
    assert counts.count(index, HELD, "facility").by == {"IK-4": 1}
    assert counts.count(index, replace(HELD, as_of=date(2024, 7, 31)), "facility").by == {"SIZO-1": 1}


def test_a_facility_unknown_on_that_day_stands_under_no_key_so_that_the_sum_is_whole() -> None:
    index = book(person(ARREST), person(ARREST, stays=[("IK-4", "2024-08-09", "")]))
    assert counts.count(index, HELD, "facility").by == {"": 1, "IK-4": 1}


def test_who_is_free_is_in_no_facility_even_when_nobody_closed_the_stay() -> None:
    index = book(person(("colony", "2021-01-01"), ("released", "2024-01-01"), stays=[("IK-4", "2021-01-01", "")]))
    assert counts.count(index, EVERYONE, "facility").by == {"": 1}


def test_a_person_counts_once_under_an_article_whatever_its_parts() -> None:
    index = book(person(ARREST, charges=[("342", "1"), ("342", "2"), ("368", "")]))
    assert counts.count(index, HELD, "article").by == {"342": 1, "368": 1}


def test_article_342_is_not_342_2() -> None:
    index = book(person(ARREST, charges=[("342", "1")]), person(ARREST, charges=[("342-2", "")]))
    assert counts.count(index, replace(HELD, articles=("342",))).certain == 1


def test_filters_of_two_kinds_narrow_and_values_of_one_kind_widen() -> None:
    index = book(
        person(ARREST, sex=Sex.FEMALE, charges=[("342", "")]),
        person(ARREST, sex=Sex.MALE, charges=[("342", "")]),
        person(ARREST, sex=Sex.MALE, charges=[("368", "")]),
    )
    assert counts.count(index, replace(HELD, sexes=(Sex.MALE,), articles=("342",))).certain == 1
    assert counts.count(index, replace(HELD, articles=("342", "368"))).certain == 3


def test_held_twice_and_free_between() -> None:
    timeline = [("detained", "2020-01-01"), ("released", "2020-02-01"), ("colony", "2024-08-01")]
    index = book(person(*timeline))
    days = [date(2020, 1, 31), date(2020, 2, 1), date(2024, 7, 31), DAY]
    assert [counts.count(index, CaseQuery(day, in_custody=True)).certain for day in days] == [1, 0, 0, 1]


def test_counting_by_something_unknown_is_refused() -> None:
    with pytest.raises(Invalid):
        counts.count(book(), HELD, "address")


def test_the_dashboard_counts_releases_of_the_last_thirty_days() -> None:
    index = book(
        person(("colony", "2021-01-01"), ("released", "2024-08-09")),
        person(("colony", "2021-01-01"), ("released", "2024-07-11")),
        person(("colony", "2021-01-01"), ("released", "2024-07-10")),
    )
    assert counts.dashboard(index, EVERYONE).released == 2


def test_the_dashboards_women_are_those_in_custody() -> None:
    index = book(person(ARREST), person(ARREST, sex=Sex.MALE), person(("released", "2024-01-01")))
    found = counts.dashboard(index, EVERYONE)
    assert (found.people, found.in_custody.certain, found.women) == (3, 2, 1)
