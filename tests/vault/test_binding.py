"""A value moved, swapped, cut, rolled back or of a foreign epoch never opens."""

import pytest
from msgspec.structs import replace

from casework.domain.errors import NotAllowed, Tampered
from casework.domain.policy import Compartment
from casework.vault import aead, padding
from casework.vault.keyring import Keyring, Purpose, new_compartment_secret
from casework.vault.place import Place
from tests.vault.material import KEY, SECTION, keyring, secret

MOVED = {
    "to another table": replace(SECTION, table="summary"),
    "to another record": replace(SECTION, record="0b6f0d6e-0000-4000-8000-000000000002"),
    "to another section": replace(SECTION, section="status"),
    "to a later version": replace(SECTION, version=4),
    "to an older version": replace(SECTION, version=2),
}


@pytest.mark.parametrize("place", MOVED.values(), ids=MOVED.keys())
def test_a_sealed_value_does_not_open_when_moved(place: Place) -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    assert ring.open(Purpose.SUMMARY, SECTION, sealed) == b"text"
    with pytest.raises(Tampered):
        ring.open(Purpose.SUMMARY, place, sealed)


@pytest.mark.parametrize("place", MOVED.values(), ids=MOVED.keys())
def test_a_section_does_not_open_when_moved(place: Place) -> None:
    key, _ = keyring().new_record_key(KEY)
    sealed = key.seal(SECTION, b"text")
    assert key.open(SECTION, sealed) == b"text"
    with pytest.raises(Tampered):
        key.open(place, sealed)


def test_a_value_does_not_open_in_another_compartment_even_with_the_same_key() -> None:
    ring = Keyring({Compartment.CASE: {1: secret(1)}, Compartment.HEALTH: {1: secret(1)}})
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    with pytest.raises(Tampered):
        ring.open(Purpose.SUMMARY, replace(SECTION, compartment=Compartment.HEALTH), sealed)


def test_a_value_does_not_open_for_another_purpose() -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    with pytest.raises(Tampered):
        ring.open(Purpose.SNAPSHOT, SECTION, sealed)


def test_a_value_relabelled_with_another_held_epoch_does_not_open() -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    relabelled = sealed[:4] + b"\x01" + sealed[5:]
    with pytest.raises(Tampered):
        ring.open(Purpose.SUMMARY, SECTION, relabelled)


def test_a_value_of_an_epoch_that_never_was_is_refused() -> None:
    foreign = Keyring({Compartment.CASE: {9: secret(9)}}).seal(Purpose.SUMMARY, SECTION, b"text")
    with pytest.raises(Tampered):
        keyring().open(Purpose.SUMMARY, SECTION, foreign)


def test_a_section_relabelled_with_another_epoch_does_not_open() -> None:
    key, _ = keyring().new_record_key(KEY)
    sealed = key.seal(SECTION, b"text")
    for epoch in (1, 3):
        with pytest.raises(Tampered):
            key.open(SECTION, sealed[:1] + epoch.to_bytes(4, "big") + sealed[5:])


def test_a_value_of_another_format_version_is_refused() -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    with pytest.raises(Tampered):
        ring.open(Purpose.SUMMARY, SECTION, b"\x02" + sealed[1:])


def test_no_single_byte_can_be_changed() -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(Tampered):
            ring.open(Purpose.SUMMARY, SECTION, changed)


@pytest.mark.parametrize("length", [0, 1, 4, 5, 16, 17, 32, 100, 288])
def test_a_cut_value_is_refused(length: int) -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"text")
    assert length < len(sealed)
    with pytest.raises(Tampered):
        ring.open(Purpose.SUMMARY, SECTION, sealed[:length])


def test_a_lengthened_value_is_refused() -> None:
    ring = keyring()
    with pytest.raises(Tampered):
        ring.open(Purpose.SUMMARY, SECTION, ring.seal(Purpose.SUMMARY, SECTION, b"text") + b"\0")


def test_a_record_key_does_not_open_for_another_record() -> None:
    ring = keyring()
    _, wrapped = ring.new_record_key(KEY)
    with pytest.raises(Tampered):
        ring.open_record_key(replace(KEY, record="0b6f0d6e-0000-4000-8000-000000000002"), wrapped)


def test_a_summary_cannot_pass_for_a_record_key() -> None:
    ring = keyring()
    with pytest.raises(Tampered):
        ring.open_record_key(KEY, ring.seal(Purpose.SUMMARY, KEY, bytes(32)))


