"""Status and place as a list names them: dated by the day of reading, never against a date, never back into custody."""

import pytest

from casework.domain import merging, opening, standing
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
    Sources,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry

READ = PartialDate.parse("~2026-11-20")


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def draft(row: int = 2, stated: Status | None = None, **said: object) -> Draft:
    found = Draft(row, (("row", str(row)),), READ, names=(PersonName(Script.LATIN, "Ivan Ivanou"),))
    found.stated = StatusEntry(stated, READ) if stated else None
    for field, value in said.items():
        setattr(found, field, value)
    return found


def timeline(stated: Status, **said: object) -> list[tuple[str, str]]:
    return [(entry.status.value, entry.since.text) for entry in standing.timeline(draft(stated=stated, **said))]


def merged(
    before: tuple[StatusEntry, ...], row: Draft, choice: Choice = Choice.THEIRS
) -> tuple[list[tuple[str, str]], list[tuple[str, str, bool]], int]:
    """The statuses afterwards, the differences in status as shown, and how many claims were kept."""
    stood: dict[SectionName, Section] = {SectionName.STATUS: StatusTimeline(before)}
    after, differences = merging.merged(stood, row, "next", "list", choice)
    status, sources = after.get(SectionName.STATUS, stood[SectionName.STATUS]), after[SectionName.SOURCES]
    assert isinstance(status, StatusTimeline)
    assert isinstance(sources, Sources)
    shown = [(found.old, found.new, found.contradicts) for found in differences if found.field == "status"]
    return [(one.status.value, one.since.text) for one in status.entries], shown, len(sources.claims)


