"""Every route, asked for by nobody and by every role: who gets in is what the table says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from werkzeug.test import TestResponse

from casework.domain.actions import Action, ActionKind, Coverage, FollowUp
from casework.domain.actors import ActorKind, AdvocacyActor
from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.importing import ListKind
from casework.domain.involvements import Involvement, InvolvementRole
from casework.domain.policy import Role
from casework.domain.reference import Titles
from casework.domain.statement import StatementRequest
from casework.imports import lists as imports
from casework.reports import build as making
from casework.services import (
    accounts,
    actors,
    advocacy,
    audit,
    designations,
    drafts,
    involvements,
    listprofiles,
    officials,
    reference,
    views,
)
from casework.services.officials import New
from tests import sanctioned
from tests.attack.routes import CLOSED, WHO
from tests.officials import official
from tests.organisation import Organisation, TemplateOrganisation
from tests.web.browsing import said

WHOEVER: tuple[Role | None, ...] = (None, *Role)
LIST = b"name,arrested\nDzmitry Testavy,2022-03-01\n"


@dataclass(frozen=True)
class Furnished:
    """An organisation with one of everything that an address can name."""

    template: TemplateOrganisation
    names: dict[str, Any]
    drafts: dict[Role, UUID]

    def address(self, route: str, role: Role | None) -> str:
        _, _, path = route.partition(" ")
        own = {"draft": self.drafts.get(role or Role.COORDINATOR)}
        if path.startswith("/reference/"):
            keys = {"articles": "342", "facilities": self.names["facility"], "programmes": "EU-BLR"}
            own["key"] = keys.get(path.split("/")[2])
        for converter in path.split("<")[1:]:
            argument = converter.partition(">")[0]
            name = argument.rpartition(":")[2]
            path = path.replace(f"<{argument}>", str(own.get(name) or self.names[name]))
        return path


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, sqlite_organisation: TemplateOrganisation) -> Furnished:
    folder = tmp_path_factory.mktemp("furnished") / "data"
    with sqlite_organisation.copy(folder) as organisation:
        with organisation.app.app_context():
            names = furnish(organisation)
            kept = {role: keep_form(organisation, role) for role in Role}
        template = replace(sqlite_organisation, settings=organisation.settings)
    return Furnished(template, names, kept)


def furnish(organisation: Organisation) -> dict[str, Any]:
    actor = organisation.actor()
    case = str(organisation.populate(12)[0])
    day = PartialDate.parse("2024-08-09")
    to_do = (FollowUp(PartialDate.parse("2024-09-09"), "Ask again"),)
    action = Action(ActionKind.MEDIA, day, covers=Coverage(cases=(case,)), follow_ups=to_do)
    invited = accounts.invite(actor, "newcomer", "Newcomer", Role.ANALYST)
    judge = officials.add(actor, New(official()))
    part = Involvement(str(judge), case, InvolvementRole.JUDGED)
    report = making.build(actor, StatementRequest(as_of=date(2024, 8, 9), audience=Audience.INTERNAL))
    return {
        "case_id": case,
        "name": "identity",
        "listing_id": designations.add(actor, sanctioned.listing(judge)),
        "sheet": "csv",
        "action_id": advocacy.add_action(actor, action, aware=True),
        "entity_id": judge,
        "section": "posts",
        "involvement_id": involvements.add(actor, part),
        "row": 0,
        "actor_id": actors.add(actor, AdvocacyActor(ActorKind.NGO, Titles("Letters"))),
        "view_id": views.save(actor, "Women", [("sex", "female")]),
        "import_id": imports.preview(actor, LIST, "list.csv").id,
        "profile_id": listprofiles.save(actor, "Mapping", ListKind.CASES, ["name"], ["name"]),
        "report_id": report.kept.id,
        "kind": "docx",
        "member": invited.user_id,
        "link": invited.token,
        "filename": "app.css",
        "facility": reference.lists(actor).facilities[0].key,
    }


def keep_form(organisation: Organisation, role: Role) -> UUID:
    assert drafts.keep(organisation.tokens[role], "/intake/check", [("description", "kept")])
    return drafts.listing(organisation.actor(role))[0].id


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, furnished: Furnished) -> Iterator[Organisation]:
    """Shared by requests that change nothing: pages, and what is refused."""
    yield from opened(furnished, tmp_path_factory.mktemp("shared") / "data")


@pytest.fixture
def fresh(tmp_path: Path, furnished: Furnished) -> Iterator[Organisation]:
    yield from opened(furnished, tmp_path / "data")


def opened(furnished: Furnished, folder: Path) -> Iterator[Organisation]:
    """Without the check of forms, so that the refusals seen are those of roles."""
    with furnished.template.copy(folder) as organisation:
        organisation.site.config["WTF_CSRF_ENABLED"] = False
        yield organisation


def ask(organisation: Organisation, furnished: Furnished, route: str, role: Role | None) -> TestResponse:
    method = route.partition(" ")[0]
    return organisation.client(role).open(furnished.address(route, role), method=method, buffered=True)


def led_to_sign_in(response: TestResponse) -> bool:
    return response.status_code == 303 and response.location.startswith("/sign-in?next=")


def test_every_route_has_its_line_in_the_table(place: Organisation) -> None:
    routes = {
        f"{method} {rule.rule}"
        for rule in place.site.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert routes == set(WHO) | CLOSED


REFUSED = [(route, role) for route, who in WHO.items() for role in WHOEVER if role not in who]
ALLOWED = [(route, role) for route, who in WHO.items() for role in WHOEVER if role in who]
CHANGING = [(route, role) for route, role in ALLOWED if route.startswith("POST ") or route == "GET /leave"]
PAGES = [pair for pair in ALLOWED if pair not in CHANGING]
HIDDEN = [(route, role) for route, role in REFUSED if "case_id" in route]


@pytest.mark.parametrize(("route", "role"), REFUSED)
def test_whoever_the_table_does_not_name_is_refused(
    place: Organisation, furnished: Furnished, route: str, role: Role | None
) -> None:
    response = ask(place, furnished, route, role)
    if role is None:
        assert led_to_sign_in(response)
    else:
        assert response.status_code == (404 if "case_id" in route else 403)


@pytest.mark.parametrize(("route", "role"), PAGES)
def test_whoever_the_table_names_sees_the_page(
    place: Organisation, furnished: Furnished, route: str, role: Role | None
) -> None:
    response = ask(place, furnished, route, role)
    assert response.status_code in {200, 303}
    assert not led_to_sign_in(response)


@pytest.mark.parametrize(("route", "role"), CHANGING)
def test_whoever_the_table_names_may_send_the_form(
    fresh: Organisation, furnished: Furnished, route: str, role: Role | None
) -> None:
    """An empty form is told what it lacks, or does its work; it is never refused for the role."""
    response = ask(fresh, furnished, route, role)
    assert response.status_code in {200, 303, 400, 409}
    assert not led_to_sign_in(response)


@pytest.mark.parametrize("role", WHOEVER)
@pytest.mark.parametrize("route", sorted(CLOSED))
def test_the_set_up_pages_lead_nowhere_once_there_is_an_organisation(
    place: Organisation, furnished: Furnished, route: str, role: Role | None
) -> None:
    response = ask(place, furnished, route, role)
    assert response.status_code == 404 or response.location in {"/", "/sign-in"}


@pytest.mark.parametrize(("route", "role"), HIDDEN)
def test_a_refusal_does_not_tell_whether_somebody_is_on_file(
    place: Organisation, furnished: Furnished, route: str, role: Role | None
) -> None:
    """The answer about a case that exists is the one about a case that does not."""
    there = ask(place, furnished, route, role)
    unknown = str(uuid4())
    nowhere = replace(furnished, names=furnished.names | {"case_id": unknown})
    absent = ask(place, nowhere, route, role)
    case = furnished.names["case_id"]
    assert absent.status_code == there.status_code
    assert said(absent).replace(unknown, case) == said(there)


@pytest.mark.parametrize("route", [route for route in WHO if route.startswith("POST ")])
def test_a_form_sent_from_elsewhere_is_refused(place: Organisation, furnished: Furnished, route: str) -> None:
    """Without the token of a page of ours, even the coordinator's browser changes nothing."""
    place.site.config["WTF_CSRF_ENABLED"] = True
    try:
        response = ask(place, furnished, route, Role.COORDINATOR)
    finally:
        place.site.config["WTF_CSRF_ENABLED"] = False
    assert response.status_code == 400


def test_an_attempt_that_a_role_does_not_include_is_in_the_audit_log(fresh: Organisation, furnished: Furnished) -> None:
    with fresh.app.app_context():
        before = fresh.audit_entries()
    ask(fresh, furnished, "GET /cases/<uuid:case_id>", Role.ADMINISTRATOR)
    with fresh.app.app_context():
        found = audit.listing(fresh.actor(), audit.Asked(event="access.refused")).lines
        assert fresh.audit_entries() > before
    assert found[0].event
    assert found[0].event.subject == furnished.names["case_id"]
    assert found[0].event.role == Role.ADMINISTRATOR
