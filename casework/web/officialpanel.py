"""Officials with a part in one case, on its page; and judges named in its prosecutions who may be on file."""

from collections.abc import Iterator
from dataclasses import dataclass

from casework.domain.dates import PartialDate
from casework.domain.entities import Post
from casework.domain.involvements import InvolvementRole
from casework.domain.sections import SectionName
from casework.services.casefile import CaseFile
from casework.services.involvements import Part
from casework.services.registry import Hit
from casework.web import officialpage


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


def panel(file: CaseFile) -> Panel:
    lines = [
        Line(part, officialpage.title(part.official), officialpage.posts_on(part.official, part.involvement.on))
        for part in file.parts
    ]
    return Panel(lines, list(_suggestions(file)))


def _suggestions(file: CaseFile) -> Iterator[Suggestion]:
    """Each official once; not whoever is recorded as a judge in this case already."""
    legal = file.case.sections.get(SectionName.LEGAL)
    told = {part.involvement.entity for part in file.parts if part.involvement.role is InvolvementRole.JUDGED}
    for at, prosecution in enumerate(legal.value.prosecutions if legal else ()):
        for judge in prosecution.judges:
            for hit in file.judges.get(judge, ()):
                if str(hit.record) not in told:
                    told.add(str(hit.record))
                    yield Suggestion(judge, hit, at, prosecution.verdict_on)
