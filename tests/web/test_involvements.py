"""An official's part in a case on pages: recorded from either side, changed, in conflict, withdrawn."""

from uuid import UUID

import msgspec
import pytest
from flask.testing import FlaskClient

from casework.domain.entities import Posts
from casework.domain.involvements import Evidence, Involvement, InvolvementRole
from casework.domain.policy import Role
from casework.domain.sections import Legal, Prosecution, SectionName
from casework.services import cases, involvements, officials
from casework.services.officials import New
from tests.casefiles import case, day
from tests.officials import aircraft, official, post
from tests.organisation import Organisation
from tests.web.browsing import text_of

PART = {
    "role": "judged", "degree": "direct", "on-day": "3", "on-month": "5", "on-year": "2022", "act": "Sentenced her",
    "basis": "A public verdict", "link": "https://example.org", "reliability": "A", "credibility": "1",
    "source": "pazhvulniket", "text": "qorvanbiltesh",
}  # fmt: skip
SEALED = ("pazhvulniket", "qorvanbiltesh")


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.CASEWORKER)


@pytest.fixture
def judge(organisation: Organisation) -> UUID:
    held = Posts((post("Judge", "2015", "2023", body="Court A"), post("Chair", "2023-06")))
    return officials.add(organisation.actor(), New(official(born="1970"), held))


@pytest.fixture
def person(organisation: Organisation) -> UUID:
    return cases.create(organisation.actor(), case("Alena Uzornaja"))


@pytest.fixture
def part(client: FlaskClient, judge: UUID, person: UUID) -> str:
    """The address of a recorded part."""
    saved = client.post(f"/involvements/new?entity={judge}&case={person}", data=PART)
    assert saved.status_code == 303, text_of(saved)
    return str(saved.headers["Location"])


def test_a_part_is_recorded_from_the_official_after_looking_for_the_person(
    client: FlaskClient, judge: UUID, person: UUID
) -> None:
    assert f'href="/involvements/new?entity={judge}"' in client.get(f"/officials/{judge}").text
    assert "Whose case is it?" in text_of(client.get(f"/involvements/new?entity={judge}"))
    found = client.post(f"/involvements/new/find?entity={judge}", data={"q": "Узорная"})
    link = f"/involvements/new?entity={judge}&amp;case={person}"
    assert f'href="{link}"' in found.text
    page = text_of(client.get(link.replace("&amp;", "&")))
    assert "Stsiapan Vydumany" in page
    assert "Alena Uzornaja" in page


def test_a_part_is_recorded_from_the_case_after_looking_for_the_official(
    client: FlaskClient, organisation: Organisation, judge: UUID, person: UUID
) -> None:
    officials.add(organisation.actor(), New(aircraft("Vydumany")))
    assert f'href="/involvements/new?case={person}"' in client.get(f"/cases/{person}").text
    assert "Which official?" in text_of(client.get(f"/involvements/new?case={person}"))
    found = client.post(f"/involvements/new/find?case={person}", data={"q": "Выдуманы"})
    link = f"/involvements/new?entity={judge}&case={person}&begun=case"
    assert f'href="{link.replace("&", "&amp;")}"' in found.text
    assert f'href="/cases/{person}#officials">Cancel' in client.get(link).text
    saved = client.post(link, data=PART)
    assert saved.headers["Location"] == f"/cases/{person}#officials"
    assert found.text.count("/involvements/new?entity=") == 1
    nobody = client.post(f"/involvements/new/find?case={person}", data={"q": "Zzzzqqq"})
    assert "Nobody found." in text_of(nobody)


def test_a_part_shows_on_both_pages_with_the_post_of_that_day_and_its_rating(
    client: FlaskClient, judge: UUID, person: UUID, part: str
) -> None:
    on_case = text_of(client.get(f"/cases/{person}"))
    assert "Stsiapan Vydumany Judge, Court A Judged Took part directly 3 May 2022 A1" in on_case
    assert "Chair" not in on_case
    assert "Alena Uzornaja Judged Took part directly 3 May 2022 A1" in text_of(client.get(f"/officials/{judge}"))
    assert "Sentenced her" in text_of(client.get(part))


