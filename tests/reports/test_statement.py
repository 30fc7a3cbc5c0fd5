"""What the statement says, to whom: figures that explain themselves, names by consent, nothing that is not public."""

from datetime import date

import msgspec
import pytest

from casework.domain.actions import ActionKind
from casework.domain.codec import encode
from casework.domain.consent import Audience
from casework.domain.sections import Charge, Sex
from casework.domain.statement import ActionFacts, Language, PersonFacts, StatementContent, StatementRequest
from casework.domain.status import Status
from casework.reports.statement import compose, named_cases
from casework.reports.wording import wording
from tests.reports.people import AS_OF, TODAY, inputs, person, when


def said(content: StatementContent) -> str:
    return encode(content).decode()


def crowd(count: int, start: int = 0) -> list[PersonFacts]:
    return [person(start + n) for n in range(count)]


def test_every_figure_carries_definition_days_and_source() -> None:
    content = compose(inputs(crowd(20)))
    first = content.figures[0]
    assert (first.label, first.value, first.as_of) == ("In custody", "20", "9 August 2024")
    assert first.known_at == "23 November 2026"
    assert first.source == "Casebook of Invented House"
    assert all(f.definition and f.as_of and f.known_at and f.source for f in content.figures)


def test_the_known_at_day_is_the_one_asked_for() -> None:
    request = StatementRequest(as_of=AS_OF, known_at=date(2025, 1, 2))
    assert compose(inputs(crowd(9), request=request)).figures[0].known_at == "2 January 2025"


def test_uncertain_people_stand_beside_the_count() -> None:
    content = compose(inputs(crowd(20), uncertain=tuple(crowd(7, 100))))
    assert content.figures[0].value == "20"
    assert "7" in content.figures[0].uncertain


def test_in_public_nobody_is_named_without_consent() -> None:
    people = [person(1, 3), person(2), person(3, 0), person(4, 1), person(5, 2), *crowd(20, 10)]
    content = compose(inputs(people))
    assert "Alena Uzornaja 1 " in said(content)
    for number in (2, 3, 4, 5, 10):
        assert f"Uzornaja {number} " not in said(content)
    assert named_cases(inputs(people)) == ("case-00001",)


def test_a_confidential_submission_names_level_one_and_up() -> None:
    people = [person(1, 1), person(2, 0), person(3, 4)]
    assert named_cases(inputs(people, Audience.CONFIDENTIAL)) == ("case-00001", "case-00003")


def test_basic_facts_leave_out_profile_region_and_the_birthday() -> None:
    content = compose(inputs([person(1, 3), *crowd(20, 10)]))
    text = said(content)
    assert "1984" in text
    assert "teacher" not in text
    assert "Brest" not in text
    assert "6 May 1984" not in text
    assert "Detained at home" not in text


def test_the_full_profile_says_profile_region_and_birthday() -> None:
    text = said(compose(inputs([person(1, 4), *crowd(20, 10)])))
    assert "teacher" in text
    assert "Brest" in text
    assert "6 May 1984" in text


def test_our_own_numbers_and_consent_levels_stay_inside() -> None:
    people = [person(1, 4), *crowd(20, 10)]
    assert "C-1" not in said(compose(inputs(people)))
    assert "C-1" not in said(compose(inputs(people, Audience.CONFIDENTIAL)))
    assert "C-1" in said(compose(inputs(people, Audience.INTERNAL)))


def test_a_planned_end_of_sentence_is_never_published() -> None:
    sentence = msgspec.structs.replace(person(1).sentence or pytest.fail("no sentence"), ends=when("2027-03-09"))
    assert "2027" not in said(compose(inputs([person(1, 4, sentence=sentence), *crowd(20, 10)])))


def test_an_anonymised_row_shows_only_what_five_others_share() -> None:
    rare = person(1, 2, sex=Sex.FEMALE, birth=when("1950-01-01"), charges=(Charge("358"),))
    common = person(2, 2)
    content = compose(inputs([rare, common, *crowd(20, 10)]))
    assert content.annexes[-1].rows == (("", "", "", ""), ("Male", "40–49", "2021", "art. 342"))


def test_small_counts_are_withheld_in_public_and_shown_in_confidence() -> None:
    people = [person(1, sex=Sex.FEMALE), *crowd(20, 10), *[person(40 + n, sex=Sex.FEMALE) for n in range(2)]]
    public, confidential = compose(inputs(people)), compose(inputs(people, Audience.CONFIDENTIAL))
    assert {row[1] for row in public.tables[1].rows} == {"*"}
    assert ("Female", "3") in confidential.tables[1].rows
    assert public.figures[2].value == "fewer than 5, or withheld to protect them"