def test_a_rewrapped_record_key_opens_what_was_sealed_before_rotation() -> None:
    before = Keyring({Compartment.CASE: {1: secret(1)}})
    key, wrapped = before.new_record_key(KEY)
    sealed = key.seal(SECTION, b"text")
    after = keyring()
    moved = after.rewrap_record_key(KEY, wrapped)
    assert after.open_record_key(KEY, moved).epoch == 2
    assert after.open_record_key(KEY, moved).open(SECTION, sealed) == b"text"
    with pytest.raises(Tampered):
        before.open_record_key(KEY, moved)


def test_without_the_compartment_nothing_opens_and_nothing_is_sealed() -> None:
    sealed = keyring().seal(Purpose.SUMMARY, SECTION, b"text")
    staff_only = Keyring({Compartment.STAFF: {1: secret(3)}})
    for attempt in (
        lambda: staff_only.open(Purpose.SUMMARY, SECTION, sealed),
        lambda: staff_only.seal(Purpose.SUMMARY, SECTION, b"text"),
        lambda: staff_only.new_record_key(KEY),
        lambda: staff_only.mac(Purpose.HEAD, Compartment.CASE, b"data"),
        lambda: staff_only.epoch(Compartment.CASE),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_another_key_for_the_same_compartment_opens_nothing() -> None:
    sealed = keyring().seal(Purpose.SUMMARY, SECTION, b"text")
    stranger = Keyring({Compartment.CASE: {2: new_compartment_secret()}})
    with pytest.raises(Tampered):
        stranger.open(Purpose.SUMMARY, SECTION, sealed)


def test_the_refusal_names_the_place_and_nothing_of_the_content() -> None:
    ring = keyring()
    sealed = ring.seal(Purpose.SUMMARY, SECTION, b"a name")
    with pytest.raises(Tampered) as refused:
        ring.open(Purpose.SUMMARY, MOVED["to another section"], sealed)
    assert refused.value.place == f"revision/{SECTION.record}/status/3"
    assert refused.value.__cause__ is None


def test_many_values_open_in_order_and_one_bad_one_is_named() -> None:
    ring = keyring()
    places = [replace(SECTION, version=version) for version in range(50)]
    sealed = [ring.seal(Purpose.SUMMARY, place, str(place.version).encode()) for place in places]
    opened = ring.open_many(Purpose.SUMMARY, zip(places, sealed, strict=True))
    assert opened == [str(version).encode() for version in range(50)]
    sealed[7] = sealed[8]
    with pytest.raises(Tampered, match="identity/7"):
        ring.open_many(Purpose.SUMMARY, zip(places, sealed, strict=True))


def test_the_same_value_is_never_sealed_to_the_same_bytes() -> None:
    ring = keyring()
    assert ring.seal(Purpose.SUMMARY, SECTION, b"text") != ring.seal(Purpose.SUMMARY, SECTION, b"text")


def test_a_keyring_survives_the_session() -> None:
    ring = keyring()
    again = Keyring.from_bytes(ring.to_bytes())
    assert again.compartments() == ring.compartments()
    assert again.epochs(Compartment.CASE) == (1, 2)
    assert again.open(Purpose.SUMMARY, SECTION, ring.seal(Purpose.SUMMARY, SECTION, b"text")) == b"text"


def test_macs_of_two_purposes_compartments_or_epochs_differ() -> None:
    ring = keyring()
    macs = {
        ring.mac(Purpose.HEAD, Compartment.CASE, b"data"),
        ring.mac(Purpose.MEMBER, Compartment.CASE, b"data"),
        ring.mac(Purpose.HEAD, Compartment.STAFF, b"data"),
        ring.mac(Purpose.HEAD, Compartment.CASE, b"data", 1),
    }
    assert len(macs) == 4


def test_a_long_and_a_short_status_seal_to_one_length() -> None:
    ring = keyring()
    lengths = {len(ring.seal(Purpose.SUMMARY, SECTION, b"x" * size)) for size in (0, 1, 40, 252)}
    assert lengths == {5 + aead.NONCE_BYTES + padding.FLOOR + aead.TAG_BYTES}


def test_padding_adds_at_most_an_eighth_and_gives_the_text_back() -> None:
    for size in (*range(600), 1000, 4097, 65_535, 1_000_003):
        padded = padding.pad(b"x" * size)
        assert padding.unpad(padded) == b"x" * size
        assert len(padded) == padding.padme(size + 4) <= max(padding.FLOOR, (size + 4) * 1.125)


def test_padme_gives_the_published_size_classes() -> None:
    assert [padding.padme(size) for size in (257, 300, 1000, 1025, 10_000)] == [272, 304, 1024, 1088, 10_240]


def test_a_padding_that_claims_more_than_there_is_is_refused() -> None:
    with pytest.raises(Tampered):
        padding.unpad(b"\xff\xff\xff\xff" + bytes(252))
