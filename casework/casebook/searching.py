"""People by name in any script and spelling, by number, by article; and who may be the same person."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from casework.casebook.index import Index
from casework.casebook.query import CaseQuery, Match
from casework.domain import names
from casework.domain.dates import PartialDate
from casework.domain.postings import TIED

LIKELY = 72.0
"""A name less like the query than this is no answer."""
CERTAIN = 100.0
PART = 70.0
"""What a piece of a word is worth: less than any likely name."""
MOST = 2000
"""People a search by text can put into a list."""
_ARTICLE = re.compile(r"[0-9]{2,3}(-[0-9]{1,2})?")


class Found(NamedTuple):
    person: int
    name: str
    score: float


def found_by_text(index: Index, query: CaseQuery) -> list[int] | None:
    """Everybody a query's text may mean; None when it has none. Call inside `reading()`."""
    text = query.text.strip()
    if not text:
        return None
    found = [one.person for one in search(index, text, MOST)]
    if _ARTICLE.fullmatch(text):
        rows = index.connection.execute("SELECT DISTINCT person FROM charge WHERE article = ?", (text,))
        found += [person for (person,) in rows]
    return list(dict.fromkeys(found))


def search(index: Index, text: str, limit: int = 20) -> list[Found]:
    """Best first, each person once by the spelling that fits best. Call inside `reading()`."""
    text = text.strip()
    best: dict[int, Found] = {}
    likely = [*_numbered(index, text), *_named(index, text, limit)]
    for found in likely if len(likely) >= 2 * limit else (*likely, *_pieces(index, text, limit)):
        if found.person not in best or best[found.person].score < found.score:
            best[found.person] = found
    return sorted(best.values(), key=lambda one: (-one.score, one.name))[:limit]


def _named(index: Index, text: str, limit: int = 0, cutoff: float = LIKELY) -> list[Found]:
    asked = names.Asked(text)
    candidates = index.words.candidates(asked.tokens, max(TIED, limit))
    found: list[Found] = []
    rows = "SELECT person, text FROM name WHERE id IN (SELECT value FROM json_each(?))"
    for person, name in index.connection.execute(rows, (json.dumps(candidates),)):
        score = asked.score(name)
        if score >= cutoff:
            found.append(Found(person, name, round(score, 1)))
    return found


def _numbered(index: Index, text: str) -> list[Found]:
    """A case number, the number on somebody's list, or the beginning of a record's id."""
    if not any(letter.isdigit() for letter in text):
        return []
    query = """
        SELECT p.id, (SELECT text FROM name WHERE person = p.id ORDER BY id LIMIT 1) FROM person p
        WHERE p.number = :text COLLATE NOCASE OR p.id IN (SELECT person FROM external WHERE value = :text)
            OR (length(:text) >= 8 AND lower(hex(p.record)) LIKE replace(lower(:text), '-', '') || '%')
        LIMIT 200
    """
    return [Found(person, name or "", CERTAIN) for person, name in index.connection.execute(query, {"text": text})]


def _pieces(index: Index, text: str, limit: int) -> list[Found]:
    """A piece of a name or number as it is written, three letters at least."""
    if len(text) < 3:
        return []
    query = """
        SELECT w.rowid, (SELECT text FROM name WHERE person = w.rowid ORDER BY id LIMIT 1)
        FROM words w WHERE words MATCH ? LIMIT ?
    """
    phrase = '"' + text.casefold().replace('"', '""') + '"'
    rows = index.connection.execute(query, (phrase, limit))
    return [Found(person, name or "", PART) for person, name in rows]


def alike(
    index: Index, spellings: Iterable[str], birth: PartialDate | None = None, arrest: PartialDate | None = None,
    cutoff: float = names.DUPLICATE,
) -> list[Match]:  # fmt: skip
    """Who may be the same person, surest first: by name, less sure where a birth or an arrest speaks against it."""
    best: dict[int, Found] = {}
    with index.reading():
        for text in dict.fromkeys(spellings):
            for found in _named(index, text, cutoff=cutoff):
                if found.person not in best or best[found.person].score < found.score:
                    best[found.person] = found
        weighed = [_weighed(match, birth, arrest) for match in matches(index, list(best.values()))]
    return sorted((one for one in weighed if one.score >= cutoff), key=lambda one: -one.score)


def matches(index: Index, found: Sequence[Found]) -> list[Match]:
    by_person = {one.person: one for one in found}
    query = """
        SELECT id, record, birth, (SELECT since FROM timeline t WHERE t.person = p.id AND counted ORDER BY ord LIMIT 1)
        FROM person p WHERE id IN (SELECT value FROM json_each(?))
    """
    rows = index.connection.execute(query, (json.dumps(list(by_person)),))
    made = {
        person: Match(UUID(bytes=record), by_person[person].name, by_person[person].score, _day(birth), _day(arrested))
        for person, record, birth, arrested in rows
    }
    return [made[person] for person in by_person]


def _day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


AGAINST = 15.0
NEARLY = 4.0


def _weighed(match: Match, birth: PartialDate | None, arrest: PartialDate | None) -> Match:
    """Dates that cannot be the same speak against; of the same year (a slip of day or month) only a little."""
    less = 0.0
    for ours, theirs, weight in ((birth, match.birth, AGAINST), (arrest, match.arrested, NEARLY)):
        if ours is None or theirs is None or _meet(ours, theirs):
            continue
        less += NEARLY if ours.earliest.year == theirs.earliest.year else weight
    return Match(match.case, match.name, round(max(0.0, match.score - less), 1), match.birth, match.arrested)


def _meet(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest
