"""FollowTheMoney lines to drafts: in any order, what has no place kept as notes, hostile lines refused one by one."""

import json
import random
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from casework.domain.entities import EntityKind, HoldingKind
from casework.domain.entitydrafts import Addition, EntityDraft
from casework.domain.importing import Problem
from casework.domain.reference import shipped
from casework.domain.sections import Script, Sex
from casework.imports.ftm import FtmList
from casework.imports.reading import Unreadable
from tests.imports.entitiesonfile import ACTIONS, FTM

LIMIT = 2**30
PERSON = {"id": "p-1", "schema": "Person", "properties": {"name": ["Ivan Prydumany"]}}


def opened(*lines: dict[str, Any] | bytes | str) -> FtmList:
    raw = [
        line if isinstance(line, bytes) else line.encode() if isinstance(line, str) else _json(line) for line in lines
    ]
    return FtmList(b"\n".join(raw), LIMIT, shipped().programmes)


def _json(line: dict[str, Any]) -> bytes:
    return json.dumps(line, ensure_ascii=False).encode()


def entity(schema: str, key: str = "e-1", **properties: list[str] | str) -> dict[str, Any]:
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": key, "schema": schema, "properties": lists}


def draft(line: dict[str, Any]) -> EntityDraft:
    (found,) = opened(line).rows()
    assert isinstance(found, EntityDraft)
    return found


def additions(*lines: dict[str, Any]) -> list[Addition]:
    return [row for row in opened(*lines).rows() if isinstance(row, Addition)]


def refusal(line: dict[str, Any] | bytes | str) -> Problem:
    """Of one line beside a good one."""
    first, _ = opened(line, PERSON).rows()
    assert isinstance(first, Problem)
    return first


def test_the_first_name_of_a_script_is_the_name_and_the_rest_are_aliases() -> None:
    names = ["ZORKAVETS, Henadz", "Генадзь Заркавец", "Геннадий Заркавец", "Hienadź Zorkaviec", "Henadz Zorkavets"]
    found = draft(entity("Person", name=names, alias="Gena"))
    assert [(name.script, name.text) for name in found.names] == [
        (Script.LATIN, "Henadz ZORKAVETS"),
        (Script.BE, "Генадзь Заркавец"),
        (Script.RU, "Геннадий Заркавец"),
    ]
    assert found.aliases == ("Hienadź Zorkaviec", "Gena")


def test_the_comma_in_a_companys_name_stays() -> None:
    assert draft(entity("Company", name="Blakit, JSC")).names[0].text == "Blakit, JSC"


def test_of_several_days_that_may_be_one_the_most_exact_is_taken() -> None:
    found = draft(entity("Person", name="A B", birthDate=["1964", "1964-08-30", "1964-08"]))
    assert (found.begun and found.begun.text, found.warnings) == ("1964-08-30", [])


def test_days_that_contradict_each_other_are_told_and_kept() -> None:
    found = draft(entity("Person", name="A B", birthDate=["1964-08-30", "1966-01-01"]))
    assert [one.code for one in found.warnings] == ["several_values"]
    assert ("Person.birthDate", "1966-01-01") in found.notes


def test_a_person_has_sex_country_and_posts_and_their_numbers_stay_with_the_sealed_notes() -> None:
    line = entity("Person", name="A B", gender="female", citizenship="by", position="Judge", passportNumber="MP1")
    found = draft(line)
    assert (found.sex, found.country, found.posts[0].post.position) == (Sex.FEMALE, "BY", "Judge")
    assert (found.identifiers, found.notes) == ((), [("Person.passportNumber", "MP1")])


def test_an_aircraft_has_its_registration_type_and_model() -> None:
    line = entity("Airplane", name="EW-1", registrationNumber="EW-1", type="Jet", model="J9", serialNumber="55")
    found = draft(line)
    assert (found.kind, found.registration, found.type, found.model) == (EntityKind.AIRCRAFT, "EW-1", "Jet", "J9")
    assert found.identifiers == ("serial number 55",)


