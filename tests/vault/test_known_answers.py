"""The format, frozen. A failure here means that what is stored today could no longer be opened."""

import hashlib
import io

from casework.domain.policy import Compartment
from casework.vault import audit, derive, envelope, grants, login, recovery, session
from casework.vault.keyring import Purpose
from casework.vault.people import UserKeys
from casework.vault.secret import Secret
from tests.vault.material import ENTRY, KEY, SECTION, VECTORS, keyring, member, secret, vector


def test_a_place_is_written_in_length_prefixed_fields() -> None:
    fields = (b"revision", b"0b6f0d6e-0000-4000-8000-000000000001", b"identity", bytes(7) + b"\x03", b"case")
    by_hand = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    assert SECTION.canonical() == by_hand == vector("place")


def test_associated_data_names_format_epoch_purpose_and_place() -> None:
    fields = (b"casework", b"\x01\x00\x00\x00\x02", b"summary", SECTION.canonical())
    by_hand = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    assert envelope.bound(2, "summary", SECTION) == by_hand == vector("associated_data")


def test_a_derived_key_is_one_block_of_hkdf_expand() -> None:
    assert derive.key(bytes([9]) * 32, b"seal", b"summary", b"case") == vector("derived_key")


def test_a_stored_summary_opens() -> None:
    assert keyring().open(Purpose.SUMMARY, SECTION, vector("summary")).decode() == "сведения"


def test_a_stored_summary_of_an_older_epoch_opens() -> None:
    assert keyring().open(Purpose.SUMMARY, SECTION, vector("summary_of_epoch_1")) == b"older"


def test_a_stored_section_opens_with_its_wrapped_record_key() -> None:
    key = keyring().open_record_key(KEY, vector("wrapped_record_key"))
    assert key.open(SECTION, vector("section")) == b"a section"


def test_a_stored_bundle_opens_and_gives_the_same_keys() -> None:
    keys = UserKeys.from_bundle(vector("bundle"), Secret("парольная фраза".encode()), "user-1")
    assert keys.to_bytes() == bytes(range(128))


def test_public_keys_follow_from_private_ones() -> None:
    public = member().public()
    assert hashlib.sha256(public.box).digest() == vector("box_public_sha256")
    assert public.sign == vector("sign_public")


def test_a_stored_signature_verifies() -> None:
    assert member().sign(b"data") == vector("signature")
    assert audit.verify(vector("sign_public"), b"data", vector("signature"))


def test_a_stored_grant_gives_the_compartment_key() -> None:
    assert grants.receive(member(), "user-1", Compartment.CASE, 2, vector("grant")) == secret(2)


def test_what_was_sealed_to_a_member_opens() -> None:
    assert grants.open_own(member(), "draft", "d1", vector("to_member")) == b"form"


def test_a_member_mac_does_not_change() -> None:
    assert keyring().mac(Purpose.MEMBER, Compartment.STAFF, b"data") == vector("mac")


def test_a_written_recovery_key_gives_the_same_keys() -> None:
    text = VECTORS["recovery_text"]
    assert recovery.from_text(text).public().sign == vector("recovery_sign_public")
    assert recovery.commitment(text) == vector("recovery_commitment")


def test_a_token_finds_and_opens_its_session() -> None:
    token = VECTORS["token"]
    assert session.session_id(token) == vector("session_id")
    assert session.open_session(token, vector("session")) == b"payload"


def test_a_link_is_found_by_what_follows_from_its_token() -> None:
    token = VECTORS["token"]
    assert session.link_id(token) == vector("link_id")
    assert session.link_secret(token) == vector("link_secret")


def test_a_stored_audit_entry_opens() -> None:
    assert hashlib.sha256(audit.public_key(secret(4))).digest() == vector("audit_public_sha256")
    assert audit.open_entry(secret(4), ENTRY, vector("audit_entry")) == b"entry"


def test_the_chain_hash_does_not_change() -> None:
    assert audit.chain_hash(audit.START, 1, 1, "user-1", b"sealed") == vector("chain_hash")


def test_a_login_is_found_whatever_its_case_and_spaces() -> None:
    assert login.lookup(secret(5), "hANNA") == vector("login_lookup")


def test_an_address_hash_does_not_change() -> None:
    assert login.address_hash(secret(5), "192.0.2.1") == vector("address")


def test_a_stored_stream_opens() -> None:
    sink = io.BytesIO()
    keyring().open_stream(Purpose.FILE, SECTION, io.BytesIO(vector("stream")), sink)
    assert sink.getvalue() == b"a short file"
