"""What a file is a list of, where nobody said so and its beginning alone tells; else it is one of people and cases."""

import codecs

from casework.domain.importing import ListKind
from casework.imports import eu

LOOKED_AT = 65_536


def kind_of(data: bytes) -> ListKind:
    """FollowTheMoney by its first object, the EU's list by its columns."""
    text = data[:LOOKED_AT].removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").lstrip()
    first = text.partition("\n")[0]
    if first.startswith("{"):
        return ListKind.FTM if '"schema"' in first and '"properties"' in first else ListKind.CASES
    mark = ";" if first.count(";") >= first.count(",") else ","
    return ListKind.EU if eu.names_subjects(title.strip('" \r') for title in first.split(mark)) else ListKind.CASES
