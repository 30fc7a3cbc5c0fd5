"""Sanctions listings: an authority lists an entity under a programme on a day. Delistings are kept."""

from casework.domain.dates import PartialDate
from casework.domain.sections import ExternalId, Section


class Designation(Section, frozen=True, omit_defaults=True):
    """`programme` is a key of the reference list, which names the authority; `authority` is its code (`EU`, `US`).

    In force from `listed_on` until the day before `delisted_on`. `action` is the advocacy action it came with.
    """

    entity: str
    authority: str
    programme: str = ""
    number: str = ""
    listed_on: PartialDate | None = None
    delisted_on: PartialDate | None = None
    reason: str = ""
    provisions: str = ""
    link: str = ""
    action: str = ""
    external_ids: tuple[ExternalId, ...] = ()
    note: str = ""
