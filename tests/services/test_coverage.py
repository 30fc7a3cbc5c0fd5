"""Who has been raised and who never, through the sealed ledger: for whom, as of when, as known when."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import msgspec
import pytest

from casework.casebook.covering import CoverageQuery, Which
from casework.casebook.query import CaseQuery
from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.errors import Invalid, NotAllowed, NotFound
from casework.domain.outcomes import Change
from casework.domain.policy import Permission, Role, may
from casework.domain.records import RecordKind
from casework.domain.reference import Titles
from casework.domain.sections import Legal, Prosecution, SectionName, Sentence
from casework.domain.status import Status
from casework.services import actors, advocacy, audit, cases, clock, coverage, ledger, papers
from casework.services.actor import Actor
from casework.services.raising import Raising
from tests.casefiles import case, day
from tests.organisation import Organisation

DAY = date(2024, 8, 9)
HELD = CoverageQuery(CaseQuery(DAY, in_custody=True))
READERS = [role for role in Role if may(role, Permission.CASE_READ) and may(role, Permission.ADVOCACY_READ)]
USES: list[Callable[[Actor], object]] = [
    lambda actor: coverage.summary(actor, HELD),
    lambda actor: coverage.figures(actor, HELD),
    lambda actor: coverage.listing(actor, HELD),
    lambda actor: coverage.never(actor, HELD),
    lambda actor: coverage.fairness(actor, HELD),
    lambda actor: coverage.outcomes_listed(actor, DAY),
]


def letter(*people: UUID, on: str = "2024-03-05", by: tuple[UUID, ...] = (), **more: object) -> Action:
    covers = Coverage(cases=tuple(map(str, people)))
    found = Action(ActionKind.LETTER_AUTHORITIES, day(on), title="A letter", covers=covers, by=tuple(map(str, by)))
    return msgspec.structs.replace(found, **more)


def never(actor: Actor, query: CoverageQuery = HELD) -> set[UUID]:
    return {one.case for one in coverage.never(actor, query)[0]}


def test_a_letter_raises_whom_it_names_and_leaves_the_other_in_the_list(each_organisation: Organisation) -> None:
    actor = each_organisation.actor()
    one, other = cases.create(actor, case("One")), cases.create(actor, case("Other"))
    assert never(actor) == {one, other}
    advocacy.add_action(actor, letter(one))
    assert never(actor) == {other}
    found = coverage.summary(actor, HELD).figures
    assert (found.people, found.raised, found.raised_by_name, found.never, found.never_by_name) == (2, 1, 1, 1, 1)


def test_a_statement_about_everyone_raises_everyone_and_nobody_by_name(organisation: Organisation) -> None:
    actor = organisation.actor()
    held = cases.create(actor, case("Held"))
    gone = cases.create(actor, case("Gone", (Status.PRETRIAL, "2023-01-01"), (Status.RELEASED, "2024-08-09")))
    advocacy.add_for_list(actor, Action(ActionKind.JOINT_STATEMENT, day("2024-08-09")), HELD.people)
    listed, _ = coverage.listing(actor, CoverageQuery(CaseQuery(DAY), which=Which.RAISED))
    assert [entry.row.case for entry in listed.entries] == [held]
    assert {one.case for one in coverage.never(actor, CoverageQuery(CaseQuery(DAY)))[1]} == {held, gone}


def test_whoever_is_found_out_later_to_have_been_held_was_raised_too(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case("Held"))
    advocacy.add_for_list(actor, Action(ActionKind.JOINT_STATEMENT, day("2024-08-09")), HELD.people)
    assert never(actor) == set()
    cases.create(actor, case("Found out later"))
    assert never(actor) == set()


def test_what_is_only_planned_or_lies_after_the_day_raises_nobody_yet(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("One"))
    planned = advocacy.add_action(actor, letter(one, status=ActionStatus.PLANNED))
    advocacy.add_action(actor, letter(one, on="2024-08-10"))
    assert never(actor) == {one}
    stored = advocacy.load(actor, planned)
    advocacy.save(actor, planned, msgspec.structs.replace(stored.action, status=ActionStatus.SENT), stored.version)
    assert never(actor) == set()


def test_a_godparenthood_counts_from_its_beginning_and_a_partial_date_from_its_first_day(
    organisation: Organisation,
) -> None:
    actor = organisation.actor()
    one, other = cases.create(actor, case("One")), cases.create(actor, case("Other"))
    godparent = letter(one, on="2024-12-01", kind=ActionKind.GODPARENTHOOD, since=day("2024-08-01"))
    member = actors.add(actor, AdvocacyActor(ActorKind.PARLIAMENTARIAN, Titles("A Member"), country="NO"))
    advocacy.add_action(actor, godparent, by=[Raising("A Member", member)], aware=True)
    advocacy.add_action(actor, letter(other, on="2024-08"))
    listed, _ = coverage.listing(actor, CoverageQuery(HELD.people, which=Which.RAISED))
    assert [entry.history.first for entry in listed.entries] == [date(2024, 8, 1), date(2024, 8, 1)]


def test_not_raised_for_months_counts_back_from_the_day(organisation: Organisation) -> None:
    actor = organisation.actor()
    lately, before, _ = (cases.create(actor, case(name)) for name in ("Lately", "Before", "Never"))
    advocacy.add_action(actor, letter(lately, on="2023-08-09"))
    advocacy.add_action(actor, letter(before, on="2023-08-08"))
    assert coverage.figures(actor, HELD).not_lately == 2
    assert coverage.figures(actor, CoverageQuery(HELD.people, months=13)).not_lately == 1


@pytest.mark.parametrize("months", [0, -1, 121])
def test_months_that_are_no_span_of_time_are_refused(organisation: Organisation, months: int) -> None:
    with pytest.raises(Invalid, match="months"):
        coverage.summary(organisation.actor(), CoverageQuery(HELD.people, months))


def test_a_state_is_spoken_for_by_its_government_and_its_members_of_parliament(organisation: Organisation) -> None:
    actor = organisation.actor()
    one, other = cases.create(actor, case("One")), cases.create(actor, case("Other"))
    with ledger.writing(actor) as unit:
        made = [
            unit.create(RecordKind.ACTOR, {"actor": AdvocacyActor(kind, Titles(en=kind.value), country=country)})
            for kind, country in (
                (ActorKind.GOVERNMENT, "NO"),
                (ActorKind.PARLIAMENTARIAN, "NO"),
                (ActorKind.NGO, "NO"),
            )
        ]
    advocacy.add_action(actor, letter(one, by=(made[0], made[1])))
    advocacy.add_action(actor, letter(other, by=(made[2],)))
    advocacy.add_action(actor, letter(other))
    whom = coverage.summary(actor, HELD).whom
    assert whom.states["NO"].actions == whom.states["NO"].raised == 1
    assert {key: done.raised for key, done in whom.kinds.items()} == {
        "government": 1, "parliamentarian": 1, "ngo": 1, "": 1,
    }  # fmt: skip
    assert [line.actor for line in whom.actors][-1] is None


def test_as_known_on_a_day_an_action_recorded_later_has_raised_nobody(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("One"))
    advocacy.add_action(actor, letter(one))
    yesterday = CaseQuery(DAY, known_at=clock.today() - timedelta(days=1), in_custody=True)
    assert coverage.figures(actor, CoverageQuery(yesterday)).people == 0
    assert coverage.figures(actor, HELD).raised == 1


def test_shares_are_compared_without_a_rank(organisation: Organisation) -> None:
    actor = organisation.actor()
    one, _, _ = (cases.create(actor, case(name)) for name in ("One", "Two", "Three"))
    advocacy.add_action(actor, letter(one))
    ((at_all, by_name),) = coverage.fairness(actor, HELD).groups["sex"]
    assert (at_all.people, at_all.raised, at_all.ratio, at_all.few) == (3, 1, 1.0, True)
    assert by_name == at_all


def test_what_followed_an_action_stands_beside_it_by_date(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("One", (Status.PRETRIAL, "2023-08-09"), (Status.RELEASED, "2024-05-20")))
    other = cases.create(actor, case("Other", (Status.PRETRIAL, "2023-08-09"), (Status.COLONY, "2024-03")))
    legal = Legal((Prosecution(verdict_on=day("2024-04-01"), sentence=Sentence(months=24)),))
    cases.save_section(actor, other, SectionName.LEGAL, legal, 1)
    made = advocacy.add_action(actor, letter(one, other))
    (line,) = coverage.outcomes_listed(actor, DAY).lines
    assert line.people == 2
    assert {months: dict(found) for months, found in line.windows.items()} == {
        1: {}, 3: {Change.RELEASED: 1}, 6: {Change.RELEASED: 1}, 12: {Change.RELEASED: 1},
    }  # fmt: skip
    _, followed = coverage.outcome(actor, made, DAY)
    assert {each.row.case: [one.what for one in each.changes] for each in followed} == {
        one: [Change.RELEASED],
        other: [Change.SENTENCED],
    }


def test_of_an_action_that_raised_nobody_by_that_day_nothing_followed(organisation: Organisation) -> None:
    actor = organisation.actor()
    one = cases.create(actor, case("One"))
    made = advocacy.add_action(actor, letter(one, on="2024-08-10"))
    for action in (made, one):
        with pytest.raises(NotFound):
            coverage.outcome(actor, action, DAY)


@pytest.mark.parametrize("role", list(Role))
def test_coverage_is_for_who_reads_cases_and_actions(organisation: Organisation, role: Role) -> None:
    cases.create(organisation.actor(), case("One"))
    actor = organisation.actor(role)
    for use in USES:
        if role in READERS:
            use(actor)
        else:
            with pytest.raises(NotAllowed):
                use(actor)


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_export_takes_coverage_out(organisation: Organisation, role: Role) -> None:
    actor = organisation.actor(role)
    audience, english = papers.Audience.INTERNAL, papers.Language.EN
    if may(role, Permission.REPORT_EXPORT):
        papers.gather(actor, HELD, audience, english, "csv")
    else:
        with pytest.raises(NotAllowed):
            papers.gather(actor, HELD, audience, english, "csv")


def test_each_use_is_in_the_log_with_its_day_and_without_a_name_or_a_filter(organisation: Organisation) -> None:
    actor = organisation.actor()
    cases.create(actor, case("Uzornaja"))
    narrowed = CoverageQuery(CaseQuery(DAY, in_custody=True, regions=("Homiel",)))
    coverage.summary(actor, narrowed)
    coverage.listing(actor, narrowed)
    coverage.fairness(actor, narrowed)
    coverage.outcomes_listed(actor, DAY)
    papers.gather(actor, narrowed, papers.Audience.PUBLIC, papers.Language.EN, "xlsx")
    log = audit.listing(organisation.actor(Role.SECURITY_OFFICER), audit.Asked("coverage."))
    told = [line.event.event for line in log.lines if line.event]
    assert told[::-1] == [
        "coverage.shown", "coverage.listed", "coverage.compared", "coverage.outcomes_listed", "coverage.exported",
    ]  # fmt: skip
    written = repr([line.event for line in log.lines])
    assert "2024-08-09" in written
    assert "Homiel" not in written
    assert "Uzornaja" not in written
