"""What the audit log says: who did what to which record, when. Values of a case are never repeated in it."""

import msgspec


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """`event` is `noun.verb`; `subject` an id; `detail` counts, section names, codes, hashes."""

    at: str
    event: str
    actor: str = ""
    name: str = ""
    role: str = ""
    subject: str = ""
    detail: dict[str, str | int] = {}
    address: str = ""
