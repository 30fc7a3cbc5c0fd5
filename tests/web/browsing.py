"""A browser without scripts: fills in the forms that a page really has."""

import re
from html import unescape

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def token_on(client: FlaskClient, path: str) -> str:
    """The CSRF token of a form on that page."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found, f"no form on {path}"
    return unescape(found[1])


def send(client: FlaskClient, page: str, values: dict[str, str], to: str = "") -> TestResponse:
    """Open `page` and send its form, to itself or to another address named on it."""
    return client.post(to or page, data={"csrf_token": token_on(client, page)} | values)


def text_of(response: TestResponse) -> str:
    """What a reader sees: no tags, single spaces."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text)))


def said(response: TestResponse) -> str:
    """The page without what differs from one moment to the next: its form's token, and when the session ends."""
    return re.sub(r'name="csrf_token" value="[^"]*"|\b\d\d:\d\d\b', "", response.get_data(as_text=True))
