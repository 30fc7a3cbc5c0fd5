"""What every page carries: strict headers, no inline style or script, three languages, a way out."""

import re

import pytest
from flask.testing import FlaskClient

from casework.domain.errors import Conflict, Invalid, Locked, NotFound, Tampered
from casework.domain.policy import Permission, Role
from casework.store.database import LOST
from casework.web.access import COOKIE, safe_next
from config import Settings
from tests.organisation import Organisation

INLINE = re.compile(rb"<script|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture
def client(organisation: Organisation) -> FlaskClient:
    return organisation.client(Role.COORDINATOR)


@pytest.mark.parametrize("path", ["/help", "/roles", "/nowhere", "/sign-in", "/"])
def test_every_page_is_strict_and_has_nothing_inline(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not INLINE.search(page.data)


def test_a_style_sheet_is_kept_by_the_browser_until_its_content_changes(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/base\.css\?v=[0-9a-f]{12})"', client.get("/help").get_data(as_text=True))
    assert address
    with client.get(address[1]) as sheet:
        assert "no-store" not in sheet.headers["Cache-Control"]
        assert "max-age=31536000" in sheet.headers["Cache-Control"]


@pytest.mark.parametrize(("code", "word"), [("en", "Help"), ("be", "Дапамога"), ("ru", "Справка")])
def test_the_language_link_is_kept_in_a_cookie_and_leads_back_to_the_page(
    client: FlaskClient, code: str, word: str
) -> None:
    switched = client.get(f"/help?lang={code}")
    assert switched.status_code == 303
    assert switched.headers["Location"] == "/help"
    page = client.get("/help").get_data(as_text=True)
    assert f'<html lang="{code}">' in page
    assert f"<h1>{word}</h1>" in page


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    client.get("/help?lang=xx")
    assert '<html lang="en">' in client.get("/help").get_data(as_text=True)


def test_leaving_quickly_ends_the_session_on_the_server(organisation: Organisation) -> None:
    client = organisation.client(Role.CASEWORKER)
    assert client.get("/roles").status_code == 200
    left = client.get("/leave")
    assert left.headers["Location"] == Settings().leave_url
    assert "cache" in left.headers["Clear-Site-Data"]
    client.set_cookie(COOKIE, organisation.tokens[Role.CASEWORKER])
    assert client.get("/roles").status_code == 303


def test_a_stranger_is_sent_to_sign_in_and_back(organisation: Organisation) -> None:
    sent = organisation.client(None).get("/roles")
    assert sent.status_code == 303
    assert sent.headers["Location"] == "/sign-in?next=/roles"


@pytest.mark.parametrize(
    "target", ["//[x", "https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", ""]
)
def test_a_link_back_never_leaves_this_site(target: str) -> None:
    assert safe_next(target) == "/"


def test_a_post_without_the_form_token_is_refused(organisation: Organisation) -> None:
    organisation.site.config["WTF_CSRF_ENABLED"] = True
    refused = organisation.client(Role.COORDINATOR).post("/cases/search", data={"q": "x"})
    assert refused.status_code == 400
    assert "The form was not accepted" in refused.get_data(as_text=True)


def test_the_table_of_roles_is_the_policy(client: FlaskClient) -> None:
    page = client.get("/roles").get_data(as_text=True)
    assert all(permission.value in page for permission in Permission)


def test_the_menu_offers_a_security_officer_no_cases(organisation: Organisation) -> None:
    page = organisation.client(Role.SECURITY_OFFICER).get("/roles").get_data(as_text=True)
    assert 'href="/cases"' not in page


@pytest.mark.parametrize(
    ("problem", "status", "words"),
    [
        (NotFound("record"), 404, "Page not found"),
        (Locked(30), 429, "30 seconds"),
        (Tampered("revision/1/identity/2"), 500, "revision/1/identity/2"),
        (Conflict("identity", 2, None, "B. Sample", "2026-01-01T00:00:00+00:00"), 409, "B. Sample"),
        (Invalid("names", "needed"), 400, "could not be saved"),
        (LOST[0]("SELECT secret", {}, Exception("secret name")), 503, "database"),
        (RuntimeError("a name in an exception"), 500, "Something went wrong"),
    ],
)
def test_each_refusal_has_its_page_and_repeats_nothing_personal(
    organisation: Organisation, problem: Exception, status: int, words: str
) -> None:
    def fail() -> str:
        raise problem

    organisation.site.view_functions["help.show"] = fail
    page = organisation.client(Role.COORDINATOR).get("/help")
    assert page.status_code == status
    assert words in page.get_data(as_text=True)
    assert "secret" not in page.get_data(as_text=True)
    assert "a name in an exception" not in page.get_data(as_text=True)


def test_a_file_over_the_limit_is_refused_with_a_page(organisation: Organisation) -> None:
    organisation.site.config["MAX_CONTENT_LENGTH"] = 100
    page = organisation.client(Role.COORDINATOR).post("/cases/search", data={"q": "x" * 1000})
    assert page.status_code == 413
    assert "too large" in page.get_data(as_text=True)