def test_an_owner_and_an_operator_named_by_an_aircraft_hold_it() -> None:
    company = entity("Company", "c-1", name="Owner")
    found = additions(entity("Airplane", "a-1", name="EW-1", owner="c-1", operator="c-1"), company)
    assert [(one.of, one.holdings[0].kind, one.holdings[0].of) for one in found] == [
        ("c-1", HoldingKind.OWNER, "a-1"),
        ("c-1", HoldingKind.OPERATOR, "a-1"),
    ]


def test_an_owner_that_the_file_lacks_is_told_and_kept() -> None:
    found = draft(entity("Vessel", name="Nioman", owner="nobody"))
    assert [(one.code, one.value) for one in found.warnings] == [("reference_kept", "nobody")]
    assert ("Vessel.owner", "nobody") in found.notes


def test_an_occupancy_takes_its_post_and_body_from_the_position_wherever_it_stands() -> None:
    tie = entity("Occupancy", "o-1", holder="p-1", post="pos", startDate="2019", endDate="2021-06")
    position = entity("Position", "pos", name="Judge", organization="b-1")
    (found,) = additions(tie, position, PERSON, entity("PublicBody", "b-1", name="Court"))
    post = found.posts[0]
    assert (post.post.position, post.post.body, post.body) == ("Judge", "Court", "b-1")
    assert (str(post.post.since), str(post.post.until)) == ("2019", "2021-06")


def test_an_occupancy_of_a_position_that_the_file_lacks_is_refused_alone() -> None:
    tie = entity("Occupancy", "o-1", holder="p-1", post="gone")
    problems = [row for row in opened(PERSON, tie).rows() if isinstance(row, Problem)]
    assert [(one.row, one.code, one.column, one.value) for one in problems] == [
        (2, "reference_missing", "post", "gone")
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Council of the European Union", "EU"), ("Office of Foreign Assets Control", "US"), ("OFAC", "US"),
        ("OFSI", "GB"), ("FCDO", "GB"), ("Global Affairs Canada", "CA"), ("SECO", "CH"),
    ],
)  # fmt: skip
def test_an_authority_is_known_by_its_name(written: str, code: str) -> None:
    (found,) = additions(PERSON, entity("Sanction", "s", entity="p-1", authority=written))
    assert found.listing is not None
    assert (found.listing.authority, found.warnings) == (code, [])


def test_an_authority_that_nobody_knows_is_kept_as_it_stands_and_told() -> None:
    (found,) = additions(PERSON, entity("Sanction", "s", entity="p-1", authority="Ministry of Inventions"))
    assert found.listing is not None
    assert found.listing.authority == "Ministry of Inventions"
    assert [one.code for one in found.warnings] == ["authority_not_known"]


@pytest.mark.parametrize("said", [{"programId": "EU-BLR"}, {"program": "Council Regulation (EC) No 765/2006"}])
def test_a_programme_is_found_by_its_key_and_by_the_act_it_rests_on(said: dict[str, str]) -> None:
    (found,) = additions(PERSON, entity("Sanction", "s", entity="p-1", authority="EU", **said))
    assert found.listing is not None
    assert (found.listing.programme, found.listing.unknown) == ("EU-BLR", False)


def test_a_programme_that_is_not_on_the_reference_list_is_kept_and_offered() -> None:
    (found,) = additions(PERSON, entity("Sanction", "s", entity="p-1", authority="EU", programId="EU-XYZ"))
    assert found.listing is not None
    assert (found.listing.programme, found.listing.unknown) == ("EU-XYZ", True)


def test_schemas_without_a_place_are_counted_and_kept_with_whom_they_name_or_who_names_them() -> None:
    found = opened(FTM)
    assert [(one.column, one.value, one.code) for one in found.told] == [
        ("Address", "1", "schema_kept"),
        ("Passport", "1", "schema_kept"),
        ("Address", "1", "schema_with_the_file"),
    ]
    kept = [row for row in found.rows() if isinstance(row, Addition) and row.schema in ("Address", "Passport")]
    assert [(row.of, row.schema) for row in kept] == [("q-2", "Address"), ("q-1", "Passport")]


def test_ownership_in_a_circle_names_its_rows_and_the_rest_goes_in() -> None:
    rows = list(opened(FTM).rows())
    told = [(row.row, row.value) for row in rows if isinstance(row, Problem) and row.code == "circular_ownership"]
    assert told == [(13, "13, 14"), (14, "13, 14")]
    owned = {row.row for row in rows if isinstance(row, Addition) and row.schema == "Ownership"}
    assert owned == {11, 12}


