"""Other people's ways of writing a Belarusian or Russian name in Latin letters, and slips in any spelling."""

from collections.abc import Callable
from random import Random

_BASE = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "і": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "'": "",
}  # fmt: skip
_SOFT = {"е": "ie", "ё": "io", "ю": "iu", "я": "ia"}
_VOWELS = "аеёиіоуўыэюя'ьъ"

SYSTEMS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "Russian passport": (_BASE | {"й": "i", "ю": "iu", "я": "ia", "ъ": "ie"}, {}),
    "Russian BGN": (_BASE | {"ё": "yo", "ий": "iy"}, {}),
    "press": (_BASE | {"ый": "y", "ий": "y", "кс": "x"}, {}),
    "scholarly Russian": (
        _BASE | {"ж": "ž", "й": "j", "х": "ch", "ц": "c", "ч": "č", "ш": "š", "щ": "šč", "ю": "ju", "я": "ja",
                 "ь": "'"}, {},
    ),
    "ISO 9": (
        _BASE | {"ж": "ž", "й": "j", "х": "h", "ц": "c", "ч": "č", "ш": "š", "щ": "ŝ", "ю": "û", "я": "â", "ё": "ë",
                 "э": "è", "ь": "ʹ"}, {},
    ),
    "GOST": (_BASE | {"ц": "c", "х": "x", "й": "j", "щ": "shh", "ё": "yo", "э": "e'", "ы": "y'", "ь": "'"}, {}),
    "old Soviet passport": (
        _BASE | {"у": "ou", "ш": "ch", "ч": "tch", "щ": "chtch", "ж": "j", "ю": "iou", "я": "ia", "кс": "x",
                 "й": "i"}, {},
    ),
    "German": (
        _BASE | {"в": "w", "ж": "sch", "з": "s", "й": "j", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch",
                 "ю": "ju", "я": "ja"}, {},
    ),
    "Polish": (
        _BASE | {"в": "w", "ж": "ż", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz", "ю": "ju", "я": "ja",
                 "й": "j", "ў": "u", "г": "h"}, {"е": "ie", "ё": "io", "ю": "iu", "я": "ia"},
    ),
    "Belarusian passport": (
        _BASE | {"г": "h", "ё": "yo", "ж": "zh", "й": "i", "е": "ye", "ю": "yu", "я": "ya"}, _SOFT,
    ),
    "Belarusian BGN": (_BASE | {"г": "h", "ё": "yo", "е": "ye", "ў": "w"}, {}),
    "Łacinka": (
        _BASE | {"г": "h", "ё": "jo", "е": "je", "ж": "ž", "й": "j", "х": "ch", "ц": "c", "ч": "č", "ш": "š", "ў": "ŭ",
                 "ю": "ju", "я": "ja", "ль": "l", "л": "ł", "нь": "ń", "сь": "ś", "ць": "ć", "зь": "ź"}, _SOFT,
    ),
    "Łacinka without marks": (
        _BASE | {"г": "h", "ё": "jo", "е": "je", "ж": "z", "й": "j", "х": "ch", "ц": "c", "ч": "c", "ш": "s", "ў": "u",
                 "ю": "ju", "я": "ja"}, _SOFT,
    ),
}  # fmt: skip
RUSSIAN = (
    "Russian passport", "Russian BGN", "press", "scholarly Russian", "ISO 9", "GOST", "old Soviet passport", "German",
)  # fmt: skip
BELARUSIAN = ("Belarusian passport", "Belarusian BGN", "Łacinka", "Łacinka without marks", "Polish")


def written(name: str, system: str) -> str:
    return " ".join(_word(word, *SYSTEMS[system]).capitalize() for word in name.casefold().split())


def _word(word: str, table: dict[str, str], soft: dict[str, str]) -> str:
    found: list[str] = []
    index = 0
    while index < len(word):
        pair = word[index : index + 2]
        if len(pair) == 2 and pair in table:
            found.append(table[pair])
            index += 2
            continue
        letter = word[index]
        after_consonant = index > 0 and word[index - 1] not in _VOWELS
        found.append(soft[letter] if after_consonant and letter in soft else table[letter])
        index += 1
    return "".join(found)


