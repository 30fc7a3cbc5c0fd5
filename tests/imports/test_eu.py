"""The EU's consolidated CSV to drafts: rows of one subject gathered, aliases split, alphabets put right."""

import pytest

from casework.domain.entities import EntityKind
from casework.domain.entitydrafts import EntityDraft
from casework.domain.importing import Problem
from casework.domain.reference import shipped
from casework.domain.sections import Script, Sex
from casework.imports import reading
from casework.imports.eu import BELARUS, EVERY, EuList
from casework.imports.reading import Unreadable
from tests.imports.entitiesonfile import ACTIONS, EU

OLD_HEADER = (
    "Date_file;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;Leba_url;Programme;Entity_remark;"
    "Naal_wholename;Naal_gender;Naal_function;Birt_date;Birt_plcae;Citi_country;EU_ref_num"
)


def opened(data: bytes, programme: str = BELARUS) -> EuList:
    return EuList(reading.read(data), shipped().programmes, programme)


def drafts(data: bytes = EU, programme: str = BELARUS) -> dict[str, EntityDraft]:
    return {row.ids[0]: row for row in opened(data, programme).rows() if isinstance(row, EntityDraft)}


def old(*rows: str) -> bytes:
    return "\n".join((OLD_HEADER, *rows)).encode()


def born(text: str) -> EntityDraft:
    return drafts(old(f"x;7;P;1/2020;2020-10-02;;BLR;;Ivan Prydumany;M;;{text};;BLR;EU.7"))["7"]


def test_rows_of_one_subject_are_gathered_wherever_they_stand() -> None:
    found = drafts()
    assert sorted(found) == ["901", "902", "903"]
    assert (found["901"].row, found["901"].ids) == (2, ("901", "EU.901.1"))


def test_aliases_in_one_cell_are_split_and_mixed_alphabets_put_right() -> None:
    found = drafts()["901"]
    assert [(name.script, name.text) for name in found.names] == [
        (Script.LATIN, "Henadz ZORKAVETS"),
        (Script.BE, "Генадзь ЗАРКАВЕЦ"),
        (Script.RU, "Геннадий Заркавец"),
    ]
    assert found.aliases == ("Gennady Zarkavets",)
    assert [(one.code, one.value) for one in found.warnings] == [("name_repaired", "Генадзь ЗAPKABEЦ")]


def test_a_name_in_pieces_is_put_together() -> None:
    assert drafts()["902"].names[0].text == "Maryna PTASHNIK"


def test_a_person_has_sex_birth_citizenship_and_functions_in_one_language() -> None:
    found = drafts()["901"]
    assert (found.kind, found.sex, str(found.begun), found.country) == (EntityKind.PERSON, Sex.MALE, "1964-08-30", "BY")
    assert [one.post.position for one in found.posts] == ["Judge of the Court of Verasen District"]
    assert ("function", "Juge du tribunal") in found.notes


def test_an_enterprise_has_its_country() -> None:
    assert (drafts()["903"].kind, drafts()["903"].country) == (EntityKind.ORGANISATION, "BY")


def test_the_listing_is_under_the_programme_since_the_first_publication() -> None:
    (listing,) = drafts()["901"].listings
    assert (listing.authority, listing.programme, str(listing.listed)) == ("EU", "EU-BLR", "2020-10-02")
    assert (listing.number, listing.reason) == ("2020/0001 (OJ L000)", "Responsible for invented trials.")


def test_birth_place_address_and_passport_stay_with_the_sealed_notes() -> None:
    notes = dict(drafts()["901"].notes)
    assert notes["BirthDate_Place"] == "Verasen"
    assert notes["Identification_Number"] == "MP0000001 (passport)"
    assert "NameAlias_LogicalId" not in notes


def test_other_programmes_are_left_out_and_counted() -> None:
    assert [(one.code, one.column, one.value) for one in opened(EU).told] == [
        ("programme_skipped", "SYR", "1"),
        ("programme_skipped", "UKR", "1"),
    ]


def test_all_programmes_are_taken_when_asked() -> None:
    assert opened(EU, EVERY).told == []
    assert sorted(drafts(EU, EVERY)) == ["901", "902", "903", "904", "905"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1964-08-30", "1964-08-30"), ("30.8.1964", "1964-08-30"), ("30/08/1964", "1964-08-30"), ("1964", "1964"),
        ("circa 1964", "~1964"), ("30 August 1964", "1964-08-30"),
    ],
)  # fmt: skip
def test_dates_of_birth_come_in_six_shapes(written: str, kept: str) -> None:
    found = born(written)
    assert (str(found.begun), found.warnings) == (kept, [])


def test_a_span_of_years_is_a_note() -> None:
    found = born("1962-1964")
    assert (found.begun, [one.code for one in found.warnings]) == (None, ["not_a_date"])
    assert ("birth", "1962-1964") in found.notes


def test_the_older_columns_are_understood_too() -> None:
    line = "x;7;P;1/2020;2020-10-02;https://example.org;BLR;A remark;Ivan Prydumany;M;Prosecutor;1964;Verasen;BLR;EU.7"
    found = drafts(old(line))["7"]
    assert (found.ids, found.country, found.description) == (("7", "EU.7"), "BY", "A remark")
    assert (found.posts[0].post.position, found.listings[0].number) == ("Prosecutor", "1/2020")
    assert dict(found.notes)["Birt_plcae"] == "Verasen"


def test_a_subject_of_a_type_nobody_knows_is_refused_alone() -> None:
    rows = list(opened(old("x;7;Z;;;;BLR;;Ivan;;;;;;", "x;8;P;;;;BLR;;Piotr Prydumany;;;;;;")).rows())
    assert [one.code for one in rows if isinstance(one, Problem)] == ["unknown_subject_type"]
    assert [one.ids for one in rows if isinstance(one, EntityDraft)] == [("8",)]


def test_another_table_is_no_list_of_the_eu() -> None:
    with pytest.raises(Unreadable) as refused:
        opened(ACTIONS)
    assert refused.value.code == "not_eu_consolidated"
