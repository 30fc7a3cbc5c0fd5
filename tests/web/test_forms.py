"""Forms give back what they were shown, keep what was typed, and say what is wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from casework.domain.dates import PartialDate
from casework.domain.sections import (
    Charge,
    Consent,
    ConsentRecord,
    ConsentTopic,
    Custody,
    CustodyPeriod,
    ExternalId,
    Identity,
    Legal,
    PersonName,
    Prosecution,
    Recognition,
    Regime,
    Script,
    Sentence,
    Sex,
    Stage,
    StatusTimeline,
)
from casework.domain.status import ReleaseGround, Status, StatusEntry
from casework.web import i18n, messages
from casework.web.facts import differences, facts
from casework.web.forms.base import SectionForm, change_rows
from casework.web.forms.consent import ConsentForm
from casework.web.forms.custody import CustodyForm
from casework.web.forms.identity import IdentityForm
from casework.web.forms.legal import LegalForm
from casework.web.forms.status import StatusForm
from config import Settings

D = PartialDate.parse
IDENTITY = Identity(
    names=(PersonName(Script.BE, "Алена Ўзорная"), PersonName(Script.LATIN, "Alena Uzornaja")),
    aliases=("Lena",),
    sex=Sex.FEMALE,
    birth=D("1987-03"),
    profile=("student", "journalist"),
    region="Minsk",
    description="First line\nsecond line",
    recognition=Recognition.RECOGNISED,
    recognised_on=D("2021?"),
    external_ids=(ExternalId("public", "77"),),
    links=("https://example.org/a",),
)
STATUS = StatusTimeline(
    (
        StatusEntry(Status.PRETRIAL, D("2021-03-XX"), source="lawyer"),
        StatusEntry(Status.RELEASED, D("~2022"), ReleaseGround.PARDON, documents_taken=False, note="exile refused"),
    )
)
CUSTODY = Custody((CustodyPeriod("ik-17", D("2021-09-02"), None, "IK-17 Shklov", "by letter"),))
LEGAL = Legal(
    prosecutions=(
        Prosecution(
            Stage.CONVICTED_FINAL, (Charge("342", "1"), Charge("361-4")), "District court", ("A. Judge",),
            D("2021-06-12"), D("2021-08"),
            Sentence(months=54, regime=Regime.GENERAL, as_written="4 1/2 years"), "closed",
        ),
        Prosecution(charges=(Charge("411"),)),
    ),
    terrorist_list=True,
)  # fmt: skip
CONSENT = ConsentRecord(
    Consent.NAME_AND_FACTS, "Example", "spouse", "letter", D("2025-03-04"), D("2027-03-04"), None,
    (ConsentTopic.NAME, ConsentTopic.PHOTO), "no address",
)  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Flask]:
    app = Flask(__name__)
    app.config["CASEWORK"] = Settings(data=tmp_path)
    i18n.add_languages(app)
    with app.test_request_context():
        yield app


def as_sent(form: object) -> MultiDict[str, str]:
    """What a browser would send back for a form as it is shown."""
    sent: MultiDict[str, str] = MultiDict()
    _send(form, sent)
    return sent


def _send(fields: object, sent: MultiDict[str, str]) -> None:
    for field in fields:  # type: ignore[attr-defined]
        if field.type == "FieldList":
            _send(field, sent)
        elif field.type == "FormField":
            _send(field.form, sent)
        elif field.type == "PartialDateField":
            boxes = field.parts | ({"about": "y"} if field.about else {})
            sent.update({f"{field.name}-{part}": text for part, text in boxes.items()})
        elif field.type == "BooleanField":
            sent.update({field.name: "y"} if field.data else {})
        elif hasattr(field, "iter_choices"):
            sent.update({field.name: [str(choice.value) for choice in field.iter_choices() if choice.selected]})
        else:
            sent.add(field.name, field._value())


def offered(form: SectionForm) -> SectionForm:  # type: ignore[type-arg]
    if isinstance(form, LegalForm):
        form.offer(dict.fromkeys(("342", "361-4", "411"), ""))
    if isinstance(form, CustodyForm):
        form.offer({"ik-17": "Colony 17"})
    return form


@pytest.mark.parametrize(
    ("kind", "section"),
    [
        (IdentityForm, IDENTITY),
        (StatusForm, STATUS),
        (CustodyForm, CUSTODY),
        (LegalForm, LEGAL),
        (ConsentForm, CONSENT),
        (IdentityForm, Identity(names=(PersonName(Script.RU, "Имя"),))),
        (StatusForm, StatusTimeline()),
        (CustodyForm, Custody()),
        (LegalForm, Legal()),
        (ConsentForm, ConsentRecord()),
    ],
)
def test_a_form_sent_back_untouched_gives_the_same_section(page: Flask, kind: type, section: object) -> None:
    shown = offered(kind.showing(section))
    sent = offered(kind(as_sent(shown), data=kind.values(section)))
    assert sent.validate(), messages.problems(sent)
    assert sent.section() == section


def test_a_partial_date_keeps_its_own_mark_when_it_is_not_touched(page: Flask) -> None:
    shown = IdentityForm.showing(IDENTITY)
    sent = IdentityForm(as_sent(shown), data=IdentityForm.values(IDENTITY))
    assert sent.recognised_on.data == D("2021?")


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("31", "2", "2021", "no such date"),
        ("4", "", "2021", "month as well"),
        ("", "3", "", "four digits"),
        ("x", "3", "2021", "numbers"),
        ("", "", "21", "four digits"),
        ("", "13", "2021", "no such date"),
    ],
)
def test_an_impossible_date_is_refused_and_kept_as_typed(
    page: Flask, day: str, month: str, year: str, words: str
) -> None:
    form = IdentityForm(MultiDict({"names-0-text": "A B", "birth-day": day, "birth-month": month, "birth-year": year}))
    assert not form.validate()
    assert words in form.birth.errors[0]
    assert form.birth.parts == {"day": day, "month": month, "year": year}


def test_a_person_without_a_name_is_refused(page: Flask) -> None:
    form = IdentityForm(MultiDict({"names-0-text": " ", "sex": "female"}))
    assert not form.validate()
    assert [problem.text for problem in messages.problems(form)] == ["Enter at least one name."]


def test_the_summary_links_each_problem_to_the_first_box_of_its_field(page: Flask) -> None:
    form = IdentityForm(MultiDict({"names-0-text": "Ася", "birth-day": "1", "birth-month": "", "birth-year": "2000"}))
    form.validate()
    assert [problem.anchor for problem in messages.problems(form)] == ["birth-day"]


def test_adding_a_row_keeps_what_was_typed_and_removing_one_drops_only_that(page: Flask) -> None:
    sent = MultiDict({"names-0-text": "First", "names-1-text": "Second", "add": "names"})
    form = IdentityForm(sent)
    assert change_rows(form, sent)
    assert [entry.form.text.data for entry in form.names] == ["First", "Second", None]
    sent = MultiDict({"names-0-text": "First", "names-1-text": "Second", "remove": "names-0"})
    form = IdentityForm(sent)
    assert change_rows(form, sent)
    assert [entry.form.text.data for entry in form.names] == ["Second"]


def test_a_charge_can_be_added_inside_a_prosecution(page: Flask) -> None:
    sent = as_sent(offered(LegalForm.showing(LEGAL)))
    sent["add"] = "prosecutions-0-charges"
    form = offered(LegalForm(sent))
    assert change_rows(form, sent)
    assert [len(entry.form.charges.entries) for entry in form.prosecutions] == [3, 1]


def test_an_article_off_the_reference_list_is_refused(page: Flask) -> None:
    form = offered(LegalForm(MultiDict({"prosecutions-0-charges-0-article": "999"})))
    assert not form.validate()
    assert "not on the reference list" in messages.problems(form)[0].text


def test_statuses_out_of_order_are_refused(page: Flask) -> None:
    form = StatusForm(
        MultiDict(
            {
                "entries-0-status": "pretrial", "entries-0-since-year": "2022", "entries-0-since-month": "",
                "entries-1-status": "released", "entries-1-since-year": "2021", "entries-1-since-month": "",
            }
        )
    )  # fmt: skip
    assert not form.validate()
    assert any("before the one it follows" in problem.text for problem in messages.problems(form))


def test_a_release_ground_without_a_release_is_refused(page: Flask) -> None:
    form = StatusForm(
        MultiDict({"entries-0-status": "pretrial", "entries-0-since-year": "2022", "entries-0-ground": "pardon"})
    )
    assert not form.validate()


def test_a_choice_that_is_not_on_the_list_is_refused(page: Flask) -> None:
    form = IdentityForm(MultiDict({"names-0-text": "Ася", "sex": "dragon"}))
    assert not form.validate()
    assert messages.problems(form)[0].anchor == "sex"


def test_consent_says_who_gave_it(page: Flask) -> None:
    form = ConsentForm(MultiDict({"level": "3"}))
    assert not form.validate()
    assert ConsentForm(MultiDict({"level": "0"})).validate()


def test_facts_say_a_section_in_words_and_differences_name_old_and_new(page: Flask) -> None:
    before, after = IdentityForm.showing(IDENTITY), IdentityForm.showing(Identity(names=IDENTITY.names, sex=Sex.MALE))
    said = {fact.term: fact.text for fact in facts(before)}
    assert said["Date of birth"] == "March 1987"
    assert said["Recognised on"] == "2021 (uncertain)"
    changed = {one.term: (one.before, one.after) for one in differences(before, after)}
    assert changed["Sex"] == ("Female", "Male")
    assert changed["Region"] == ("Minsk", "")
