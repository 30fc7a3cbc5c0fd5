"""`docs/importing.md` names every field of a list and every reason for which a row is refused."""

import re

from casework.imports.headers import Field
from tests.docs import pages

PAGE = pages.read("importing.md")
SOURCES = "casework/imports/rows.py", "casework/services/imports.py", "casework/imports/plan.py"


def test_every_field_is_documented_and_no_other() -> None:
    named = {word for row in pages.rows(pages.part(PAGE, "Columns")) for word in pages.code_words(row[0])}
    assert named == {field.name for field in Field}
