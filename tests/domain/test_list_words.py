"""Articles, places, sentences and dates as lists write them."""

import pytest

from casework.domain import articles, listdates, sentences
from casework.domain.facilities import Places
from casework.domain.reference import shipped

KNOWN = shipped().article_keys()
PLACES = Places(shipped().facilities)


@pytest.mark.parametrize(
    ("text", "charges"),
    [
        ("art. p. 1 361-1 of the Criminal Code", "361-1/1"),
        ("Art. p. 1 342; art. 364, Art. p. 2 361-2 of the Criminal Code", "342/1 364/ 361-2/2"),
        ("ст. 342 ч. 1 УК", "342/1"),
        ("ч.1 ст.342", "342/1"),
        ("арт. 342", "342/"),
        ("ч. 1, 2 ст. 342, ст.ст. 364, 369 УК РБ", "342/1 342/2 364/ 369/"),
        ("Article 342 (1), Article 364", "342/1 364/"),
        ("частка 1 артыкула 342 Крымінальнага кодэкса", "342/1"),
        ("part 1 of article 342 and part 2 of article 293", "342/1 293/2"),
        ("342 ч.1, 368 ч.2", "342/1 368/2"),
        ("ст. 342, ч. 1", "342/1"),
        ("ст. 293 ч. 1-3", "293/1 293/2 293/3"),
        ("ст. 361¹ ч. 2", "361-1/2"),
        ("ст. 361–1", "361-1/"),
        ("Art.342p.1", "342/1"),
        ("СТ 342 Ч 1", "342/1"),
        ("ст. 342, ст. 342", "342/"),
    ],
)
def test_charges_are_read_from_prose(text: str, charges: str) -> None:
    found = articles.read(text, KNOWN)
    assert " ".join(f"{charge.article}/{charge.part}" for charge in found.charges) == charges
    assert not found.leftover


def test_a_numbered_article_is_told_from_a_part_by_the_reference_list() -> None:
    assert articles.read("342-2", KNOWN).charges[0].article == "342-2"
    found = articles.read("342-1", KNOWN)
    assert (found.charges[0].article, found.charges[0].part, found.doubts) == ("342", "1", ("342-1",))


def test_an_unknown_article_is_kept_as_written() -> None:
    found = articles.read("ст. 777 ч. 2", KNOWN)
    assert (found.charges[0].article, found.charges[0].part, found.unknown) == ("777", "2", ("777",))


@pytest.mark.parametrize("text", ["под следствием", "ст.24.23 КоАП", "п. 2 ч. 1 ст. 339", "unknown"])
def test_what_is_no_citation_is_left_over(text: str) -> None:
    assert articles.read(text, KNOWN).leftover


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("IK No 17 Shklov", "IK-17"), ("ИК № 17", "IK-17"), ("Penal Colony No. 17", "IK-17"), ("ИК17", "IK-17"),
        ("IK-22 «Vouchyja Nory»", "IK-22"), ("Волчьи норы", "IK-22"), ("IK-15, Mahilioŭ", "IK-15"),
        ("исправительная колония №15 г. Могилев", "IK-15"), ("IK-4 Homiel", "IK-4"), ("IK-9, Horki", "IK-9"),
        ("ПК-17 Шклоў", "IK-17"), ("Penal colony №20, Mozyr", "IK-20"), ("KGB Pre-trial Prison", "KGB"),
        ("СИЗО КГБ", "KGB"), ("Amerikanka", "KGB"), ("SIZO-1, Kolyadichi", "SIZO-1"), ("Volodarka", "SIZO-1"),
        ("Prison No. 8, Zhodino", "prison-8"), ("Турма № 8, Жодзіна", "prison-8"), ("Zhodino", "prison-8"),
        ("Тюрьма №4", "prison-4"), ("Турма №1 Горадня", "prison-1"), ("женская колония в Гомеле", "IK-4"),
        ("ЦИП на Окрестина", "Okrestina"), ("ИКП-10", "IKP-10"), ("Orsha colony", "IK-8"),
    ],
)  # fmt: skip
def test_a_place_is_known_by_any_of_its_spellings(text: str, key: str) -> None:
    assert PLACES.match(text) == key


