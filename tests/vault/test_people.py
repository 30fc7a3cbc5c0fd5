"""Members' keys, grants, the recovery key and sessions: only the right passphrase, key or token opens them."""

import pickle
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casework.domain.errors import Invalid, SignInFailed, Tampered
from casework.domain.policy import Compartment
from casework.vault import aead, audit, grants, instance, login, passphrase, recovery, session, stretch
from casework.vault.people import UserKeys
from casework.vault.secret import Secret
from tests.vault.material import ENTRY, member, secret

PASSPHRASE = Secret(b"four blue kettles sing")
COMMITMENT = slice(26, 58)


@pytest.fixture(scope="module")
def bundle() -> bytes:
    return member().bundle(PASSPHRASE, "user-1")


def test_the_right_passphrase_opens_the_bundle(bundle: bytes) -> None:
    assert UserKeys.from_bundle(bundle, PASSPHRASE, "user-1").to_bytes() == member().to_bytes()


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    composed, decomposed = (unicodedata.normalize(form, "рыжий йод ў кошыку").encode() for form in ("NFC", "NFD"))
    assert composed != decomposed
    made = member().bundle(Secret(composed), "user-1")
    assert UserKeys.from_bundle(made, Secret(decomposed), "user-1").to_bytes() == member().to_bytes()


@pytest.mark.parametrize(
    ("typed", "user"), [(b"four blue kettles sang", "user-1"), (b"four blue kettles sing", "user-2")]
)
def test_a_wrong_passphrase_or_anothers_bundle_fails(bundle: bytes, typed: bytes, user: str) -> None:
    with pytest.raises(SignInFailed):
        UserKeys.from_bundle(bundle, Secret(typed), user)


def test_a_bundle_with_another_commitment_is_refused_although_its_ciphertext_would_open(bundle: bytes) -> None:
    changed = bundle[: COMMITMENT.start] + bytes(32) + bundle[COMMITMENT.stop :]
    with pytest.raises(SignInFailed):
        UserKeys.from_bundle(changed, PASSPHRASE, "user-1")


def test_a_bundle_states_its_cost_and_a_cheaper_or_ruinous_one_is_refused(bundle: bytes) -> None:
    assert bundle[1:10] == (65536).to_bytes(4, "big") + (3).to_bytes(4, "big") + b"\x01"
    for memory, passes, lanes in ((8, 1, 1), (65536, 2, 1), (2**31, 3, 1), (65536, 1000, 1), (65536, 3, 4)):
        stated = memory.to_bytes(4, "big") + passes.to_bytes(4, "big") + bytes([lanes])
        with pytest.raises(SignInFailed):
            UserKeys.from_bundle(bundle[:1] + stated + bundle[10:], PASSPHRASE, "user-1")


def test_stretching_never_costs_less_than_64_mib_and_three_passes() -> None:
    assert stretch.MEMORY_KIB >= 64 * 1024
    assert stretch.PASSES >= 3


def test_many_stretchings_at_once_do_not_wait_for_each_other() -> None:
    with ThreadPoolExecutor(8) as several:
        found = several.map(lambda typed: login.lookup(secret(1), typed), ["hanna", "maks"] * 6)
        assert len(set(found)) == 2


@pytest.mark.parametrize("length", [0, 1, 9, 26, 58, 70, 100])
def test_a_cut_bundle_is_refused(bundle: bytes, length: int) -> None:
    with pytest.raises(SignInFailed):
        UserKeys.from_bundle(bundle[:length], PASSPHRASE, "user-1")


def test_a_grant_opens_for_its_member_compartment_and_epoch_alone() -> None:
    sealed = grants.grant(member().public(), "user-1", Compartment.CASE, 1, secret(1))
    assert grants.receive(member(), "user-1", Compartment.CASE, 1, sealed) == secret(1)
    for keys, user, compartment, epoch in (
        (UserKeys.generate(), "user-1", Compartment.CASE, 1),
        (member(), "user-2", Compartment.CASE, 1),
        (member(), "user-1", Compartment.CONTACTS, 1),
        (member(), "user-1", Compartment.CASE, 2),
    ):
        with pytest.raises(Tampered):
            grants.receive(keys, user, compartment, epoch, sealed)


