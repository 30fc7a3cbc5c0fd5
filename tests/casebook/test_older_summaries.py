"""What an earlier version sealed still opens: fields that came later read as their defaults."""

import msgspec

from casework.casebook.projection import read
from casework.casebook.summaries import ActionSummary
from casework.domain import codec
from casework.domain.actions import Action, ActionStatus
from casework.domain.records import RecordKind

CASE = "8e5f2f0a-27e1-4f5c-9d0e-1d2c3b4a5f60"


def test_a_summary_of_an_action_from_before_actors_were_records_opens() -> None:
    older = (
        {"action": 1}, "2026-11-01T00:00:00+00:00", True, "media", "2024-08-09", "A title", ("Somebody",), (), False,
        (CASE,), "", "", 1, 0, "", "", "",
    )  # fmt: skip
    found = read(RecordKind.ACTION, msgspec.msgpack.encode(older))
    assert isinstance(found, ActionSummary)
    assert (found.actors, found.by, found.status, found.follow_ups) == (("Somebody",), (), "sent", ())


def test_an_action_from_before_it_had_a_status_opens_as_done() -> None:
    older = b'{"kind":"media","date":"2024-08-09","title":"A title","actors":["Somebody"]}'
    found = codec.decode(older, Action)
    assert found.status is ActionStatus.SENT
    assert found.by == ()
