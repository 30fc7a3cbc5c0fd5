"""The fields of a case that a column of a list can hold."""

from enum import StrEnum


class Field(StrEnum):
    ID = "id"
    LINK = "link"
    NAME = "name"
    NAME_BE = "name in Belarusian"
    NAME_RU = "name in Russian"
    NAME_LATIN = "name in Latin letters"
    SURNAME = "surname"
    GIVEN = "given name"
    PATRONYMIC = "patronymic"
    ALIAS = "alias"
    STATUS = "status"
    SEX = "sex"
    PHOTO = "photo"
    DESCRIPTION = "description"
    PROFILE = "profile"
    BIRTH = "birth"
    ARRESTED = "arrest"
    ARTICLES = "articles"
    FACILITY = "facility"
    DECLARATION = "declaration"
    SENTENCE = "sentence"
    PENALTY = "kind of penalty"
    JUDGE = "judge"
    COURT = "court"
    COUNSEL = "counsel"
    PENALTY_START = "start of the penalty"
    RELEASED = "release"
    VERDICT = "verdict"
    APPEAL = "appeal"
    TERRORIST = "on the terrorists list"
    EXTREMIST = "on the extremists list"
    DIED = "death"
    REGION = "region"


SEVERAL = frozenset(
    {
        Field.NAME, Field.NAME_BE, Field.NAME_RU, Field.NAME_LATIN, Field.ALIAS, Field.LINK, Field.DECLARATION,
        Field.PROFILE, Field.ARTICLES, Field.JUDGE, Field.COURT, Field.TERRORIST, Field.EXTREMIST, Field.PHOTO,
        Field.COUNSEL,
    }
)  # fmt: skip
"""Of these every column is read; of the others a second one would be lost."""
