"""Single cells of a list to typed values: names and their script, sex, status, yes/no, judges and courts."""

import re
from typing import NamedTuple

from casework.domain import folding, names
from casework.domain.listdates import NOTHING
from casework.domain.sections import PersonName, Recognition, Script, Sex
from casework.domain.status import IN_CUSTODY, Status
from casework.imports import values

_BELARUSIAN = re.compile("[ўіЎІ]")
_RUSSIAN = re.compile("[иИщЩъЪ]")
_RECOGNITION = {
    Recognition.RECOGNISED: "active|former|current|recogni[sz]ed|pp|political prisoner|действующий|бывший|признан\\w*"
    "|политзаключенн\\w+|былы|дзейны|прызнан\\w*|палітвязень|in custody|released|imprisoned|free",
    Recognition.NOT_RECOGNISED: "np|not recogni[sz]ed|non[- ]?political|не ?признан\\w*|не ?прызнан\\w*|нп",
    Recognition.WITHDRAWN: "withdrawn|revoked|отозван\\w*|адклікан\\w*",
}
_RECOGNITION_WORDS = tuple((found, re.compile(words, re.IGNORECASE)) for found, words in _RECOGNITION.items())
_STILL_HELD = re.compile(
    r"active|current|(still )?(in custody|imprisoned|in (prison|jail|detention)|detained|arrested|behind bars)"
    r"|serving( (a|the|his|her))?( (sentence|term))?|действующий|в заключении|сидит|арестован(а|\(а\))?"
    r"|задержан(а|\(а\))?|в тюрьме|отбывает( наказание| срок)?|за решеткой|дзейны|у зняволенні|зняволен\w*"
    r"|арыштаван\w*|затрыман\w*|у турме|за кратамі|адбывае( пакаранне| тэрмін)?",
    re.IGNORECASE,
)
_YES = frozenset({"1", "true", "yes", "y", "да", "так", "+", "x", "х", "v", "✓"})
_LONGEST_NOTHING = max(map(len, NOTHING))
_COURT = re.compile(r"court|суд(?!ья|ьи|ей|зя)|tribunal", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*[/;\n]\s*|\s+(?:and|и|і|&)\s+")


def empty(cell: str) -> bool:
    return not content(cell)


def content(cell: str) -> str:
    """The cell without the spaces around it; nothing where it says nothing."""
    text = cell.strip()
    return "" if len(text) <= _LONGEST_NOTHING and text.casefold() in NOTHING else text


def sex(cell: str) -> Sex | None:
    found = values.value("sex", cell)
    return Sex(found) if found else None


def recognition(cell: str) -> Recognition | None:
    if found := values.value("recognition", cell):
        return Recognition(found)
    word = cell.strip()
    return next((found for found, words in _RECOGNITION_WORDS if words.fullmatch(word)), None)


class Said(NamedTuple):
    """What a cell of a status column says; `held` where it says outright that the person is held as it is written."""

    recognition: Recognition | None
    status: Status | None
    held: bool


def said(cell: str) -> Said:
    found = values.value("status", cell)
    status = Status(found) if found else None
    held = status in IN_CUSTODY or bool(_STILL_HELD.fullmatch(cell.strip()))
    return Said(recognition(cell), status, held)


def yes(cell: str) -> bool:
    return cell.strip().casefold() in _YES


def person_name(text: str, script: Script | None, cyrillic: Script) -> PersonName | None:
    """Spaces evened out; None without a letter. `cyrillic` settles Cyrillic that could be either language."""
    text = " ".join(text.split()).strip(" ,;")
    if not names.tokens(text):
        return None
    if "," in text and text.count(",") == 1:
        surname, _, given = text.partition(",")
        text = f"{given.strip()} {surname.strip()}"
    return PersonName(script or script_of(text, cyrillic), text)


def script_of(text: str, cyrillic: Script) -> Script:
    if not folding.mostly_cyrillic(text):
        return Script.LATIN
    if _BELARUSIAN.search(text) and not _RUSSIAN.search(text):
        return Script.BE
    if _RUSSIAN.search(text) and not _BELARUSIAN.search(text):
        return Script.RU
    return cyrillic


def judges_and_court(cell: str) -> tuple[tuple[str, ...], str]:
    """Several judges and their court in one cell: `A B, City Court / C D`."""
    people: list[str] = []
    courts: list[str] = []
    for piece in _SEVERAL.split(cell):
        for part in piece.split(","):
            text = part.strip()
            if text and not empty(text):
                (courts if _COURT.search(text) else people).append(text)
    return tuple(dict.fromkeys(people)), ", ".join(dict.fromkeys(courts))
