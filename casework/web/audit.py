"""The audit log on a page: who did what when, and whether the log is whole."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from casework.domain.policy import Permission
from casework.services import accounts, audit
from casework.web import asking
from casework.web.access import needs
from casework.web.paging import page_number

pages = Blueprint("audit", __name__, url_prefix="/audit")

NOUNS = (
    "access", "account", "accounts", "action", "actor", "audit", "case", "coverage", "dashboard", "demonstration",
    "designation", "dossier", "draft", "entity", "import", "instance", "involvement", "keys", "list_profile",
    "organisation", "passphrase", "record", "recovery", "reference", "report", "sanctions", "session", "sessions",
    "sign_in", "view",
)  # fmt: skip
"""What events begin with: the filter by kind of event."""
CHECKED = 1000
"""Entries whose chain and signatures are checked with every page; all of them when asked."""


@dataclass(frozen=True, slots=True)
class Row:
    seq: int
    at: str
    name: str
    event: str
    subject: str
    detail: str
    address: str


@pages.get("")
@needs(Permission.AUDIT_READ)
@asking.asks
def listing() -> ResponseReturnValue:
    asked = _asked()
    found = audit.listing(g.actor, asked)
    people = _people()
    return render_template(
        "audit/listing.html",
        verdict=audit.verify(None if request.args.get("whole") else CHECKED),
        asked=asked,
        chosen=asked.event.rstrip("."),
        nouns=[(noun, noun) for noun in NOUNS],
        people=people,
        doubtful=[dict(people).get(one, one) for one in accounts.doubtful_keys(g.actor)],
        lines=[_row(line) for line in found.lines],
        total=found.total,
        older=url_for("audit.listing", **_kept() | {"before": found.older}) if found.older else "",
        newest=url_for("audit.listing", **_kept()) if asked.before else "",
    )


def _asked() -> audit.Asked:
    """What the address asks for."""
    sent = request.args
    noun = asking.one_of(sent, "event", NOUNS)
    before = sent.get("before")
    return audit.Asked(
        event=f"{noun}." if noun else "",
        signer=sent.get("who", "")[:36],
        before=page_number(before) if before else None,
        since=asking.day(sent, "since"),
        until=asking.day(sent, "until"),
    )


def _kept() -> dict[str, Any]:
    """The filters of this page, for its links."""
    return {name: value for name, value in request.args.items() if value and name != "before"}


def _people() -> list[tuple[str, str]]:
    names = {str(one.id): one.name for one in accounts.listing(g.actor)} if g.actor.may(Permission.ACCOUNT_READ) else {}
    return sorted(((id_, names.get(id_, id_)) for id_ in audit.signers()), key=lambda pair: pair[1].casefold())


def _row(line: audit.Line) -> Row:
    event = line.event
    if event is None:
        return Row(line.seq, "", "", "", "", "", "")
    detail = ", ".join(f"{key}: {value}" for key, value in event.detail.items())
    return Row(line.seq, event.at, event.name or event.actor, event.event, event.subject, detail, event.address)
