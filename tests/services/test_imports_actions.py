"""Lists of actions obey the rules that hold on the page; taken up again they mean whom they meant before."""

import pytest

from casework.domain.importing import MESSAGES, BatchState, ListKind
from casework.domain.sections import SectionName
from casework.imports import lists
from casework.services import audit, cases, clock
from casework.services.actor import Actor
from casework.services.importwriting import ROWS
from tests.casefiles import case
from tests.imports.entitiesonfile import EntitiesOnFile
from tests.organisation import Organisation
from tests.services.test_advocacy_consent import NAMED
from tests.services.test_imports_entities import refused, take, two_cases

REPORT, JUDGE = "2024-08-09,media,A report,Maryna Lesavaja\n", "Henadz Zorkavets,1964-08-30,,\n"
LONG = {
    ListKind.ACTIONS: f"Date,Type,Title,Persons covered\n{REPORT * ROWS}2024-08-10,media,Another,Maryna Lesavaja\n",
    ListKind.OFFICIALS: f"name,birth,case number,role\n{JUDGE * ROWS}Henadz Zorkavets,1964-08-30,list-77,judge\n",
}


def test_a_row_of_actions_that_breaks_a_rule_of_the_page_is_refused(organisation: Organisation) -> None:
    actor = organisation.actor()
    two_cases(actor)
    row = f"{clock.today().year + 1},media,A report,CW-000001,published"
    lines = f"Date,Type,Title,Persons covered,Status\n{row}\n".encode()
    assert refused(take(actor, lines, ListKind.ACTIONS)) == [(2, "future_done")]
    assert not EntitiesOnFile(actor).sections["action"]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("Link", "http://[none", "not_a_link"),
        ("By", "; ".join(f"Body {at}" for at in range(201)), "too_many_rows"),
        ("Reference,Note", f"42,{'n' * 20_000}", "too_long_together"),
    ],
)
def test_what_no_action_can_hold_is_refused_in_words(
    organisation: Organisation, column: str, cell: str, code: str
) -> None:
    actor = organisation.actor()
    two_cases(actor)
    data = f"Date,Type,Persons covered,{column}\n2024-08-09,meeting,CW-000001,{cell}\n".encode()
    assert refused(take(actor, data, ListKind.ACTIONS)) == [(2, code)]
    assert MESSAGES[code]


def test_a_godparenthood_without_its_beginning_goes_in_and_says_so(organisation: Organisation) -> None:
    """A list has no column for it: what is lacking is asked for on the action's own form."""
    actor = organisation.actor()
    two_cases(actor)
    lines = b"Date,Type,Title,Persons covered\n2024-08-09,godparenthood,Adopted,CW-000001\n"
    batch = take(actor, lines, ListKind.ACTIONS)
    assert (batch.created, batch.refusals) == (1, 0)
    assert [warning.code for warning in batch.warnings] == ["kind_incomplete", "named_unconsented"]


def lines(*rows: str) -> bytes:
    return "\n".join(["Date,Type,Title,Persons covered,Status", *rows]).encode()


def unconsented(actor: Actor, data: bytes) -> list[tuple[int, str]]:
    found = take(actor, data, ListKind.ACTIONS).warnings
    return [(warning.row, warning.value) for warning in found if warning.code == "named_unconsented"]


def logged(actor: Actor) -> list[dict[str, object]]:
    found = audit.listing(actor, audit.Asked(event="import.named_unconsented")).lines
    return [dict(line.event.detail) for line in found if line.event]


def test_a_public_action_of_a_list_says_whom_it_names_without_consent_and_the_log_too(
    organisation: Organisation,
) -> None:
    actor = organisation.actor()
    cases.create(actor, case() | {SectionName.CONSENT: NAMED})
    cases.create(actor, case("Maryna Lesavaja"))
    rows = ("2024-08-09,media,One,CW-000001,", "2024-08-10,media,Two,CW-000001; CW-000002,")
    assert unconsented(actor, lines(*rows, "2024-08-11,meeting,Three,CW-000002,")) == [(3, "1")]
    assert logged(actor) == [{"rows": 1}]


def test_an_action_that_becomes_public_by_a_list_or_names_one_more_says_it_once(organisation: Organisation) -> None:
    actor = organisation.actor()
    two_cases(actor)
    sent = "2024-08-09,letter_authorities,A letter,CW-000001,"
    assert unconsented(actor, lines(sent + "sent")) == []
    assert unconsented(actor, lines(sent + "published")) == [(2, "1")]
    assert unconsented(actor, lines(sent + "published")) == []
    more = "2024-08-09,letter_authorities,A letter,CW-000001; CW-000002,published"
    assert unconsented(actor, lines(more)) == [(2, "1")]
    assert len(logged(actor)) == 2


@pytest.mark.parametrize("kind", [ListKind.ACTIONS, ListKind.OFFICIALS])
def test_a_list_taken_up_again_means_whom_its_first_run_meant(organisation: Organisation, kind: ListKind) -> None:
    """A namesake, and another who has the same number, come on file between the two runs."""
    actor = organisation.actor()
    two_cases(actor)
    data = LONG[kind].encode()
    shown = lists.preview(actor, data, "list", "invented", wishes=lists.Wishes(kind=kind))
    assert shown.id is not None
    assert shown.batch.refusals == 0
    steps = lists.applying(actor, shown.id)
    assert next(steps) == ROWS
    steps.close()
    two_cases(actor)
    assert lists.apply(actor, shown.id).state is BatchState.APPLIED
    file = EntitiesOnFile(actor).sections
    if kind is ListKind.ACTIONS:
        assert {len(one.covers.cases) for one in file["action"].values()} == {1}
    else:
        assert len(file["involvement"]) == 1
