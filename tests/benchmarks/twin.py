"""The unencrypted twin: the same code with identity in place of the ciphers and of the signature.

Only a benchmark's own process calls `unseal_everything`; the product has no such switch. What a seal
adds in length is added here too, so that both write rows of the same size.
"""

from casework.vault import aead, hpke, signing


def unseal_everything() -> None:
    nonce, tag = bytes(aead.NONCE_BYTES), bytes(aead.TAG_BYTES)
    aead.ready = lambda key: key
    aead.seal = lambda _key, _aad, plaintext: nonce + plaintext + tag
    aead.open_ = lambda _key, _aad, sealed: sealed[len(nonce) : -len(tag)]
    aead.seal_at = lambda _key, _nonce, _aad, plaintext: plaintext + tag
    aead.open_at = lambda _key, _nonce, _aad, sealed: sealed[: -len(tag)]
    hpke.seal = lambda _public, _info, plaintext: plaintext
    hpke.open_ = lambda _private, _info, sealed: sealed
    signing.sign = lambda _private, _data: bytes(signing.SIGNATURE_BYTES)
    signing.verify = lambda _public, _data, _signature: True