def test_the_order_of_a_table_does_not_tell_a_hidden_size() -> None:
    people = [person(n, facility=f) for n, f in enumerate("a" * 30 + "b" * 2 + "c" * 20 + "d" * 3 + "e" * 9)]
    content = compose(inputs(people, facilities={}))
    assert content.tables[2].rows == (("a", "30"), ("c", "20"), ("e", "9"), ("b", "*"), ("d", "*"))


def test_a_total_below_five_is_withheld_with_its_tables() -> None:
    content = compose(inputs([person(1), person(2)]))
    assert content.figures[0].value == "fewer than 5, or withheld to protect them"
    assert all(not table.rows for table in content.tables[:3])


def action(
    kind: ActionKind, date: str = "2024-03-01", cases: tuple[str, ...] = (), title: str = "An action"
) -> ActionFacts:
    return ActionFacts(kind, when(date), title, ("State",), ("Ministry",), "https://example.org", "Quiet talks", cases)


def test_quiet_work_is_not_listed_in_public() -> None:
    actions = (action(ActionKind.MEETING, title="Talks"), action(ActionKind.JOINT_STATEMENT, title="Joint"))
    public = compose(inputs(crowd(9), actions=actions))
    assert [row[2] for row in public.done.rows] == ["Joint"]
    assert "Quiet talks" not in said(public)
    assert len(compose(inputs(crowd(9), Audience.CONFIDENTIAL, actions=actions)).done.rows) == 2


def test_an_action_for_someone_unnamed_is_not_listed_in_public() -> None:
    people = [person(1, 3), person(2), *crowd(9, 10)]
    actions = (
        action(ActionKind.URGENT_ACTION, cases=("case-00001",), title="For one"),
        action(ActionKind.URGENT_ACTION, cases=("case-00001", "case-00002"), title="For both"),
    )
    assert [row[2] for row in compose(inputs(people, actions=actions)).done.rows] == ["For one"]


def test_what_is_planned_after_the_day_is_not_listed() -> None:
    later = action(ActionKind.JOINT_STATEMENT, "2024-08-10")
    assert compose(inputs(crowd(9), Audience.INTERNAL, actions=(later,))).done.rows == ()


def test_the_dead_are_named_by_consent_only() -> None:
    deaths = (person(1, 3, status=Status.DIED), person(2, 0, status=Status.DIED), *(person(n) for n in range(20, 25)))
    content = compose(inputs(crowd(9, 50), deaths=deaths))
    assert len(content.deaths.rows) == 1
    assert content.deaths.intro.endswith(": 7.")


def test_withdrawn_consent_counts_from_today_also_for_a_past_day() -> None:
    gone = person(1, 4)
    assert gone.consent
    gone = msgspec.structs.replace(
        gone, consent=msgspec.structs.replace(gone.consent, withdrawn_on=when(TODAY.isoformat()))
    )
    assert named_cases(inputs([gone])) == ()


@pytest.mark.parametrize("language", list(Language))
def test_each_language_says_the_same_things(language: Language) -> None:
    english, other = wording(Language.EN), wording(language)
    for part in ("words", "text", "columns", "status", "sex", "recognition", "consent", "penalty", "kind", "coverage"):
        assert getattr(other, part).keys() == getattr(english, part).keys()
        assert all(getattr(other, part).values())
    assert len(other.months) == len(other.months_of) == 12
    assert set(other.status) == {status.value for status in Status}
    assert set(other.kind) == {kind.value for kind in ActionKind}


@pytest.mark.parametrize(
    ("language", "shown"),
    [(Language.EN, "9 August 2024"), (Language.BE, "9 жніўня 2024 г."), (Language.RU, "9 августа 2024 г.")],
)
def test_days_are_written_in_the_language(language: Language, shown: str) -> None:
    assert compose(inputs(crowd(9), language=language)).figures[0].as_of == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2024-08", "August 2024"), ("2024", "2024"), ("~2024-08", "about August 2024"), ("2024?", "2024 (uncertain)")],
)
def test_a_partial_date_says_only_what_is_known(text: str, shown: str) -> None:
    assert wording(Language.EN).day(when(text)) == shown
