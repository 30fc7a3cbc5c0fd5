"""The dossier's words: who is named to whom, what is never public, counts that give nothing back."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import msgspec
import pytest
from docx import Document

from casework.domain.consent import Audience
from casework.domain.designations import Designation
from casework.domain.dossier import ActFacts, DossierContent, DossierInputs, DossierRequest
from casework.domain.entities import EntityKind, EntityProfile, Post
from casework.domain.involvements import Credibility, Degree, InvolvementRole, Reliability
from casework.domain.sections import Consent, ConsentRecord, ConsentTopic, PersonName, Script
from casework.domain.statement import Grid, Language, PersonFacts
from casework.reports import docx
from casework.reports.dossier import compose, named_cases, on_page
from casework.reports.proof import Proof, data_hash
from casework.reports.templates.make_dossier import TARGET, build
from tests.sanctioned import day, listing

DAY = date(2024, 8, 9)
PROOF = Proof("d" * 64, "a" * 64)
AUDIENCES = list(Audience)
OUTSIDE = [Audience.CONFIDENTIAL, Audience.PUBLIC]


def victim(number: int, level: Consent = Consent.COUNTS_ONLY, birth: str = "1980", **dates: str) -> PersonFacts:
    consent = ConsentRecord(level=level, topics=(ConsentTopic.NAME,), **{key: day(text) for key, text in dates.items()})
    return PersonFacts(
        case=f"case-{number}",
        number=f"CW-{number:06}",
        names=(PersonName(Script.LATIN, f"Victim Number{number}"),),
        birth=day(birth),
        detained=day("2022-03-01"),
        consent=consent,
    )


def part(number: int, role: InvolvementRole = InvolvementRole.JUDGED, **more: object) -> ActFacts:
    found = ActFacts(
        case=f"case-{number}",
        role=role,
        degree=Degree.DIRECT,
        on=day("2022-05-04"),
        act=f"Act of {number}",
        basis=f"Basis of {number}",
        link="https://example.org/verdict",
        reliability=Reliability.B,
        credibility=Credibility.PROBABLE,
    )
    return msgspec.structs.replace(found, **more)


def inputs(
    audience: Audience, people: list[PersonFacts], acts: list[ActFacts], *listings: Designation,
    language: Language = Language.EN,
) -> DossierInputs:  # fmt: skip
    return DossierInputs(
        request=DossierRequest("e", DAY, audience, language),
        organisation="Test organisation",
        produced_on=date(2026, 1, 5),
        profile=EntityProfile(
            kind=EntityKind.PERSON,
            names=(PersonName(Script.LATIN, "Piotr Zadumany"), PersonName(Script.BE, "Пётр Задуманы")),
            begun=day("1970-02-03"),
            identifiers=("ID 1234567",),
            description="Told in confidence",
            note="Our note",
        ),
        posts=(Post("Judge", "Court of the Lake District", since=day("2015"), source="A register"),),
        acts=tuple(acts),
        people={one.case: one for one in people},
        listings=listings,
        programmes={"EU-BLR": "European Union: Belarus"},
        authorities=("US", "EU"),
    )


def text(content: DossierContent) -> str:
    return msgspec.json.encode(content).decode()


def table(content: DossierContent, title: str) -> Grid:
    return next(grid for grid in (*content.tables, *content.annexes) if grid.title == content.words[title])


@pytest.mark.parametrize("audience", OUTSIDE)
def test_somebody_without_consent_is_counted_and_never_named(audience: Audience) -> None:
    people = [victim(number) for number in range(6)]
    said = compose(inputs(audience, people, [part(number) for number in range(6)]))
    assert "Victim" not in text(said)
    assert "CW-" not in text(said)
    assert "Act of" not in text(said)
    assert table(said, "people").rows == ()
    assert table(said, "people").note == "People counted and not named: 6."


@pytest.mark.parametrize(
    ("level", "named"),
    [
        (Consent.COUNTS_ONLY, []),
        (Consent.CONFIDENTIAL, [Audience.CONFIDENTIAL]),
        (Consent.ANONYMISED, [Audience.CONFIDENTIAL]),
        (Consent.NAME_AND_FACTS, [Audience.CONFIDENTIAL, Audience.PUBLIC]),
        (Consent.FULL_PROFILE, [Audience.CONFIDENTIAL, Audience.PUBLIC]),
    ],
)
def test_each_level_of_consent_names_to_whom_it_says(level: Consent, named: list[Audience]) -> None:
    people, acts = [victim(1, level)], [part(1)]
    found = [one for one in AUDIENCES if "Victim Number1" in text(compose(inputs(one, people, acts)))]
    assert found == [Audience.INTERNAL, *named]
    assert [one for one in AUDIENCES if named_cases(inputs(one, people, acts))] == found


@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("ended", [{"withdrawn_on": "2026-01-05"}, {"expires_on": "2026"}, {"given_on": "2026-02"}])
def test_consent_that_is_not_in_force_on_the_day_it_is_made_names_nobody(
    audience: Audience, ended: dict[str, str]
) -> None:
    said = compose(inputs(audience, [victim(1, Consent.FULL_PROFILE, **ended)], [part(1)]))
    assert "Victim" not in text(said)


def test_a_child_is_named_in_confidence_by_consent_and_never_in_public() -> None:
    child = victim(1, Consent.FULL_PROFILE, birth="2009-06")
    assert "Victim" in text(compose(inputs(Audience.CONFIDENTIAL, [child], [part(1)])))
    assert "Victim" not in text(compose(inputs(Audience.PUBLIC, [child], [part(1)])))


def test_what_happened_in_custody_is_in_no_public_dossier_and_in_none_of_its_counts() -> None:
    people = [victim(number, Consent.FULL_PROFILE) for number in range(12)]
    acts = [part(number) for number in range(6)]
    acts += [part(number, InvolvementRole.ILL_TREATED) for number in range(3, 9)]
    acts += [part(number, InvolvementRole.GUARDED) for number in range(6, 12)]
    said = compose(inputs(Audience.PUBLIC, people, acts))
    assert [row[0] for row in table(said, "cases").rows] == ["Cases in all", "Judged"]
    assert [row[1] for row in table(said, "cases").rows] == ["6", "6"]
    assert len(table(said, "people").rows) == 6
    assert "ill-treated" not in text(said).casefold()
    confidential = compose(inputs(Audience.CONFIDENTIAL, people, acts))
    assert dict(table(confidential, "cases").rows)["Ill-treated"] == "6"


def test_what_was_typed_and_what_shows_it_stays_out_of_public() -> None:
    people, acts = [victim(1, Consent.FULL_PROFILE)], [part(1)]
    said = text(compose(inputs(Audience.PUBLIC, people, acts, listing_of(reason="Reason of the list"))))
    for kept in ("Act of", "Basis of", "example.org", "A register", "Told in confidence", "Reason of the list"):
        assert kept not in said
    assert "3 February 1970" not in said
    assert "1970" in said
    confidential = text(compose(inputs(Audience.CONFIDENTIAL, people, acts)))
    assert "Act of 1" in confidential
    assert "A register" not in confidential


def listing_of(**more: str) -> Designation:
    from uuid import UUID

    return listing(UUID(int=1), **more)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_our_note_and_their_papers_are_in_no_document(audience: Audience) -> None:
    said = text(compose(inputs(audience, [], [], listing_of(note="Note of ours"))))
    assert "Our note" not in said
    assert "Note of ours" not in said
    assert "1234567" not in said


@pytest.mark.parametrize("audience", OUTSIDE)
def test_evidence_is_in_no_document_that_leaves_the_organisation(audience: Audience) -> None:
    """Also if it had reached the inputs by mistake."""
    acts = [part(1, source="The witness", evidence="What they saw", on_file=True)]
    said = text(compose(inputs(audience, [victim(1, Consent.FULL_PROFILE)], acts)))
    assert "witness" not in said
    assert "What they saw" not in said
    assert "sources" not in said


def test_evidence_is_in_an_internal_document_when_it_was_opened_and_counted_when_it_was_not() -> None:
    people = [victim(1), victim(2)]
    acts = [part(1, source="The witness", evidence="What they saw", on_file=True), part(2, on_file=True)]
    said = compose(inputs(Audience.INTERNAL, people, acts))
    assert table(said, "evidence").rows == (("Victim Number1", "Judged", "The witness", "What they saw"),)
    assert any("sources: 1." in line for line in said.method)


@pytest.mark.parametrize(
    ("counted", "named", "expected"),
    [(0, 0, "0"), (4, 0, "hidden"), (5, 0, "5"), (6, 3, "hidden"), (9, 4, "9"), (5, 5, "5"), (3, 3, "hidden")],
)
def test_a_public_count_gives_nobody_back(counted: int, named: int, expected: str) -> None:
    """Hidden when it is small, and when it is small once the people named in the document are taken away."""
    people = [victim(n, Consent.FULL_PROFILE if n < named else Consent.COUNTS_ONLY) for n in range(counted)]
    said = compose(inputs(Audience.PUBLIC, people, [part(n) for n in range(counted)]))
    hidden = "fewer than 5, or withheld to protect them"
    assert table(said, "cases").rows[0][1] == (hidden if expected == "hidden" else expected)
    note = table(said, "people").note
    rest = counted - named
    assert note == ("" if not rest else f"People counted and not named: {hidden if rest < 5 else rest}.")


def test_a_role_that_leaves_a_few_of_the_total_is_hidden_too() -> None:
    people = [victim(number) for number in range(12)]
    acts = [part(number) for number in range(10)] + [part(number, InvolvementRole.ORDERED) for number in range(10, 12)]
    rows = dict(table(compose(inputs(Audience.PUBLIC, people, acts)), "cases").rows)
    assert rows["Cases in all"] == "12"
    assert "fewer than 5" in rows["Judged"]
    assert "fewer than 5" in rows["Ordered"]


def test_a_role_that_leaves_a_few_of_those_not_named_is_hidden_too() -> None:
    """Of 12, 6 are named; of the 6 judged one is: without those named the others would be 6 and 5."""
    named = {0, 6, 7, 8, 9, 10}
    people = [victim(n, Consent.FULL_PROFILE if n in named else Consent.COUNTS_ONLY) for n in range(12)]
    acts = [part(n) for n in range(6)] + [part(n, InvolvementRole.ORDERED) for n in range(6, 12)]
    rows = dict(table(compose(inputs(Audience.PUBLIC, people, acts)), "cases").rows)
    assert rows["Cases in all"] == "12"
    assert "fewer than 5" in rows["Judged"]
    assert "fewer than 5" in rows["Ordered"]


def test_one_case_with_two_parts_counts_once_in_all() -> None:
    acts = [part(1), part(1, InvolvementRole.ORDERED)]
    rows = dict(table(compose(inputs(Audience.INTERNAL, [victim(1)], acts)), "cases").rows)
    assert rows == {"Cases in all": "1", "Ordered": "1", "Judged": "1"}


@pytest.mark.parametrize(
    ("on", "until", "expected"),
    [
        ("2022-06-03", "", "Listed since 3 June 2022"),
        ("", "", "Listed; the day is not known"),
        ("2022-06-03", "2023-02-01", "Not listed; delisted on 1 February 2023"),
        ("2024", "", "May be listed: the dates leave it open"),
        ("2024-08-10", "", "Not listed"),
    ],
)
def test_each_authority_says_whether_it_lists_the_official_on_the_day(on: str, until: str, expected: str) -> None:
    said = compose(inputs(Audience.PUBLIC, [], [], listing_of(on=on, until=until)))
    assert dict(table(said, "gaps").rows) == {"US": "Not listed", "EU": expected}


def test_two_programmes_of_an_authority_count_from_the_first_that_is_in_force() -> None:
    both = (listing(uuid4(), on="2020-10-02"), listing(uuid4(), programme="EU-UKR", on="2022-06-03"))
    gaps = compose(inputs(Audience.PUBLIC, [], [], *both)).tables[3]
    assert dict(gaps.rows)["EU"] == "Listed since 2 October 2020"


def test_the_internal_page_says_the_same_with_fewer_columns() -> None:
    found = inputs(Audience.INTERNAL, [victim(1)], [part(1)])
    page, whole = table(on_page(found), "people"), table(compose(found), "people")
    assert page.columns[0] == whole.columns[0] == "Case"
    assert set(page.columns) < set(whole.columns)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_dossier_is_drawn_in_each_language_and_read_back(audience: Audience, language: Language) -> None:
    people = [victim(number, Consent.FULL_PROFILE) for number in range(6)]
    said = compose(inputs(audience, people, [part(number) for number in range(6)], listing_of(), language=language))
    drawn = Document(BytesIO(docx.render_dossier(said, PROOF)))
    lines = [one.text for one in drawn.paragraphs]
    cells = [cell.text for one in drawn.tables for row in one.rows for cell in row.cells]
    assert lines[0] == said.title
    assert said.marking in drawn.sections[0].header.paragraphs[0].text
    assert any("d" * 64 in line for line in lines)
    assert any("a" * 64 in line for line in lines)
    assert "Victim Number3" in cells
    assert "EU" in cells
    assert not [word for word in (*lines, *cells) if "{{" in word or "{%" in word]


def test_a_name_that_looks_like_a_tag_is_printed_as_it_is() -> None:
    hostile = msgspec.structs.replace(
        victim(1, Consent.FULL_PROFILE), names=(PersonName(Script.LATIN, "{{ 7*7 }} <w:p>&"),)
    )
    said = compose(inputs(Audience.INTERNAL, [hostile], [part(1)]))
    cells = [
        c.text for t in Document(BytesIO(docx.render_dossier(said, PROOF))).tables for r in t.rows for c in r.cells
    ]
    assert "{{ 7*7 }} <w:p>&" in cells


def test_the_same_inputs_give_the_same_bytes_and_the_same_hash() -> None:
    people = [victim(number) for number in range(6)]
    one, two = (compose(inputs(Audience.INTERNAL, people, [part(n) for n in range(6)])) for _ in range(2))
    assert data_hash(one) == data_hash(two)
    assert docx.render_dossier(one, PROOF) == docx.render_dossier(two, PROOF)


def test_the_template_is_the_one_its_program_lays() -> None:
    assert TARGET.read_bytes() == build()
