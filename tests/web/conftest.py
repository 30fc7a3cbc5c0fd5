"""Pages are posted to without the form token here; that it is asked for has its own test."""

import pytest

from tests.organisation import Organisation


@pytest.fixture
def organisation(organisation: Organisation) -> Organisation:
    organisation.site.config["WTF_CSRF_ENABLED"] = False
    return organisation
