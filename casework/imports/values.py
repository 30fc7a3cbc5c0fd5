"""Words of lists for members of our enumerations: kinds, roles, statuses, in three languages."""

from importlib.resources import files

import msgspec

from casework.imports.headers import plain


def _values() -> dict[str, dict[str, str]]:
    data = (files("casework.imports") / "values.json").read_bytes()
    lists = msgspec.json.decode(data, type=dict[str, dict[str, list[str]]])
    return {
        name: {plain(word): member for member, words in members.items() for word in words}
        for name, members in lists.items()
    }


_VALUES = _values()


def value(name: str, text: str) -> str:
    """The member of an enumeration that a cell names; empty if none."""
    return _VALUES[name].get(plain(text), "")
