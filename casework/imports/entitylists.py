"""Lists of officials, entities and assets in their three shapes: FollowTheMoney, the EU's, a table of one's own."""

from casework.domain.reference import Programme, shipped
from casework.imports import heads, reading
from casework.imports.eu import BELARUS, EuList
from casework.imports.ftm import FtmList
from casework.imports.intake import Head, Opened, Upload
from casework.imports.officials import TITLES, OfficialsList, named
from casework.services import reference
from casework.services.actor import Actor


def followthemoney(actor: Actor, upload: Upload) -> Opened:
    """Raises Unreadable, NotAllowed."""
    found = FtmList(upload.data, upload.limit, _programmes(actor))
    return Opened(found.rows, found.told)


def eu_consolidated(actor: Actor, upload: Upload) -> Opened:
    """Raises Unreadable, NotAllowed."""
    table = reading.read(upload.data, upload.limit)
    found = EuList(table, _programmes(actor), upload.batch.programme or BELARUS)
    return Opened(found.rows, [*table.told, *found.told])


def head(upload: Upload) -> Head:
    """Of a list of officials; the others all look alike. Raises Unreadable."""
    return heads.of(upload, TITLES, named)


def officials(actor: Actor, upload: Upload) -> Opened:
    """Raises Unreadable, NotAllowed."""
    table = reading.read(upload.data, upload.limit)
    found = OfficialsList(table, _programmes(actor), upload.batch.columns)
    return Opened(found.rows, [*table.told, *found.told])


def _programmes(actor: Actor) -> tuple[Programme, ...]:
    return reference.lists(actor).programmes or shipped().programmes