def test_shuffled_lines_give_the_same_rows() -> None:
    lines = FTM.decode().splitlines()
    random.Random(4).shuffle(lines)
    assert _without_rows(opened(*lines)) == _without_rows(opened(FTM))


def _without_rows(found: FtmList) -> list[str]:
    rows = list(found.rows())
    for row in rows:
        if not isinstance(row, Problem):
            row.row, row.warnings = 0, []
    return sorted(repr(row) for row in rows if not isinstance(row, Problem))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"id": "a", "schema": "Person", "properties": {"name": ["A"]', "not_json"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["A"], "name": ["B"]}}', "doubled_key"),
        ('{"id": "a", "id": "b", "schema": "Person", "properties": {"name": ["A"]}}', "doubled_key"),
        ('{"id": "a", "schema": "Person", "properties": {"height": [NaN]}}', "not_a_number"),
        ('{"id": "a", "schema": "Person", "properties": ["name"]}', "not_an_entity"),
        ('{"id": "a", "schema": "Person", "properties": {"name": [["A"]]}}', "not_an_entity"),
        ('{"id": "a", "schema": "Person", "properties": {"name": [true]}}', "not_an_entity"),
        ('{"id": 7, "schema": "Person", "properties": {"name": ["A"]}}', "not_an_entity"),
        ('{"id": "a", "schema": ["Person"], "properties": {"name": ["A"]}}', "not_an_entity"),
        ('["Person"]', "not_an_entity"),
        ('{"id": "a\\nb", "schema": "Person", "properties": {"name": ["A"]}}', "bad_id"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["\\ud800"]}}', "not_text"),
        (b'{"id": "a", "schema": "Person", "properties": {"name": ["\xff"]}}', "not_text"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ' + "[" * 100_000 + "]" * 100_000 + "}}", "too_deep"),
        ('{"id": "a", "schema": "Person", "properties": {"name": ["' + "A" * 10_000_000 + '"]}}', "line_too_long"),
    ],
)  # fmt: skip
def test_a_hostile_line_is_refused_by_itself(line: str | bytes, code: str) -> None:
    found = refusal(line)
    assert (found.row, found.code) == (1, code)
    assert found.text


def test_control_characters_never_reach_a_field() -> None:
    assert draft(entity("Person", name="Ivan\u0000\u0007 Prydumany")).names[0].text == "Ivan Prydumany"


def test_an_id_that_stands_twice_is_one_entity_told_in_two_lines() -> None:
    rows = list(opened(PERSON, entity("Person", "p-1", name="Ivan Prydumany", birthDate="1970")).rows())
    assert [row.ids for row in rows if isinstance(row, EntityDraft)] == [("p-1",), ("p-1",)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (ACTIONS, "not_followthemoney"), (b"PK\x03\x04 nothing", "wrong_kind"),
        (b'[{"id": "a", "schema": "Person"}]', "json_array"), (b'{"name": "A"}\n{"name": "B"}', "not_followthemoney"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_refused_in_words_of_its_own(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        FtmList(data, LIMIT, ())
    assert refused.value.code == code
    assert refused.value.text


def test_what_is_kept_of_a_line_does_not_grow_with_what_the_line_says() -> None:
    tracemalloc.start()
    held = [_held(_crowd(2_000, words)) for words in (10, 1_000)]
    tracemalloc.stop()
    assert held[1] < 1.5 * held[0] + 200_000


def _held(data: bytes) -> int:
    """What reading the whole file leaves behind, the file itself apart."""
    before = tracemalloc.get_traced_memory()[0]
    found = FtmList(data, LIMIT, ())
    assert sum(1 for _ in found.rows()) == 2_000
    return tracemalloc.get_traced_memory()[0] - before


def _crowd(lines: int, words: int) -> bytes:
    def every() -> Iterator[bytes]:
        for number in range(lines):
            yield _json(entity("Person", f"p-{number}", name="Ivan Prydumany", notes="word " * words))

    return b"\n".join(every())
