"""Reference data shipped with the product, with validity periods: articles, facilities, sanctions programmes.

The organisation's own copy (records of kind `reference`) is seeded from here and edited freely; `verified`
says whether an entry was checked in a public source. Nothing in code depends on a particular entry.
"""

from functools import cache
from importlib.resources import files

import msgspec

from casework.domain import codec
from casework.domain.dates import PartialDate
from casework.domain.sections import Section


class Titles(msgspec.Struct, frozen=True, omit_defaults=True):
    en: str = ""
    be: str = ""
    ru: str = ""


class Article(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article of the Criminal Code; `key` as in `342` or `361-4`. Titles change: one entry per period."""

    key: str
    titles: Titles
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    parts: tuple[str, ...] = ()
    verified: bool = False


class Facility(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place of custody. `kind` is one of KINDS; `towns` and `also` are what lists call it."""

    key: str
    kind: str
    titles: Titles
    number: int | None = None
    towns: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    women: bool = False
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    verified: bool = False


KINDS = ("colony", "settlement", "prison", "sizo", "kgb", "temporary", "open")


class ArticleList(Section, frozen=True, omit_defaults=True):
    entries: tuple[Article, ...] = ()


class FacilityList(Section, frozen=True, omit_defaults=True):
    entries: tuple[Facility, ...] = ()


class Programme(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sanctions programme; `authority` is the code of who lists under it, such as `EU` or `US`."""

    key: str
    authority: str
    titles: Titles
    legal_basis: str = ""
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    verified: bool = False


class ProgrammeList(Section, frozen=True, omit_defaults=True):
    entries: tuple[Programme, ...] = ()


class ReferenceList(msgspec.Struct, frozen=True, omit_defaults=True):
    articles: tuple[Article, ...] = ()
    facilities: tuple[Facility, ...] = ()
    programmes: tuple[Programme, ...] = ()

    def article_keys(self) -> frozenset[str]:
        return frozenset(article.key for article in self.articles)

    def authorities(self) -> tuple[str, ...]:
        """Codes of those who list, in the order of their programmes."""
        return tuple(dict.fromkeys(programme.authority for programme in self.programmes))


@cache
def shipped() -> ReferenceList:
    folder = files("casework.domain.reference")
    return ReferenceList(
        codec.decode((folder / "articles.json").read_bytes(), tuple[Article, ...]),
        codec.decode((folder / "facilities.json").read_bytes(), tuple[Facility, ...]),
        codec.decode((folder / "programmes.json").read_bytes(), tuple[Programme, ...]),
    )
