"""Officials with a part in one case, on its page; and judges named in its prosecutions who may be on file."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import g

from casework.domain.dates import PartialDate
from casework.domain.entities import Post
from casework.domain.involvements import InvolvementRole
from casework.domain.policy import Permission
from casework.domain.sections import Legal, SectionName
from casework.services import involvements, registry
from casework.services.cases import OpenCase
from casework.services.involvements import Part
from casework.services.registry import Hit
from casework.web import officialpage
from casework.web.access import may


@dataclass(frozen=True, slots=True)
class Line:
    """`posts` are those the official may have held on the day of the act."""

    part: Part
    name: str
    posts: list[Post]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A judge of a prosecution bears the name of an official on file: somebody decides whether it is the same."""

    judge: str
    hit: Hit
    prosecution: int
    verdict_on: PartialDate | None


@dataclass(frozen=True, slots=True)
class Panel:
    parts: list[Line]
    suggestions: list[Suggestion]


def panel(case_id: UUID, found: OpenCase) -> Panel:
    parts = involvements.of_case(g.actor, case_id)
    lines = [
        Line(part, officialpage.title(part.official), officialpage.posts_on(part.official, part.involvement.on))
        for part in parts
    ]
    legal = found.sections.get(SectionName.LEGAL)
    suggested = list(_suggestions(legal.value, parts)) if legal and may(Permission.ADVOCACY_WRITE) else []
    return Panel(lines, suggested)


def _suggestions(legal: Legal, parts: list[Part]) -> Iterator[Suggestion]:
    """Each official once; not whoever is recorded as a judge in this case already."""
    judges = [judge for one in legal.prosecutions for judge in one.judges]
    known = registry.of_that_name(g.actor, judges) if judges else {}
    told = {part.involvement.entity for part in parts if part.involvement.role is InvolvementRole.JUDGED}
    for at, prosecution in enumerate(legal.prosecutions):
        for judge in prosecution.judges:
            for hit in known.get(judge, ()):
                if str(hit.record) not in told:
                    told.add(str(hit.record))
                    yield Suggestion(judge, hit, at, prosecution.verdict_on)