def test_a_cut_or_changed_grant_is_refused() -> None:
    sealed = grants.grant(member().public(), "user-1", Compartment.CASE, 1, secret(1))
    for changed in (b"", sealed[:1], sealed[:-1], sealed + b"\0", b"\x02" + sealed[1:], sealed[:-1] + b"\0"):
        if changed != sealed:
            with pytest.raises(Tampered):
                grants.receive(member(), "user-1", Compartment.CASE, 1, changed)


def test_what_is_sealed_to_a_member_cannot_pass_for_a_grant_or_another_record() -> None:
    sealed = grants.seal_to(member().public(), "draft", "d1", bytes(32))
    with pytest.raises(Tampered):
        grants.receive(member(), "user-1", Compartment.CASE, 1, sealed)
    with pytest.raises(Tampered):
        grants.open_own(member(), "draft", "d2", sealed)


def test_two_members_keys_are_authenticated_differently() -> None:
    public = member().public()
    assert public.canonical("user-1") != public.canonical("user-2")
    assert public.canonical("user-1") != UserKeys.generate().public().canonical("user-1")


def test_a_recovery_key_typed_with_other_spaces_case_and_lookalikes_is_the_same() -> None:
    shown, keys = recovery.new()
    typed = shown.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery.from_text(typed).to_bytes() == keys.to_bytes()
    assert recovery.is_the_one(typed, recovery.commitment(shown))


def test_a_mistyped_recovery_key_is_told_from_a_wrong_one() -> None:
    shown, _ = recovery.new()
    mistyped = ("2" if shown[0] != "2" else "3") + shown[1:]
    with pytest.raises(Invalid) as refused:
        recovery.from_text(mistyped)
    assert refused.value.code == "mistyped"
    other, _ = recovery.new()
    assert not recovery.is_the_one(other, recovery.commitment(shown))


@pytest.mark.parametrize("text", ["", "ABCD", "U" * 36, "0" * 35, "0" * 37, "наши-слова"])
def test_text_that_is_no_recovery_key_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        recovery.from_text(text)
    assert refused.value.code == "not_a_recovery_key"


def test_a_session_opens_under_its_own_token_alone() -> None:
    token, other = session.new_token(), session.new_token()
    sealed = session.seal_session(token, b"keys")
    assert session.open_session(token, sealed) == b"keys"
    for wrong in (other, "", "not a token", "ы", token + "A", token[:-1]):
        with pytest.raises(Tampered):
            session.open_session(wrong, sealed)


def test_a_changed_session_is_refused() -> None:
    token = session.new_token()
    sealed = session.seal_session(token, b"keys")
    for changed in (sealed[:-1], sealed + b"\0", b"\x02" + sealed[1:], b""):
        with pytest.raises(Tampered):
            session.open_session(token, changed)


def test_the_session_id_in_the_store_does_not_give_the_token_away() -> None:
    token = session.new_token()
    ids = {session.session_id(token), session.link_id(token), session.link_secret(token)}
    assert len(ids) == 3
    assert all(token.encode() not in value for value in ids)


def test_an_audit_entry_opens_at_its_own_number_and_epoch_alone() -> None:
    public = audit.public_key(secret(4))
    sealed = audit.seal_entry(public, 1, ENTRY, b"entry")
    assert audit.open_entry(secret(4), ENTRY, sealed) == b"entry"
    moved = type(ENTRY)("audit_entry", "8", "", 8, Compartment.AUDIT)
    for key, place, changed in (
        (secret(4), moved, sealed),
        (secret(5), ENTRY, sealed),
        (secret(4), ENTRY, sealed[:4] + b"\x02" + sealed[5:]),
        (secret(4), ENTRY, sealed[:-1]),
    ):
        with pytest.raises(Tampered):
            audit.open_entry(key, place, changed)


