"""How good a passphrase is, and making a good one."""

import os
import re
import unicodedata
from collections.abc import Iterable

SHORTEST = 15
"""NIST SP 800-63B-4 and ASVS 5.0 6.2.1: fifteen characters where a passphrase is the only factor."""
LONGEST = 256
_ENOUGH = 10
_WORDS = 5
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"
_WELL_KNOWN = (
    "password", "passphrase", "passwort", "letmein", "welcome", "iloveyou", "admin", "login", "master", "monkey",
    "dragon", "sunshine", "princess", "football", "superman", "trustno", "secret", "changeme", "default",
    "casework", "belarus", "minsk", "freedom", "qwertyuiop", "qwerty", "asdfghjkl",
    "asdfgh", "zxcvbnm", "zxcvbn", "1q2w3e4r", "1qaz2wsx", "пароль", "привет", "любовь", "свобода", "беларусь",
    "жывебеларусь", "минск", "мінск", "йцукен", "фывапр", "ячсмить", "gfhjkm", "ghbdtn",
)  # fmt: skip
_WELL_KNOWN_PHRASE = re.compile(r"correct\W?horse\W?battery\W?staple")
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def strength(passphrase: str, inputs: Iterable[str] = ()) -> list[str]:
    """Codes of what is wrong, none when it is good enough: too_short, too_long, too_plain, personal.

    `inputs` are words an attacker would try first: the login, the name, the organisation. Words that
    everybody knows, runs and repetitions count as one character each; the phrase that everybody
    knows counts as six, so that what is added to it must make up the rest.
    """
    text = unicodedata.normalize("NFKC", passphrase).casefold()
    if len(text) < SHORTEST:
        return ["too_short"]
    if len(passphrase) > LONGEST:
        return ["too_long"]
    problems = []
    known = [word for value in inputs for word in re.findall(r"\w{4,}", value.casefold())]
    if _weight(text, known) < _ENOUGH:
        problems.append("personal" if known and _weight(text, ()) >= _ENOUGH else "too_plain")
    return problems


def _weight(text: str, known: Iterable[str]) -> int:
    """How many characters are left to guess."""
    text = _WELL_KNOWN_PHRASE.sub("\2\3\4\5\6\7", text)
    for word in sorted((*known, *_WELL_KNOWN), key=len, reverse=True):
        text = text.replace(word, "\0")
    for run in _RUNS:
        for direction in (run, run[::-1]):
            text = _without_runs(text, direction)
    text = re.sub(r"(.{1,8}?)\1+", r"\1", text)
    return len(text) if len(set(text)) > 4 else len(set(text))


def _without_runs(text: str, run: str) -> str:
    for size in range(len(run), 3, -1):
        for at in range(len(run) - size + 1):
            piece = run[at : at + size]
            if piece in text:
                text = text.replace(piece, "\1")
    return text


def generate() -> str:
    """Five words of sixteen bits each, in proquints (Wilkerson, 2009): said aloud and typed in any keyboard layout."""
    return "-".join(_word(int.from_bytes(os.urandom(2), "big")) for _ in range(_WORDS))


def _word(bits: int) -> str:
    return "".join(
        letters[bits >> shift & (len(letters) - 1)]
        for letters, shift in (
            (_CONSONANTS, 12), (_VOWELS, 10), (_CONSONANTS, 6), (_VOWELS, 4), (_CONSONANTS, 0),
        )
    )  # fmt: skip
