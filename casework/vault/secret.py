"""A key or passphrase in memory, kept out of logs, tracebacks and comparisons that leak by time."""

import hmac
from typing import NoReturn


class Secret:
    """Bytes nobody prints by accident. Python cannot wipe them reliably: the docs say so."""

    __slots__ = ("_value",)

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        return self._value

    def __repr__(self) -> str:
        return "Secret()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value, other._value)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never pickled")