@pytest.mark.parametrize(
    ("stated", "dates", "expected"),
    [
        (Status.RELEASED, {"arrested": "2021-03-04"}, [("pretrial", "2021-03-04"), ("released", "~2026-11-20")]),
        (Status.COLONY, {"arrested": "2021-03-04"}, [("pretrial", "2021-03-04"), ("colony", "~2026-11-20")]),
        (Status.COLONY, {"arrested": "2021", "verdict": "2022"}, [("pretrial", "2021"), ("colony", "2022")]),
        (Status.HOUSE_ARREST, {"arrested": "2026-10-01"}, [("house_arrest", "2026-10-01")]),
        (Status.PRETRIAL, {"arrested": "2026-10-01"}, [("pretrial", "2026-10-01")]),
        (Status.DIED, {"arrested": "2021"}, [("pretrial", "2021"), ("died", "~2026-11-20")]),
        (Status.WANTED, {}, [("wanted", "~2026-11-20")]),
        (Status.RELEASED, {"released": "2023-01-01"}, [("released", "2023-01-01")]),
        (Status.RELEASED, {"died": "2023-01-01"}, [("died", "2023-01-01")]),
        (Status.PRETRIAL, {"released": "2023-01-01"}, [("released", "2023-01-01")]),
        (Status.RETURNED, {"arrested": "2021"}, [("pretrial", "2021")]),
    ],
)
def test_a_status_without_a_date_adds_what_the_dates_do_not_say(
    stated: Status, dates: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert timeline(stated, **{name: day(text) for name, text in dates.items()}) == expected


def test_a_release_without_a_date_ends_custody_and_is_shown_as_a_contradiction() -> None:
    held = (StatusEntry(Status.COLONY, day("2022-05-05")),)
    after, shown, claims = merged(held, draft(3, Status.RELEASED))
    assert after == [("colony", "2022-05-05"), ("released", "~2026-11-20")]
    assert (shown, claims) == ([("colony", "released", True)], 0)


@pytest.mark.parametrize(("choice", "claims"), [(Choice.OURS, 0), (Choice.BOTH, 1)])
def test_whoever_chooses_ours_keeps_the_status_that_stands(choice: Choice, claims: int) -> None:
    held = (StatusEntry(Status.COLONY, day("2022-05-05")),)
    assert merged(held, draft(3, Status.RELEASED), choice)[::2] == ([("colony", "2022-05-05")], claims)


@pytest.mark.parametrize("choice", list(Choice))
def test_a_word_without_a_date_puts_nobody_back_into_custody(choice: Choice) -> None:
    free = (StatusEntry(Status.COLONY, day("2022-05-05")), StatusEntry(Status.RELEASED, day("2024-01-01")))
    after, shown, claims = merged(free, draft(3, Status.COLONY), choice)
    assert [status for status, _ in after] == ["colony", "released"]
    assert (shown, claims) == ([("released", "colony", True)], 1)


@pytest.mark.parametrize("stands", [Status.RELEASED, Status.DEPORTED, Status.DIED])
def test_an_end_on_file_that_says_as_much_or_more_stands(stands: Status) -> None:
    free = (StatusEntry(stands, day("2024-01-01")),)
    assert merged(free, draft(3, Status.RELEASED)) == ([(stands.value, "2024-01-01")], [], 0)


def test_dates_of_the_row_are_believed_before_its_status() -> None:
    held = (StatusEntry(Status.PRETRIAL, day("2022-05-05")),)
    after, shown, _ = merged(held, draft(3, Status.PRETRIAL, released=day("2023-01-01")))
    assert after == [("pretrial", "2022-05-05"), ("released", "2023-01-01")]
    assert shown == []


def places(before: tuple[CustodyPeriod, ...], choice: Choice = Choice.THEIRS, **said: object) -> list[tuple[str, ...]]:
    row = draft(3, facility="ik-17", facility_as_written="IK-17", facility_kind="colony", **said)
    after, _ = merging.merged({SectionName.CUSTODY: Custody(before)}, row, "next", "list", choice)
    found = after.get(SectionName.CUSTODY, Custody(before))
    assert isinstance(found, Custody)
    return [(stay.facility, str(stay.since or ""), str(stay.until or "")) for stay in found.periods]


SIZO = CustodyPeriod("sizo-1", day("2021-03-04"))


def test_another_place_ends_the_one_that_was_open() -> None:
    assert places((SIZO,)) == [("sizo-1", "2021-03-04", "~2026-11-20"), ("ik-17", "~2026-11-20", "")]


def test_a_place_of_serving_begins_with_the_verdict_of_the_row() -> None:
    dates = {"arrested": day("2021-03-04"), "verdict": day("2022-05-05")}
    assert places((SIZO,), **dates) == [("sizo-1", "2021-03-04", "~2022-05-05"), ("ik-17", "~2022-05-05", "")]


def test_in_another_place_until_the_release_nobody_was_since_the_list() -> None:
    assert places((SIZO,), released=day("2024-05-06")) == [
        ("sizo-1", "2021-03-04", "2024-05-06"),
        ("ik-17", "", "2024-05-06"),
    ]


@pytest.mark.parametrize("choice", [Choice.OURS, Choice.BOTH])
def test_the_open_place_stays_open_for_who_keeps_ours(choice: Choice) -> None:
    assert places((SIZO,), choice) == [("sizo-1", "2021-03-04", "")]


def test_a_place_that_ended_is_left_as_it_ended() -> None:
    ended = CustodyPeriod("sizo-1", day("2021-03-04"), day("2022-01-01"))
    assert places((ended,))[0] == ("sizo-1", "2021-03-04", "2022-01-01")


def test_the_same_place_again_changes_nothing() -> None:
    assert places((CustodyPeriod("ik-17", day("2022-05-05")),)) == [("ik-17", "2022-05-05", "")]


def test_only_one_place_is_open_after_any_import() -> None:
    row = draft(2, facility="sizo-1", facility_as_written="SIZO-1", arrested=day("2021-03-04"))
    first = opening.sections(row, "batch", "list")[SectionName.CUSTODY]
    assert isinstance(first, Custody)
    assert [until for *_, until in places(first.periods)].count("") == 1
