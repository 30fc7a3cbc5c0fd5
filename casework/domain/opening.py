"""A draft to the sections of a new case."""

from casework.domain import standing
from casework.domain.dates import PartialDate
from casework.domain.drafts import Draft
from casework.domain.sections import (
    Custody,
    CustodyPeriod,
    ExternalId,
    Identity,
    Legal,
    Prosecution,
    Section,
    SectionName,
    SourceRow,
    Sources,
    Stage,
    StatusTimeline,
)

SERVING = frozenset({"colony", "prison", "settlement", "open"})
"""Kinds of facility one is moved to after the verdict."""


def sections(draft: Draft, batch: str, list_name: str) -> dict[str, Section]:
    """Only the sections the row says something about; the source row always."""
    found: dict[str, Section] = {SectionName.IDENTITY: identity(draft, list_name)}
    entries = standing.timeline(draft)
    if entries:
        found[SectionName.STATUS] = StatusTimeline(entries)
    period = custody_period(draft)
    if period:
        found[SectionName.CUSTODY] = Custody((period,))
    legal = Legal((prosecution(draft),) if prosecuted(draft) else (), draft.extremist_list, draft.terrorist_list)
    if legal != Legal():
        found[SectionName.LEGAL] = legal
    found[SectionName.SOURCES] = sources(draft, batch, list_name)
    return found


def identity(draft: Draft, list_name: str) -> Identity:
    return Identity(
        names=draft.names,
        aliases=draft.aliases,
        sex=draft.sex,
        birth=draft.birth,
        profile=draft.profile,
        region=draft.region,
        description=draft.description,
        recognition=draft.recognition,
        external_ids=(ExternalId(list_name, draft.external_id),) if draft.external_id else (),
        links=draft.links,
    )


def custody_period(draft: Draft) -> CustodyPeriod | None:
    """A place one serves in begins about the verdict (the list does not say when); any other with the arrest."""
    if not draft.facility_as_written:
        return None
    since = draft.arrested
    if draft.facility_kind in SERVING and draft.verdict and draft.verdict_in_timeline:
        since = draft.verdict if draft.verdict.approximate else PartialDate.parse("~" + draft.verdict.text)
    return CustodyPeriod(draft.facility, since, None, draft.facility_as_written)


def prosecuted(draft: Draft) -> bool:
    return bool(draft.charges or draft.sentence or draft.verdict or draft.appeal or draft.court or draft.judges)


def prosecution(draft: Draft) -> Prosecution:
    return Prosecution(
        stage=stage(draft),
        charges=draft.charges,
        court=draft.court,
        judges=draft.judges,
        verdict_on=draft.verdict,
        appeal_on=draft.appeal,
        sentence=draft.sentence,
    )


def stage(draft: Draft) -> Stage:
    """Final where an appeal or a place of serving says so; else the appeal may be pending."""
    if draft.verdict is None and draft.sentence is None:
        return Stage.ACCUSED
    if draft.appeal or draft.released or draft.facility_kind in SERVING:
        return Stage.CONVICTED_FINAL
    return Stage.CONVICTED_APPEAL


def sources(draft: Draft, batch: str, list_name: str, before: Sources | None = None) -> Sources:
    """What stood before, with this row and its notes after it."""
    before = before or Sources()
    notes = tuple(type(note)(note.column, note.value, note.reason, batch) for note in draft.notes)
    row = SourceRow(batch, list_name, draft.row, draft.cells)
    return Sources((*before.notes, *notes), (*before.rows, row), before.claims)


def already_read(draft: Draft, list_name: str, before: Sources | None) -> bool:
    """Whether this very row, cell for cell, has fed the case before: then it says nothing new."""
    if before is None:
        return False
    return any(row.list_name == list_name and row.cells == draft.cells for row in before.rows)
