"""Invented officials, entities and one aircraft: who judged, prosecuted, held; who listed them, and who did not."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from casework.demo.words import ENDINGS, MEN, ROOTS, WOMEN, latin
from casework.domain.dates import PartialDate
from casework.domain.entities import EntityKind, EntityProfile, Post
from casework.domain.involvements import InvolvementRole
from casework.domain.sections import PersonName, Script, Sex

REGIONS = ("Brest", "Homiel", "Hrodna", "Mahilioŭ", "Minsk", "Viciebsk")
COURTS = (*(f"{region} Regional Court" for region in REGIONS), "Minsk City Court")
COLONIES = {
    Sex.MALE: ("IK-1", "IK-2", "IK-3", "IK-8", "IK-9", "IK-15", "IK-17", "IK-20", "IK-22"),
    Sex.FEMALE: ("IK-4", "IK-24"),
}
"""Keys of the reference list of facilities."""
JUDGES_OF_A_COURT = 3
BEGUN = date(2019, 1, 1)


@dataclass(frozen=True, slots=True)
class Official:
    """`place` is the court, the facility's key or the body where the official serves."""

    belarusian: str
    russian: str
    sex: Sex
    born: int
    role: InvolvementRole
    place: str
    posts: tuple[Post, ...]

    @property
    def name(self) -> str:
        return latin(self.belarusian)

    def profile(self) -> EntityProfile:
        names = ((Script.BE, self.belarusian), (Script.RU, self.russian), (Script.LATIN, self.name))
        return EntityProfile(
            kind=EntityKind.PERSON,
            names=tuple(PersonName(script, text) for script, text in names),
            sex=self.sex,
            begun=PartialDate.parse(str(self.born)),
            country="BY",
            note="Invented.",
        )


@cache
def officials() -> tuple[Official, ...]:
    """The same for ever: judges of each court, prosecutors, investigators, heads of colonies, commanders."""
    random = Random(14038)
    found = [
        _official(random, InvolvementRole.JUDGED, court, "Judge", court)
        for court in COURTS
        for _ in range(JUDGES_OF_A_COURT)
    ]
    found += [
        _official(random, InvolvementRole.PROSECUTED, region, "Prosecutor", f"{region} Regional Prosecutor's Office")
        for region in REGIONS
    ]
    found += [
        _official(random, InvolvementRole.INVESTIGATED, "Investigative Committee", "Investigator", body)
        for body in ("Investigative Committee", "State Security Committee")
        for _ in range(2)
    ]
    found += [
        _official(random, InvolvementRole.GUARDED, key, "Head of the colony", key)
        for keys in COLONIES.values()
        for key in keys
    ]
    found += [
        _official(random, InvolvementRole.ORDERED, region, "Commander of the special police", f"{region} Region")
        for region in REGIONS
    ]
    return tuple(found)


@cache
def judges(court: str) -> tuple[str, ...]:
    return tuple(one.name for one in officials() if one.role is InvolvementRole.JUDGED and one.place == court)


def _official(random: Random, role: InvolvementRole, place: str, position: str, body: str) -> Official:
    woman = random.random() < 0.35
    given, root, ending = random.choice(WOMEN if woman else MEN), random.choice(ROOTS), random.choice(ENDINGS)
    moved = PartialDate.of(date(2021 + random.randrange(3), 1 + random.randrange(12), 1))
    now = Post(position, body, since=moved)
    before = Post(f"Deputy {position[0].lower()}{position[1:]}", body, since=PartialDate.of(BEGUN), until=moved)
    return Official(
        belarusian=f"{given[0]} {root[0]}{ending[0][woman]}",
        russian=f"{given[1]} {root[1]}{ending[1][woman]}",
        sex=Sex.FEMALE if woman else Sex.MALE,
        born=1962 + random.randrange(25),
        role=role,
        place=place,
        posts=(now,) if role is InvolvementRole.JUDGED else (before, now),
    )


ENTITIES = (
    ("Zvanitsa Instruments Plant", "Завод прылад «Званіца»", EntityKind.COMPANY),
    ("Kurhan Cement Trade", "Курган Цэмент Трэйд", EntityKind.COMPANY),
    ("Lasun Optical Works", "Оптычны завод «Лясун»", EntityKind.COMPANY),
    ("Tapalia Microchips", "Тапаля Мікрачып", EntityKind.COMPANY),
    ("Haryn Potash Logistics", "Гарынь Каліцестык", EntityKind.COMPANY),
    ("Strumen Air Cargo", "Струмень Авіякарга", EntityKind.COMPANY),
    ("Viaras Holding", "Верас Холдынг", EntityKind.COMPANY),
    ("Camyshok Vehicles", "Камышок Аўта", EntityKind.COMPANY),
    ("Rahoza Electronics", "Рагоза Электронікс", EntityKind.COMPANY),
    ("Dudar Media House", "Выдавецкі дом «Дудар»", EntityKind.COMPANY),
    ("Pastukh Security Systems", "Пастух Ахоўныя Сістэмы", EntityKind.COMPANY),
    ("Iasen Timber", "Ясень Лес", EntityKind.COMPANY),
    ("State Committee for Orderly Conduct", "Дзяржаўны камітэт узорных паводзін", EntityKind.PUBLIC_BODY),
    ("Institute for Correct Opinion", "Інстытут правільнага меркавання", EntityKind.PUBLIC_BODY),
)
"""Fourteen, as on 9 August 2024; every one invented."""
AIRCRAFT = EntityProfile(
    kind=EntityKind.AIRCRAFT,
    names=(PersonName(Script.LATIN, "Business jet of Viaras Holding"),),
    country="BY",
    registration="EW-000XX",
    type="business jet",
    note="Invented.",
)
OWNER_OF_AIRCRAFT = "Viaras Holding"


def entity_profiles() -> list[EntityProfile]:
    return [
        EntityProfile(
            kind=kind,
            names=(PersonName(Script.LATIN, name), PersonName(Script.BE, belarusian)),
            country="BY",
            note="Invented.",
        )
        for name, belarusian, kind in ENTITIES
    ]