def test_the_evidence_is_on_the_parts_page_and_never_an_analysts(
    client: FlaskClient, organisation: Organisation, judge: UUID, person: UUID, part: str
) -> None:
    assert all(word in client.get(part).text for word in SEALED)
    analyst = organisation.client(Role.ANALYST)
    for path in (part, f"/cases/{person}", f"/officials/{judge}"):
        page = analyst.get(path)
        assert page.status_code == 200
        assert "Judged" in text_of(page)
        assert not any(word in page.text for word in SEALED)
        assert "Who told us" not in text_of(page)


def test_an_analyst_changes_nothing(organisation: Organisation, judge: UUID, person: UUID, part: str) -> None:
    analyst = organisation.client(Role.ANALYST)
    assert "/edit" not in analyst.get(part).text
    for path in (f"{part}/edit", f"{part}/withdraw", f"/involvements/new?entity={judge}&case={person}"):
        assert analyst.get(path).status_code == 403
        assert analyst.post(path, data=PART).status_code == 403


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"role": ""}, "Choose the part in the case."),
        ({"role": "bribed"}, "Choose one from the list."),
        ({"on-year": "1960"}, "before the birth that is on file"),
        ({"on-year": "2199"}, "This date is in the future."),
        ({"on-month": "13"}, "There is no such date."),
        ({"link": "javascript:alert(1)"}, "Enter the whole address, beginning with https://"),
    ],
)
def test_bad_input_is_named_and_what_was_typed_stays(
    client: FlaskClient, judge: UUID, person: UUID, changed: dict[str, str], problem: str
) -> None:
    page = client.post(f"/involvements/new?entity={judge}&case={person}", data=PART | changed)
    assert page.status_code == 400
    assert problem in text_of(page)
    assert "Sentenced her" in page.text
    assert all(word in page.text for word in SEALED)


def test_the_same_part_twice_is_refused_with_a_link_to_the_one_on_file(
    client: FlaskClient, judge: UUID, person: UUID, part: str
) -> None:
    page = client.post(f"/involvements/new?entity={judge}&case={person}", data=PART)
    assert page.status_code == 400
    assert "is on file already" in text_of(page)
    assert f'href="{part}"' in page.text
    other = client.post(f"/involvements/new?entity={judge}&case={person}", data=PART | {"role": "ordered"})
    again = client.post(f"{other.headers['Location']}/edit", data=PART | {"seen": "1", "seen_evidence": "1"})
    assert again.status_code == 400
    assert f'href="{part}"' in again.text


@pytest.mark.parametrize("absent", ["nobody", "00000000-0000-4000-8000-000000000000"])
def test_a_part_of_somebody_not_on_file_is_not_found(
    client: FlaskClient, judge: UUID, person: UUID, absent: str
) -> None:
    for address in (f"entity={absent}&case={person}", f"entity={judge}&case={absent}", f"entity={absent}"):
        assert client.get(f"/involvements/new?{address}").status_code == 404
        assert client.post(f"/involvements/new?{address}", data=PART).status_code == 404
    assert client.get("/involvements/new").status_code == 303


def test_a_change_is_shown_in_the_history(client: FlaskClient, part: str) -> None:
    sent = PART | {"seen": "1", "seen_evidence": "1", "act": "Sentenced her to two years", "reason": "read it again"}
    assert client.post(f"{part}/edit", data=sent).status_code == 303
    page = text_of(client.get(part))
    assert "Version 2" in page
    assert "read it again" in page
    assert "Sentenced her Sentenced her to two years" in page


