"""A live server, a real browser: with scripts off (as many users have it), on (for axe), dark, and on a phone."""

import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from casework.domain.policy import Role
from tests.organisation import Organisation, TemplateOrganisation

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def populated(
    tmp_path_factory: pytest.TempPathFactory, sqlite_organisation: TemplateOrganisation
) -> Iterator[Organisation]:
    """One organisation for the tests of a file, with a hundred invented people."""
    with sqlite_organisation.copy(tmp_path_factory.mktemp("browser") / "data") as found:
        found.populate(people=100)
        yield found


@pytest.fixture(scope="module")
def address(populated: Organisation) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, populated.site, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def open_page(browser: Browser, address: str, populated: Organisation) -> Iterator[Callable[..., Page]]:
    """`open_page(role, path, scripts=False, dark=False, phone=False)`: a page signed in as that role."""
    contexts = []

    def opened(
        role: Role | None = None, path: str = "/", *, scripts: bool = False, dark: bool = False, phone: bool = False
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            viewport=PHONE if phone else DESK,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        if role is not None:
            name, value = populated.cookie(role)
            context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