@pytest.mark.parametrize("text", ["IK-77", "IK-17 Bobruisk", "Mogilev", "Hospital", "", "17"])
def test_an_unknown_or_contradictory_place_is_not_guessed(text: str) -> None:
    assert PLACES.match(text) is None


@pytest.mark.parametrize("facility", shipped().facilities, ids=lambda facility: facility.key)
def test_every_place_is_known_by_its_titles(facility) -> None:  # type: ignore[no-untyped-def]
    titles = facility.titles
    assert {PLACES.match(text) for text in (facility.key, titles.en, titles.be, titles.ru)} == {facility.key}


@pytest.mark.parametrize(
    ("text", "kind", "months"),
    [
        ("4 1/2 years", "imprisonment", 54), ("3½ years", "imprisonment", 42), ("19 months", "imprisonment", 19),
        ("2 года 6 месяцев", "imprisonment", 30), ("2,5 года лишения свободы", "imprisonment", 30),
        ("полтора года", "imprisonment", 18), ("two years", "imprisonment", 24), ("3 г. 6 мес.", "imprisonment", 42),
        ("3 гады хатняй хіміі", "restriction_home", 36), ("штраф 100 базовых величин", "fine", None),
        ("3 years of restriction of liberty with referral", "restriction_open", 36),
        ("5 лет и штраф 500 б.в.", "imprisonment", 60), ("пажыццёвае зняволенне", "imprisonment", None),
        ("10 years of imprisonment and fine of 1,000 base units", "imprisonment", 120),
    ],
)  # fmt: skip
def test_a_sentence_is_read_from_prose(text: str, kind: str, months: int | None) -> None:
    found = sentences.read(text)
    assert found is not None
    assert (found.kind, found.months, found.as_written) == (kind, months, text)


def test_the_regime_is_read_and_restriction_is_not_strict() -> None:
    strict = sentences.read("4 years in a strict regime colony")
    restricted = sentences.read("4 years of restriction of liberty")
    assert strict is not None
    assert restricted is not None
    assert (strict.regime, restricted.regime) == ("strict", "not_stated")


def test_what_is_no_sentence_is_none() -> None:
    assert sentences.read("unclear") is None


@pytest.mark.parametrize("number", ["9" * 400, "99999"])
def test_a_length_beyond_all_measure_is_no_length(number: str) -> None:
    assert sentences.read(f"{number} years") is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-03-04", "2021-03-04"), ("17.12.2024", "2024-12-17"), ("17/12/2024", "2024-12-17"),
        ("2023-12", "2023-12"),
        ("2023", "2023"), ("12.2023", "2023-12"), ("5 мая 2021", "2021-05-05"), ("5 траўня 2021 г.", "2021-05-05"),
        ("May 2021", "2021-05"), ("March 12, 2022", "2022-03-12"), ("3 красавіка 2022", "2022-04-03"),
        ("лістапад 2020", "2020-11"), ("2021-03-XX", "2021-03-XX"), ("~2021", "~2021"), ("около 2021", "~2021"),
        ("01.05.99", "1999-05-01"), ("2021-03-04T00:00:00", "2021-03-04"), ("20210304", "2021-03-04"),
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_shape(text: str, date: str) -> None:
    assert str(listdates.parse(text)) == date


@pytest.mark.parametrize("text", ["", "FALSE", "false", "-", "—", "n/a", "неизвестно", " "])
def test_an_empty_cell_is_no_date(text: str) -> None:
    assert listdates.parse(text) is None


@pytest.mark.parametrize(
    "text", ["2021-02-30", "31.02.2023", "1890-13-45", "29.02.2023", "00.00.2020", "1799", "2021-00"]
)
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(listdates.ImpossibleDate):
        listdates.parse(text)


@pytest.mark.parametrize("text", ["soon", "2020-01-01; 2021-02-02", "12 of never 2021", "весна 2021"])
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    with pytest.raises(listdates.NotADate):
        listdates.parse(text)
