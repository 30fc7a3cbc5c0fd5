"""Given names that are one name: Belarusian, Russian, Ukrainian and Polish forms, and old stems in surnames."""

from collections.abc import Iterator
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from casework.domain.diminutives import DIMINUTIVES
from casework.domain.folding import keys
from casework.domain.initials import begins, widened

EQUAL = """
    Авдей Аўдзей
    Авраам Абрам Аўрам
    Агата Агафья Агафія Гафья
    Адам Adam
    Аким Яким Якім Яўхім
    Александр Аляксандр Alexander Alexandre Aleksander / Алесь Олесь Олександр
    Алексей Аляксей Aleksy Alexis / Алёкса Олексій
    Анатолий Анатоль Анатолій
    Ангелина Анжелина Анжаліна Angelina
    Анжела Ангела Анжэла Angela
    Андрей Андрэй Андрій Andrzej Анджей Andreas Andrew / Андрусь
    Антон Антоній Антоний Antoni Anthony / Антось
    Антонина Антаніна Antonina
    Арсений Арсень Арсеній
    Артём Арцём Артемий Артем Арцемій
    Афанасий Апанас Афанасій Опанас / Панас
    Богдан Багдан
    Борис Барыс
    Вадим Вадзім
    Валентин Валянцін
    Валерий Валерый Валерій
    Варвара Барбара Barbara
    Василий Васіль Василь Basil
    Вениамин Веньямін Бенямін Benjamin
    Викентий Вінцэнт Вікенцій Винцент Vincent Wincenty
    Виталий Віталь Віталій
    Владимир Уладзімір Володимир Włodzimierz / Уладзя
    Владислав Уладзіслаў / Ладзіслаў
    Влас Улас Власий Аўлас
    Всеволод Усевалад Усевалод
    Вячеслав Вячаслаў В'ячеслав Вацлаў Вацлав
    Гавриил Гаўрыла Гаврила Габрыэль Gabriel
    Геннадий Генадзь Геннадій Генадий Guennadi
    Генрих Генрык Генрик Хенрык Henryk Heinrich
    Георгий Георгій Георгі George Georges Georg
    Юрий Юрый Юры Юрій Jerzy / Юрась Юрка
    Григорий Рыгор Григорій Грыгорый Ригор Grzegorz Gregory Gregor
    Даниил Данііл Даніла Данила Данило Даніэль Daniel
    Дмитрий Дзмітрый Дмитро Дзьмітры Димитрий Dimitri Зміцер Змицер Змітрок
    Евгений Яўген Аўген Євген Eugeniusz Eugen
    Евстафий Астафій Остафий Яўстафій
    Егор Ягор
    Емельян Амяллян Емяльян
    Ефим Яўхім Юхим
    Ефросинья Еўфрасіння Ефрасіння Апраксія
    Захар Захарый Zachary
    Иван Іван Iwan / Янка Ясь
    Игнатий Ігнат Ігнацій Игнат
    Игорь Ігар Ігор
    Иероним Геранім Ієронім Hieronim Jerome
    Илларион Ларион Іларыён Ларыён
    Илья Ілля Ілья / Іллюк
    Иосиф Язэп Юзаф Іосіф Осип Йосип Юзеф Józef Joseph
    Казимир Казімір Kazimierz Casimir
    Карл Караль Карал Karol Charles
    Кирилл Кірыл Кирило Кірыла Cyril
    Климент Клімент Клим Клім
    Кондратий Кандрат Кондрат
    Константин Канстанцін Костянтин Constantine Constantin / Кастусь
    Корнелий Корней Карней
    Кузьма Кузма Казьма
    Лаврентий Лаўрэн Лаўрэнцій
    Лазарь Лазар
    Лев Леў Леон Лявон Leo
    Леонид Леанід Леонід
    Леонтий Лявонцій Леонтій
    Лука Лукаш Łukasz Luke
    Людвиг Людвік Ludwik Ludwig
    Максим Максім Maxime
    Мартин Марцін Мартын Marcin
    Матвей Мацвей Матвій Матей Мацей Maciej Matthew
    Митрофан Мітрафан
    Михаил Міхаіл Михайло Міхал Michał Michael Michel / Міхась Михась
    Мирослав Міраслаў
    Никита Мікіта Микита
    Николай Мікалай Микола Микалай Mikołaj Nicholas Nicolas Nikolaus / Мікола
    Наум Навум
    Олег Алег
    Онуфрий Ануфрый Анупрэй
    Остап Астап
    Павел Павал Павло Paweł Paul / Павлюк
    Пантелеймон Панцеляймон
    Пётр Пятро Петро Петр Piotr Pierre Peter / Пятрусь
    Прохор Прохар
    Родион Радзівон Родіон
    Роман Раман
    Ростислав Расціслаў
    Савва Сава / Саўка
    Самуил Самуіл Самуэль Samuel
    Святослав Святаслаў
    Семён Сымон Семен Сямён Симон Szymon Simon
    Сергей Сяргей Сергій Serge Sergius / Сярук Сяржук
    Станислав Станіслаў
    Степан Сцяпан Стефан Стэфан Szczepan Stephen
    Терентий Цярэнцій
    Тимофей Цімафей Тимофій Timothy / Цімох
    Тимур Цімур
    Тихон Ціхан
    Трофим Трахім
    Устин Усцін Юстын Юстин
    Фаддей Фадзей Тадэвуш Тадеуш Tadeusz
    Фёдор Фёдар Хведар Федір Тэадор Феодор Theodor Theodore / Тодар
    Федот Хвядот
    Филипп Піліп Філіп Пилип Philip Philippe
    Фома Тамаш Хама Тома Tomasz Thomas
    Франц Францішак Франтишек Francišak Franciszek
    Харитон Харытон
    Христофор Крыштаф Krzysztof
    Эдуард Эдвард Edward
    Юлиан Юльян Юліян
    Яков Якаў Якуб Яків Jakub Jacob
    Ярослав Яраслаў
    Александра Аляксандра Alexandra / Олександра
    Елена Алена Алёна Hélène Helen / Гелена Helena Олена
    Олеся Алеся / Леся
    Анастасия Анастасія Анастасья / Настасся Наста Настасья
    Анна Ганна Hanna Anne / Ганнуся
    Валентина Валянціна
    Вероника Вераніка
    Виктория Вікторыя
    Галина Галіна
    Дарья Дар'я Дарія
    Евгения Яўгенія Аўгіння Євгенія Eugenia
    Евдокия Аўдоцця Еўдакія Авдотья
    Екатерина Кацярына Катерина Катярына Katarzyna Catherine
    Елизавета Лізавета Елісавета Лизавета Елізавета Elizabeth / Альжбета Elżbieta
    Жанна Жана
    Зинаида Зінаіда
    Инна Іна
    Ирина Ірына Ірина Irène Irene
    Ксения Ксенія Аксіння Аксинья Xenia
    Людмила Людміла
    Любовь Любоў
    Маргарита Маргарыта Margaret
    Марина Марына
    Мария Марыя Марья Мар'я Марія Mary / Марыля
    Матрёна Матруна Мотря
    Марфа Марта Martha
    Надежда Надзея Надія
    Наталья Наталля Наталія Nathalie / Наталка
    Оксана Аксана
    Ольга Вольга Volha
    Пелагея Палагея Пелагія
    Полина Паліна Pauline
    Прасковья Праскоўя Парасковія Параска
    Светлана Святлана Світлана
    София Соф'я Софья Сафія Зоф'я Zofia Софія Sophie
    Таисия Таіса Таісія
    Тереза Тэрэза Тереса Theresa
    Татьяна Таццяна Тетяна Тацяна
    Ульяна Юльяна Уляна Юлиана
    Фёкла Тэкля Текля Тэкла
    Кристина Крысціна Хрысціна Христина Christina Christine
    Юлия Юлія Julia Julie
    Юстина Устинья Юстына Justyna
    Эльвира Эльвіра
    Янина Яніна Janina
    Аделина Адэліна
    Алина Аліна
    Алла
    Альбина Альбіна
    Аркадий Аркадзь
    Артур
    Аскольд
    Богуслав Багуслаў
    Бронислав Браніслаў
    Валерия Валерыя
    Василиса Васіліса
    Вера
    Виктор Віктар
    Виолетта Віялета
    Глеб
    Давид Давыд
    Денис Дзяніс
    Диана Дзіяна
    Дина Дзіна
    Ева Ёва Eva
    Елисей Елісей
    Зоя
    Ирма
    Карина Карына
    Кира Кіра
    Клавдия Клаўдзія
    Лариса Ларыса
    Лидия Лідзія
    Лилия Лілія
    Майя Мая
    Макар
    Марат
    Марк
    Милана Мілана
    Мирон
    Назар Назарий
    Нина Ніна
    Нестор Несцер
    Олимпиада Алімпіяда
    Раиса Раіса
    Регина Рэгіна
    Рената
    Римма Рыма
    Роза Ружа
    Руслан
    Сабина Сабіна
    Снежана Сняжана
    Стефания Стэфанія
    Тамара
    Тарас
    Федосий Феадосій
    Элеонора Элеанора
    Элла
    Эмилия Эмілія
    Эмма
    Эрик Эрык
    Ядвига Ядвіга Ядзвіга Jadwiga
    Ян Jan
    Яна
"""
"""One name a line; the first form is the one under which the others meet. Behind the stroke: forms that
nobody's initial is taken from."""

