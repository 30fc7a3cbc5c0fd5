"""What a refusal must not give away, and what an ended session still opens: nothing."""

from pathlib import Path

import pytest

from casework.domain.policy import Role
from casework.services import advocacy
from tests.attack.routes import WHO
from tests.organisation import Organisation, TemplateOrganisation


@pytest.fixture
def populated(organisation: Organisation) -> Organisation:
    organisation.populate(people=30)
    return organisation


@pytest.mark.parametrize("role", [Role.SECURITY_OFFICER, Role.ADMINISTRATOR])
def test_a_role_without_cases_is_shown_no_name_at_any_address(populated: Organisation, role: Role) -> None:
    """Also where the role gets in, and where an address names a person."""
    client = populated.client(role)
    names = {part for life in populated.names for part in life.belarusian.split() if len(part) > 5}
    addresses = [route.removeprefix("GET ") for route in WHO if route.startswith("GET ") and "<" not in route]
    addresses += [f"/cases/{case}" for case in populated.cases]
    for address in addresses:
        if address != "/leave":
            page = client.get(address, follow_redirects=True).get_data(as_text=True)
            assert not [name for name in names if name in page], address


@pytest.mark.parametrize("noun", ["reports", "advocacy", "imports", "cases"])
def test_a_record_of_another_kind_is_not_opened(populated: Organisation, noun: str) -> None:
    client = populated.client()
    other = _an_action(populated) if noun == "cases" else populated.cases[0]
    assert client.get(f"/{noun}/{other}").status_code == 404


def _an_action(populated: Organisation) -> str:
    return str(advocacy.listing(populated.actor()).lines[0].id)


@pytest.mark.parametrize("address", ["/cases", "/accounts", "/audit"])
def test_the_cookie_of_an_ended_session_opens_nothing(
    tmp_path: Path, sqlite_organisation: TemplateOrganisation, address: str
) -> None:
    with sqlite_organisation.copy(tmp_path / "ended") as found:
        thief, honest = found.client(), found.client()
        assert thief.get(address).status_code == 200
        honest.post("/sign-out", data=found.form(Role.COORDINATOR, {}, honest))
        refused = thief.get(address)
        assert refused.status_code == 303
        assert refused.location.startswith("/sign-in")
