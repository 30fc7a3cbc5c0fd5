"""Reports: what they are made from, keeping them sealed, bringing them back, and saying that one was published.

Drawing a document is the floor above; this one gathers its inputs and keeps what came of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from uuid import UUID, uuid4

import msgspec

from casework.domain.actionrules import new_fault
from casework.domain.actions import Action, ActionKind, ActionStatus, Coverage, CoverageKind
from casework.domain.consent import Audience
from casework.domain.dates import PartialDate
from casework.domain.errors import Invalid, NotFound, Tampered
from casework.domain.policy import Compartment, Permission
from casework.domain.records import RecordKind, declare
from casework.domain.statement import (
    Format,
    KeptFile,
    Publication,
    Report,
    StatementContent,
    StatementInputs,
)
from casework.services import clock, consents, ledger, population
from casework.services.actor import Actor, require
from casework.services.reading import Reader
from casework.store import files as stored
from casework.vault.keyring import Purpose
from casework.vault.place import Place

REPORT, CONTENT = "report", "content"
declare(RecordKind.REPORT, REPORT, Report)
declare(RecordKind.REPORT, CONTENT, StatementContent)


@dataclass(frozen=True, slots=True)
class Kept:
    id: UUID
    report: Report
    version: int


@dataclass(frozen=True, slots=True)
class Page:
    lines: tuple[Kept, ...]
    number: int
    size: int
    total: int


def keep(
    actor: Actor, inputs: StatementInputs, content: StatementContent, proof: tuple[str, str],
    files: Mapping[Format, bytes], named: tuple[str, ...],
) -> Kept:  # fmt: skip
    """Seal the report with its inputs, data and files; `proof` is the data hash and the audit head drawn in it."""
    request = inputs.request
    require(actor, Permission.REPORT_EXPORT)
    ids = {kind: uuid4() for kind in files}
    report = Report(
        request=request,
        produced_on=inputs.produced_on,
        produced_by=actor.name,
        people=len(inputs.people),
        uncertain=len(inputs.uncertain),
        data_hash=proof[0],
        audit_head=proof[1],
        named=named,
        files=tuple(
            KeptFile(kind, sha256(data).hexdigest(), len(data), str(ids[kind])) for kind, data in files.items()
        ),
    )
    with ledger.writing(actor) as unit:
        report_id = unit.create(RecordKind.REPORT, {REPORT: report, CONTENT: content})
        for kind, data in files.items():
            _put(actor, ids[kind], data)
        unit.audit(
            "report.produced",
            str(report_id),
            {
                "audience": request.audience.value,
                "as_of": request.as_of.isoformat(),
                "people": report.people,
                "named": len(named),
                "small_counts_approved": int(request.small_counts_approved),
                "data_hash": proof[0],
                "audit_head": proof[1],
            },
        )
    return Kept(report_id, report, 1)


def listing(actor: Actor, number: int = 1, size: int = 50) -> Page:
    """The newest first. Raises NotAllowed."""
    require(actor, Permission.REPORT_READ)
    with ledger.reading(actor) as unit:
        loaded = unit.all_of(RecordKind.REPORT, REPORT)
        unit.audit("report.listed", "", {"count": len(loaded)})
    order = sorted(loaded.items(), key=lambda pair: (pair[1].value.produced_on, pair[1].at), reverse=True)
    first = (number - 1) * size
    lines = tuple(Kept(key, found.value, found.version) for key, found in order[first : first + size])
    return Page(lines, number, size, len(order))


def load(actor: Actor, report_id: UUID) -> tuple[Kept, StatementContent]:
    """Raises NotAllowed, NotFound, Tampered."""
    require(actor, Permission.REPORT_READ, str(report_id))
    with ledger.reading(actor) as unit:
        kept = _load(unit, report_id)
        content = unit.load(report_id, CONTENT)
        unit.audit("report.opened", str(report_id))
    if content is None:
        raise Tampered(f"revision/{report_id}/{CONTENT}")
    return kept, content.value


def file(actor: Actor, report_id: UUID, kind: Format) -> bytes:
    """The very bytes that were made then. Raises NotAllowed, NotFound, Tampered."""
    require(actor, Permission.REPORT_EXPORT, str(report_id))
    with ledger.reading(actor) as unit:
        kept = _load(unit, report_id)
        one = next((found for found in kept.report.files if found.format is kind), None)
        if one is None:
            raise NotFound("file")
        data = _get(actor, UUID(one.file))
        if sha256(data).hexdigest() != one.sha256:
            raise Tampered(f"file/{one.file}")
        unit.audit("report.taken_out", str(report_id), {"format": kind.value, "sha256": one.sha256})
    return data


def compared(actor: Actor, report_id: UUID, same: bool) -> None:
    """That a report was produced again, and whether it came out the same, is in the log."""
    with ledger.reading(actor) as unit:
        unit.audit("report.produced_again", str(report_id), {"same": int(same)})


def mark_published(actor: Actor, report_id: UUID, on: PartialDate, link: str = "") -> UUID:
    """Record the publication as an advocacy action for everyone counted, with the count as the report gives it.

    Raises NotAllowed, NotFound, Invalid: published before, on a day that cannot be, somebody named has withdrawn since
    or never agreed to be named in public.
    """
    require(actor, Permission.REPORT_EXPORT, str(report_id))
    require(actor, Permission.ADVOCACY_WRITE, str(report_id))
    with ledger.writing(actor) as unit:
        kept = _load(unit, report_id)
        if kept.report.published:
            raise Invalid("on", "published_before")
        if _ended(unit, kept.report):
            raise Invalid("on", "consent_ended")
        if _without(unit, kept.report, Audience.PUBLIC):
            raise Invalid("on", "not_for_public")
        action = _publication(kept, on, link)
        fault = new_fault(action, clock.today())
        if fault:
            raise Invalid("on" if fault.field == "date" else fault.field, fault.code, **fault.values)
        action_id = unit.create(RecordKind.ACTION, {"action": action})
        published = msgspec.structs.replace(kept.report, published=Publication(on, link, str(action_id)))
        unit.save(report_id, REPORT, published, kept.version)
        unit.audit("report.published", str(report_id), {"action": str(action_id)})
    return action_id


def ended(actor: Actor, kept: Kept) -> int:
    """How many people named in a report may no longer be named to its audience."""
    with ledger.reading(actor) as unit:
        return _ended(unit, kept.report)


def _ended(unit: Reader, report: Report) -> int:
    return _without(unit, report, report.request.audience)


def _without(unit: Reader, report: Report, audience: Audience) -> int:
    return len(consents.unnamed(unit, [UUID(case) for case in report.named], audience))


def _publication(kept: Kept, on: PartialDate, link: str) -> Action:
    request = kept.report.request
    return Action(
        kind=ActionKind.NGO_STATEMENT,
        date=on,
        title=request.title or request.occasion,
        asks=tuple(line.strip() for line in request.ask.splitlines() if line.strip()),
        covers=Coverage(
            kind=CoverageKind.POPULATION,
            as_of=PartialDate.of(request.as_of),
            query=population.kept(population.held(request.query, request.as_of)),
            count=kept.report.people,
            uncertain=kept.report.uncertain,
        ),
        link=link,
        report=str(kept.id),
        status=ActionStatus.PUBLISHED,
    )


def _load(unit: Reader, report_id: UUID) -> Kept:
    if unit.kind(report_id) is not RecordKind.REPORT:
        raise NotFound("record")
    found = unit.load(report_id, REPORT)
    if found is None:
        raise NotFound("record")
    return Kept(report_id, found.value, found.version)


def _place(file_id: UUID) -> Place:
    return Place("file", str(file_id), "", 1, Compartment.CASE)


def _put(actor: Actor, file_id: UUID, data: bytes) -> None:
    sealed = BytesIO()
    actor.keyring.seal_stream(Purpose.FILE, _place(file_id), BytesIO(data), sealed)
    stored.put(file_id, sealed.getvalue())


def _get(actor: Actor, file_id: UUID) -> bytes:
    """Raises NotFound where the file is gone, Tampered where it was changed."""
    opened = BytesIO()
    try:
        actor.keyring.open_stream(Purpose.FILE, _place(file_id), stored.get(file_id), opened)
    except FileNotFoundError:
        raise NotFound("file") from None
    return opened.getvalue()