@pytest.mark.parametrize("field", ["act", "text"])
def test_two_who_save_at_once_see_both_versions_and_nothing_is_lost(client: FlaskClient, part: str, field: str) -> None:
    seen = {"seen": "1", "seen_evidence": "1"}
    assert client.post(f"{part}/edit", data=PART | seen | {field: "Theirs"}).status_code == 303
    both = client.post(f"{part}/edit", data=PART | seen | {field: "Mine"})
    assert both.status_code == 409
    assert "Theirs Mine" in text_of(both)
    assert ">\nMine</textarea>" in both.text
    now = {"seen": "2", "seen_evidence": "2" if field == "text" else "1"}
    assert all(f'name="{name}" value="{value}"' in both.text for name, value in now.items())
    assert client.post(f"{part}/edit", data=PART | now | {field: "Mine"}).status_code == 303
    assert "Mine" in text_of(client.get(part))


def test_a_part_is_withdrawn_with_a_reason_only(client: FlaskClient, person: UUID, judge: UUID, part: str) -> None:
    refused = client.post(f"{part}/withdraw", data={"reason": " "})
    assert refused.status_code == 400
    assert "Enter the reason." in text_of(refused)
    assert client.post(f"{part}/withdraw", data={"reason": "another judge"}).status_code == 303
    assert client.get(part).status_code == 404
    assert "No official is recorded" in text_of(client.get(f"/cases/{person}"))
    assert "No part in a case is recorded." in text_of(client.get(f"/officials/{judge}"))


@pytest.fixture
def tried(organisation: Organisation, person: UUID) -> UUID:
    """The person, sentenced by a judge whose name is on file in another script."""
    judged = Legal((Prosecution(judges=("Степан Выдуманый", "Вера Иная"), verdict_on=day("2022-05-03")),))
    cases.save_section(organisation.actor(), person, SectionName.LEGAL, judged, 1)
    return person


def test_a_judge_of_a_prosecution_who_is_on_file_is_suggested_and_never_recorded_by_itself(
    client: FlaskClient, organisation: Organisation, judge: UUID, tried: UUID
) -> None:
    page = client.get(f"/cases/{tried}")
    link = f"/involvements/new?case={tried}&amp;entity={judge}&amp;prosecution=0&amp;begun=case"
    assert f'href="{link}"' in page.text
    assert "Вера Иная:" not in text_of(page)
    form = client.get(link.replace("&amp;", "&"))
    assert '<option value="judged" selected>' in form.text
    assert 'name="on-year" value="2022"' in form.text
    assert involvements.of_case(organisation.actor(), tried) == []
    assert "bears the name" not in text_of(organisation.client(Role.ANALYST).get(f"/cases/{tried}"))


def test_a_judge_who_is_recorded_is_suggested_no_more(
    client: FlaskClient, organisation: Organisation, judge: UUID, tried: UUID
) -> None:
    recorded = Involvement(str(judge), str(tried), InvolvementRole.JUDGED)
    involvements.add(organisation.actor(), recorded, Evidence())
    assert "bears the name" not in text_of(client.get(f"/cases/{tried}"))


def test_an_official_who_was_withdrawn_is_named_no_more(
    client: FlaskClient, organisation: Organisation, judge: UUID, tried: UUID
) -> None:
    officials.withdraw(organisation.actor(), judge, "entered twice")
    assert "bears the name" not in text_of(client.get(f"/cases/{tried}"))


def test_a_prosecution_that_is_none_fills_nothing_in(client: FlaskClient, judge: UUID, tried: UUID) -> None:
    for at in ("7", "x", "-1"):
        form = client.get(f"/involvements/new?case={tried}&entity={judge}&prosecution={at}")
        assert '<option value="judged" selected>' not in form.text


def test_the_cases_of_an_official_come_in_pages(client: FlaskClient, organisation: Organisation, judge: UUID) -> None:
    actor = organisation.actor()
    part = Involvement(str(judge), "", InvolvementRole.JUDGED)
    for at in range(26):
        made = cases.create(actor, case(f"Person {at}"))
        involvements.add(actor, msgspec.structs.replace(part, case=str(made)))
    page = client.get(f"/officials/{judge}")
    assert "Part in cases (26)" in text_of(page)
    assert f"/officials/{judge}?page=2#cases" in page.text
    assert "26–26 of 26" in text_of(client.get(f"/officials/{judge}?page=2"))
