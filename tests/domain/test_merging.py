"""A row into a case that exists: nothing is erased, the more exact wins, what contradicts is marked."""

from casework.domain import merging, opening
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.importing import Difference
from casework.domain.sections import (
    Charge,
    Identity,
    Legal,
    PersonName,
    Recognition,
    Script,
    Section,
    SectionName,
    Sentence,
    StatusTimeline,
)
from casework.domain.status import Status, StatusEntry

LIST = "public list"


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def draft(row: int = 2, **said: object) -> Draft:
    name = (PersonName(Script.LATIN, "Ivan Ivanou"),)
    found = Draft(row, (("row", str(row)),), day("~2026-11-20"), names=name)
    for field, value in said.items():
        setattr(found, field, value)
    return found


def standing(**said: object) -> dict[SectionName, Section]:
    return opening.sections(draft(**said), "batch", LIST)


def merged(before: dict[SectionName, Section], **said: object) -> tuple[dict[SectionName, Section], list[Difference]]:
    after, differences = merging.merged(before, draft(3, **said), "next", LIST)
    return after, list(differences)


def entries(section: Section) -> list[tuple[str, str]]:
    assert isinstance(section, StatusTimeline)
    return [(entry.status.value, entry.since.text) for entry in section.entries]


def test_the_very_same_row_changes_nothing() -> None:
    before = standing(birth=day("1990-01-01"))
    assert merging.merged(before, draft(birth=day("1990-01-01")), "next", LIST) == ({}, ())


def test_a_row_with_nothing_new_only_adds_itself_to_the_sources() -> None:
    after, differences = merged(standing(birth=day("1990-01-01")))
    assert list(after) == [SectionName.SOURCES]
    assert [(found.section, found.field) for found in differences] == [("sources", "row")]


def test_a_contradiction_takes_the_lists_value_and_is_marked() -> None:
    after, differences = merged(standing(birth=day("1990-01-01")), birth=day("1991-01-01"))
    identity = after[SectionName.IDENTITY]
    assert isinstance(identity, Identity)
    assert str(identity.birth) == "1991-01-01"
    assert differences == [Difference("identity", "birth", "1990-01-01", "1991-01-01", contradicts=True)]


def test_another_spelling_in_a_script_we_have_becomes_an_alias() -> None:
    after, _ = merged(standing(), names=(PersonName(Script.LATIN, "Ivan Ivanov"),))
    identity = after[SectionName.IDENTITY]
    assert isinstance(identity, Identity)
    assert ([name.text for name in identity.names], identity.aliases) == (["Ivan Ivanou"], ("Ivan Ivanov",))


def test_the_same_words_in_another_order_are_no_new_spelling() -> None:
    after, _ = merged(standing(), names=(PersonName(Script.LATIN, "Ivanou Ivan"),))
    assert SectionName.IDENTITY not in after


def test_a_vague_charge_gets_its_part_and_a_known_one_loses_nothing() -> None:
    before = standing(charges=(Charge("342"), Charge("364", "1")))
    after, _ = merged(before, charges=(Charge("342", "1"), Charge("364"), Charge("130", "1")))
    legal = after[SectionName.LEGAL]
    assert isinstance(legal, Legal)
    assert legal.prosecutions[0].charges == (Charge("342", "1"), Charge("364", "1"), Charge("130", "1"))


def test_a_status_somebody_set_is_not_overruled_by_silence() -> None:
    before = standing(recognition=Recognition.WITHDRAWN)
    assert SectionName.IDENTITY not in merged(before)[0]


def test_a_release_closes_the_stretch_that_the_row_speaks_of() -> None:
    after, differences = merged(standing(arrested=day("2021-01-01")), released=day("2023-01-01"))
    assert entries(after[SectionName.STATUS]) == [("pretrial", "2021-01-01"), ("released", "2023-01-01")]
    assert [(found.field, found.contradicts) for found in differences] == [("release", False)]


def test_a_verdict_is_laid_before_the_release() -> None:
    before = standing(arrested=day("2021-01-01"), released=day("2023-01-01"))
    after, _ = merged(before, verdict=day("2021-06-01"), sentence=Sentence(months=24, as_written="2 years"))
    assert [status for status, _ in entries(after[SectionName.STATUS])] == ["pretrial", "colony", "released"]


def test_an_end_that_says_more_than_release_stays() -> None:
    before = standing(arrested=day("2021-01-01"))
    line = before[SectionName.STATUS]
    assert isinstance(line, StatusTimeline)
    before[SectionName.STATUS] = StatusTimeline((*line.entries, StatusEntry(Status.DEPORTED, day("2023-01-01"))))
    assert SectionName.STATUS not in merged(before, released=day("2023-01"))[0]


def test_a_death_after_the_release_is_not_a_death_in_custody() -> None:
    before = standing(arrested=day("2021-01-01"), released=day("2023-01-01"))
    after, _ = merged(before, died=day("2024-01-01"))
    assert [status for status, _ in entries(after[SectionName.STATUS])] == ["pretrial", "released", "died"]


def test_a_row_about_an_earlier_stretch_leaves_the_later_one_alone() -> None:
    before = standing(arrested=day("2020-01-01"), released=day("2021-01-01"))
    line = before[SectionName.STATUS]
    assert isinstance(line, StatusTimeline)
    before[SectionName.STATUS] = StatusTimeline((*line.entries, StatusEntry(Status.PRETRIAL, day("2024-01-01"))))
    after, _ = merged(before, arrested=day("2020-01-01"), released=day("2021-01-05"))
    assert entries(after[SectionName.STATUS]) == [
        ("pretrial", "2020-01-01"),
        ("released", "2021-01-05"),
        ("pretrial", "2024-01-01"),
    ]
