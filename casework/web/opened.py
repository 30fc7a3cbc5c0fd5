"""What the pages of one open case share."""

from flask import request

from casework.services.cases import OpenCase
from casework.web import casepage, i18n


def person(found: OpenCase) -> str:
    """The name a page is headed by, in the reader's script where there is one."""
    identity = casepage.Sections.of(found.values()).identity
    shown = casepage.main_name(identity, i18n.language())
    return shown.text if shown else casepage.number(identity, found.number, str(found.id))


def seen_version(name: str = "seen") -> int:
    """The version the form was made from; anything else is none."""
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
