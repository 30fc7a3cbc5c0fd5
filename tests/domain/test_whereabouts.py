"""Status and place as a list names them: dates come first, a word alone puts nobody into custody, guesses give way."""

from datetime import date, timedelta
from random import Random

import pytest

from casework.domain import merging, standing, validation
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.importing import Choice
from casework.domain.sections import (
    Custody,
    CustodyPeriod,
    PersonName,
    Script,
    Section,
    SectionName,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry, spans
from casework.domain.validation import Now

READ = PartialDate.parse("~2026-11-20")
TODAY = date(2026, 11, 20)
Shown = list[tuple[str, str, bool]]


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def draft(row: int = 2, stated: Status | None = None, **said: object) -> Draft:
    found = Draft(row, (("row", str(row)),), READ, names=(PersonName(Script.LATIN, "Ivan Ivanou"),), stated=stated)
    for field, value in said.items():
        setattr(found, field, day(value) if isinstance(value, str) and value[:1] in ("1", "2") else value)
    return found


def told(entries: tuple[StatusEntry, ...]) -> list[tuple[str, str]]:
    return [(entry.status.value, entry.since.text) for entry in entries]


def merged(
    before: tuple[StatusEntry, ...], row: Draft, choice: Choice = Choice.THEIRS
) -> tuple[tuple[StatusEntry, ...], Shown]:
    """The statuses afterwards, and the differences in status as shown."""
    stood: dict[SectionName, Section] = {SectionName.STATUS: StatusTimeline(before)}
    after, differences = merging.merged(stood, row, "next", "list", choice)
    status = after.get(SectionName.STATUS, stood[SectionName.STATUS])
    assert isinstance(status, StatusTimeline)
    return status.entries, [(one.old, one.new, one.contradicts) for one in differences if one.section == "status"]


@pytest.mark.parametrize(
    ("stated", "dates", "expected"),
    [
        (Status.RELEASED, {"arrested": "2021-03-04"}, [("pretrial", "2021-03-04"), ("released", "~2026-11-20")]),
        (Status.DIED, {"arrested": "2021"}, [("pretrial", "2021"), ("died", "~2026-11-20")]),
        (Status.HOME_RESTRICTION, {"arrested": "2021"}, [("pretrial", "2021"), ("home_restriction", "~2026-11-20")]),
        (Status.HOUSE_ARREST, {"arrested": "2026-10-01"}, [("house_arrest", "2026-10-01")]),
        (Status.COLONY, {"arrested": "2021", "verdict": "2022"}, [("pretrial", "2021"), ("colony", "2022")]),
        (Status.COLONY, {"arrested": "2021-03-04"}, [("pretrial", "2021-03-04")]),
        (Status.PRETRIAL, {"arrested": "2026-10-01"}, [("pretrial", "2026-10-01")]),
        (Status.RELEASED, {"arrested": "2022", "released": "2023"}, [("pretrial", "2022"), ("released", "2023")]),
        (Status.RELEASED, {"arrested": "2022", "died": "2023-01-01"}, [("pretrial", "2022"), ("died", "2023-01-01")]),

        (Status.HOME_RESTRICTION, {"released": "2021-05-05"}, [("released", "2021-05-05")]),
        (Status.RETURNED, {"arrested": "2021"}, [("pretrial", "2021")]),
        (Status.RELEASED, {}, []), (Status.COLONY, {}, []), (Status.WANTED, {}, []),
    ],
)  # fmt: skip
def test_of_a_new_person_a_word_only_ends_what_dates_leave_open(
    stated: Status, dates: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert told(standing.timeline(draft(stated=stated, **dates))) == expected


def test_a_release_without_a_date_ends_custody_and_is_shown_as_a_contradiction() -> None:
    held = (StatusEntry(Status.COLONY, day("2022-05-05")),)
    after, shown = merged(held, draft(3, Status.RELEASED))
    assert told(after) == [("colony", "2022-05-05"), ("released", "~2026-11-20")]
    assert shown == [("colony", "released", True)]
    assert merged(after, draft(4, Status.RELEASED)) == (after, [])


@pytest.mark.parametrize("choice", [Choice.OURS, Choice.BOTH])
def test_whoever_chooses_ours_keeps_the_status_that_stands(choice: Choice) -> None:
    held = (StatusEntry(Status.COLONY, day("2022-05-05")),)
    assert merged(held, draft(3, Status.RELEASED), choice)[0] == held


FREE = (StatusEntry(Status.COLONY, day("2022-05-05")), StatusEntry(Status.RELEASED, day("2024-01-01")))


@pytest.mark.parametrize("stated", [Status.COLONY, Status.PRETRIAL, Status.PRISON, Status.WANTED, Status.RELEASED])
@pytest.mark.parametrize("choice", list(Choice))
def test_a_word_without_a_date_puts_nobody_back_into_custody(stated: Status, choice: Choice) -> None:
    assert merged(FREE, draft(3, stated), choice) == (FREE, [])


AGAIN = (*FREE, StatusEntry(Status.PRETRIAL, day("2025-03-01")))


@pytest.mark.parametrize("released", [None, "2024-01-01"])
def test_a_row_about_an_earlier_arrest_does_not_free_whoever_was_arrested_again(released: str | None) -> None:
    row = draft(3, Status.RELEASED, arrested="2022-05-05", released=released)
    assert merged(AGAIN, row) == (AGAIN, [])


def guessed() -> tuple[StatusEntry, ...]:
    return merged((StatusEntry(Status.COLONY, day("2022-05-05")),), draft(3, Status.RELEASED))[0]


@pytest.mark.parametrize("choice", list(Choice))
def test_any_date_takes_the_place_of_a_guess(choice: Choice) -> None:
    after, shown = merged(guessed(), draft(4, released="2025-06-07"), choice)
    assert told(after) == [("colony", "2022-05-05"), ("released", "2025-06-07")]
    assert shown == [("", "2025-06-07", False)]


def test_a_guess_stays_while_nothing_better_is_said() -> None:
    assert merged(guessed(), draft(4, sentence=None, description="at work"))[0] == guessed()


def test_an_arrest_after_a_guessed_release_is_another_one() -> None:
    later = PartialDate.parse("2026-11-25")
    after, _ = merged(guessed(), draft(4, Status.PRETRIAL, arrested=later))
    assert told(after) == [("colony", "2022-05-05"), ("released", "~2026-11-20"), ("pretrial", "2026-11-25")]


def test_an_arrest_is_laid_where_its_date_belongs() -> None:
    wanted = (StatusEntry(Status.WANTED, day("2020-01-01")),)
    assert told(merged(wanted, draft(3, arrested="2021-02-03"))[0]) == [
        ("wanted", "2020-01-01"),
        ("pretrial", "2021-02-03"),
    ]


def test_an_arrest_brings_the_same_status_to_a_new_case_and_to_one_that_stands() -> None:
    row = draft(3, Status.HOUSE_ARREST, arrested="2021-02-03")
    assert told(merged((), row)[0]) == told(standing.timeline(row)) == [("house_arrest", "2021-02-03")]


def places(before: tuple[CustodyPeriod, ...], choice: Choice = Choice.THEIRS, **said: object) -> list[tuple[str, ...]]:
    row = draft(3, **({"facility": "IK-17", "facility_as_written": "IK-17", "facility_kind": "colony"} | said))
    after, _ = merging.merged({SectionName.CUSTODY: Custody(before)}, row, "next", "list", choice)
    found = after.get(SectionName.CUSTODY, Custody(before))
    assert isinstance(found, Custody)
    validation.check(found, Now(TODAY))
    return [(stay.facility, str(stay.since or ""), str(stay.until or "")) for stay in found.periods]


SIZO = CustodyPeriod("SIZO-1", day("2021-03-04"))


@pytest.mark.parametrize(
    ("dates", "moved", "ended"),
    [
        ({}, "~2026-11-20", ""),
        ({"arrested": "2021-03-04", "verdict": "2022-05-05"}, "~2022-05-05", ""),
        ({"released": "2024-05-06"}, "~2024-05-06", "2024-05-06"),
        ({"arrested": "2021-03-04", "verdict": "2022-05-05", "released": "2024-05-06"}, "~2022-05-05", "2024-05-06"),
        ({"arrested": "2026-03-01", "facility_kind": "sizo"}, "2026-03-01", ""),
    ],
)
def test_another_place_ends_the_one_that_was_open(dates: dict[str, str], moved: str, ended: str) -> None:
    assert places((SIZO,), **dates) == [("SIZO-1", "2021-03-04", moved), ("IK-17", moved, ended)]


@pytest.mark.parametrize("choice", [Choice.OURS, Choice.BOTH])
def test_the_open_place_stays_open_for_who_keeps_ours(choice: Choice) -> None:
    assert places((SIZO,), choice) == [("SIZO-1", "2021-03-04", "")]


def test_a_place_that_ended_is_left_as_it_ended() -> None:
    ended = CustodyPeriod("SIZO-1", day("2021-03-04"), day("2022-01-01"))
    assert places((ended,))[0] == ("SIZO-1", "2021-03-04", "2022-01-01")


def test_a_place_of_an_earlier_arrest_lies_before_the_open_one() -> None:
    row = {"arrested": "2018-01-02", "verdict": "2018-05-05", "released": "2019-05-06"}
    once = places((SIZO,), **row)
    assert once == [("IK-17", "~2018-05-05", "2019-05-06"), ("SIZO-1", "2021-03-04", "")]


def test_the_same_place_again_changes_nothing() -> None:
    assert places((CustodyPeriod("IK-17", day("2022-05-05")),)) == [("IK-17", "2022-05-05", "")]


def anyone(random: Random, row: int) -> Draft:
    """A row whose own dates are in order, as the reader of lists lets through."""
    days = sorted(date(2020, 1, 1) + timedelta(random.randrange(2500)) for _ in range(3))
    names = random.choice(((), ("arrested",), ("arrested", "verdict"), ("arrested", "released"), ("released",)))
    dates: dict[str, object] = {name: PartialDate.of(on) for name, on in zip(names, days, strict=False)}
    place = random.choice(("", "SIZO-1", "IK-17"))
    return draft(
        row, random.choice((None, *Status)), facility=place, facility_as_written=place,
        facility_kind="colony" if place == "IK-17" else "", **dates,
    )  # fmt: skip


def test_after_any_lists_one_place_is_open_dates_are_in_order_and_a_word_adds_no_custody() -> None:
    for seed in range(400):
        random = Random(seed)
        stood: dict[SectionName, Section] = {}
        for row in range(2, 6):
            later = anyone(random, row)
            stood |= merging.merged(stood, later, "next", "list")[0]
            worded = merging.merged(stood, draft(8, random.choice(list(Status))), "last", "list")[0]
            assert held(stood) or not held(stood | worded), seed
        custody, status = stood.get(SectionName.CUSTODY, Custody()), stood.get(SectionName.STATUS, StatusTimeline())
        assert isinstance(custody, Custody)
        assert isinstance(status, StatusTimeline)
        assert [stay.until for stay in custody.periods].count(None) <= 1, seed
        validation.check(custody, Now(TODAY))


def held(stood: dict[SectionName, Section]) -> bool:
    status = stood.get(SectionName.STATUS, StatusTimeline())
    assert isinstance(status, StatusTimeline)
    return any(span.certain(TODAY) for span in spans(status.entries))