_LATIN_FOR = dict(zip("АВЕКМНОРСТХаеорсухі", "ABEKMHOPCTXaeopcyxi", strict=True))
_CYRILLIC_FOR = {latin: cyrillic for cyrillic, latin in _LATIN_FOR.items()}


def look_alikes(name: str, random: Random) -> str:
    """A third of the letters that could be of the other script are."""
    return "".join(
        _LATIN_FOR.get(letter) or _CYRILLIC_FOR.get(letter, letter) if random.random() < 0.33 else letter
        for letter in name
    )


def a_letter_missing(name: str, random: Random) -> str:
    gap = random.choice([n for n in range(1, len(name)) if name[n] != " " and name[n - 1] != " "])
    return name[:gap] + name[gap + 1 :]


def two_letters_swapped(name: str, random: Random) -> str:
    at = random.choice([n for n in range(1, len(name) - 1) if name[n - 1 : n + 2].isalpha()])
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def a_letter_doubled(name: str, random: Random) -> str:
    at = random.choice([n for n in range(len(name)) if name[n].isalpha()])
    return name[:at] + name[at] + name[at:]


def with_an_initial(name: str, random: Random) -> str:
    """In the ways it is written: before or after, with a space or none, in capitals; Latin by one letter or two."""
    given, family = name.split()
    two = given[:2].casefold() in ("ya", "yu", "ye", "ja", "ju", "je", "ia", "iu", "ts", "ch", "sh", "zh", "kh", "dz")
    letter = given[:2] if two and random.random() < 0.5 else given[0]
    return random.choice(
        (f"{letter}. {family}", f"{letter}.{family}", f"{family} {letter}.", f"{family} {letter}",
         f"{family.upper()} {letter}.")
    )  # fmt: skip


def order_swapped(name: str, random: Random) -> str:
    return " ".join(reversed(name.split()))


def with_patronymic(name: str, random: Random) -> str:
    given, family = name.split()
    patronymics = (
        ("Ivanavich", "Piatrovich", "Mikhailavich") if name[0].isascii() else ("Иванович", "Петрович", "Ильич")
    )
    return f"{given} {random.choice(patronymics)} {family}"


def double_surname(name: str, random: Random) -> str:
    return name + ("-Vysotskaya" if name[0].isascii() else "-Высоцкая")


def as_is(name: str, random: Random) -> str:
    return name


SLIPS: dict[str, Callable[[str, Random], str]] = {
    "as written": as_is,
    "order swapped": order_swapped,
    "a letter missing": a_letter_missing,
    "two letters swapped": two_letters_swapped,
    "look-alike letters": look_alikes,
    "with a patronymic": with_patronymic,
    "with a second surname": double_surname,
}


PATRONYMICS = (
    (
        ("Іванавіч", "Иванович", "Ivanavich", "Ivanovich"),
        ("Пятровіч", "Петрович", "Piatrovich", "Petrovich"),
        ("Мікалаевіч", "Николаевич", "Mikalaevich", "Nikolaevich"),
        ("Уладзіміравіч", "Владимирович", "Uladzimiravich", "Vladimirovich"),
        ("Сяргеевіч", "Сергеевич", "Siarheevich", "Sergeevich"),
        ("Рыгоравіч", "Григорьевич", "Ryhoravich", "Grigorievich"),
    ),
    (
        ("Іванаўна", "Ивановна", "Ivanauna", "Ivanovna"),
        ("Пятроўна", "Петровна", "Piatrouna", "Petrovna"),
        ("Мікалаеўна", "Николаевна", "Mikalaeuna", "Nikolaevna"),
        ("Уладзіміраўна", "Владимировна", "Uladzimirauna", "Vladimirovna"),
        ("Сяргееўна", "Сергеевна", "Siarheeuna", "Sergeevna"),
        ("Яўгенаўна", "Евгеньевна", "Yauhenauna", "Evgenyevna"),
    ),
)
"""Of men and of women, in the four spellings of `tests/data/name-spellings.json`."""
