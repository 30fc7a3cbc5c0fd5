"""First run, sign-in, the newcomer's link and the recovery key, as a browser without scripts meets them."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from app import create_app
from casework.domain.policy import Role
from casework.services import accounts
from casework.store.database import db, transaction
from casework.store.members import User, UserSession
from casework.vault import session
from casework.vault.people import UserKeys
from config import Settings
from tests.organisation import Organisation
from tests.web.browsing import send, text_of, token_on

PASSPHRASE = "four blue kettles sing"
OWN = "seven green tables walk"


@pytest.fixture
def site(settings: Settings) -> Iterator[Flask]:
    """An empty instance with its pages."""
    found = create_app(settings)
    yield found
    with found.app_context():
        db.engine.dispose()


def first_run(site: Flask, **changed: str) -> dict[str, str]:
    with site.app_context():
        token = accounts.first_run_token() or ""
    values = {"token": token, "organisation": "Org", "name": "Hanna K.", "login": "hanna"}
    return values | {"passphrase": PASSPHRASE, "again": PASSPHRASE} | changed


def lives(token: str) -> bool:
    """Whether the token still opens a session, as another request would find it."""
    db.session.rollback()
    return accounts.actor_for(token) is not None


def test_an_empty_instance_leads_to_set_up(site: Flask) -> None:
    assert site.test_client().get("/sign-in").location == "/setup"


def test_set_up_shows_the_recovery_key_once_and_asks_for_it_back(site: Flask) -> None:
    client = site.test_client()
    made = send(client, "/setup", first_run(site))
    assert made.status_code == 200
    shown = re.search(r"<code>([0-9A-Z-]{44})</code>", made.text)
    assert shown
    assert client.get("/accounts").location.startswith("/sign-in")
    page = client.get("/setup/recovery-key")
    assert page.status_code == 200
    assert shown[1] not in page.text
    assert send(client, "/setup/recovery-key", {"recovery_key": "scribble"}).status_code == 400
    assert send(client, "/setup/recovery-key", {"recovery_key": shown[1]}).status_code == 303
    assert client.get("/accounts").status_code == 200


def test_a_second_set_up_page_does_not_exist(site: Flask) -> None:
    client = site.test_client()
    values = first_run(site)
    assert send(client, "/setup", values).status_code == 200
    assert client.get("/setup").location == "/sign-in"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"token": "0" * 20}, "This is not the token that was printed last."),
        ({"again": "something else entirely"}, "The two passphrases are not the same."),
        ({"passphrase": "short", "again": "short"}, "This passphrase is too short."),
        ({"login": ""}, "Choose a login."),
    ],
)
def test_set_up_says_what_is_wrong_and_sends_no_passphrase_back(
    site: Flask, changed: dict[str, str], sentence: str
) -> None:
    refused = send(site.test_client(), "/setup", first_run(site, **changed))
    assert refused.status_code == 400
    assert sentence in text_of(refused)
    assert PASSPHRASE not in refused.text
    assert site.test_client().get("/setup").status_code == 200


def test_signing_in_sets_a_cookie_no_script_can_read(organisation: Organisation) -> None:
    client = organisation.client(None)
    account = organisation.people[Role.CASEWORKER]
    entered = send(client, "/sign-in", {"login": account.login, "passphrase": account.passphrase, "next": "/roles"})
    assert (entered.status_code, entered.location) == (303, "/roles")
    cookie = entered.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/roles").status_code == 200


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(organisation: Organisation, target: str) -> None:
    account = organisation.people[Role.CASEWORKER]
    values = {"login": account.login, "passphrase": account.passphrase, "next": target}
    assert send(organisation.client(None), "/sign-in", values).location == "/"


def test_a_wrong_login_and_a_wrong_passphrase_show_one_page(organisation: Organisation) -> None:
    client = organisation.client(None)
    login = organisation.people[Role.CASEWORKER].login
    pages = []
    for typed in (login, "guess"):
        refused = send(client, "/sign-in", {"login": typed, "passphrase": "three wrong owls bark"})
        assert refused.status_code == 403
        pages.append(text_of(refused).replace(typed, ""))
    assert pages[0] == pages[1]
    assert "The login or the passphrase is wrong." in pages[0]


def test_a_locked_account_says_how_long(organisation: Organisation) -> None:
    client = organisation.client(None)
    for _ in range(3):
        send(client, "/sign-in", {"login": "nobody", "passphrase": "three wrong owls bark"})
    locked = send(client, "/sign-in", {"login": "nobody", "passphrase": "three wrong owls bark"})
    assert locked.status_code == 429
    assert "seconds" in text_of(locked)


def test_a_sign_in_form_without_its_token_is_refused(organisation: Organisation) -> None:
    account = organisation.people[Role.CASEWORKER]
    organisation.site.config["WTF_CSRF_ENABLED"] = True
    answer = organisation.client(None).post("/sign-in", data={"login": account.login, "passphrase": account.passphrase})
    assert answer.status_code == 400


def test_signing_out_ends_the_session_on_the_server(organisation: Organisation) -> None:
    client = organisation.client(Role.COORDINATOR)
    out = send(client, "/accounts", {}, to="/sign-out")
    assert out.status_code == 303
    client.set_cookie(*organisation.cookie(Role.COORDINATOR))
    assert client.get("/accounts").status_code == 303


def test_a_newcomer_comes_in_by_link_and_one_click(organisation: Organisation) -> None:
    boss, newcomer = organisation.client(), organisation.client(None)
    made = send(boss, "/accounts/new", {"name": "Maks", "login": "maks", "role": "analyst"})
    link = re.search(r"<code>http://localhost(/join/[^<]+)</code>", made.text)
    assert link
    assert "Welcome, Maks." in text_of(newcomer.get(link[1]))
    assert send(newcomer, link[1], {"passphrase": OWN, "again": OWN}).status_code == 200
    assert newcomer.get(link[1]).status_code == 404
    waiting = send(newcomer, "/sign-in", {"login": "maks", "passphrase": OWN})
    assert waiting.status_code == 403
    assert "must grant yours first" in text_of(waiting)
    grant = re.search(r'action="(/accounts/[0-9a-f-]+/grant)"', boss.get("/accounts").text)
    assert grant
    assert send(boss, "/accounts", {}, to=grant[1]).status_code == 303
    assert send(newcomer, "/sign-in", {"login": "maks", "passphrase": OWN}).status_code == 303
    assert newcomer.get("/accounts").status_code == 403


def test_the_invitation_form_says_what_is_wrong(organisation: Organisation) -> None:
    boss = organisation.client()
    taken = organisation.people[Role.ANALYST].login
    for values, sentence in (
        ({"name": "Maks", "login": taken, "role": "analyst"}, "This login is taken."),
        ({"name": "Maks", "login": "maks", "role": "emperor"}, "Choose one from the list."),
        ({"name": "", "login": "maks", "role": "analyst"}, "Enter the name colleagues will see."),
    ):
        refused = send(boss, "/accounts/new", values)
        assert refused.status_code == 400
        assert sentence in text_of(refused)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.CASEWORKER, 403), (Role.ANALYST, 403), (Role.SECURITY_OFFICER, 200),
        (Role.ADMINISTRATOR, 200), (Role.COORDINATOR, 200),
    ],
)  # fmt: skip
def test_the_list_of_accounts_is_for_those_who_keep_it(organisation: Organisation, role: Role, status: int) -> None:
    assert organisation.client(role).get("/accounts").status_code == status


def test_disabling_asks_first_and_refuses_the_last_coordinator(organisation: Organisation) -> None:
    administrator = organisation.client(Role.ADMINISTRATOR)
    boss, analyst = organisation.actor().user_id, organisation.actor(Role.ANALYST).user_id
    assert "Disable the account of" in text_of(administrator.get(f"/accounts/{analyst}/disable"))
    assert lives(organisation.tokens[Role.ANALYST])
    send(administrator, f"/accounts/{analyst}/disable", {})
    assert not lives(organisation.tokens[Role.ANALYST])
    send(administrator, f"/accounts/{boss}/disable", {})
    assert "This is the last coordinator" in text_of(administrator.get("/accounts"))
    assert lives(organisation.tokens[Role.COORDINATOR])


def test_inviting_again_asks_first_and_makes_a_new_link(organisation: Organisation) -> None:
    boss, analyst = organisation.client(), organisation.actor(Role.ANALYST).user_id
    page = f"/accounts/{analyst}/invite-again"
    assert "its sessions and old keys end at once" in text_of(boss.get(page))
    assert lives(organisation.tokens[Role.ANALYST])
    assert "/join/" in text_of(send(boss, page, {}))
    assert not lives(organisation.tokens[Role.ANALYST])


def test_the_audit_page_names_whose_keys_were_exchanged(organisation: Organisation) -> None:
    officer, analyst = organisation.client(Role.SECURITY_OFFICER), organisation.actor(Role.ANALYST)
    assert "vouched" not in text_of(officer.get("/audit"))
    with transaction():
        db.session.get_one(User, analyst.user_id).sign_public = UserKeys.generate().public().sign
    page = text_of(officer.get("/audit"))
    assert "Nobody who holds the staff key vouched" in page
    assert organisation.people[Role.ANALYST].name in page


def test_one_changes_the_own_passphrase(organisation: Organisation) -> None:
    client = organisation.client(Role.ANALYST)
    current = organisation.people[Role.ANALYST].passphrase
    wrong = send(client, "/accounts/mine", {"current": "three wrong owls", "passphrase": OWN, "again": OWN})
    assert "This is not your present passphrase." in text_of(wrong)
    assert send(client, "/accounts/mine", {"current": current, "passphrase": OWN, "again": OWN}).status_code == 303
    assert accounts.sign_in(organisation.people[Role.ANALYST].login, OWN)


def test_the_recovery_page_sets_a_new_passphrase(organisation: Organisation) -> None:
    client, login = organisation.client(None), organisation.people[Role.COORDINATOR].login
    values = {"recovery_key": organisation.recovery, "login": login, "passphrase": OWN, "again": OWN}
    assert send(client, "/recovery", values | {"recovery_key": "scribble"}).status_code == 400
    assert send(client, "/recovery", values | {"login": "nobody"}).status_code == 400
    assert send(client, "/recovery", values).location == "/sign-in"
    assert send(client, "/sign-in", {"login": login, "passphrase": OWN}).status_code == 303


def test_a_form_sent_too_late_is_shown_after_signing_in_and_can_be_sent_again(organisation: Organisation) -> None:
    client = organisation.client(Role.ADMINISTRATOR)
    form = {"csrf_token": token_on(client, "/accounts/new"), "name": "Maks", "login": "maks", "role": "analyst"}
    with transaction():
        row = db.session.get_one(UserSession, session.session_id(organisation.tokens[Role.ADMINISTRATOR]))
        row.idle_until -= timedelta(days=1)
    assert client.post("/accounts/new", data=form).location == "/sign-in?next=/accounts/new"
    account = organisation.people[Role.ADMINISTRATOR]
    values = {"login": account.login, "passphrase": account.passphrase, "next": "/accounts/new"}
    assert send(client, "/sign-in", values).location == "/drafts?next=/accounts/new"
    page = client.get("/drafts")
    assert "Form sent to /accounts/new" in text_of(page)
    assert "Maks" in text_of(page)
    kept = re.search(r'name="kept_draft" value="([^"]+)"', page.text)
    assert kept
    again = send(
        client, "/drafts", {"name": "Maks", "login": "maks", "role": "analyst", "kept_draft": kept[1]}, "/accounts/new"
    )
    assert "One-time link" in text_of(again)