def test_the_chain_changes_with_everything_it_covers() -> None:
    entry = (audit.START, 1, 1, "user-1", b"sealed")
    others = [
        (b"\x01" * 32, 1, 1, "user-1", b"sealed"),
        (audit.START, 2, 1, "user-1", b"sealed"),
        (audit.START, 1, 2, "user-1", b"sealed"),
        (audit.START, 1, 1, "user-2", b"sealed"),
        (audit.START, 1, 1, "user-1", b"sealeD"),
    ]
    assert len({audit.chain_hash(*each) for each in (entry, *others)}) == 6


def test_a_signature_by_somebody_else_does_not_verify() -> None:
    signature = member().sign(b"data")
    assert audit.verify(member().public().sign, b"data", signature)
    assert not audit.verify(UserKeys.generate().public().sign, b"data", signature)
    assert not audit.verify(member().public().sign, b"date", signature)
    assert not audit.verify(b"no key", b"data", signature)


def test_the_instance_signs_with_a_key_of_its_own() -> None:
    signer = audit.InstanceSigner(secret(6))
    assert audit.verify(signer.public(), b"data", signer.sign(b"data"))
    assert signer.public() != audit.InstanceSigner(secret(7)).public()


def test_a_login_hash_depends_on_the_instance() -> None:
    assert login.lookup(secret(1), "hanna") != login.lookup(secret(2), "hanna")
    assert login.lookup(secret(1), "hanna") != login.lookup(secret(1), "hanno")


def test_secrets_do_not_show_themselves() -> None:
    shown = f"{Secret(b'abc')!r} {Secret(b'abc')} {member()!r} {audit.InstanceSigner(secret(6))!r}"
    assert shown == "Secret() Secret() UserKeys() InstanceSigner()"
    with pytest.raises(TypeError):
        pickle.dumps(Secret(b"abc"))
    with pytest.raises(TypeError):
        hash(Secret(b"abc"))
    assert Secret(b"abc") == Secret(b"abc")
    assert Secret(b"abc") != Secret(b"abd")


WEAK = [
    ("short one", "too_short"), ("aaaaaaaaaaaaaaaaaaaaaaaa", "too_plain"), ("passwordpassword1234", "too_plain"),
    ("correct horse battery staple", "too_plain"), ("abcdefghijklmnopqrstu", "too_plain"),
    ("парольпароль123456789", "too_plain"), ("Hanna Kavalchuk 1", "personal"), ("x" * 300, "too_long"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), WEAK)
def test_a_weak_passphrase_is_refused_with_its_reason(typed: str, code: str) -> None:
    assert passphrase.strength(typed, ["Hanna Kavalchuk"]) == [code]


def test_a_good_or_generated_passphrase_is_taken() -> None:
    assert passphrase.strength("four blue kettles sing", ["Hanna"]) == []
    assert passphrase.strength("маруся носит воду в лес") == []
    made = {passphrase.generate() for _ in range(200)}
    assert len(made) == 200
    assert all(passphrase.strength(each) == [] for each in made)


def test_an_instance_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "instance.key"
    made = instance.load_or_create(path)
    assert instance.load_or_create(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["instance.key"]
    assert instance.derive(made, "flask") != instance.derive(made, "csrf")


def test_a_damaged_instance_key_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "instance.key"
    path.write_text("not a key")
    with pytest.raises(ValueError, match="not an instance key"):
        instance.load_or_create(path)


def test_a_value_sealed_with_other_associated_data_is_refused() -> None:
    cipher = aead.ready(bytes(32))
    assert len(aead.seal(cipher, b"", b"")) == aead.NONCE_BYTES + aead.TAG_BYTES
    with pytest.raises(Tampered):
        aead.open_(cipher, b"a", aead.seal(cipher, b"b", b""))
