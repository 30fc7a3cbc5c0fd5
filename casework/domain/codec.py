"""Typed structures to bytes and back. Partial dates travel as their EDTF text."""

from typing import Any, TypeVar

import msgspec

from casework.domain.dates import PartialDate

T = TypeVar("T")


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.text
    raise NotImplementedError(type(value).__name__)


def _typed(kind: type, value: Any) -> Any:
    if kind is PartialDate:
        return PartialDate.parse(value)
    raise NotImplementedError(kind.__name__)


_decoders: dict[type[Any], msgspec.json.Decoder[Any]] = {}
_encoder = msgspec.json.Encoder(enc_hook=_plain, order="deterministic")


encode = _encoder.encode


def decode(data: bytes, kind: type[T]) -> T:
    """Raises msgspec.ValidationError when the bytes are not of this kind."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind, dec_hook=_typed)
    found: T = decoder.decode(data)
    return found


def plain(value: Any) -> Any:
    """Built-in types only: what a page compares and a form shows."""
    return msgspec.to_builtins(value, enc_hook=_plain)