STEMS = """
    Микала Никола
    Микола Никола
    Микит Никит
    Микиц Никит
    Рыгор Григор
    Апанас Афанас
    Опанас Афанас
    Лявон Леон
    Змитр Дмитр
    Змицер Дмитр
    Хвед Фед
    Хвядос Федос
    Хвядот Федот
    Хвіліп Филип
    Трахім Трофим
    Улас Влас
    Тодар Федор
    Пилип Филип
    Астап Остап
    Анисим Онисим
    Радзивон Родион
    Сымон Семен
    Язэп Осип
    Вольг Ольг
    Навум Наум
    Аўдз Авд
    Гаўрыл Гаврил
    Яўхим Ефим
    Яўсе Евсе
"""
"""Surnames keep the old form of a given name: each pair is what a surname may begin with, and its standard."""


class Equal(NamedTuple):
    """One form of a name: `mask` and `initials` (of any form) as in `initials.begins`."""

    mask: int
    standard: str
    initials: int


@cache
def _equal() -> dict[str, tuple[Equal, ...]]:
    table: dict[str, dict[Equal, None]] = {}
    latin: list[tuple[str, Equal]] = []
    for group in EQUAL.strip().splitlines():
        formal, _, other = (part.split() for part in group.partition("/"))
        standard = keys(formal[0].casefold())[0]
        initials = reduce(or_, (_mask(name) for name in formal if not name.isascii()))
        for name in (*formal, *other):
            form = Equal(_mask(name), standard, initials)
            read = keys(name.casefold().replace("'", ""))
            if name.isascii():
                latin += [(key, form) for key in read]
            else:
                table.update({key: table.get(key, {}) | {form: None} for key in read})
    for key, form in latin:
        if key not in table:
            table[key] = {form: None}
    return {key: tuple(found) for key, found in table.items()}


