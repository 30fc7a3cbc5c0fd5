"""Make a report, and make it again: the one place where gathering, composing, drawing and keeping meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from casework.domain.dossier import DossierContent, DossierRequest
from casework.domain.statement import Format, StatementContent, StatementRequest
from casework.reports import docx, xlsx
from casework.reports import dossier as dossier_text
from casework.reports.proof import Proof, data_hash
from casework.reports.statement import compose, named_cases
from casework.services import dossiers, gathering, reports
from casework.services.actor import Actor
from casework.services.reports import Kept

DRAW: Mapping[Format, Callable[[StatementContent, Proof], bytes]] = {
    Format.DOCX: docx.render,
    Format.XLSX: xlsx.render,
}


@dataclass(frozen=True, slots=True)
class Made:
    kept: Kept
    files: dict[Format, bytes]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether the kept data, drawn by today's program, gives the very bytes that were made then."""

    same_data: bool
    same_files: bool


def build(actor: Actor, request: StatementRequest) -> Made:
    """Produce a statement and keep it sealed. Raises NotAllowed, Invalid(as_of | known_at | query)."""
    inputs, head = gathering.gather(actor, request)
    content = compose(inputs)
    proof = Proof(data_hash(content), head)
    files = {kind: DRAW[kind](content, proof) for kind in request.formats}
    kept = reports.keep(actor, inputs, content, (proof.data_hash, proof.audit_head), files, named_cases(inputs))
    return Made(kept, files)


def reproduce(actor: Actor, report_id: UUID, kind: Format) -> bytes:
    """The document byte for byte as it was made, years later too. Raises NotAllowed, NotFound, Tampered."""
    return reports.file(actor, report_id, kind)


def compare(actor: Actor, report_id: UUID) -> Comparison:
    """Draw the kept data again and compare. Another version of the program may draw it differently: then
    the kept file still is the one that was made."""
    kept, content = reports.load(actor, report_id)
    proof = Proof(data_hash(content), kept.report.audit_head)
    again = {one.format: sha256(DRAW[one.format](content, proof)).hexdigest() for one in kept.report.files}
    same_data = proof.data_hash == kept.report.data_hash
    same_files = all(again[one.format] == one.sha256 for one in kept.report.files)
    reports.compared(actor, report_id, same_data and same_files)
    return Comparison(same_data, same_files)


@dataclass(frozen=True, slots=True)
class Dossier:
    content: DossierContent
    data: bytes
    named: int
    proof: Proof


def dossier(actor: Actor, request: DossierRequest) -> Dossier:
    """The dossier of an official as a Word document; that it was made is in the log. It is not kept.

    Raises NotAllowed, NotFound, Invalid("as_of").
    """
    inputs, head = dossiers.gather(actor, request)
    content = dossier_text.compose(inputs)
    proof = Proof(data_hash(content), head)
    data = docx.render_dossier(content, proof)
    named = len(dossier_text.named_cases(inputs))
    dossiers.produced(actor, inputs, named, (proof.data_hash, proof.audit_head), Format.DOCX.value)
    return Dossier(content, data, named, proof)