@cache
def _short() -> dict[str, tuple[Equal, ...]]:
    table: dict[str, dict[Equal, None]] = {}
    for line in DIMINUTIVES.strip().splitlines():
        name, *short = line.split()
        for form in short:
            found = Equal(_mask(form), keys(name.casefold())[0], _mask(name))
            table.setdefault(keys(form.casefold())[0], {})[found] = None
    return {key: tuple(found) for key, found in table.items()}


@cache
def family(standard: str) -> frozenset[str]:
    """The keys of every form of a name: somebody may misspell any of them."""
    return frozenset(key for key, found in _equal().items() if any(one.standard == standard for one in found))


@cache
def spelt() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every form's key, with the keys under which it and its equals meet."""
    return tuple((key, tuple({one.standard for one in found})) for key, found in _equal().items())


def _mask(name: str) -> int:
    return begins(name.casefold())


@cache
def _stems() -> tuple[tuple[str, Equal], ...]:
    pairs = (line.casefold().split() for line in STEMS.strip().splitlines())
    read = ((keys(old)[0], Equal(_mask(old), keys(new)[0], _mask(new))) for old, new in pairs)
    return tuple((old, new) for old, new in read if old != new.standard)


def forms(key: str, letters: int) -> Iterator[tuple[str, int]]:
    """Keys under which equal names meet, each with what an initial for it may be besides `letters`."""
    known = [one for one in _equal().get(key, ()) if widened(one.mask) & letters]
    for one in known:
        yield one.standard, one.initials
    if known:
        return
    for old, new in _stems():
        if key.startswith(old) and len(key) > len(old) + 1:
            yield new.standard + key[len(old) :], new.initials
            return


@cache
def _diminutives() -> frozenset[str]:
    return frozenset(form.casefold() for line in DIMINUTIVES.splitlines() for form in line.split()[1:])


def full(word: str, key: str, letters: int) -> Iterator[str]:
    """Keys of the names this may be the diminutive of. A full name that sounds like one (Алла, Оля) is none."""
    if key in _equal() and word not in _diminutives():
        return iter(())
    return (one.standard for one in _short().get(key, ()) if widened(one.mask) & letters)
